/// The completion recorder.

#include "runner.h"
#include "stage.h"

namespace tests {
namespace {

using namespace vdi;

static_assert(offsetof(VdiRecord, kind) == 40 && offsetof(VdiRecord, outPosition) == 56);

struct Recorder {
  void* library = loadLibrary("vdi_recorder");
  decltype(&vdi_recorder_callback) callback = get("vdi_recorder_callback");
  decltype(&vdi_recorder_lend_thread) lend = get("vdi_recorder_lend_thread");
  decltype(&vdi_recorder_count) count = get("vdi_recorder_count");
  decltype(&vdi_recorder_read) read = get("vdi_recorder_read");
  decltype(&vdi_recorder_wait) wait = get("vdi_recorder_wait");
  decltype(&vdi_recorder_thread) thread = get("vdi_recorder_thread");

private:
  struct Symbol {
    void* address;
    template <class Function>
    operator Function*() const {
      return reinterpret_cast<Function*>(address);
    }
  };
  Symbol get(const char* name) { return {symbolOf(library, name)}; }
};

void addAll() {
  add("recorder: a session with an agent and 100 commands", [] {
    Recorder recorder;
    CHECK_EQ(recorder.count(), 0);
    CHECK_EQ(recorder.thread(), threadNumber());
    std::vector<VDS_Command> commands(100);
    Stage stage;
    stage.create();
    stage.open();
    stage.begin();
    stage.end();
    stage.openServerDevices();
    stage.openClientDevices();
    std::uint64_t agentThread = 0;
    threads::Thread agent([&] {
      agentThread = threadNumber();
      CHECK_EQ(recorder.lend(stage.server), VD_E_ABORT);
    });
    CHECK_EQ(recorder.wait(1, 5000), 1);
    CHECK_EQ(recorder.wait(2, 20), 1);
    stage.awaitActive();
    for (VDS_Command& command : commands) {
      command.commandCode = VDC_Flush;
      command.completionRoutine = recorder.callback;
      command.completionContext = reinterpret_cast<void*>(reinterpret_cast<std::uintptr_t>(&command) - 1);
      CHECK_EQ(stage.serverDevices[0]->SendCommand(&command), NOERROR);
    }
    VDC_Command* taken = nullptr;
    CHECK_EQ(stage.clientDevices[0]->GetCommand(1000, &taken), NOERROR);
    CHECK_EQ(stage.clientDevices[0]->CompleteCommand(taken, 0, 12, 34), NOERROR);
    CHECK_EQ(recorder.wait(2, 5000), 2);
    CHECK_EQ(stage.server->Close(), VD_E_PROTOCOL);
    agent.join();
    std::vector<VdiRecord> records(200);
    REQUIRE(recorder.read(0, records.data(), 200) == 102);
    for (unsigned i = 0; i < 102; ++i) {
      CHECK_EQ(records[i].order, i);
      CHECK_EQ(records[i].thread, agentThread);
      if (i > 0) CHECK(records[i].timeNs >= records[i - 1].timeNs);
      if (i == 0 || i == 101) continue;
      CHECK_EQ(records[i].kind, 1);
      CHECK_EQ(records[i].command, reinterpret_cast<std::uintptr_t>(&commands[i - 1]));
      CHECK_EQ(records[i].context, reinterpret_cast<std::uintptr_t>(&commands[i - 1]) - 1);
      CHECK_EQ(records[i].completionCode, i == 1 ? 0 : 995);
      CHECK_EQ(records[i].bytesTransferred, i == 1 ? 12 : 0);
    }
    CHECK_EQ(records[1].outPosition, 34);
    CHECK_EQ(records[0].kind, 2);
    CHECK_EQ(records[101].kind, 3);
    CHECK_EQ(static_cast<HRESULT>(records[101].result), VD_E_ABORT);
  });
  add("recorder: a million records from several threads, in one order", [] {
    Recorder recorder;
    std::vector<threads::Thread> threads;
    for (int t = 0; t < 4; ++t)
      threads.emplace_back([&] {
        for (int i = 0; i < 250000; ++i) recorder.callback(nullptr);
      });
    for (threads::Thread& thread : threads) thread.join();
    CHECK_EQ(recorder.wait(1000000, 0), 1000000);
    std::vector<VdiRecord> records(1000);
    CHECK_EQ(recorder.read(999500, records.data(), 1000), 500);
    CHECK_EQ(records[499].order, 999999);
    CHECK_EQ(recorder.read(5000000, records.data(), 1), 0);
  });
  add("recorder: stays when it is closed", [] {
    const std::string path = libraryPath("vdi_recorder");
    closeLibrary(openLibrary(path));
    CHECK(libraryIsLoaded(path));
  });
}

const Registration registration(addAll);

}  // namespace
}  // namespace tests
