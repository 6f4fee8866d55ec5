/// What the agent is told of a set, and what it can do to its calls.

#include "agent.h"
#include "child.h"
#include "runner.h"
#include "stage.h"

namespace tests {
namespace {

using namespace vdi;

using Parts = std::vector<std::string>;

/// `"key":value` out of a line.
std::string valueOf(const std::string& line, const std::string& key) {
  const std::size_t at = line.find('"' + key + "\":");
  if (at == std::string::npos) return "";
  const std::size_t from = at + key.size() + 3;
  return line.substr(from, line.find_first_of(",}", from) - from);
}

std::string narrow(const std::u16string& text) { return std::string(text.begin(), text.end()); }

/// The call's answer; waits for it.
std::string answerTo(const Agent& agent, const std::string& enter) {
  const std::string connection = enter.substr(0, enter.find('{'));
  return agent.await({connection + R"({"what":"return","call":)" + valueOf(enter, "call") + R"(,"atNs":")"});
}

/// Of a method that is called once: it is told, and its answer.
void told(const Agent& agent, const char* method, const Parts& args, const Parts& results) {
  Parts parts{R"("what":"enter")", std::string(R"("method":")") + method + '"'};
  parts.insert(parts.end(), args.begin(), args.end());
  const std::string enter = agent.await(parts);
  if (enter.empty()) return fail(__FILE__, __LINE__, std::string(method) + " is not told with its arguments");
  const std::string end = answerTo(agent, enter);
  for (const std::string& part : results)
    if (end.empty() || end.find(part) == std::string::npos) fail(__FILE__, __LINE__, std::string(method) + ": " + end);
}

void everyCall(const char* library, unsigned recordings) {
  const Agent agent;
  {
    Stage stage(2);
    stage.client->Release();
    stage.server->Release();
    stage.client = newClient(library);
    stage.server = newServer(library);
    stage.create();
    stage.open();
    VDConfig config{};
    CHECK_EQ(stage.server->GetConfiguration(&config), NOERROR);
    stage.begin();
    stage.request();
    DWORD count = 0, handle = 0;
    CHECK_EQ(stage.server->QueryAvailableBuffers(4096, 0, &count), NOERROR);
    stage.end();
    stage.openClientDevices();
    stage.openServerDevices();
    stage.startAgent();
    stage.awaitActive();
    BYTE *buffer = nullptr, *mapped = nullptr;
    CHECK_EQ(stage.server->AllocateBuffer(&buffer, 4096, 0), NOERROR);
    CHECK_EQ(stage.server->IsSharedBuffer(buffer), 1);
    for (int i = 0; i < 9; ++i) buffer[i] = static_cast<BYTE>('1' + i);
    Sent write(VDC_Write, buffer, 9), read(VDC_Read, buffer, 512);
    VDC_Command* command = nullptr;
    CHECK_EQ(stage.serverDevices[1]->SendCommand(&write.command), NOERROR);
    CHECK_EQ(stage.clientDevices[1]->GetCommand(1000, &command), NOERROR);
    CHECK_EQ(stage.client->GetBufferHandle(command->buffer, &handle), NOERROR);
    CHECK_EQ(stage.client->MapBufferHandle(handle, &mapped), NOERROR);
    CHECK_EQ(stage.clientDevices[1]->CompleteCommand(command, 0, 9, 77), NOERROR);
    CHECK(write.waitCalled());
    CHECK_EQ(stage.serverDevices[1]->SendCommand(&read.command), NOERROR);
    CHECK_EQ(stage.clientDevices[1]->GetCommand(1001, &command), NOERROR);
    CHECK_EQ(stage.clientDevices[1]->CompleteCommand(command, 38, 9, 78), NOERROR);
    CHECK(read.waitCalled());
    CHECK_EQ(stage.server->FreeBuffer(buffer, 4096), NOERROR);
    stage.closeServerDevices();
    stage.hearClose();
    CHECK_EQ(stage.client->Create(u"another", &config), VD_E_PROTOCOL);
    CHECK_EQ(stage.client->OpenInSecondary(u"an\"other"), VD_E_PROTOCOL);
    CHECK_EQ(stage.client->OpenInSecondaryEx(nullptr, u"another"), VD_E_PROTOCOL);
    CHECK_EQ(stage.client->SignalAbort(), NOERROR);
    stage.server->SignalAbort();
    stage.shutDown();

    const std::string set = narrow(stage.name), device = R"("object":"device:)" + set + R"(-1")";
    const std::string anAddress = R"("buffer":"0x)";
    told(agent, "CreateEx",
         {R"("object":"set","interface":"IClientVirtualDeviceSet2")",
          R"("args":{"instanceName":null,"name":")" + set + R"(","config":{"deviceCount":2,)"},
         {R"("value":0,"results":{"config":{"deviceCount":2,)"});
    told(agent, "Open",
         {R"("interface":"IServerVirtualDeviceSet2")", R"("args":{"instanceName":null,"name":")" + set + R"("})"},
         {R"("value":0,"results":{}})"});
    told(agent, "GetConfiguration", {R"("args":{})"}, {R"("results":{"config":{"deviceCount":2,)"});
    told(agent, "GetConfiguration", {R"("args":{"timeoutMs":5000})"}, {R"("results":{"config":{"deviceCount":2,)"});
    told(agent, "BeginConfiguration",
         {R"({"features":65536,"blockSize":512,"alignment":4096,"maxTransferSize":1048576,"timeoutMs":0})"}, {});
    told(agent, "RequestBuffers", {R"("args":{"size":65536,"alignment":0,"count":4})"}, {R"("value":0)"});
    told(agent, "QueryAvailableBuffers", {R"("args":{"size":4096,"alignment":0})"},
         {R"("results":{"count":)" + std::to_string(count) + "}"});
    told(agent, "EndConfiguration", {}, {R"("value":0)"});
    for (const char* end : {"Client", "Server"})
      told(agent, "OpenDevice",
           {std::string(R"("interface":"I)") + end + "VirtualDeviceSet2", R"("args":{"name":")" + set + R"(-1"})"},
           {R"("value":0,"results":{}})"});
    told(agent, "AllocateBuffer", {R"("args":{"size":4096,"alignment":0})"}, {R"("results":{"buffer":"0x)"});
    told(agent, "IsSharedBuffer", {anAddress}, {R"("value":1,)"});
    const std::string sent = agent.await({R"("method":"SendCommand")", device});
    told(agent, "SendCommand", {device, R"("commandCode":2,"size":9,"position":0,"buffer":"0x)"}, {R"("value":0)"});
    told(agent, "GetCommand", {device, R"("args":{"timeoutMs":1000})"},
         {R"("results":{"command":"0x)", R"("commandCode":2,"size":9,"position":0,"buffer":"0x)",
          R"("checksum":3421780262})"});
    told(agent, "GetBufferHandle", {anAddress}, {R"("results":{"handle":)" + std::to_string(handle) + "}"});
    told(agent, "MapBufferHandle", {R"("args":{"handle":)" + std::to_string(handle) + "}"}, {anAddress});
    told(agent, "CompleteCommand",
         {device, R"("completionCode":0,"bytesTransferred":9,"position":77})", R"("args":{"command":"0x)"}, {});
    told(agent, "CompleteCommand",
         {device, R"("completionCode":38,"bytesTransferred":9,"position":78,"checksum":3421780262})"}, {});
    const std::string back = agent.await({R"("what":"callback")", R"("bytesTransferred":9)"});
    CHECK(valueOf(back, "command") == valueOf(sent, "command"));
    CHECK(valueOf(back, "context") == std::to_string(reinterpret_cast<std::uintptr_t>(&write)));
    CHECK(valueOf(back, "thread") == std::to_string(stage.agentThread.load()));
    CHECK(valueOf(sent, "thread") == std::to_string(threadNumber()));
    told(agent, "FreeBuffer", {anAddress, R"("size":4096})"}, {R"("value":0)"});
    told(agent, "CloseDevice", {device, R"("interface":"IServerVirtualDevice")"}, {R"("value":0)"});
    told(agent, "GetCommand", {device, R"("timeoutMs":5000)"}, {R"("value":2155282446,"results":{}})"});
    told(agent, "Create", {R"("args":{"name":"another","config":{)"}, {R"("value":2155282444,"results":{}})"});
    told(agent, "OpenInSecondary", {R"("args":{"setName":"an\"other"})"}, {R"("value":2155282444)"});
    told(agent, "OpenInSecondaryEx", {R"("args":{"instanceName":null,"setName":"another"})"}, {});
    told(agent, "SignalAbort", {R"("interface":"IClientVirtualDeviceSet2")"}, {R"("value":0)"});
    told(agent, "SignalAbort", {R"("interface":"IServerVirtualDeviceSet2")"}, {});
    told(agent, "ExecuteCompletionAgent", {R"("thread":)" + valueOf(back, "thread") + ","}, {R"("value":2155282436)"});
  }
  CHECK(agent.awaitEnds(recordings));
  told(agent, "Close", {R"("interface":"IClientVirtualDeviceSet2")"}, {R"("value":0)"});
  told(agent, "Release", {R"("interface":"IClientVirtualDevice")"}, {R"("value":0,"results":{}})"});
  CHECK_EQ(agent.count({R"("what":"enter")"}), agent.count({R"("what":"return")"}));
  CHECK_EQ(agent.count({R"({"as":"recording","secret":"5ec2e7","pid":)" + std::to_string(processNumber())}), recordings);
  CHECK_EQ(agent.count({R"("end":"client"})"}), recordings / 2);
  CHECK_EQ(agent.count({R"("method":"Open")"}), 1);
  CHECK_EQ(agent.count({R"("method":"QueryInterface")"}) + agent.count({R"("method":"AddRef")"}), 0);
}

void heldAtEnter() {
  Agent agent(R"({"pid":1,"holds":[{"method":"SignalAbort","nth":2,"at":"enter"}],"protect":false})");
  IClientVirtualDeviceSet2* const client = newClient();
  VDConfig config{};
  config.deviceCount = 1;
  const std::u16string name = uniqueName();
  CHECK_EQ(client->CreateEx(nullptr, name.c_str(), &config), NOERROR);
  CHECK_EQ(client->SignalAbort(), NOERROR);
  CHECK_EQ(client->Close(), NOERROR);
  CHECK_EQ(agent.count({R"("what":"held")"}), 0);
  for (const bool byByte : {true, false}) {
    CHECK_EQ(client->CreateEx(nullptr, name.c_str(), &config), NOERROR);
    std::atomic<bool> returned{false};
    threads::Thread caller([&] {
      CHECK_EQ(client->SignalAbort(), NOERROR);
      returned.store(true);
    });
    const unsigned gate = byByte ? 0 : 1;
    const std::string call = byByte ? "5" : "9";
    CHECK(!agent.await({R"("as":"gate","secret":"5ec2e7")", R"("call":)" + call + "}"}).empty());
    CHECK(!agent.await({R"({"what":"held","call":)" + call + R"(,"at":"enter","atNs":")"}).empty());
    // The right method was not called.
    CHECK_EQ(client->GetConfiguration(0, &config), VD_E_TIMEOUT);
    CHECK(!returned.load());
    agent.letGo(gate, byByte);
    caller.join();
    CHECK(!answerTo(agent, agent.await({R"("call":)" + call, R"("what":"enter")"})).empty());
    CHECK(!agent.await({R"({"what":"let-go","call":)" + call + ","}).empty());
    CHECK_EQ(client->Close(), NOERROR);
  }
  client->Release();
}

void heldAtReturn() {
  Agent agent(R"({"pid":1,"holds":[{"method":"SignalAbort","nth":1,"at":"return"}],"protect":false})");
  IClientVirtualDeviceSet2* const client = newClient();
  VDConfig config{};
  config.deviceCount = 1;
  CHECK_EQ(client->CreateEx(nullptr, uniqueName().c_str(), &config), NOERROR);
  threads::Thread caller([&] { CHECK_EQ(client->SignalAbort(), NOERROR); });
  const std::string held = agent.await({R"("what":"held")", R"("at":"return")"});
  const std::string call = valueOf(held, "call");
  // The right method has returned, the recorded one has not.
  CHECK_EQ(client->GetConfiguration(0, &config), VD_E_ABORT);
  CHECK_EQ(agent.count({R"("what":"return","call":)" + call + ","}), 0);
  agent.letGo(0, true);
  caller.join();
  CHECK(!agent.await({R"("what":"return","call":)" + call + ",", R"("value":0)"}).empty());
  client->Close();
  client->Release();
}

void heldForADeadAgent() {
  Agent agent(R"({"pid":1,"holds":[{"method":"SignalAbort","nth":1,"at":"enter"}],"protect":false})");
  IClientVirtualDeviceSet2* const client = newClient();
  VDConfig config{};
  config.deviceCount = 1;
  CHECK_EQ(client->CreateEx(nullptr, uniqueName().c_str(), &config), NOERROR);
  threads::Thread caller([&] { CHECK_EQ(client->SignalAbort(), NOERROR); });
  CHECK(!agent.await({R"("as":"gate")"}).empty());
  agent.die();
  caller.join();
  CHECK_EQ(client->SignalAbort(), NOERROR);
  CHECK_EQ(client->Close(), NOERROR);
  client->Release();
}

void inAllThreads(unsigned devices) {
  const Agent agent;
  Stage stage(devices);
  stage.activate();
  std::vector<Sent> sent(devices * 20);
  for (unsigned i = 0; i < sent.size(); ++i) {
    sent[i].fill(VDC_Flush, nullptr, 0);
    CHECK_EQ(stage.serverDevices[i % devices]->SendCommand(&sent[i].command), NOERROR);
  }
  std::vector<threads::Thread> workers;
  std::atomic<unsigned> wrong{0};
  for (IClientVirtualDevice* device : stage.clientDevices)
    workers.emplace_back([device, &wrong] {
      VDC_Command* command = nullptr;
      for (int i = 0; i < 20; ++i)
        if (device->GetCommand(10000, &command) != NOERROR || device->CompleteCommand(command, 0, 0, 0) != NOERROR)
          ++wrong;
    });
  for (threads::Thread& worker : workers) worker.join();
  CHECK_EQ(wrong.load(), 0);
  for (Sent& each : sent) CHECK(each.waitCalled());
  stage.shutDown();
  stage.client->Close();
  // Close's answer is the recording's last line so far.
  CHECK(!answerTo(agent, agent.await({R"("method":"Close")", "IClient"})).empty());
  CHECK_EQ(agent.count({R"("method":"CompleteCommand")"}), sent.size() + 1);
  CHECK_EQ(agent.count({R"("what":"callback")"}), agent.count({R"("method":"SendCommand")"}));
  for (const std::string& line : agent.lines())
    if (line.back() != '}' || line.find("{\"what\"") != line.rfind("{\"what\""))
      fail(__FILE__, __LINE__, line);
}

void identity() {
  const Agent agent;
  IClientVirtualDeviceSet2* const client = newClient();
  void *unknown = nullptr, *first = nullptr, *back = nullptr, *none = client;
  CHECK_EQ(client->QueryInterface(&IID_IUnknown, &unknown), S_OK);
  CHECK_EQ(client->QueryInterface(&IID_IClientVirtualDeviceSet, &first), S_OK);
  CHECK(unknown == client && first == client);
  CHECK_EQ(static_cast<IUnknown*>(first)->QueryInterface(&IID_IClientVirtualDeviceSet2, &back), S_OK);
  CHECK(back == client);
  CHECK_EQ(client->QueryInterface(&IID_IServerVirtualDevice, &none), E_NOINTERFACE);
  CHECK(none == nullptr);
  CHECK_EQ(client->AddRef(), 5);
  for (unsigned left = 5; left-- > 0;) CHECK_EQ(client->Release(), left);
  CHECK(agent.awaitEnds(1));
  CHECK_EQ(agent.count({R"("method":"Release")"}), 5);
  // Asked for as something else, it is recorded all the same.
  IClassFactory* const factory = classFactory(0);
  CHECK_EQ(factory->CreateInstance(nullptr, &IID_IUnknown, &unknown), S_OK);
  CHECK_EQ(static_cast<IUnknown*>(unknown)->QueryInterface(&IID_IServerVirtualDeviceSet2, &back), S_OK);
  CHECK(back == unknown);
  CHECK_EQ(static_cast<IServerVirtualDeviceSet2*>(back)->SignalAbort(), VD_E_PROTOCOL);
  CHECK(!agent.await({R"("method":"SignalAbort")"}).empty());
  static_cast<IUnknown*>(unknown)->Release();
  static_cast<IUnknown*>(unknown)->Release();
  factory->Release();
}

/// A set that works, and of which nothing is told.
void goesOnAlone() {
  Stage stage;
  stage.activate();
  stage.closeServerDevices();
  stage.hearClose();
  CHECK_EQ(stage.server->Close(), NOERROR);
  CHECK_EQ(stage.client->Close(), NOERROR);
}

void inUse() {
  Agent agent(R"({"pid":1,"holds":[{"method":"ExecuteCompletionAgent","nth":1,"at":"return"}],"protect":false})");
  const auto canUnload = find<HRESULT(VDI_CALL*)()>(loadLibrary(kReference), "DllCanUnloadNow");
  IServerVirtualDeviceSet2* const server = newServer();
  threads::Thread lent([&] { CHECK_EQ(server->ExecuteCompletionAgent(), VD_E_PROTOCOL); });
  CHECK(!agent.await({R"("as":"gate")"}).empty());
  server->Release();
  CHECK_EQ(canUnload(), S_FALSE);
  agent.letGo(0, true);
  lent.join();
  CHECK_EQ(canUnload(), S_OK);
}

void addAll() {
  // The stage's first two sets are recorded as well, without being used.
  add("recording: every call, its answer, and callbacks", [] { everyCall(kReference, 4); });
  add("recording: every call of a library that knows nothing of it, once", [] {
    setVariable("VDI_CONFORMANCE_RECORDED_LIBRARY", libraryPath(kReference).c_str());
    everyCall("vdi_recording", 2);
  });
  add("recording: held at its entering, let go by a byte and by the connection's end", heldAtEnter);
  add("recording: held at its return", heldAtReturn);
  add("recording: a dead agent holds nothing", heldForADeadAgent);
  add("recording: two threads", [] { inAllThreads(2); });
  add("recording: 64 threads", [] { inAllThreads(64); });
  add("recording: the objects are what COM takes for the same", identity);
  add("recording: refused", [] {
    const Agent agent(R"({"refused":true})");
    goesOnAlone();
    CHECK(agent.awaitEnds(2));
    CHECK_EQ(agent.lines().size(), 2);
  });
  add("recording: an answer that is none", [] {
    const Agent agent("what?");
    goesOnAlone();
    CHECK_EQ(agent.lines().size(), 2);
  });
  add("recording: nobody listens", [] {
    inviteToNobody();
    goesOnAlone();
  });
  add("recording: an invitation that cannot be read", [] {
    setVariable("VDI_CONFORMANCE_RECORD", "somewhere");
    goesOnAlone();
  });
  add("recording: the agent dies, and the session goes on", [] {
    Agent agent;
    Stage stage;
    stage.activate();
    agent.die();
    stage.closeServerDevices();
    stage.hearClose();
    CHECK_EQ(stage.server->Close(), NOERROR);
    CHECK_EQ(stage.client->Close(), NOERROR);
  });
  add("recording: a thread that is held keeps the library", inUse);
}

const Registration registration(addAll);

}  // namespace
}  // namespace tests
