/// The server's state table, cell by cell: drive to the state, call the method, compare the answer and the
/// state after it. The table is written here once more, so that a slip in the library's own is seen.

#include "runner.h"
#include "stage.h"

namespace tests {
namespace {

using namespace vdi;

enum State { None, Connected, Configurable, Initializing, Active, Normal, Abnormal, Gone, kStates };
const char* const kStateNames[] = {"does not exist",        "Connected", "Configurable",
                                   "Initializing",          "Active",    "Normally terminated",
                                   "Abnormally terminated", "Gone"};

void driveTo(State state, Stage& stage) {
  stage.create();
  if (state == None) return;
  stage.open();
  if (state == Connected) return;
  if (state == Gone) {
    stage.server->Close();
    return;
  }
  if (state == Configurable) return stage.begin();
  if (state == Initializing) {
    stage.begin();
    stage.request();
    return stage.end();
  }
  stage.begin();
  stage.server->Close();
}

/// The state as it shows from outside, by calls that change nothing.
State observe(Stage& stage) {
  VDConfig config;
  const HRESULT configuration = stage.server->GetConfiguration(&config);
  if (configuration == VD_E_ABORT) return Abnormal;
  if (configuration == VD_E_PROTOCOL)
    return stage.server->Open(u"bad\\instance", u"x") == VD_E_INSTANCE_NAME ? None : Gone;
  if (stage.server->BeginConfiguration(0, 1, 1, 1, 0) == VD_E_INVALID) return Connected;
  DWORD count = 0;
  const HRESULT query = stage.server->QueryAvailableBuffers(512, 0, &count);
  if (query == VD_E_PROTOCOL) return Normal;
  if (stage.server->FreeBuffer(nullptr, 1) == VD_E_PROTOCOL) return Configurable;
  if (stage.serverDevices.empty()) return Initializing;
  Sent wrong(VDC_Read, reinterpret_cast<BYTE*>(1), 512);
  return stage.serverDevices[0]->SendCommand(&wrong.command) == VD_E_INVALID ? Active : Initializing;
}

struct Row {
  const char* method;
  HRESULT answers[kStates];
  State after[kStates];
  HRESULT (*call)(Stage&);
};

constexpr HRESULT O = NOERROR, P = VD_E_PROTOCOL, A = VD_E_ABORT;
#define SAME {None, Connected, Configurable, Initializing, Active, Normal, Abnormal, Gone}

const Row kRows[] = {
    {"Open",
     {O, P, P, P, P, P, P, P},
     {Connected, Connected, Configurable, Initializing, Active, Normal, Abnormal, Gone},
     [](Stage& s) { return s.server->Open(nullptr, s.name.c_str()); }},
    {"GetConfiguration",
     {P, O, O, O, O, O, A, P},
     SAME,
     [](Stage& s) {
       VDConfig config;
       return s.server->GetConfiguration(&config);
     }},
    {"BeginConfiguration",
     {P, O, P, P, P, P, A, P},
     {None, Configurable, Configurable, Initializing, Active, Normal, Abnormal, Gone},
     [](Stage& s) { return s.server->BeginConfiguration(0, 512, 512, 65536, 0); }},
    {"RequestBuffers",
     {P, P, O, O, O, P, A, P},
     SAME,
     [](Stage& s) { return s.server->RequestBuffers(4096, 0, 1); }},
    {"QueryAvailableBuffers",
     {P, P, O, O, O, P, A, P},
     SAME,
     [](Stage& s) {
       DWORD count;
       return s.server->QueryAvailableBuffers(4096, 0, &count);
     }},
    {"EndConfiguration",
     {P, P, O, P, P, P, A, P},
     {None, Connected, Initializing, Initializing, Active, Normal, Abnormal, Gone},
     [](Stage& s) { return s.server->EndConfiguration(); }},
    {"OpenDevice",
     {P, P, P, O, VD_E_OPEN, P, A, P},
     SAME,
     [](Stage& s) {
       IServerVirtualDevice* device = nullptr;
       const HRESULT result = s.server->OpenDevice(s.name.c_str(), &device);
       if (device != nullptr) s.serverDevices.push_back(device);
       return result;
     }},
    // In Initializing it stays inside; that has a test of its own.
    {"ExecuteCompletionAgent",
     {P, P, P, 1, P, P, A, P},
     SAME,
     [](Stage& s) { return s.server->ExecuteCompletionAgent(); }},
    {"AllocateBuffer",
     {P, P, P, O, O, O, A, P},
     SAME,
     [](Stage& s) {
       BYTE* buffer = nullptr;
       return s.server->AllocateBuffer(&buffer, 4096, 0);
     }},
    {"FreeBuffer",
     {P, P, P, VD_E_INVALID, VD_E_INVALID, VD_E_INVALID, A, P},
     SAME,
     [](Stage& s) { return s.server->FreeBuffer(nullptr, 4096); }},
    {"IsSharedBuffer",
     {0, 0, 0, 0, 0, 0, 0, 0},
     SAME,
     [](Stage& s) { return s.server->IsSharedBuffer(nullptr); }},
    {"SignalAbort",
     {P, O, O, O, O, O, O, P},
     {None, Abnormal, Abnormal, Abnormal, Abnormal, Abnormal, Abnormal, Gone},
     [](Stage& s) { return s.server->SignalAbort(); }},
    // Active: a device is open, and the page beats the table.
    {"Close",
     {P, O, O, O, P, O, O, P},
     {None, Gone, Gone, Gone, Gone, Gone, Gone, Gone},
     [](Stage& s) { return s.server->Close(); }},
};

void driveServerTo(State state, Stage& stage) {
  if (state < Active || state == Gone) return driveTo(state, stage);
  stage.activate();
  if (state == Normal) stage.closeServerDevices();
  if (state == Abnormal) stage.server->SignalAbort();
}

void addAll() {
  for (const Row& row : kRows) {
    for (int state = None; state < kStates; ++state) {
      if (row.answers[state] == 1) continue;
      add(std::string("server ") + row.method + ", " + kStateNames[state], [&row, state] {
        Stage stage;
        driveServerTo(static_cast<State>(state), stage);
        CHECK_EQ(observe(stage), state);
        CHECK_EQ(row.call(stage), row.answers[state]);
        CHECK_EQ(observe(stage), row.after[state]);
      });
    }
  }
  add("server ExecuteCompletionAgent, Initializing: one stays until the abort, another is refused", [] {
    Stage stage;
    driveTo(Initializing, stage);
    stage.startAgent();
    std::atomic<HRESULT> otherResult{NOERROR};
    std::atomic<bool> otherReturned{false};
    vdi::threads::Thread other([&] {
      otherResult.store(stage.server->ExecuteCompletionAgent());
      otherReturned.store(true);
    });
    // Which of the two comes first is the machine's choice.
    while (!stage.agentReturned.load() && !otherReturned.load()) sleepMs(1);
    sleepMs(30);
    CHECK(stage.agentReturned.load() != otherReturned.load());
    CHECK_EQ(stage.server->SignalAbort(), NOERROR);
    stage.joinAgent();
    other.join();
    const bool otherStayed = stage.agentResult.load() == VD_E_PROTOCOL;
    CHECK_EQ(otherStayed ? stage.agentResult.load() : otherResult.load(), VD_E_PROTOCOL);
    CHECK_EQ(otherStayed ? otherResult.load() : stage.agentResult.load(), VD_E_ABORT);
  });
  add("server device: SendCommand and CloseDevice in every state that a device can see", [] {
    struct Case {
      State state;
      HRESULT send, sendCode, close;
    };
    for (const Case& each :
         {Case{Initializing, P, ERROR_INVALID_HANDLE, P}, Case{Active, O, 0, O},
          Case{Normal, P, ERROR_INVALID_HANDLE, VD_E_CLOSE}, Case{Abnormal, A, ERROR_OPERATION_ABORTED, A},
          Case{Gone, P, ERROR_INVALID_HANDLE, P}}) {
      for (const bool close : {false, true}) {
        Stage stage;
        if (each.state == Initializing) {
          driveTo(Initializing, stage);
          stage.openServerDevices();
        } else if (each.state == Gone) {
          stage.activate();
          stage.closeServerDevices();
          CHECK_EQ(stage.server->Close(), NOERROR);
        } else {
          driveServerTo(each.state, stage);
        }
        Sent sent(VDC_Flush, nullptr, 0);
        if (close) {
          CHECK_EQ(stage.serverDevices[0]->CloseDevice(), each.close);
        } else {
          CHECK_EQ(stage.serverDevices[0]->SendCommand(&sent.command), each.send);
          CHECK_EQ(sent.calls.load(), each.send == O ? 0 : 1);
          CHECK_EQ(sent.code.load(), static_cast<std::uint32_t>(each.sendCode));
          if (each.send != O) CHECK_EQ(sent.thread.load(), threadNumber());
        }
        if (each.state == Active) CHECK_EQ(observe(stage), close ? Normal : Active);
        stage.server->SignalAbort();
        stage.server->Close();
        stage.joinAgent();
      }
    }
  });
}

const Registration registration(addAll);

}  // namespace
}  // namespace tests
