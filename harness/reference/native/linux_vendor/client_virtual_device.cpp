#include "client_virtual_device.h"

#include "arguments.h"
#include "opened_device.h"

using namespace vdi;
using namespace vdi::linux_vendor;

ClientVirtualDevice::ClientVirtualDevice() = default;

ClientVirtualDevice::~ClientVirtualDevice() { delete handle_; }

int ClientVirtualDevice::GetCommand(time_t timeoutMs, VDC_Command** command) {
  if (handle_ == nullptr) return VD_E_PROTOCOL;
  return handle_->device->with([&](IClientVirtualDevice& device) {
    return device.GetCommand(milliseconds(timeoutMs), command);
  });
}

int ClientVirtualDevice::CompleteCommand(VDC_Command* command, int completionCode,
                                         unsigned long bytesTransferred, std::int64_t position) {
  if (handle_ == nullptr) return VD_E_PROTOCOL;
  return handle_->device->with([&](IClientVirtualDevice& device) {
    return device.CompleteCommand(command, static_cast<DWORD>(completionCode), bytes(bytesTransferred),
                                  static_cast<std::uint64_t>(position));
  });
}
