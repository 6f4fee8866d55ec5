/// Faults of the server's end that never come to an end, end the process, or end the wrong thing.

#include <algorithm>
#include <vector>

#include "../threads/lock.h"
#include "fault.h"
#include "patterns.h"

namespace vdi::faults {

namespace {

bool onlyOneWithoutAgent(const ServerFacts& at) { return devicesOpenWithoutAgent(at) && at.deviceCount == 1; }
bool open64WithoutAgent(const ServerFacts& at) { return devicesOpenWithoutAgent(at) && at.deviceCount == 64; }

/// A method does something else than answer, on the closed interface.
template <ServerMethod kMethod, Situation when, void (*misdeed)()>
struct Misbehaves : ServerConduct {
  HRESULT answer(ServerMethod method, const ServerFacts& facts, HRESULT right) override {
    if (method == kMethod && gone(facts) && when(facts)) misdeed();
    return right;
  }
};
bool wereOpen(const ServerFacts& at) { return at.devicesOpen() != 0; }
bool wereClosed(const ServerFacts& at) { return at.devicesOpen() == 0; }

struct AgentStays : ServerConduct {
  void agentReturning(const ServerFacts&) override { stayForEver(); }
};

/// Only the first command that it aborts reminds the agent of its caller.
struct IdleAgentStays : ServerConduct {
  void deliverAborted(AbortedCommands& commands) override {
    VDS_Command* const first = commands.next();
    if (first == nullptr) return;
    delivered_ = true;
    complete(first, ERROR_OPERATION_ABORTED, 0, 0);
    ServerConduct::deliverAborted(commands);
  }
  void agentReturning(const ServerFacts& facts) override {
    if (!delivered_ && facts.devicesOpen() != 0) stayForEver();
  }

private:
  bool delivered_ = false;
};

template <Situation when, Farewell wrong>
struct WrongFarewell : ServerConduct {
  Farewell farewell(const ServerFacts& facts, Farewell right) override { return when(facts) ? wrong : right; }
};

/// A second Close aborts every other set that the process has open: as if there were only one.
struct AbortsOtherSets : ServerConduct {
  void opened(IServerVirtualDeviceSet2& set, const std::u16string&) override {
    const std::lock_guard<threads::Mutex> lock(mutex());
    own_ = &set;
    all().push_back(&set);
  }
  HRESULT answer(ServerMethod method, const ServerFacts& facts, HRESULT right) override {
    if (method == ServerMethod::Close && gone(facts)) {
      for (IServerVirtualDeviceSet2* const other : others()) other->SignalAbort();
    }
    return right;
  }
  ~AbortsOtherSets() override {
    const std::lock_guard<threads::Mutex> lock(mutex());
    all().erase(std::remove(all().begin(), all().end(), own_), all().end());
  }

private:
  static threads::Mutex& mutex() {
    static threads::Mutex mutex;
    return mutex;
  }
  static std::vector<IServerVirtualDeviceSet2*>& all() {
    static std::vector<IServerVirtualDeviceSet2*> all;
    return all;
  }
  std::vector<IServerVirtualDeviceSet2*> others() const {
    const std::lock_guard<threads::Mutex> lock(mutex());
    std::vector<IServerVirtualDeviceSet2*> others = all();
    others.erase(std::remove(others.begin(), others.end(), own_), others.end());
    return others;
  }
  IServerVirtualDeviceSet2* own_ = nullptr;
};

constexpr Fault kFaults[] = {
    serverFault<Misbehaves<ServerMethod::ExecuteCompletionAgent, wereClosed, stayForEver>>(
        "CLOSE-03.agent-blocks", "ExecuteCompletionAgent blocks on an interface that was closed normally"),
    serverFault<Misbehaves<ServerMethod::FreeBuffer, wereOpen, crash>>(
        "CLOSE-03.free-buffer-crashes", "FreeBuffer crashes on an interface that was closed with devices open"),

    serverFault<IdleAgentStays>("CLOSE-08.idle-agent-stays",
                                "with devices open the agent does not return when nothing is outstanding"),

    serverFault<BeforeClose<otherEndDied, stayForEver>>("CLOSE-11.hangs-after-death",
                                                        "Close never returns when the client's process died"),

    serverFault<AgentStays>("CLOSE-13.agent-stays", "the agent has completed everything but does not return"),

    serverFault<BeforeClose<devicesOpenWithoutAgent, stayForEver>>(
        "CLOSE-14.hangs-without-agent", "Close with a device open never returns when no agent ever ran"),
    serverFault<BeforeClose<onlyOneWithoutAgent, stayForEver>>(
        "CLOSE-14.hangs-with-one-device",
        "Close of a set of one device never returns with it open when no agent ever ran; of more it does"),
    serverFault<BeforeClose<connected, stayForEver>>(
        "CLOSE-14.hangs-when-connected", "Close of a set that was only opened never returns"),
    serverFault<BeforeClose<open64WithoutAgent, crash>>(
        "CLOSE-14.crashes-without-agent", "Close with 64 devices open crashes when no agent ever ran"),

    serverFault<WrongFarewell<connected, Farewell::NormalEnd>>(
        "CLOSE-15.client-forgotten-when-connected",
        "Close of a set that was only opened does not abort the client that waits"),
    serverFault<WrongFarewell<initializingIdle, Farewell::NormalEnd>>(
        "CLOSE-15.client-forgotten-when-initializing",
        "Close before any device was opened does not abort the client"),
    serverFault<WrongFarewell<clean, Farewell::Abort>>("CLOSE-15.abort-after-normal-end",
                                                       "a clean Close aborts the client's end of the set"),

    serverFault<AbortsOtherSets>("CLOSE-16.aborts-other-sets",
                                 "a second Close aborts the other set that the process has open"),
    serverFault<Misbehaves<ServerMethod::Close, wereClosed, crash>>(
        "CLOSE-16.second-close-crashes", "a second Close crashes after one that was clean"),
};

}  // namespace

FaultGroup faultsOfEndings() { return {std::begin(kFaults), std::end(kFaults)}; }

}  // namespace vdi::faults
