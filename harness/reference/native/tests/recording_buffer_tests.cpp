/// Writes to buffers of commands that were completed, and commands whose memory their sender uses again at once.

#include <cstring>

#include "agent.h"
#include "child.h"
#include "faulty_stage.h"
#include "runner.h"
#include "stage.h"

namespace tests {
namespace {

using namespace vdi;

constexpr const char* kProtecting = R"({"pid":1,"holds":[],"protect":true})";
constexpr std::uint32_t kSize = 65536;

/// A set whose server sends one command at a time, always with the same buffer.
struct OneBuffer : Stage {
  OneBuffer() {
    activate(kSize, 1);
    CHECK_EQ(server->AllocateBuffer(&buffer, kSize, 0), NOERROR);
  }
  /// The client's address of the buffer, when the command has come back.
  BYTE* pass(std::uint32_t code) {
    Sent sent(code, buffer, kSize);
    VDC_Command* command = nullptr;
    CHECK_EQ(serverDevices[0]->SendCommand(&sent.command), NOERROR);
    CHECK_EQ(clientDevices[0]->GetCommand(5000, &command), NOERROR);
    BYTE* const clients = command->buffer;
    // What was given out can be written to.
    if (code == VDC_Read) std::memset(clients, ++written, kSize);
    CHECK_EQ(clientDevices[0]->CompleteCommand(command, 0, kSize, 0), NOERROR);
    CHECK(sent.waitCalled());
    return clients;
  }
  BYTE* buffer = nullptr;
  int written = 0;
};

/// Dies of its last write.
const Role lateWriter("late-writer", [](Parent& parent, const std::u16string&, unsigned code) {
  expectCrash();
  invite(static_cast<std::uint16_t>(parent.hear()));
  OneBuffer stage;
  stage.pass(code);
  stage.pass(VDC_Read);
  BYTE* const clients = stage.pass(code);
  if (clients[4097] != stage.buffer[4097]) return 3;  // to be read it must be, still
  parent.tell(static_cast<std::uint32_t>(threadNumber()));
  clients[4097] = 1;
  return 4;
});

void lateWrite(std::uint32_t code) {
  Child writer(lateWriter, uniqueName(), code);
  const Agent agent(kProtecting);
  writer.tell(agent.port());
  const std::uint32_t thread = writer.hear();
  CHECK_EQ(writer.wait(), Child::kCrashed);
  const std::string line = agent.await({R"({"what":"stray-write","atNs":")", R"("seenBy":"protected","buffer":"0x)",
                                        R"(","size":65536,"thread":)" + std::to_string(thread) + "}"});
  CHECK(!line.empty());
  CHECK_EQ(agent.count({R"("what":"stray-write")"}), 1);
  CHECK(agent.awaitEnds(2));
}

enum class Then { Frees, Reads, Writes, Closes };
constexpr const char* kThen[] = {"FreeBuffer", "the next Read", "the next Write", "Close"};

void seenByChecksum(Then then, bool stray) {
  const Agent agent;
  {
    OneBuffer stage;
    BYTE* const clients = stage.pass(VDC_Read);
    if (stray) clients[kSize - 1] ^= 1;
    Sent again(then == Then::Writes ? VDC_Write : VDC_Read, stage.buffer, kSize);
    if (then == Then::Writes) stage.buffer[0] ^= 1;
    if (then == Then::Frees) CHECK_EQ(stage.server->FreeBuffer(stage.buffer, kSize), NOERROR);
    if (then == Then::Reads || then == Then::Writes)
      CHECK_EQ(stage.serverDevices[0]->SendCommand(&again.command), NOERROR);
    // Told at once, not only when the set is closed.
    if (stray && (then == Then::Frees || then == Then::Reads))
      CHECK(!agent.await({R"("what":"stray-write")"}).empty());
    stage.shutDown();
  }
  CHECK(agent.awaitEnds(2));
  const bool seen = stray && then != Then::Writes;
  CHECK_EQ(agent.count({R"("what":"stray-write")", R"("seenBy":"checksum","buffer":"0x)", R"("size":65536,"thread":null})"}),
           seen ? 1 : 0);
}

void afterAnAbort() {
  const Agent agent(kProtecting);
  OneBuffer stage;
  Sent sent(VDC_Read, stage.buffer, kSize);
  VDC_Command* command = nullptr;
  CHECK_EQ(stage.serverDevices[0]->SendCommand(&sent.command), NOERROR);
  CHECK_EQ(stage.clientDevices[0]->GetCommand(5000, &command), NOERROR);
  CHECK_EQ(stage.server->SignalAbort(), NOERROR);
  CHECK(sent.waitCalled());
  command->buffer[0] = 1;
  CHECK_EQ(stage.clientDevices[0]->CompleteCommand(command, 0, kSize, 0), VD_E_ABORT);
  // Refused, so it is not the server's.
  std::memset(command->buffer, 2, kSize);
  CHECK_EQ(stage.client->Close(), NOERROR);
  stage.shutDown();
  CHECK_EQ(agent.count({R"("what":"stray-write")"}), 0);
}

int reused = 0;
bool wasOwn = false;
void VDI_CALL reuse(VDS_Command* command) {
  wasOwn = command->completionRoutine == &reuse && command->completionContext == &reused;
  std::memset(command, 0xEE, sizeof *command);
  ++reused;
}
bool isReused(const VDS_Command& command) {
  VDS_Command all;
  std::memset(&all, 0xEE, sizeof all);
  return std::memcmp(&command, &all, sizeof all) == 0;
}
VDS_Command reusedCommand() {
  VDS_Command command{};
  command.commandCode = VDC_Flush;
  command.completionRoutine = &reuse;
  command.completionContext = &reused;
  return command;
}

void addAll() {
  add("recording: a write after a Write was completed is told, and is the process's end", [] { lateWrite(VDC_Write); });
  add("recording: a write after a Read was completed is told, and is the process's end", [] { lateWrite(VDC_Read); });
  add("recording: without protection nothing is in the way of a late write", [] {
    Child writer(lateWriter, uniqueName(), VDC_Write);
    const Agent agent;
    writer.tell(agent.port());
    writer.hear();
    CHECK_EQ(writer.wait(), 4);
  });
  add("recording: a command that was not taken back can be written to", afterAnAbort);
  for (const bool stray : {true, false})
    for (const Then then : {Then::Frees, Then::Reads, Then::Writes, Then::Closes})
      add("recording: checksums at the server's end, " + std::string(stray ? "a late write, " : "no late write, ") +
              kThen[static_cast<int>(then)],
          [=] { seenByChecksum(then, stray); });
  add("recording: a command is its sender's again in the callback, also of a refusal", [] {
    const Agent agent;
    Stage stage;
    stage.activate();
    VDS_Command command = reusedCommand();
    VDC_Command* taken = nullptr;
    CHECK_EQ(stage.serverDevices[0]->SendCommand(&command), NOERROR);
    CHECK_EQ(stage.clientDevices[0]->GetCommand(5000, &taken), NOERROR);
    CHECK_EQ(stage.clientDevices[0]->CompleteCommand(taken, 0, 0, 0), NOERROR);
    Sent after(VDC_Flush, nullptr, 0);
    CHECK_EQ(stage.serverDevices[0]->SendCommand(&after.command), NOERROR);
    stage.closeServerDevices();
    CHECK(after.waitCalled());
    CHECK(wasOwn && isReused(command));
    CHECK_EQ(reused, 1);
    command = reusedCommand();
    CHECK_EQ(stage.serverDevices[0]->SendCommand(&command), VD_E_PROTOCOL);
    CHECK(wasOwn && isReused(command));
    CHECK_EQ(reused, 2);
    CHECK(!agent.await({R"("what":"callback")", R"("completionCode":6,)"}).empty());
    command = reusedCommand();
    command.completionRoutine = nullptr;
    CHECK_EQ(stage.serverDevices[0]->SendCommand(&command), VD_E_INVALID);
    CHECK(command.completionRoutine == nullptr);
    CHECK_EQ(stage.serverDevices[0]->SendCommand(nullptr), VD_E_INVALID);
  });
  add("recording: a buffer that is none is not looked at", [] {
    const Agent agent;
    Stage stage;
    stage.activate();
    Sent sent(VDC_Read, reinterpret_cast<BYTE*>(std::uintptr_t{4096}), 4096);
    CHECK_EQ(stage.serverDevices[0]->SendCommand(&sent.command), VD_E_INVALID);
    CHECK_EQ(sent.calls.load(), 1);
    VDC_Command command{VDC_Read, 4096, 0, reinterpret_cast<BYTE*>(std::uintptr_t{4096})};
    CHECK_EQ(stage.clientDevices[0]->CompleteCommand(&command, 0, 4096, 0), VD_E_INVALID);
    CHECK_EQ(stage.clientDevices[0]->CompleteCommand(nullptr, 0, 4096, 0), VD_E_INVALID);
    CHECK(!agent.await({R"("method":"CompleteCommand")", R"("command":null)"}).empty());
  });
  add("recording: a library that calls back twice reaches its sender twice", [] {
    const Agent agent;
    FaultyStage stage("CLOSE-10.called-twice");
    Outstanding outstanding(stage);
    stage.shutDown();
    CHECK_EQ(outstanding.sent[0].calls.load(), 1);
    CHECK_EQ(outstanding.sent[2].calls.load(), 2);
  });
  add("recording: a library that loses commands does not keep the recording", [] {
    const Agent agent;
    {
      FaultyStage stage("CLOSE-10.none-called-back");
      Outstanding outstanding(stage);
      stage.shutDown();
      CHECK_EQ(outstanding.sent[0].calls.load(), 0);
    }
    CHECK(agent.awaitEnds(4));
  });
}

const Registration registration(addAll);

}  // namespace
}  // namespace tests
