/// Faults in completing the commands that are outstanding when the set comes to its end.

#include "fault.h"
#include "misdeeds.h"

namespace vdi::faults {

namespace {

void completeAborted(VDS_Command* command) { complete(command, ERROR_OPERATION_ABORTED, 0, 0); }

/// Completes all but the last command, which it hands to `withLast`.
struct LastIsDifferent : ServerConduct {
  virtual void withLast(VDS_Command* command) = 0;

  void deliverAborted(AbortedCommands& commands) override {
    VDS_Command* held = commands.next();
    while (held != nullptr) {
      VDS_Command* const following = commands.next();
      if (following == nullptr) {
        withLast(held);
      } else {
        completeAborted(held);
      }
      held = following;
    }
  }
};

struct AgentReturnsFirst : LastIsDifferent {
  void withLast(VDS_Command* command) override {
    afterPause(100, [command] { completeAborted(command); });
  }
};

struct CalledTwice : LastIsDifferent {
  void withLast(VDS_Command* command) override {
    completeAborted(command);
    completeAborted(command);
  }
};

struct CompletedAsSuccess : ServerConduct {
  void deliverAborted(AbortedCommands& commands) override {
    while (VDS_Command* const command = commands.next()) complete(command, ERROR_SUCCESS, 0, 0);
  }
};

struct WrongContext : ServerConduct {
  void deliverAborted(AbortedCommands& commands) override {
    while (VDS_Command* const command = commands.next()) {
      command->completionContext = static_cast<char*>(command->completionContext) + 1;
      completeAborted(command);
    }
  }
};

struct OnClosersThread : ServerConduct {
  void beforeClose(const ServerFacts& facts, AbortedCommands& commands) override {
    if (facts.agentRunning) deliverAborted(commands);
  }
};

constexpr Fault kFaults[] = {
    serverFault<AgentReturnsFirst>("CLOSE-08.agent-returns-first",
                                   "the agent returns before the last outstanding command is called back"),
    serverFault<CompletedAsSuccess>("CLOSE-09.completed-as-success",
                                    "outstanding commands are completed with code 0"),
    serverFault<CalledTwice>("CLOSE-10.called-twice", "the last outstanding command is called back twice"),
    serverFault<WrongContext>("CLOSE-10.wrong-context",
                              "outstanding commands are called back with another context"),
    serverFault<OnClosersThread>("CLOSE-10.on-closers-thread",
                                 "outstanding commands are called back on the thread that called Close"),
};

}  // namespace

FaultGroup faultsOfCallbacks() { return {std::begin(kFaults), std::end(kFaults)}; }

}  // namespace vdi::faults
