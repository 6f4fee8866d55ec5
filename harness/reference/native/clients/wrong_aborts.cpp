/// Clients that go wrong when the server ends their set, each where it finds them at another moment.

#include <atomic>

#include "wrong.h"

namespace clients {

namespace {

/// Waits for a device that OpenDevice will not give any more.
struct WaitsForDevices : Conduct {
  HRESULT awaitConfiguration(Client& client, VDConfig* config) override {
    const HRESULT answer = Conduct::awaitConfiguration(client, config);
    configured_ = answer == NOERROR;
    return answer;
  }
  HRESULT getCommand(Worker& worker, VDC_Command** command) override {
    opened_ = true;
    return Conduct::getCommand(worker, command);
  }
  void abort(Client& client) override {
    if (configured_ && !opened_) stay();
    Conduct::abort(client);
  }

private:
  std::atomic<bool> configured_{false};
  std::atomic<bool> opened_{false};
};

struct SleepsAfterAbort : Conduct {
  HRESULT getCommand(Worker& worker, VDC_Command** command) override {
    const HRESULT answer = Conduct::getCommand(worker, command);
    if (answer == vdi::VD_E_ABORT) stay();
    return answer;
  }
};

/// The pause keeps the machine usable for those who watch.
struct CompletesUntilItIsTaken : Conduct {
  HRESULT complete(Worker& worker, VDC_Command* command, const Done& done) override {
    constexpr unsigned kPauseMs = 5, kTimes = 120'000;
    HRESULT answer = Conduct::complete(worker, command, done);
    for (unsigned i = 0; answer == vdi::VD_E_ABORT && i < kTimes; ++i) {
      pauseMs(kPauseMs);
      answer = Conduct::complete(worker, command, done);
    }
    return answer;
  }
};

/// Once one device was closed it takes the others to be closed as well, sooner or later.
struct WaitsForAllToClose : Conduct {
  HRESULT getCommand(Worker& worker, VDC_Command** command) override {
    const HRESULT answer = Conduct::getCommand(worker, command);
    if (answer == vdi::VD_E_CLOSE) closed_ = true;
    if (answer == vdi::VD_E_ABORT && closed_) stay();
    return answer;
  }

private:
  std::atomic<bool> closed_{false};
};

constexpr Wrong kWrong[] = {
    wrong<WaitsForDevices>("waits-for-devices", "waits on when OpenDevice is refused because the set was aborted"),
    wrong<SleepsAfterAbort>("sleeps-after-abort", "waits for a command of its own making after VD_E_ABORT"),
    wrong<CompletesUntilItIsTaken>("completes-until-it-is-taken",
                                   "calls CompleteCommand again and again after VD_E_ABORT"),
    wrong<WaitsForAllToClose>("waits-for-all-to-close",
                              "waits for the other devices to be closed when one was, although they are aborted"),
};

}  // namespace

WrongGroup wrongAtAborts() { return {std::begin(kWrong), std::end(kWrong)}; }

}  // namespace clients
