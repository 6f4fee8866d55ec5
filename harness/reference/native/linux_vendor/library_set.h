#pragma once
/// The reference's COM set behind a client's object: made as any program makes it, so that it can be recorded.

#include <memory>
#include <mutex>
#include <vector>

#include "../interface/vdi_interfaces.h"
#include "../threads/lock.h"
#include "opened_device.h"

namespace vdi::linux_vendor {

class LibrarySet {
public:
  LibrarySet();
  /// The devices that it has opened are not open any more, whoever still has them.
  ~LibrarySet();
  LibrarySet(const LibrarySet&) = delete;
  LibrarySet& operator=(const LibrarySet&) = delete;

  template <class Call>
  HRESULT with(Call call) {
    return right_ == nullptr ? refusal_ : call(*right_);
  }

  /// Null when there is no memory for it.
  DeviceHandle* keep(IClientVirtualDevice* opened);
  /// Those of the set that was closed before: nobody can use them, and nobody needs to delete them.
  void forgetDevices();

private:
  IClientVirtualDeviceSet2* right_ = nullptr;
  HRESULT refusal_;
  threads::Mutex mutex_;
  std::vector<std::weak_ptr<OpenedDevice>> devices_;
};

}  // namespace vdi::linux_vendor
