/// The set's memory says something that no end of ours wrote. Errors are right, any of them; crashes and
/// waits without end are not.

#include <cstdlib>

#include "../shared/control_block.h"
#include "runner.h"
#include "stage.h"

namespace tests {
namespace {

using namespace vdi;

/// The control block, at an address of our own: as another process would write to it.
ControlBlock* blockOf(const std::u16string& set) {
  return static_cast<ControlBlock*>(mapControlBlock(set, sizeof(ControlBlock)));
}

void useAll(Stage& stage) {
  VDConfig config;
  DWORD number = 0;
  BYTE* buffer = nullptr;
  VDC_Command* command = nullptr;
  stage.server->GetConfiguration(&config);
  stage.server->QueryAvailableBuffers(512, 0, &number);
  stage.server->RequestBuffers(512, 0, 1);
  if (stage.server->AllocateBuffer(&buffer, 512, 0) != NOERROR) buffer = nullptr;
  stage.client->GetConfiguration(0, &config);
  IClientVirtualDevice* clientDevice = nullptr;
  if (stage.client->OpenDevice(stage.name.c_str(), &clientDevice) == NOERROR) clientDevice->Release();
  IServerVirtualDevice* serverDevice = nullptr;
  if (stage.server->OpenDevice(stage.name.c_str(), &serverDevice) == NOERROR) serverDevice->Release();
  for (IClientVirtualDevice* device : stage.clientDevices) {
    if (device->GetCommand(1, &command) != NOERROR) continue;
    stage.client->GetBufferHandle(command->buffer, &number);
    device->CompleteCommand(command, 0, 0, 0);
  }
  stage.client->MapBufferHandle(1u << 26, &buffer);
}

void corruptBytes(unsigned seed) {
  std::srand(seed);
  std::vector<Sent> sent(40);
  Stage stage(4);
  stage.activate();
  ControlBlock* const block = blockOf(stage.name);
  REQUIRE(block != nullptr);
  BYTE* buffer = nullptr;
  stage.server->AllocateBuffer(&buffer, 65536, 0);
  for (unsigned i = 0; i < sent.size(); ++i) {
    sent[i].fill(VDC_Write, buffer, 65536);
    stage.serverDevices[i % 4]->SendCommand(&sent[i].command);
    auto* const bytes = reinterpret_cast<volatile BYTE*>(block);
    for (unsigned n = 0; n < 20; ++n) {
      // Where the interesting fields are, and now and then anywhere.
      const std::size_t anywhere = static_cast<std::size_t>(std::rand()) % sizeof(ControlBlock);
      const std::size_t head = static_cast<std::size_t>(std::rand()) % offsetof(ControlBlock, slots);
      const std::size_t slot =
          offsetof(ControlBlock, slots) + static_cast<std::size_t>(std::rand()) % (64 * sizeof(CommandSlot));
      const std::size_t ring = offsetof(ControlBlock, devices) +
                               (static_cast<std::size_t>(std::rand()) % 4) * sizeof(SharedDevice) +
                               offsetof(SharedDevice, commands) + static_cast<std::size_t>(std::rand()) % 256;
      const std::size_t choice[] = {anywhere, seed % 3 == 0 ? head : slot, slot, ring};
      bytes[choice[std::rand() % 4]] = static_cast<BYTE>(std::rand());
    }
    useAll(stage);
  }
  stage.server->SignalAbort();
  stage.server->Close();
  stage.joinAgent();
  unsigned wrong = 0;
  for (Sent& each : sent) wrong += each.calls.load() != 1 ? 1 : 0;
  CHECK_EQ(wrong, 0);
}

void addAll() {
  add("a block without its magic: VD_E_UNEXPECTED, and Close still releases", [] {
    Stage stage;
    stage.activate();
    ControlBlock* const block = blockOf(stage.name);
    block->magic.store(0);
    VDConfig config;
    VDC_Command* command = nullptr;
    CHECK_EQ(stage.server->GetConfiguration(&config), VD_E_UNEXPECTED);
    CHECK_EQ(stage.client->GetConfiguration(0, &config), VD_E_UNEXPECTED);
    CHECK_EQ(stage.clientDevices[0]->GetCommand(0, &command), VD_E_UNEXPECTED);
    CHECK_EQ(stage.server->Close(), VD_E_PROTOCOL);
    stage.joinAgent();
    CHECK_EQ(stage.client->Close(), NOERROR);
    unmapControlBlock(block, sizeof *block);
    CHECK_EQ(mappingsOf(stage.name), 0);
  });
  add("a block with a foreign version or configuration is not opened", [] {
    Stage stage;
    stage.create();
    blockOf(stage.name)->version = 99;
    CHECK_EQ(stage.server->Open(nullptr, stage.name.c_str()), VD_E_UNEXPECTED);
    CHECK_EQ(stage.server->Close(), VD_E_PROTOCOL);
    CHECK_EQ(stage.client->Close(), NOERROR);
    stage.create();
    blockOf(stage.name)->clientConfig.deviceCount = 65;
    CHECK_EQ(stage.server->Open(nullptr, stage.name.c_str()), VD_E_UNEXPECTED);
  });
  add("a lock whose owner never was: bounded", [] {
    Stage stage;
    stage.create();
    stage.open();
    stage.begin();
    stage.end();
    blockOf(stage.name)->lock.store(77);
    IServerVirtualDevice* device = nullptr;
    CHECK_EQ(stage.server->OpenDevice(stage.name.c_str(), &device), VD_E_UNEXPECTED);
  });
  add("an area outside of the memory is not mapped", [] {
    Sent sent;
    Stage stage;
    stage.activate();
    BYTE* buffer = nullptr;
    CHECK_EQ(stage.server->AllocateBuffer(&buffer, 65536, 0), NOERROR);
    sent.fill(VDC_Write, buffer, 65536);
    CHECK_EQ(stage.serverDevices[0]->SendCommand(&sent.command), NOERROR);
    blockOf(stage.name)->areas[0].bytes.store(1ull << 32);
    VDC_Command* command = nullptr;
    CHECK_EQ(stage.clientDevices[0]->GetCommand(100, &command), VD_E_UNEXPECTED);
    stage.shutDown();
  });
  for (unsigned part = 0; part < 5; ++part)
    add("bytes of the block changed at random, part " + std::to_string(part + 1), [=] {
      for (unsigned seed = part * 8; seed < part * 8 + 8; ++seed) corruptBytes(seed);
    });
}

const Registration registration(addAll);

}  // namespace
}  // namespace tests
