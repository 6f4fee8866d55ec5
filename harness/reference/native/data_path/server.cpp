#include <condition_variable>
#include <cstdio>
#include <cstring>
#include <mutex>
#include <thread>
#include <vector>

#include "../interface/vdi_codes.h"
#include "../loading/library.h"
#include "calls.h"
#include "ends.h"

namespace data_path {

namespace {

/// A device's transfers: each is sent again, on the agent's thread, as soon as it is completed.
struct Device {
  IServerVirtualDevice* device = nullptr;
  std::uint64_t unsent = 0;
  std::uint64_t uncompleted = 0;
};

struct Transfer {
  VDS_Command command{};
  Device* of = nullptr;
};

std::mutex mutex;
std::condition_variable changed;
unsigned devicesBusy = 0;
std::uint64_t lastCompleted = 0;


void completed(VDS_Command* command) {
  // One that SendCommand refuses is called back as well; its answer tells.
  if (command->completionCode == vdi::ERROR_INVALID_HANDLE) return;
  const bool whole = command->completionCode == 0 && command->bytesTransferred == command->size;
  need(whole ? NOERROR : vdi::VD_E_UNEXPECTED, "a transfer");
  Device& device = *static_cast<Transfer*>(command->completionContext)->of;
  if (device.unsent > 0) {
    device.unsent -= 1;
    need(device.device->SendCommand(command), "SendCommand");
  }
  device.uncompleted -= 1;
  if (device.uncompleted > 0) return;
  const std::lock_guard<std::mutex> held(mutex);
  lastCompleted = now();
  devicesBusy -= 1;
  changed.notify_one();
}

/// The set becomes Active when both ends have opened their devices and the agent has entered: its first command waits.
void sendFirst(Transfer& transfer) {
  constexpr std::uint64_t kPatienceNs = 10'000'000'000;
  const std::uint64_t until = now() + kPatienceNs;
  HRESULT result = vdi::VD_E_PROTOCOL;
  while (result == vdi::VD_E_PROTOCOL && now() < until) {
    result = transfer.of->device->SendCommand(&transfer.command);
    if (result == vdi::VD_E_PROTOCOL) std::this_thread::yield();
  }
  need(result, "the first SendCommand");
}

void configure(IServerVirtualDeviceSet2* set, const Load& load, std::uint32_t block) {
  VDConfig offered{};
  need(set->Open(nullptr, load.set.c_str()), "Open");
  need(set->GetConfiguration(&offered), "GetConfiguration");
  need(set->BeginConfiguration(0, block, block, load.transfer, 0), "BeginConfiguration");
  need(set->RequestBuffers(load.transfer, block, load.devices * kOutstanding), "RequestBuffers");
  need(set->EndConfiguration(), "EndConfiguration");
}

}  // namespace

int serve(const Load& load) {
  constexpr std::uint32_t kBlock = 4096;
  IServerVirtualDeviceSet2* const set = loading::newServer(load.library);
  configure(set, load, kBlock);
  std::thread agent([set] { set->ExecuteCompletionAgent(); });

  std::vector<Device> devices(load.devices);
  std::vector<Transfer> transfers(load.devices * kOutstanding);
  for (unsigned i = 0; i < transfers.size(); ++i) {
    Device& device = devices[i / kOutstanding];
    if (device.device == nullptr) {
      need(set->OpenDevice(deviceName(load.set, i / kOutstanding).c_str(), &device.device), "OpenDevice");
      device.unsent = load.transfers - kOutstanding;
      device.uncompleted = load.transfers;
    }
    transfers[i].of = &device;
    VDS_Command& command = transfers[i].command;
    command.commandCode = vdi::VDC_Write;
    command.size = load.transfer;
    command.completionRoutine = &completed;
    command.completionContext = &transfers[i];
    need(set->AllocateBuffer(&command.buffer, load.transfer, kBlock), "AllocateBuffer");
    std::memset(command.buffer, 1, load.transfer);
  }
  devicesBusy = load.devices;
  sendFirst(transfers[0]);
  const std::uint64_t began = now();
  for (std::size_t i = 1; i < transfers.size(); ++i)
    need(transfers[i].of->device->SendCommand(&transfers[i].command), "SendCommand");
  {
    std::unique_lock<std::mutex> held(mutex);
    changed.wait(held, [] { return devicesBusy == 0; });
  }
  std::printf("%llu\n", static_cast<unsigned long long>(lastCompleted - began));
  for (Device& each : devices) {
    need(each.device->CloseDevice(), "CloseDevice");
    each.device->Release();
  }
  need(set->Close(), "Close");
  agent.join();
  set->Release();
  return 0;
}

}  // namespace data_path
