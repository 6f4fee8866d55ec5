/// Faults that reach beyond an answer: into the other end, another set, or what the process has.

#include <cstring>

#include "child.h"
#include "faulty_stage.h"

namespace tests {
namespace {

using namespace vdi;

/// Lets the set end normally at both ends.
void bothEndNormally(FaultyStage& stage) {
  cleanEnd(stage, NOERROR);
  CHECK_EQ(stage.client->Close(), NOERROR);
}

/// Closes twice, with a fault that its environment names.
const Role twiceClosingServer("twice-closing-server", [](Parent&, const std::u16string& set, unsigned) {
  Stage stage;
  stage.client->Release();
  stage.server->Release();
  stage.name = set;
  stage.client = newClient(kFaulty);
  stage.server = newServer(kFaulty);
  cleanEnd(stage, NOERROR);
  expectCrash();
  stage.server->Close();
  return 0;
});

void addAll() {
  fault("CLOSE-01.name-still-taken", [](const char* id) {
    FaultyStage stage(id);
    bothEndNormally(stage);
    IServerVirtualDeviceSet2* const server = newServer(kFaulty);
    CHECK_EQ(server->Open(nullptr, stage.name.c_str()), VD_E_INVALID);
    server->Release();
    CHECK_EQ(stage.client->CreateEx(nullptr, stage.name.c_str(), &stage.config), VD_E_PROTOCOL);
  });
  fault("CLOSE-02.control-block-left", [](const char* id) {
    FaultyStage stage(id, 2);
    bothEndNormally(stage);
    CHECK_EQ(mappingsOf(stage.name), 1);
  });
  fault("CLOSE-02.descriptor-left-every-tenth-time", [](const char* id) {
    const unsigned before = openDescriptors();
    for (int round = 1; round <= 20; ++round) {
      FaultyStage stage(id);
      bothEndNormally(stage);
      CHECK_EQ(openDescriptors(), before + static_cast<unsigned>(round) / 10);
    }
  });
  fault("CLOSE-03.reference-left-by-abort", [](const char* id) {
    FaultyStage stage(id);
    stage.create();
    stage.open();
    CHECK_EQ(stage.server->SignalAbort(), NOERROR);
    CHECK_EQ(stage.server->Close(), NOERROR);
    CHECK_EQ(stage.server->Release(), 1u);
  });
  fault("CLOSE-05.only-protected", [](const char* id) {
    FaultyStage stage(id);
    stage.activate();
    CHECK_EQ(stage.server->Close(), VD_E_PROTOCOL);
    CHECK_EQ(mappingsOf(stage.name), 2);  // one of them the client's control block
  });
  fault("CLOSE-07.buffers-wiped", [](const char* id) {
    FaultyStage stage(id);
    stage.activate();
    BYTE* buffer = nullptr;
    CHECK_EQ(stage.server->AllocateBuffer(&buffer, 65536, 0), NOERROR);
    std::memset(buffer, 1, 65536);
    Sent sent(VDC_Write, buffer, 65536);
    CHECK_EQ(stage.serverDevices[0]->SendCommand(&sent.command), NOERROR);
    VDC_Command* taken = nullptr;
    CHECK_EQ(stage.clientDevices[0]->GetCommand(10000, &taken), NOERROR);
    CHECK_EQ(taken->buffer[0], 1);
    stage.shutDown();
    CHECK_EQ(taken->buffer[0], 0xDD);
  });
  fault("CLOSE-07.completion-taken-late", [](const char* id) {
    FaultyStage stage(id);
    Outstanding outstanding(stage);
    VDC_Command* taken = nullptr;
    CHECK_EQ(stage.clientDevices[0]->GetCommand(10000, &taken), NOERROR);
    stage.shutDown();
    CHECK_EQ(outstanding.sent[0].code.load(), ERROR_OPERATION_ABORTED);
    CHECK_EQ(stage.clientDevices[0]->CompleteCommand(taken, 0, 0, 0), VD_E_ABORT);
    for (int i = 0; i < 10000 && outstanding.sent[0].calls.load() < 2; ++i) sleepMs(1);
    CHECK_EQ(outstanding.sent[0].code.load(), 0u);
  });
  fault("CLOSE-08.idle-agent-stays", [](const char* id) {
    {
      FaultyStage loaded(id);
      Outstanding outstanding(loaded);
      loaded.shutDown();
    }
    FaultyStage idle(id);
    idle.activate();
    CHECK_EQ(idle.server->Close(), VD_E_PROTOCOL);
    sleepMs(50);
    CHECK(!idle.agentReturned.load());
    endTest();
  });
  fault("CLOSE-10.completed-aborted-too", [](const char* id) {
    FaultyStage stage(id);
    Outstanding outstanding(stage);
    VDC_Command* taken = nullptr;
    CHECK_EQ(stage.clientDevices[0]->GetCommand(10000, &taken), NOERROR);
    CHECK_EQ(stage.clientDevices[0]->CompleteCommand(taken, 0, 0, 0), NOERROR);
    CHECK(outstanding.sent[0].waitCalled());
    stage.shutDown();
    CHECK_EQ(outstanding.sent[0].calls.load(), 2);
    CHECK_EQ(outstanding.sent[1].calls.load(), 1);
  });
  fault("CLOSE-12.range-reserved", [](const char* id) {
    FaultyStage stage(id);
    stage.activate();
    BYTE* buffer = nullptr;
    CHECK_EQ(stage.server->AllocateBuffer(&buffer, 65536, 0), NOERROR);
    stage.closeServerDevices();
    CHECK_EQ(stage.server->Close(), NOERROR);
    stage.joinAgent();
    CHECK(isMapped(buffer));
    CHECK_EQ(mappingsOf(stage.name), 1);  // the client's control block
  });
  fault("CLOSE-15.client-forgotten-when-initializing", [](const char* id) {
    FaultyStage stage(id);
    stage.create();
    stage.open();
    stage.begin();
    stage.end();
    CHECK_EQ(stage.server->Close(), NOERROR);
    CHECK_EQ(stage.client->GetConfiguration(1000, &stage.settled), NOERROR);
  });
  fault("CLOSE-16.second-close-crashes", [](const char* id) {
    setVariable("VDI_REFERENCE_FAULT", id);
    CHECK_EQ(Child(twiceClosingServer, uniqueName()).wait(), Child::kCrashed);
    setVariable("VDI_REFERENCE_FAULT", "CLOSE-16.second-close-succeeds");
    CHECK_EQ(Child(twiceClosingServer, uniqueName()).wait(), 0);
  });
  fault("CLOSE-16.aborts-other-sets", [](const char* id) {
    FaultyStage first(id);
    cleanEnd(first, NOERROR);
    FaultyStage second(id);
    second.activate();
    CHECK_EQ(first.server->Close(), VD_E_PROTOCOL);
    VDConfig config;
    CHECK_EQ(second.server->GetConfiguration(&config), VD_E_ABORT);
  });
}

const Registration registration(addAll);

}  // namespace
}  // namespace tests
