#include <new>

#include "arguments.h"
#include "client_virtual_device.h"
#include "library_set.h"

using namespace vdi;
using namespace vdi::linux_vendor;

namespace {

template <class Call>
int forward(LibrarySet* set, Call call) {
  return set == nullptr ? VD_E_MEMORY : set->with(call);
}

}  // namespace

ClientVirtualDeviceSet::ClientVirtualDeviceSet() : set_(new (std::nothrow) LibrarySet) {}

ClientVirtualDeviceSet::~ClientVirtualDeviceSet() { delete set_; }

int ClientVirtualDeviceSet::Create(char* name, VDConfig* config) {
  const int result = forward(set_, [&](IClientVirtualDeviceSet2& set) {
    return set.Create(WideName(name).get(), config);
  });
  if (succeeded(result)) set_->forgetDevices();
  return result;
}

int ClientVirtualDeviceSet::GetConfiguration(time_t timeoutMs, VDConfig* config) {
  return forward(set_, [&](IClientVirtualDeviceSet2& set) {
    return set.GetConfiguration(milliseconds(timeoutMs), config);
  });
}

int ClientVirtualDeviceSet::OpenDevice(char* name, ClientVirtualDevice** device) {
  if (device != nullptr) *device = nullptr;
  IClientVirtualDevice* opened = nullptr;
  const int result = forward(set_, [&](IClientVirtualDeviceSet2& set) {
    return set.OpenDevice(WideName(name).get(), device == nullptr ? nullptr : &opened);
  });
  if (failed(result)) return result;
  DeviceHandle* const handle = set_->keep(opened);
  auto* const made = handle == nullptr ? nullptr : new (std::nothrow) ClientVirtualDevice;
  if (made == nullptr) {
    delete handle;
    return VD_E_MEMORY;
  }
  made->handle_ = handle;
  *device = made;
  return result;
}

int ClientVirtualDeviceSet::Close() {
  return forward(set_, [](IClientVirtualDeviceSet2& set) { return set.Close(); });
}

int ClientVirtualDeviceSet::SignalAbort() {
  return forward(set_, [](IClientVirtualDeviceSet2& set) { return set.SignalAbort(); });
}

int ClientVirtualDeviceSet::OpenInSecondary(char* name) {
  const int result = forward(set_, [&](IClientVirtualDeviceSet2& set) {
    return set.OpenInSecondary(WideName(name).get());
  });
  if (succeeded(result)) set_->forgetDevices();
  return result;
}

int ClientVirtualDeviceSet::GetBufferHandle(std::uint8_t* buffer, unsigned int* handle) {
  return forward(set_, [&](IClientVirtualDeviceSet2& set) { return set.GetBufferHandle(buffer, handle); });
}

int ClientVirtualDeviceSet::MapBufferHandle(int handle, std::uint8_t** buffer) {
  return forward(set_, [&](IClientVirtualDeviceSet2& set) {
    return set.MapBufferHandle(static_cast<DWORD>(handle), buffer);
  });
}

void ClientVirtualDeviceSet::RegisterDeviceClosed() {}
