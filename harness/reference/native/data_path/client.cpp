#include <cstdio>
#include <cstring>
#include <thread>
#include <vector>

#include "../interface/vdi_codes.h"
#include "ends.h"
#include "../loading/library.h"
#include "calls.h"

namespace data_path {

namespace {

/// One device: what comes is copied out, as a program does that has somewhere to put it.
void takeAll(IClientVirtualDevice* device, std::uint32_t transfer) {
  std::vector<BYTE> here(transfer);
  VDC_Command* command = nullptr;
  HRESULT result = NOERROR;
  while ((result = device->GetCommand(vdi::kInfinite, &command)) == NOERROR) {
    std::memcpy(here.data(), command->buffer, command->size);
    need(device->CompleteCommand(command, 0, command->size, 0), "CompleteCommand");
  }
  need(result == vdi::VD_E_CLOSE ? NOERROR : result, "GetCommand");
  device->Release();
}

}  // namespace

int take(const Load& load) {
  IClientVirtualDeviceSet2* const set = loading::newClient(load.library);
  VDConfig config{};
  config.deviceCount = load.devices;
  need(set->CreateEx(nullptr, load.set.c_str(), &config), "CreateEx");
  std::puts("created");
  std::fflush(stdout);
  need(set->GetConfiguration(vdi::kInfinite, &config), "GetConfiguration");
  std::vector<std::thread> threads;
  for (unsigned i = 0; i < load.devices; ++i) {
    IClientVirtualDevice* device = nullptr;
    need(set->OpenDevice(deviceName(load.set, i).c_str(), &device), "OpenDevice");
    threads.emplace_back(takeAll, device, load.transfer);
  }
  for (std::thread& each : threads) each.join();
  need(set->Close(), "Close");
  set->Release();
  return 0;
}

}  // namespace data_path
