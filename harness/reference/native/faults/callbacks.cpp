/// Faults in completing the commands that are outstanding when the set comes to its end.

#include <chrono>

#include "../threads/lock.h"
#include "../threads/thread.h"
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

/// Close calls the last command back once the agent has returned; the agent left it, or does it too.
template <bool agentDoesToo>
struct LastCalledByCloser : LastIsDifferent {
  void withLast(VDS_Command* command) override {
    if (agentDoesToo) completeAborted(command);
    const std::lock_guard<threads::Mutex> lock(mutex_);
    last_ = command;
  }
  void agentReturning(const ServerFacts&) override {
    const std::lock_guard<threads::Mutex> lock(mutex_);
    returning_ = true;
    changed_.notify_all();
  }
  void afterClose(const ServerFacts& facts) override {
    if (!facts.agentEverRan) return;
    std::unique_lock<threads::Mutex> lock(mutex_);
    changed_.wait(lock, [this] { return returning_; });
    lock.unlock();
    // From its last step to its caller the agent needs no more than this.
    threads::pauseFor(std::chrono::milliseconds(20));
    if (last_ != nullptr) completeAborted(last_);
  }

private:
  threads::Mutex mutex_;
  threads::Condition changed_;
  bool returning_ = false;
  VDS_Command* last_ = nullptr;
};

struct CalledTwice : LastIsDifferent {
  void withLast(VDS_Command* command) override {
    completeAborted(command);
    completeAborted(command);
  }
};

struct FirstCalledTwice : ServerConduct {
  void deliverAborted(AbortedCommands& commands) override {
    VDS_Command* const first = commands.next();
    if (first == nullptr) return;
    completeAborted(first);
    completeAborted(first);
    ServerConduct::deliverAborted(commands);
  }
};

/// What the agent has long called back is called back once more when the set is given up.
struct CalledAgainAtRelease : LastIsDifferent {
  void withLast(VDS_Command* command) override {
    completeAborted(command);
    last_ = command;
  }
  ~CalledAgainAtRelease() override {
    if (last_ != nullptr) completeAborted(last_);
  }

private:
  VDS_Command* last_ = nullptr;
};

struct LastForgotten : LastIsDifferent {
  void withLast(VDS_Command*) override {}
};

struct NoneCalledBack : ServerConduct {
  void deliverAborted(AbortedCommands& commands) override {
    while (commands.next() != nullptr) {
    }
  }
};

/// The agent keeps but one command in mind, and each that it meets takes the place of the one before.
struct OnlyLastCalledBack : ServerConduct {
  void deliverAborted(AbortedCommands& commands) override {
    VDS_Command* last = nullptr;
    while (VDS_Command* const command = commands.next()) last = command;
    if (last != nullptr) completeAborted(last);
  }
};

/// What the client completed just before is still in the agent's hand, and is aborted with the rest.
struct CompletedAbortedToo : ServerConduct {
  void deliver(VDS_Command* command, std::uint32_t completionCode, std::uint32_t bytes,
               std::uint64_t position) override {
    lastCompleted_ = command;
    ServerConduct::deliver(command, completionCode, bytes, position);
  }
  void deliverAborted(AbortedCommands& commands) override {
    VDS_Command* const first = commands.next();
    if (first == nullptr) return;
    if (lastCompleted_ != nullptr) completeAborted(lastCompleted_);
    completeAborted(first);
    ServerConduct::deliverAborted(commands);
  }

private:
  VDS_Command* lastCompleted_ = nullptr;
};

/// The end of the queue is called back as well.
struct NothingCalledBack : LastIsDifferent {
  void withLast(VDS_Command* command) override {
    const VdsCompletionRoutine routine = command->completionRoutine;
    completeAborted(command);
    routine(nullptr);
  }
};

struct OnThreadOfItsOwn : ServerConduct {
  void deliverAborted(AbortedCommands& commands) override {
    threads::Thread([&] { ServerConduct::deliverAborted(commands); }).join();
  }
};

/// Aborts a hundred at a time, and returns when one such round is done.
struct AbortsAHundred : ServerConduct {
  void deliverAborted(AbortedCommands& commands) override {
    for (int done = 0; VDS_Command* const command = commands.next(); ++done) {
      if (done < 100) {
        completeAborted(command);
      } else {
        afterPause(100, [command] { completeAborted(command); });
      }
    }
  }
};

template <std::uint32_t kCode>
struct CompletedAs : ServerConduct {
  void deliverAborted(AbortedCommands& commands) override {
    while (VDS_Command* const command = commands.next()) complete(command, kCode, 0, 0);
  }
};

struct LastCompletedAsIoError : LastIsDifferent {
  void withLast(VDS_Command* command) override { complete(command, ERROR_IO_DEVICE, 0, 0); }
};

/// A read that was cut short is taken for the end of the data.
struct ReadsCompletedAsEof : ServerConduct {
  void deliverAborted(AbortedCommands& commands) override {
    while (VDS_Command* const command = commands.next()) {
      const bool reads = command->commandCode == VDC_Read;
      complete(command, reads ? ERROR_HANDLE_EOF : ERROR_OPERATION_ABORTED, 0, 0);
    }
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
    serverFault<LastCalledByCloser<false>>("CLOSE-08.last-left-to-closer",
                                  "the last outstanding command is called back by Close, after the agent's return"),
    serverFault<AbortsAHundred>("CLOSE-08.aborts-a-hundred",
                                "the agent returns after a hundred callbacks; the others come later"),

    serverFault<CompletedAs<ERROR_SUCCESS>>("CLOSE-09.completed-as-success",
                                            "outstanding commands are completed with code 0"),
    serverFault<CompletedAs<static_cast<std::uint32_t>(VD_E_ABORT)>>(
        "CLOSE-09.completed-with-hresult", "outstanding commands are completed with the code VD_E_ABORT"),
    serverFault<LastCompletedAsIoError>("CLOSE-09.last-completed-as-io-error",
                                        "the last outstanding command is completed with ERROR_IO_DEVICE"),
    serverFault<ReadsCompletedAsEof>("CLOSE-09.reads-completed-as-eof",
                                     "outstanding reads are completed with ERROR_HANDLE_EOF"),

    serverFault<CalledTwice>("CLOSE-10.called-twice", "the last outstanding command is called back twice"),
    serverFault<FirstCalledTwice>("CLOSE-10.first-called-twice",
                                  "the first outstanding command is called back twice"),
    serverFault<LastCalledByCloser<true>>("CLOSE-10.called-again-by-closer",
                                          "Close calls the last command back again once the agent has returned"),
    serverFault<CalledAgainAtRelease>("CLOSE-10.called-again-at-release",
                                      "the last Release calls the last command back again"),
    serverFault<CompletedAbortedToo>(
        "CLOSE-10.completed-aborted-too",
        "with commands outstanding the one that was completed last is called back again"),
    serverFault<LastForgotten>("CLOSE-10.last-forgotten", "the last outstanding command is never called back"),
    serverFault<NoneCalledBack>("CLOSE-10.none-called-back", "no outstanding command is ever called back"),
    serverFault<OnlyLastCalledBack>("CLOSE-10.only-last-called-back",
                                    "of several outstanding commands only the last is called back"),
    serverFault<NothingCalledBack>("CLOSE-10.nothing-called-back",
                                   "a callback for no command follows that for the last"),
    serverFault<WrongContext>("CLOSE-10.wrong-context",
                              "outstanding commands are called back with another context"),
    serverFault<OnClosersThread>("CLOSE-10.on-closers-thread",
                                 "outstanding commands are called back on the thread that called Close"),
    serverFault<OnThreadOfItsOwn>("CLOSE-10.on-thread-of-its-own",
                                  "outstanding commands are called back on a thread of the library's own"),
};

}  // namespace

FaultGroup faultsOfCallbacks() { return {std::begin(kFaults), std::end(kFaults)}; }

}  // namespace vdi::faults
