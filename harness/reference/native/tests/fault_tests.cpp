/// The faulty library: right without a fault, closed to unknown ones, and wrong in the way that it was told.

#include <cstring>

#include "child.h"
#include "faulty_stage.h"

namespace tests {
namespace {

using namespace vdi;

const Role faultyPrimary("faulty-primary", [](Parent&, const std::u16string& set, unsigned) {
  IClientVirtualDeviceSet2* const client = newClient(kFaulty);
  VDConfig config{};
  config.deviceCount = 1;
  client->Create(set.c_str(), &config);
  waitToBeKilled();
  return 0;
});

/// Devices open, and nobody in the agent.
void openWithoutAgent(FaultyStage& stage) {
  stage.create();
  stage.open();
  stage.begin();
  stage.end();
  stage.openServerDevices();
}

/// Close does not come back. Ends the test: its thread is still inside.
void closeHangs(FaultyStage& stage) {
  std::atomic<bool> returned{false};
  threads::Thread closer([&] {
    stage.server->Close();
    returned = true;
  });
  sleepMs(100);
  CHECK(!returned.load());
  endTest();
}

/// What the faulty library answers who asks for a class object, with this fault.
HRESULT classAnswer(const char* fault, std::uint32_t which) {
  setVariable("VDI_REFERENCE_FAULT", fault);
  const auto get = find<HRESULT(VDI_CALL*)(std::uint32_t, void**)>(loadLibrary(kFaulty), "VdiGetClassObject");
  void* out = nullptr;
  const HRESULT answer = get(which, &out);
  CHECK_EQ(out != nullptr, answer == S_OK);
  if (out != nullptr) static_cast<IClassFactory*>(out)->Release();
  return answer;
}

const Role asksForServerClass("asks-for-server-class", [](Parent&, const std::u16string&, unsigned) {
  classAnswer("ACTIVATION.server-class-ends-process", 0);
  return 0;
});

void addAll() {
  add("faults: the list, none, and an unknown one", [] {
    void* const library = loadLibrary(kFaulty);
    const auto list = find<const char*(VDI_CALL*)()>(library, "VdiFaultList");
    const auto get = find<HRESULT(VDI_CALL*)(std::uint32_t, void**)>(library, "VdiGetClassObject");
    unsigned lines = 0;
    for (const char* at = list(); *at != 0; ++at) lines += *at == '\n' ? 1 : 0;
    CHECK(lines >= 64);
    CHECK(std::strstr(list(), "CLOSE-13.agent-stays\t") != nullptr);
    void* out = nullptr;
    setVariable("VDI_REFERENCE_FAULT", "CLOSE-99.unheard-of");
    CHECK_EQ(get(0, &out), CLASS_E_CLASSNOTAVAILABLE);
    setVariable("VDI_REFERENCE_FAULT", "");
    CHECK_EQ(get(0, &out), S_OK);
    static_cast<IClassFactory*>(out)->Release();
    CHECK(symbolOf(loadLibrary(kReference), "VdiFaultList") == nullptr);
    FaultyStage stage("", 3);
    cleanEnd(stage, NOERROR);
  });
  fault("ACTIVATION.server-class-not-available", [](const char* id) {
    CHECK_EQ(classAnswer(id, 0), CLASS_E_CLASSNOTAVAILABLE);
    CHECK_EQ(classAnswer(id, 1), S_OK);
  });
  fault("ACTIVATION.server-class-denied", [](const char* id) {
    CHECK_EQ(classAnswer(id, 0), static_cast<HRESULT>(0x80070005));
    CHECK_EQ(classAnswer(id, 1), S_OK);
  });
  fault("ACTIVATION.server-class-ends-process", [](const char* id) {
    Child child(asksForServerClass, u"none");
    CHECK_EQ(child.wait(), 3);
    CHECK_EQ(classAnswer(id, 1), S_OK);
  });
  fault("ACTIVATION.no-default-instance", [](const char* id) {
    FaultyStage stage(id);
    VDConfig config{};
    config.deviceCount = 1;
    CHECK_EQ(stage.client->CreateEx(nullptr, stage.name.c_str(), &config), VD_E_INSTANCE_NAME);
    CHECK_EQ(stage.client->CreateEx(u"", stage.name.c_str(), &config), VD_E_INSTANCE_NAME);
    CHECK_EQ(stage.client->CreateEx(u"SOME", stage.name.c_str(), &config), NOERROR);
    CHECK_EQ(stage.server->Open(u"SOME", stage.name.c_str()), NOERROR);
  });
  fault("ACTIVATION.open-denied", [](const char* id) {
    FaultyStage stage(id);
    stage.create();
    CHECK_EQ(stage.server->Open(nullptr, stage.name.c_str()), VD_E_SECURITY);
  });
  fault("CLOSE-01.false-success-of-several", [](const char* id) {
    FaultyStage one(id);
    cleanEnd(one, NOERROR);
    FaultyStage two(id, 2);
    cleanEnd(two, S_FALSE);
  });
  fault("CLOSE-02.descriptor-left", [](const char* id) {
    const unsigned before = openDescriptors();
    FaultyStage stage(id);
    cleanEnd(stage, NOERROR);
    stage.client->Close();
    CHECK_EQ(openDescriptors(), before + 1);
  });
  fault("CLOSE-02.area-left", [](const char* id) {
    FaultyStage stage(id);
    cleanEnd(stage, NOERROR);
    CHECK_EQ(mappingsOf(stage.name), 2);
  });
  fault("CLOSE-03.configuration-still-answered", [](const char* id) {
    FaultyStage stage(id);
    cleanEnd(stage, NOERROR);
    VDConfig config;
    CHECK_EQ(stage.server->GetConfiguration(&config), NOERROR);
    CHECK_EQ(stage.server->EndConfiguration(), VD_E_PROTOCOL);
  });
  fault("CLOSE-04.noerror-if-some-closed", [](const char* id) {
    FaultyStage stage(id, 2);
    stage.activate();
    CHECK_EQ(stage.serverDevices[0]->CloseDevice(), NOERROR);
    CHECK_EQ(stage.server->Close(), NOERROR);
    FaultyStage none(id, 2);
    none.activate();
    CHECK_EQ(none.server->Close(), VD_E_PROTOCOL);
  });
  fault("CLOSE-04.no-result", [](const char* id) {
    FaultyStage stage(id, 2);
    stage.activate();
    CHECK_EQ(stage.server->Close(), 2);
    stage.joinAgent();
  });
  fault("CLOSE-05.unmapped-late", [](const char* id) {
    FaultyStage stage(id);
    stage.activate();
    CHECK_EQ(stage.server->Close(), VD_E_PROTOCOL);
    CHECK_EQ(mappingsOf(stage.name), 2);
    sleepMs(200);
    CHECK_EQ(mappingsOf(stage.name), 1);
  });
  fault("CLOSE-05.unmapped-at-release", [](const char* id) {
    FaultyStage stage(id);
    stage.activate();
    CHECK_EQ(stage.server->Close(), VD_E_PROTOCOL);
    stage.joinAgent();
    CHECK_EQ(mappingsOf(stage.name), 2);
    for (IServerVirtualDevice* device : stage.serverDevices) device->Release();
    stage.serverDevices.clear();
    stage.server->Release();
    stage.server = newServer(kFaulty);
    CHECK_EQ(mappingsOf(stage.name), 1);
  });
  fault("CLOSE-07.complete-accepted", [](const char* id) {
    FaultyStage stage(id);
    stage.activate();
    stage.server->SignalAbort();
    CHECK_EQ(stage.clientDevices[0]->CompleteCommand(nullptr, 0, 0, 0), NOERROR);
  });
  fault("CLOSE-07.waiters-told-closed", [](const char* id) {
    FaultyStage stage(id);
    stage.activate();
    stage.server->SignalAbort();
    VDC_Command* command = nullptr;
    CHECK_EQ(stage.clientDevices[0]->GetCommand(1000, &command), VD_E_CLOSE);
  });
  fault("CLOSE-08.agent-returns-first", [](const char* id) {
    FaultyStage stage(id);
    Outstanding outstanding(stage);
    stage.server->Close();
    stage.joinAgent();
    CHECK_EQ(outstanding.sent[1].calls.load(), 1);
    CHECK_EQ(outstanding.sent[2].calls.load(), 0);
    CHECK(outstanding.sent[2].waitCalled());
    CHECK(outstanding.sent[2].thread.load() != stage.agentThread.load());
    sleepMs(50);
  });
  fault("CLOSE-08.last-left-to-closer", [](const char* id) {
    FaultyStage stage(id);
    Outstanding outstanding(stage);
    stage.server->Close();
    CHECK(stage.agentReturned.load());
    CHECK_EQ(outstanding.sent[2].calls.load(), 1);
    CHECK_EQ(outstanding.sent[2].thread.load(), threadNumber());
    CHECK_EQ(outstanding.sent[1].thread.load(), stage.agentThread.load());
    stage.joinAgent();
  });
  fault("CLOSE-09.completed-as-success", [](const char* id) {
    FaultyStage stage(id);
    Outstanding outstanding(stage);
    stage.server->Close();
    stage.joinAgent();
    for (Sent& each : outstanding.sent) CHECK_EQ(each.code.load(), 0);
  });
  fault("CLOSE-10.called-twice", [](const char* id) {
    FaultyStage stage(id);
    Outstanding outstanding(stage);
    stage.server->Close();
    stage.joinAgent();
    CHECK_EQ(outstanding.sent[1].calls.load(), 1);
    CHECK_EQ(outstanding.sent[2].calls.load(), 2);
  });
  fault("CLOSE-10.none-called-back", [](const char* id) {
    FaultyStage stage(id);
    Outstanding outstanding(stage);
    stage.server->Close();
    stage.joinAgent();
    for (Sent& each : outstanding.sent) CHECK_EQ(each.calls.load(), 0);
  });
  fault("CLOSE-10.only-last-called-back", [](const char* id) {
    FaultyStage stage(id);
    Outstanding outstanding(stage);
    stage.server->Close();
    stage.joinAgent();
    CHECK_EQ(outstanding.sent[0].calls.load(), 0);
    CHECK_EQ(outstanding.sent[1].calls.load(), 0);
    CHECK_EQ(outstanding.sent[2].calls.load(), 1);
  });
  fault("CLOSE-10.wrong-context", [](const char* id) {
    static void* seen = nullptr;
    VDS_Command command{};
    FaultyStage stage(id);
    stage.activate();
    command.commandCode = VDC_Flush;
    command.completionRoutine = [](VDS_Command* called) { seen = called->completionContext; };
    command.completionContext = &command;
    stage.serverDevices[0]->SendCommand(&command);
    stage.server->Close();
    stage.joinAgent();
    CHECK(seen != nullptr && seen != &command);
  });
  fault("CLOSE-10.on-closers-thread", [](const char* id) {
    FaultyStage stage(id);
    Outstanding outstanding(stage);
    stage.server->Close();
    stage.joinAgent();
    for (Sent& each : outstanding.sent) CHECK_EQ(each.thread.load(), threadNumber());
  });
  fault("CLOSE-11.thread-left-on-abort", [](const char* id) {
    FaultyStage stage(id);
    const unsigned before = threads();
    stage.create();
    stage.open();
    stage.server->SignalAbort();
    stage.server->Close();
    stage.client->Close();
    CHECK(!threadsDropTo(before));
    endTest();
  });
  fault("CLOSE-11.descriptor-left-after-death", [](const char* id) {
    FaultyStage stage(id);
    Child primary(faultyPrimary, stage.name);
    const unsigned before = openDescriptors();
    for (int i = 0; i < 5000 && stage.server->Open(nullptr, stage.name.c_str()) == VD_E_INVALID; ++i)
      sleepMs(1);
    primary.kill();
    VDConfig config;
    for (int i = 0; i < 5000 && stage.server->GetConfiguration(&config) == NOERROR; ++i) sleepMs(1);
    CHECK_EQ(stage.server->Close(), NOERROR);
    CHECK_EQ(openDescriptors(), before + 1);
  });
  fault("CLOSE-12.device-still-answers", [](const char* id) {
    FaultyStage stage(id);
    stage.activate();
    stage.server->Close();
    CHECK_EQ(stage.serverDevices[0]->CloseDevice(), NOERROR);
  });
  fault("CLOSE-13.cannot-unload", [](const char* id) {
    const auto unused = find<HRESULT(VDI_CALL*)()>(loadLibrary(kFaulty), "DllCanUnloadNow");
    {
      FaultyStage stage(id);
      cleanEnd(stage, NOERROR);
    }
    CHECK_EQ(unused(), S_FALSE);
  });
  fault("CLOSE-13.agent-stays", [](const char* id) {
    FaultyStage stage(id);
    Outstanding outstanding(stage);
    stage.server->Close();
    for (Sent& each : outstanding.sent) CHECK(each.waitCalled());
    sleepMs(50);
    CHECK(!stage.agentReturned.load());
    endTest();
  });
  fault("CLOSE-14.hangs-without-agent", [](const char* id) {
    FaultyStage stage(id);
    openWithoutAgent(stage);
    closeHangs(stage);
  });
  fault("CLOSE-14.hangs-with-one-device", [](const char* id) {
    FaultyStage two(id, 2);
    openWithoutAgent(two);
    CHECK_EQ(two.server->Close(), VD_E_PROTOCOL);
    FaultyStage one(id);
    openWithoutAgent(one);
    closeHangs(one);
  });
  fault("CLOSE-15.protocol-when-configurable", [](const char* id) {
    FaultyStage stage(id);
    stage.create();
    stage.open();
    stage.begin();
    CHECK_EQ(stage.server->Close(), VD_E_PROTOCOL);
  });
  fault("CLOSE-16.second-close-succeeds", [](const char* id) {
    FaultyStage stage(id);
    cleanEnd(stage, NOERROR);
    CHECK_EQ(stage.server->Close(), NOERROR);
  });
  fault("CLOSE-16.close-unopened-succeeds", [](const char* id) {
    FaultyStage stage(id);
    CHECK_EQ(stage.server->Close(), NOERROR);
  });
}

const Registration registration(addAll);

}  // namespace
}  // namespace tests
