/// Clients that go wrong where they complete commands.

#include <atomic>
#include <map>
#include <mutex>

#include "wrong.h"

namespace clients {

namespace {

struct IgnoresCompletion : Conduct {
  HRESULT complete(Worker& worker, VDC_Command* command, const Done& done) override {
    Conduct::complete(worker, command, done);
    return NOERROR;
  }
};

/// What each device's thread last had in hand.
class LastOfEach {
public:
  VDC_Command* exchange(const Worker& worker, VDC_Command* command) {
    const std::lock_guard<std::mutex> held(mutex_);
    std::swap(last_[worker.index], command);
    return command;
  }

private:
  std::mutex mutex_;
  std::map<unsigned, VDC_Command*> last_;
};

struct CompletesAfterAbort : Conduct {
  HRESULT getCommand(Worker& worker, VDC_Command** command) override {
    const HRESULT answer = Conduct::getCommand(worker, command);
    VDC_Command* const last = last_.exchange(worker, *command);
    if (answer == vdi::VD_E_ABORT && last != nullptr)
      worker.device->CompleteCommand(last, vdi::ERROR_OPERATION_ABORTED, 0, 0);
    return answer;
  }

private:
  LastOfEach last_;
};

struct CompletesTwice : Conduct {
  HRESULT complete(Worker& worker, VDC_Command* command, const Done& done) override {
    const HRESULT answer = Conduct::complete(worker, command, done);
    Conduct::complete(worker, command, done);
    return answer;
  }
};

struct CompletesUnknown : Conduct {
  HRESULT complete(Worker& worker, VDC_Command* command, const Done& done) override {
    VDC_Command copy = *command;
    Conduct::complete(worker, &copy, done);
    return Conduct::complete(worker, command, done);
  }
};

struct CompletesElsewhere : Conduct {
  HRESULT complete(Worker& worker, VDC_Command* command, const Done& done) override {
    HRESULT answer = NOERROR;
    std::thread([&] { answer = Conduct::complete(worker, command, done); }).join();
    return answer;
  }
};

struct DropsOne : Conduct {
  HRESULT complete(Worker& worker, VDC_Command* command, const Done& done) override {
    return worker.index == 0 && worker.taken == 2 ? NOERROR : Conduct::complete(worker, command, done);
  }
};

/// Keeps one in hand until the next has come, which need not be before that one is completed.
struct HoldsOne : Conduct {
  HRESULT complete(Worker& worker, VDC_Command* command, const Done& done) override {
    VDC_Command* const before = held_.exchange(worker, command);
    return before == nullptr ? NOERROR : Conduct::complete(worker, before, {done.code, before->size});
  }

private:
  LastOfEach held_;
};

struct KnowsEveryCommand : Conduct {
  Done unknown(Worker&, const VDC_Command&) override { return {vdi::ERROR_SUCCESS, 0}; }
};

struct ZeroLengthIsError : Conduct {
  Done execute(Worker& worker, const VDC_Command& command) override {
    const bool transfer = command.commandCode == vdi::VDC_Read || command.commandCode == vdi::VDC_Write;
    return transfer && command.size == 0 ? Done{vdi::ERROR_IO_DEVICE, 0} : Conduct::execute(worker, command);
  }
};

/// As one does that reads ahead into the buffer that it had.
struct WritesAfterCompletion : Conduct {
  HRESULT complete(Worker& worker, VDC_Command* command, const Done& done) override {
    volatile BYTE* const last =
        command->commandCode == vdi::VDC_Read && done.bytes > 0 ? command->buffer + done.bytes - 1 : nullptr;
    const HRESULT answer = Conduct::complete(worker, command, done);
    if (last != nullptr) *last = static_cast<BYTE>(~*last);
    return answer;
  }
};

constexpr Wrong kWrong[] = {
    wrong<IgnoresCompletion>("ignores-result-of-CompleteCommand",
                             "goes on with the next command whatever CompleteCommand answers"),
    wrong<CompletesAfterAbort>("completes-after-abort",
                               "completes the command that it last had once it was told of the abort"),
    wrong<CompletesTwice>("completes-twice", "completes every command twice"),
    wrong<CompletesUnknown>("completes-unknown-command", "completes commands by an address that it was not given"),
    wrong<CompletesElsewhere>("completes-on-another-thread",
                              "takes commands on one thread and completes each on another"),
    wrong<DropsOne>("drops-a-command", "never completes the second command of its first device"),
    wrong<HoldsOne>("holds-transfers", "completes a command only when the next one has come"),
    wrong<KnowsEveryCommand>("unknown-command-as-success", "completes commands that it does not know with success"),
    wrong<ZeroLengthIsError>("zero-length-as-error", "completes a transfer of no bytes with an error"),
    wrong<WritesAfterCompletion>("writes-after-completion",
                                 "changes the last byte of a buffer after it has completed the Read"),
};

}  // namespace

WrongGroup wrongAtCompleting() { return {std::begin(kWrong), std::end(kWrong)}; }

}  // namespace clients
