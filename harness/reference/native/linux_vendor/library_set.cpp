#include "library_set.h"

#include <algorithm>
#include <new>

#include "../com/entry_points.h"

namespace vdi::linux_vendor {

namespace {

constexpr std::uint32_t kClientSet = 1;

HRESULT makeSet(IClientVirtualDeviceSet2** set) {
  void* classes = nullptr;
  const HRESULT got = VdiGetClassObject(kClientSet, &classes);
  if (failed(got)) return got;
  auto* const factory = static_cast<IClassFactory*>(classes);
  void* made = nullptr;
  const HRESULT result = factory->CreateInstance(nullptr, &IID_IClientVirtualDeviceSet2, &made);
  factory->Release();
  *set = static_cast<IClientVirtualDeviceSet2*>(made);
  return result;
}

}  // namespace

LibrarySet::LibrarySet() {
  const HRESULT made = makeSet(&right_);
  // A client of these classes knows VDI's own results only.
  refusal_ = made == E_OUTOFMEMORY ? VD_E_MEMORY : VD_E_UNEXPECTED;
}

LibrarySet::~LibrarySet() {
  forgetDevices();
  if (right_ != nullptr) right_->Release();
}

DeviceHandle* LibrarySet::keep(IClientVirtualDevice* opened) {
  auto* const handle = new (std::nothrow) DeviceHandle{std::make_shared<OpenedDevice>(opened)};
  if (handle == nullptr) return nullptr;
  const std::lock_guard<threads::Mutex> lock(mutex_);
  const auto gone = [](const std::weak_ptr<OpenedDevice>& each) { return each.expired(); };
  devices_.erase(std::remove_if(devices_.begin(), devices_.end(), gone), devices_.end());
  devices_.push_back(handle->device);
  return handle;
}

void LibrarySet::forgetDevices() {
  std::vector<std::weak_ptr<OpenedDevice>> devices;
  {
    const std::lock_guard<threads::Mutex> lock(mutex_);
    devices.swap(devices_);
  }
  for (const auto& each : devices)
    if (const std::shared_ptr<OpenedDevice> device = each.lock()) device->letGo();
}

}  // namespace vdi::linux_vendor
