/// What the interface is for: data gets from one end to the other, in one process and across several.

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstring>

#include "runner.h"
#include "stage.h"

namespace tests {
namespace {

using namespace vdi;

BYTE patternAt(std::uint64_t position) { return static_cast<BYTE>(position * 131 + (position >> 8)); }

/// A client process: takes commands until the set is closed, checks what is written, gives what is read.
int serveAsClient(const std::u16string& name, unsigned devices) {
  IClientVirtualDeviceSet2* const client = newClient();
  VDConfig config{};
  config.deviceCount = devices;
  if (client->CreateEx(nullptr, name.c_str(), &config) != NOERROR) return 10;
  if (client->GetConfiguration(10000, &config) != NOERROR) return 11;
  std::vector<std::thread> workers;
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
          if (command->commandCode == VDC_Write && command->buffer[at] != patternAt(command->position + at)) wrong = 20;
        }
        if (device->CompleteCommand(command, 0, command->size, command->position + command->size) != NOERROR) wrong = 21;
      }
      if (got != VD_E_CLOSE) wrong = 22;
      device->Release();
    });
  }
  for (std::thread& worker : workers) worker.join();
  if (client->Close() != NOERROR) return 13;
  client->Release();
  return wrong.load();
}

HRESULT openWhenThere(IServerVirtualDeviceSet2* server, const std::u16string& name) {
  HRESULT result = VD_E_INVALID;
  for (int i = 0; i < 5000 && (result = server->Open(nullptr, name.c_str())) == VD_E_INVALID; ++i) sleepMs(1);
  return result;
}

void transfer(unsigned devices, std::uint32_t code, unsigned rounds) {
  const std::u16string name = uniqueName();
  const pid_t child = fork();
  if (child == 0) _exit(serveAsClient(name, devices));
  IServerVirtualDeviceSet2* const server = newServer();
  CHECK_EQ(openWhenThere(server, name), NOERROR);
  CHECK_EQ(server->BeginConfiguration(VDF_ReadMedia | VDF_WriteMedia, 512, 4096, 65536, 0), NOERROR);
  CHECK_EQ(server->RequestBuffers(65536, 0, devices * 2), NOERROR);
  CHECK_EQ(server->EndConfiguration(), NOERROR);
  std::thread agent([&] { CHECK_EQ(server->ExecuteCompletionAgent(), NOERROR); });
  std::vector<IServerVirtualDevice*> opened(devices);
  for (unsigned i = 0; i < devices; ++i)
    CHECK_EQ(server->OpenDevice(deviceName(name, i).c_str(), &opened[i]), NOERROR);
  sleepMs(20);
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
      CHECK_EQ(opened[i % devices]->SendCommand(&sent[i].command), NOERROR);
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
  int status = 0;
  waitpid(child, &status, 0);
  CHECK_EQ(status, 0);
  for (IServerVirtualDevice* device : opened) device->Release();
  server->Release();
}

void addAll() {
  add("a backup from one process to another", [] { transfer(1, VDC_Write, 50); });
  add("a restore from one process to another", [] { transfer(1, VDC_Read, 50); });
  add("a backup striped over 64 devices", [] { transfer(64, VDC_Write, 4); });
  add("a restore striped over 8 devices", [] { transfer(8, VDC_Read, 10); });

  add("prefix zone, alignment, several areas, and the space that is left", [] {
    VDConfig wanted{};
    wanted.prefixZoneSize = 100;
    wanted.alignment = 8192;
    Stage stage(1, wanted);
    stage.create();
    stage.open();
    stage.begin(4096);
    CHECK_EQ(stage.server->RequestBuffers(5000, 0, 7), NOERROR);
    CHECK_EQ(stage.server->RequestBuffers(1, 65536, 3), NOERROR);
    stage.end();
    CHECK_EQ(stage.settled.alignment, 8192);
    CHECK_EQ(stage.settled.prefixZoneSize, 100);
    DWORD count = 0;
    CHECK_EQ(stage.server->QueryAvailableBuffers(5000, 0, &count), NOERROR);
    CHECK(count >= 7);
    std::vector<BYTE*> buffers;
    for (int i = 0; i < 10; ++i) {
      BYTE* buffer = nullptr;
      const bool coarse = i % 3 == 0 && i < 9;
      CHECK_EQ(stage.server->AllocateBuffer(&buffer, coarse ? 1 : 5000, coarse ? 65536 : 0), NOERROR);
      CHECK_EQ(reinterpret_cast<std::uintptr_t>(buffer) % (coarse ? 65536 : 8192), 0);
      std::memset(buffer - 100, i, 100 + (coarse ? 1 : 5000));
      buffers.push_back(buffer);
    }
    for (int i = 0; i < 10; ++i) CHECK_EQ(*buffers[i], i);  // nobody wrote over another's
    CHECK_EQ(stage.server->QueryAvailableBuffers(5000, 0, &count), NOERROR);
    for (DWORD left = count; left > 0; --left) {
      BYTE* buffer = nullptr;
      CHECK_EQ(stage.server->AllocateBuffer(&buffer, 5000, 0), NOERROR);
    }
    BYTE* none = nullptr;
    CHECK_EQ(stage.server->AllocateBuffer(&none, 5000, 0), VD_E_MEMORY);
    CHECK_EQ(stage.server->FreeBuffer(buffers[1], 4999), VD_E_INVALID);
    CHECK_EQ(stage.server->FreeBuffer(buffers[1] + 1, 5000), VD_E_INVALID);
    CHECK_EQ(stage.server->FreeBuffer(buffers[1], 5000), NOERROR);
    CHECK_EQ(stage.server->FreeBuffer(buffers[1], 5000), VD_E_INVALID);
    CHECK_EQ(stage.server->AllocateBuffer(&none, 5000, 0), NOERROR);
    CHECK(none == buffers[1]);
    CHECK_EQ(stage.server->AllocateBuffer(&none, 5000, 3), VD_E_INVALID);
    CHECK_EQ(stage.server->AllocateBuffer(&none, 0, 0), VD_E_INVALID);
    for (int area = 1; area < 63; ++area) CHECK_EQ(stage.server->RequestBuffers(4096, 0, 1), NOERROR);
    CHECK_EQ(stage.server->RequestBuffers(4096, 0, 1), VD_E_MEMORY);
    CHECK_EQ(mappingsOf(stage.name), 2 + 63);
    CHECK_EQ(stage.server->Close(), NOERROR);
    CHECK_EQ(mappingsOf(stage.name), 1);
  });
  add("memory that cannot be had leaves the set Configurable", [] {
    Stage stage;
    stage.create();
    stage.open();
    stage.begin();
    CHECK_EQ(stage.server->RequestBuffers(0x40000000, 0, 1000), NOERROR);
    CHECK_EQ(stage.server->EndConfiguration(), VD_E_MEMORY);
    CHECK_EQ(stage.server->RequestBuffers(0x40000000, 0, 4), NOERROR);  // four gigabytes, never touched
    CHECK_EQ(stage.server->EndConfiguration(), NOERROR);
  });
  add("BeginConfiguration: what is refused", [] {
    Stage stage;
    stage.create();
    stage.open();
    IServerVirtualDeviceSet2* const server = stage.server;
    CHECK_EQ(server->BeginConfiguration(0, 0, 512, 65536, 0), VD_E_INVALID);
    CHECK_EQ(server->BeginConfiguration(0, 500, 512, 65536, 0), VD_E_INVALID);
    CHECK_EQ(server->BeginConfiguration(0, 1024, 512, 65536, 0), VD_E_INVALID);
    CHECK_EQ(server->BeginConfiguration(0, 512, 131072, 65536, 0), VD_E_INVALID);
    CHECK_EQ(server->BeginConfiguration(0, 512, 512, 0, 0), VD_E_INVALID);
    CHECK_EQ(server->BeginConfiguration(0, 512, 512, 65537, 0), VD_E_INVALID);
    CHECK_EQ(server->BeginConfiguration(4, 512, 512, 65536, 0), VD_E_INVALID);
    CHECK_EQ(server->BeginConfiguration(VDF_ReadMedia, 512, 0, 65536, 0), NOERROR);
  });
  add("a command without callback, one without buffer, one outside of the buffers", [] {
    Stage stage;
    stage.activate();
    IServerVirtualDevice* const device = stage.serverDevices[0];
    CHECK_EQ(device->SendCommand(nullptr), VD_E_INVALID);
    VDS_Command bare{};
    CHECK_EQ(device->SendCommand(&bare), VD_E_INVALID);
    BYTE here[512];
    Sent outside(VDC_Write, here, 512), without(VDC_Read, nullptr, 512), beyond(VDC_Write, nullptr, 512), empty(VDC_Read, nullptr, 0);
    CHECK_EQ(device->SendCommand(&outside.command), VD_E_INVALID);
    CHECK_EQ(outside.code.load(), ERROR_INVALID_HANDLE);
    CHECK_EQ(device->SendCommand(&without.command), VD_E_INVALID);
    CHECK_EQ(stage.server->AllocateBuffer(&beyond.command.buffer, 65536, 0), NOERROR);
    beyond.command.size = 0x7FFFFFFF;
    CHECK_EQ(device->SendCommand(&beyond.command), VD_E_INVALID);
    CHECK_EQ(device->SendCommand(&empty.command), NOERROR);
    stage.shutDown();
  });
  add("an error makes the device Errored until ClearError", [] {
    Stage stage;
    stage.activate();
    IServerVirtualDevice* const server = stage.serverDevices[0];
    IClientVirtualDevice* const client = stage.clientDevices[0];
    Sent first(VDC_Flush, nullptr, 0), queued(VDC_Flush, nullptr, 0), refused(VDC_Flush, nullptr, 0);
    Sent clear(VDC_ClearError, nullptr, 0), after(VDC_Flush, nullptr, 0);
    VDC_Command* command = nullptr;
    CHECK_EQ(server->SendCommand(&first.command), NOERROR);
    CHECK_EQ(server->SendCommand(&queued.command), NOERROR);
    CHECK_EQ(client->GetCommand(1000, &command), NOERROR);
    CHECK_EQ(client->CompleteCommand(command, 5, 0, 0), NOERROR);
    CHECK_EQ(client->CompleteCommand(command, 5, 0, 0), VD_E_INVALID);
    CHECK(first.waitCalled() && queued.waitCalled());
    CHECK_EQ(first.code.load(), 5);
    CHECK_EQ(queued.code.load(), ERROR_IO_DEVICE);
    CHECK_EQ(server->SendCommand(&refused.command), static_cast<HRESULT>(0x8007045D));
    CHECK_EQ(refused.code.load(), ERROR_IO_DEVICE);
    CHECK_EQ(server->SendCommand(&clear.command), NOERROR);
    CHECK_EQ(client->GetCommand(1000, &command), NOERROR);
    CHECK_EQ(command->commandCode, VDC_ClearError);
    CHECK_EQ(client->CompleteCommand(command, 0, 0, 0), NOERROR);
    CHECK(clear.waitCalled());
    CHECK_EQ(server->SendCommand(&after.command), NOERROR);
    CHECK_EQ(client->GetCommand(1000, &command), NOERROR);
    CHECK_EQ(client->CompleteCommand(command, ERROR_HANDLE_EOF, 0, 0), NOERROR);
    CHECK(after.waitCalled());
    CHECK_EQ(server->SendCommand(&refused.command), NOERROR);
    stage.shutDown();
  });
  add("the pool of commands is full: VD_E_BUSY", [] {
    Stage stage;
    stage.activate();
    std::vector<Sent> sent(16385);
    for (Sent& each : sent) each.fill(VDC_Flush, nullptr, 0);
    for (unsigned i = 0; i < 16384; ++i) CHECK_EQ(stage.serverDevices[0]->SendCommand(&sent[i].command), NOERROR);
    CHECK_EQ(stage.serverDevices[0]->SendCommand(&sent[16384].command), VD_E_BUSY);
    CHECK_EQ(sent[16384].code.load(), ERROR_NO_SYSTEM_RESOURCES);
    VDC_Command* command = nullptr;
    for (unsigned i = 0; i < 16384; ++i) {
      CHECK_EQ(stage.clientDevices[0]->GetCommand(1000, &command), NOERROR);
      CHECK_EQ(stage.clientDevices[0]->CompleteCommand(command, 0, 0, 0), NOERROR);
    }
    for (unsigned i = 0; i < 16384; ++i) CHECK(sent[i].waitCalled());
    CHECK_EQ(stage.serverDevices[0]->SendCommand(&sent[16384].command), NOERROR);
    stage.shutDown();
  });
  add("two threads a device, many commands each: order kept, each called back once", [] {
    Stage stage(4);
    stage.activate();
    std::vector<std::thread> workers;
    for (unsigned d = 0; d < 4; ++d) {
      workers.emplace_back([&, d] {
        VDC_Command* command = nullptr;
        std::uint64_t expected = 0;
        HRESULT got = NOERROR;
        while ((got = stage.clientDevices[d]->GetCommand(kInfinite, &command)) == NOERROR) {
          CHECK_EQ(command->position, expected++);
          CHECK_EQ(stage.clientDevices[d]->CompleteCommand(command, 0, 0, 0), NOERROR);
        }
        CHECK_EQ(got, VD_E_CLOSE);
      });
      workers.emplace_back([&, d] {
        std::vector<Sent> sent(2000);
        for (unsigned i = 0; i < sent.size(); ++i) {
          sent[i].fill(VDC_SetPosition, nullptr, 0);
          sent[i].command.inPosition = i;
          CHECK_EQ(stage.serverDevices[d]->SendCommand(&sent[i].command), NOERROR);
        }
        for (Sent& each : sent) {
          CHECK(each.waitCalled());
          CHECK_EQ(each.calls.load(), 1);
          CHECK_EQ(each.thread.load(), stage.agentThread.load());
        }
        CHECK_EQ(stage.serverDevices[d]->CloseDevice(), NOERROR);
      });
    }
    for (std::thread& worker : workers) worker.join();
    CHECK_EQ(stage.server->Close(), NOERROR);
    stage.joinAgent();
    CHECK_EQ(stage.agentResult.load(), NOERROR);
    CHECK_EQ(stage.client->Close(), NOERROR);
  });
  add("secondary clients: a device each, and a buffer by its handle", [] {
    const std::u16string name = uniqueName();
    int toSecondary[2];
    REQUIRE(pipe(toSecondary) == 0);
    pid_t secondaries[2];
    for (unsigned i = 0; i < 2; ++i) {
      if ((secondaries[i] = fork()) != 0) continue;
      DWORD handle = 0;
      if (read(toSecondary[0], &handle, sizeof handle) != sizeof handle) _exit(9);
      IClientVirtualDeviceSet2* const set = newClient();
      if (set->OpenInSecondaryEx(nullptr, name.c_str()) != NOERROR) _exit(10);
      VDConfig config{};
      if (set->GetConfiguration(0, &config) != NOERROR || config.deviceCount != 2) _exit(11);
      BYTE* buffer = nullptr;
      if (set->MapBufferHandle(0, &buffer) != VD_E_INVALID || set->MapBufferHandle(2u << 26, &buffer) != VD_E_INVALID) _exit(12);
      if (handle != 0 && (set->MapBufferHandle(handle, &buffer) != NOERROR || *buffer != 0x5A)) _exit(13);
      IClientVirtualDevice* device = nullptr;
      if (set->OpenDevice(deviceName(name, i).c_str(), &device) != NOERROR) _exit(14);
      VDC_Command* command = nullptr;
      if (device->GetCommand(10000, &command) != NOERROR || command->buffer[0] != 0x5A) _exit(15);
      if (handle != 0 && set->GetBufferHandle(command->buffer, &handle) != NOERROR) _exit(16);
      if (device->CompleteCommand(command, 0, command->size, 0) != NOERROR) _exit(17);
      if (device->GetCommand(10000, &command) != VD_E_CLOSE) _exit(18);
      _exit(set->Close() == NOERROR ? 0 : 19);
    }
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
    CHECK(write(toSecondary[1], &handle, sizeof handle) == sizeof handle);
    CHECK(write(toSecondary[1], &handle, sizeof handle) == sizeof handle);
    stage.startAgent();
    stage.openServerDevices();
    sleepMs(20);
    Sent sent[2];
    for (unsigned i = 0; i < 2; ++i) {
      sent[i].fill(VDC_Write, buffer, 65536);
      CHECK_EQ(stage.serverDevices[i]->SendCommand(&sent[i].command), NOERROR);
    }
    for (Sent& each : sent) CHECK(each.waitCalled());
    stage.closeServerDevices();
    for (const pid_t secondary : secondaries) {
      int status = 0;
      waitpid(secondary, &status, 0);
      CHECK_EQ(WEXITSTATUS(status), 0);
    }
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
