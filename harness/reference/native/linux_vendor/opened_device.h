#pragma once
/// A device of the reference, in the hands of a client's object and of the set that has opened it.

#include <memory>
#include <mutex>

#include "../interface/vdi_interfaces.h"
#include "../interface/vdi_results.h"
#include "../threads/lock.h"

namespace vdi::linux_vendor {

class OpenedDevice {
public:
  /// Takes over a reference.
  explicit OpenedDevice(IClientVirtualDevice* right) : right_(right, [](auto* each) { each->Release(); }) {}

  /// Without locks: a call may wait for as long as the server likes, and the device be let go of meanwhile.
  template <class Call>
  HRESULT with(Call call) {
    const Right right = current();
    return right == nullptr ? VD_E_PROTOCOL : call(*right);
  }

  /// From then on the device is not open. The reference is given back when the calls that are in it have ended.
  void letGo() {
    Right right;
    const Lock lock(mutex_);
    right.swap(right_);
  }

private:
  /// No reference is taken for a call: each that is given back would be recorded.
  using Right = std::shared_ptr<IClientVirtualDevice>;
  using Lock = std::lock_guard<threads::Mutex>;

  Right current() {
    const Lock lock(mutex_);
    return right_;
  }

  threads::Mutex mutex_;
  Right right_;
};

/// What a client's object points to.
struct DeviceHandle {
  std::shared_ptr<OpenedDevice> device;
};

}  // namespace vdi::linux_vendor
