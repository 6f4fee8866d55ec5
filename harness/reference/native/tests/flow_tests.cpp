/// What the interface is for: data gets from one end to the other, in one process and across several.

#include "child.h"
#include "runner.h"
#include "stage.h"

namespace tests {
namespace {

using namespace vdi;

BYTE patternAt(std::uint64_t position) { return static_cast<BYTE>(position * 131 + (position >> 8)); }

/// A client process: takes commands until the set is closed, checks what is written, gives what is read.
int serveAsClient(Parent&, const std::u16string& name, unsigned devices) {
  IClientVirtualDeviceSet2* const client = newClient();
  VDConfig config{};
  config.deviceCount = devices;
  if (client->CreateEx(nullptr, name.c_str(), &config) != NOERROR) return 10;
  if (client->GetConfiguration(10000, &config) != NOERROR) return 11;
  std::vector<threads::Thread> workers;
  std::atomic<int> wrong{0};
  for (unsigned i = 0; i < devices; ++i) {
    IClientVirtualDevice* device = nullptr;
    if (client->OpenDevice(deviceName(name, i).c_str(), &device) != NOERROR) return 12;
    workers.emplace_back([device, &wrong] {
      VDC_Command* command = nullptr;
      HRESULT got = NOERROR;
      while ((got = device->GetCommand(kInfinite, &command)) == NOERROR) {
        for (std::uint32_t at = 0; at < command->size; ++at) {
          if (command->commandCode == VDC_Read) command->buffer[at] = patternAt(command->position + at);
          if (command->commandCode == VDC_Write && command->buffer[at] != patternAt(command->position + at))
            wrong = 20;
        }
        if (device->CompleteCommand(command, 0, command->size, command->position + command->size) != NOERROR)
          wrong = 21;
      }
      if (got != VD_E_CLOSE) wrong = 22;
      device->Release();
    });
  }
  for (threads::Thread& worker : workers) worker.join();
  if (client->Close() != NOERROR) return 13;
  client->Release();
  return wrong.load();
}

const Role clientRole("client", &serveAsClient);

HRESULT openWhenThere(IServerVirtualDeviceSet2* server, const std::u16string& name) {
  HRESULT result = VD_E_INVALID;
  for (int i = 0; i < 5000 && (result = server->Open(nullptr, name.c_str())) == VD_E_INVALID; ++i) sleepMs(1);
  return result;
}

void transfer(unsigned devices, std::uint32_t code, unsigned rounds) {
  const std::u16string name = uniqueName();
  Child client(clientRole, name, devices);
  IServerVirtualDeviceSet2* const server = newServer();
  CHECK_EQ(openWhenThere(server, name), NOERROR);
  CHECK_EQ(server->BeginConfiguration(VDF_ReadMedia | VDF_WriteMedia, 512, 4096, 65536, 0), NOERROR);
  CHECK_EQ(server->RequestBuffers(65536, 0, devices * 2), NOERROR);
  CHECK_EQ(server->EndConfiguration(), NOERROR);
  threads::Thread agent([&] { CHECK_EQ(server->ExecuteCompletionAgent(), NOERROR); });
  std::vector<IServerVirtualDevice*> opened(devices);
  for (unsigned i = 0; i < devices; ++i)
    CHECK_EQ(server->OpenDevice(deviceName(name, i).c_str(), &opened[i]), NOERROR);
  std::vector<Sent> sent(devices * 2);
  for (Sent& each : sent) {
    BYTE* buffer = nullptr;
    CHECK_EQ(server->AllocateBuffer(&buffer, 65536, 0), NOERROR);
    each.fill(code, buffer, 65536);
  }
  for (unsigned round = 0; round < rounds; ++round) {
    for (unsigned i = 0; i < sent.size(); ++i) {
      sent[i].calls = 0;
      sent[i].command.inPosition = (static_cast<std::uint64_t>(round) * sent.size() + i) * 65536;
      for (std::uint32_t at = 0; code == VDC_Write && at < 65536; ++at)
        sent[i].command.buffer[at] = patternAt(sent[i].command.inPosition + at);
      CHECK_EQ(sendWhenActive(opened[i % devices], sent[i]), NOERROR);
    }
    for (Sent& each : sent) {
      CHECK(each.waitCalled());
      CHECK_EQ(each.code.load(), 0);
      CHECK_EQ(each.command.bytesTransferred, 65536);
      CHECK_EQ(each.command.outPosition, each.command.inPosition + 65536);
      unsigned wrong = 0;
      for (std::uint32_t at = 0; code == VDC_Read && at < 65536; ++at)
        wrong += each.command.buffer[at] != patternAt(each.command.inPosition + at) ? 1 : 0;
      CHECK_EQ(wrong, 0);
    }
  }
  for (IServerVirtualDevice* device : opened) CHECK_EQ(device->CloseDevice(), NOERROR);
  CHECK_EQ(server->Close(), NOERROR);
  agent.join();
  CHECK_EQ(client.wait(), 0);
  for (IServerVirtualDevice* device : opened) device->Release();
  server->Release();
}

/// A secondary client: one device, one command, and a buffer whose handle another process told it.
int serveAsSecondary(Parent& parent, const std::u16string& name, unsigned index) {
  DWORD handle = parent.hear();
  IClientVirtualDeviceSet2* const set = newClient();
  if (set->OpenInSecondaryEx(nullptr, name.c_str()) != NOERROR) return 10;
  VDConfig config{};
  if (set->GetConfiguration(0, &config) != NOERROR || config.deviceCount != 2) return 11;
  BYTE* buffer = nullptr;
  if (set->MapBufferHandle(0, &buffer) != VD_E_INVALID ||
      set->MapBufferHandle(2u << 26, &buffer) != VD_E_INVALID)
    return 12;
  if (set->MapBufferHandle(handle, &buffer) != NOERROR || *buffer != 0x5A) return 13;
  IClientVirtualDevice* device = nullptr;
  if (set->OpenDevice(deviceName(name, index).c_str(), &device) != NOERROR) return 14;
  VDC_Command* command = nullptr;
  if (device->GetCommand(10000, &command) != NOERROR || command->buffer[0] != 0x5A) return 15;
  if (set->GetBufferHandle(command->buffer, &handle) != NOERROR) return 16;
  if (device->CompleteCommand(command, 0, command->size, 0) != NOERROR) return 17;
  if (device->GetCommand(10000, &command) != VD_E_CLOSE) return 18;
  return set->Close() == NOERROR ? 0 : 19;
}

const Role secondaryRole("secondary", &serveAsSecondary);

void addAll() {
  add("a backup from one process to another", [] { transfer(1, VDC_Write, 50); });
  add("a restore from one process to another", [] { transfer(1, VDC_Read, 50); });
  add("a backup striped over 64 devices", [] { transfer(64, VDC_Write, 4); });
  add("a restore striped over 8 devices", [] { transfer(8, VDC_Read, 10); });

  add("secondary clients: a device each, and a buffer by its handle", [] {
    const std::u16string name = uniqueName();
    // Started before the set exists: a forked child would else hold copies of its ties.
    Child secondaries[] = {Child(secondaryRole, name, 0), Child(secondaryRole, name, 1)};
    Stage stage(2);
    stage.name = name;
    stage.create();
    IClientVirtualDeviceSet2* const early = newClient();
    CHECK_EQ(early->OpenInSecondary(name.c_str()), VD_E_PROTOCOL);
    CHECK_EQ(early->OpenInSecondary(u"no such set"), VD_E_PROTOCOL);
    early->Release();
    stage.open();
    stage.begin();
    stage.request();
    stage.end();
    BYTE* buffer = nullptr;
    CHECK_EQ(stage.server->AllocateBuffer(&buffer, 65536, 0), NOERROR);
    *buffer = 0x5A;
    const DWORD handle = 1u << 26;  // the first area's first buffer
    for (Child& secondary : secondaries) secondary.tell(handle);
    stage.startAgent();
    stage.openServerDevices();
    Sent sent[2];
    for (unsigned i = 0; i < 2; ++i) {
      sent[i].fill(VDC_Write, buffer, 65536);
      CHECK_EQ(sendWhenActive(stage.serverDevices[i], sent[i]), NOERROR);
    }
    for (Sent& each : sent) CHECK(each.waitCalled());
    stage.closeServerDevices();
    for (Child& secondary : secondaries) CHECK_EQ(secondary.wait(), 0);
    CHECK_EQ(stage.server->Close(), NOERROR);
    CHECK_EQ(stage.client->Close(), NOERROR);
  });
  add("only one server to a set, and none after it", [] {
    Stage stage;
    CHECK_EQ(stage.server->Open(nullptr, stage.name.c_str()), VD_E_INVALID);
    CHECK_EQ(stage.server->Open(nullptr, u"back\\slash"), VD_E_INVALID);
    stage.create();
    stage.open();
    IServerVirtualDeviceSet2* const second = newServer();
    CHECK_EQ(second->Open(nullptr, stage.name.c_str()), VD_E_INVALID);
    second->Release();
    VDConfig config;
    CHECK_EQ(stage.server->GetConfiguration(&config), NOERROR);  // the second did no harm
  });
}

const Registration registration(addAll);

}  // namespace
}  // namespace tests
