/// Faults in completing the commands that are outstanding when the set comes to its end.

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

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

/// The agent leaves the last command to Close, which calls back once the agent has returned.
struct LastLeftToCloser : LastIsDifferent {
  void withLast(VDS_Command* command) override {
    const std::lock_guard<std::mutex> lock(mutex_);
    last_ = command;
  }
  void agentReturning(const ServerFacts&) override {
    const std::lock_guard<std::mutex> lock(mutex_);
    returning_ = true;
    changed_.notify_all();
  }
  void afterClose(const ServerFacts& facts) override {
    if (!facts.agentEverRan) return;
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [this] { return returning_; });
    lock.unlock();
    // From its last step to its caller the agent needs no more than this.
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    if (last_ != nullptr) completeAborted(last_);
  }

private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool returning_ = false;
  VDS_Command* last_ = nullptr;
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
    serverFault<LastLeftToCloser>("CLOSE-08.last-left-to-closer",
                                  "the last outstanding command is called back by Close, after the agent's return"),
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
