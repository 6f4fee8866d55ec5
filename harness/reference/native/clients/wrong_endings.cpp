/// Clients that go wrong where their set ends.

#include <cstdio>

#include "wrong.h"

namespace clients {

namespace {

struct DoesNotDrain : Conduct {
  bool stopsAfter(Worker&, DWORD commandCode) override { return commandCode == vdi::VDC_Flush; }
  HRESULT closeSet(Client& client) override {
    client.set->Close();
    return NOERROR;
  }
};

struct NeverCloses : Conduct {
  HRESULT closeSet(Client&) override { return NOERROR; }
};

struct ClosesTwice : Conduct {
  HRESULT closeSet(Client& client) override {
    const HRESULT closed = Conduct::closeSet(client);
    Conduct::closeSet(client);
    return closed;
  }
};

struct LeaksSet : Conduct {
  void end(Client&) override {}
  void giveBack(Worker&) override {}
  int tell(Client& client) override {
    Conduct::tell(client);
    std::fflush(nullptr);
    stay();
  }
};

struct AbortsAlways : Conduct {
  HRESULT closeSet(Client& client) override {
    client.set->SignalAbort();
    return Conduct::closeSet(client);
  }
};

struct ReleasesWhileCallsWait : Conduct {
  void abort(Client& client) override {
    if (client.set != nullptr) client.set->Release();
    client.set = nullptr;
  }
  HRESULT closeSet(Client& client) override {
    return client.set == nullptr ? NOERROR : Conduct::closeSet(client);
  }
};

struct UnloadsBeforeRelease : Conduct {
  void end(Client& client) override {
    if (client.begun) closeSet(client);
    client.library.unload();
    releaseSet(client);
  }
};

/// The threads go on asking for commands; the library goes away beneath them.
struct UnloadsUnderThreads : Conduct {
  void serve(Client& client) override {
    client.start();
    client.awaitFirstEnd();
    if (client.failed()) client.library.unload();
    client.join();
  }
  HRESULT getCommand(Worker& worker, VDC_Command** command) override {
    constexpr unsigned kPauseMs = 1, kTimes = 10'000;
    HRESULT answer = Conduct::getCommand(worker, command);
    if (answer == vdi::VD_E_ABORT) worker.client.note("GetCommand answered that the set was aborted");
    for (unsigned i = 0; answer == vdi::VD_E_ABORT && i < kTimes; ++i) {
      pauseMs(kPauseMs);
      answer = worker.device->GetCommand(0, command);
    }
    return answer;
  }
  void abort(Client&) override {}
};

struct CrashesOnAbort : Conduct {
  HRESULT getCommand(Worker& worker, VDC_Command** command) override {
    const HRESULT answer = Conduct::getCommand(worker, command);
    // Looks into the command before it looks at the answer.
    const volatile VDC_Command* const got = *command;
    if (answer == vdi::VD_E_ABORT) static_cast<void>(got->size);
    return answer;
  }
};

constexpr Wrong kWrong[] = {
    wrong<DoesNotDrain>("drains-not", "closes its set after the Flush, and does not wait for VD_E_CLOSE"),
    wrong<NeverCloses>("never-closes", "releases its set without closing it"),
    wrong<ClosesTwice>("closes-twice", "closes its set twice"),
    wrong<LeaksSet>("leaks-set", "gives back neither devices nor set, and does not end"),
    wrong<AbortsAlways>("aborts-at-normal-end", "signals an abort before each Close, also when all went well"),
    wrong<ReleasesWhileCallsWait>("releases-set-while-calls-wait",
                                  "on failure releases its set, not closed, while other threads wait in calls"),
    wrong<UnloadsBeforeRelease>("unloads-before-release", "unloads the library, and then releases its set"),
    wrong<UnloadsUnderThreads>("unloads-with-threads-in-library",
                               "on failure unloads the library while its threads call it"),
    wrong<CrashesOnAbort>("crashes-on-abort", "uses the command that GetCommand did not bring when it is aborted"),
};

}  // namespace

WrongGroup wrongAtTheEnd() { return {std::begin(kWrong), std::end(kWrong)}; }

}  // namespace clients
