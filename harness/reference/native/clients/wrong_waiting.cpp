/// Clients that go wrong where they wait: for the configuration, or for the next command.

#include "wrong.h"

namespace clients {

namespace {

constexpr DWORD kShortMs = 100;

struct IgnoresConfiguration : Conduct {
  HRESULT awaitConfiguration(Client& client, VDConfig* config) override {
    return client.set->GetConfiguration(kSliceMs, config);
  }
  bool accepts(HRESULT) override { return true; }
};

struct GivesUpAtOnce : Conduct {
  HRESULT awaitConfiguration(Client& client, VDConfig* config) override {
    constexpr DWORD kAtOnceMs = 1;
    return client.set->GetConfiguration(kAtOnceMs, config);
  }
};

struct WaitsForEver : Conduct {
  HRESULT awaitConfiguration(Client& client, VDConfig* config) override {
    return sleepOn(client.set->GetConfiguration(vdi::kInfinite, config));
  }
  HRESULT getCommand(Worker& worker, VDC_Command** command) override {
    return sleepOn(worker.device->GetCommand(vdi::kInfinite, command));
  }
  static HRESULT sleepOn(HRESULT answer) {
    if (answer == vdi::VD_E_ABORT) stay();
    return answer;
  }
};

/// The pause keeps the machine usable for those who watch.
struct SpinsAfterAbort : Conduct {
  HRESULT getCommand(Worker& worker, VDC_Command** command) override {
    constexpr unsigned kPauseMs = 5, kTimes = 120'000;
    HRESULT answer = Conduct::getCommand(worker, command);
    for (unsigned i = 0; answer == vdi::VD_E_ABORT && i < kTimes; ++i) {
      pauseMs(kPauseMs);
      answer = worker.device->GetCommand(kShortMs, command);
    }
    return answer;
  }
};

struct CloseDoesNotMatter : Conduct {
  HRESULT closeSet(Client& client) override {
    client.set->Close();
    return NOERROR;
  }
};

struct TimeOutIsEnd : CloseDoesNotMatter {
  HRESULT getCommand(Worker& worker, VDC_Command** command) override {
    return worker.taken == 0 ? Conduct::getCommand(worker, command)
                             : worker.device->GetCommand(kShortMs, command);
  }
  bool isEnd(Worker& worker, HRESULT got) override {
    return Conduct::isEnd(worker, got) || (worker.taken > 0 && got == vdi::VD_E_TIMEOUT);
  }
};

struct AbortIsEnd : CloseDoesNotMatter {
  bool isEnd(Worker& worker, HRESULT got) override {
    return Conduct::isEnd(worker, got) || got == vdi::VD_E_ABORT;
  }
};

/// Takes every failure for a server that will be back.
struct IgnoresDeath : Conduct {
  void end(Client& client) override {
    constexpr unsigned kTimes = 600;
    if (!client.failed() || !client.begun) return Conduct::end(client);
    for (unsigned i = 0; i < kTimes; ++i) {
      client.set->Close();
      VDConfig config = client.wishes();
      client.set->CreateEx(nullptr, client.orders.set.c_str(), &config);
      client.set->GetConfiguration(kSliceMs, &config);
    }
    Conduct::end(client);
  }
};

constexpr Wrong kWrong[] = {
    wrong<IgnoresConfiguration>("ignores-result-of-GetConfiguration",
                                "goes on to open devices whatever GetConfiguration answers"),
    wrong<GivesUpAtOnce>("gives-up-at-first-time-out",
                         "takes the first VD_E_TIMEOUT of GetConfiguration, after a millisecond, for a failure"),
    wrong<WaitsForEver>("waits-for-ever", "waits without a time-out, and stays when it is told of the abort"),
    wrong<SpinsAfterAbort>("spins-after-abort", "calls GetCommand again and again after VD_E_ABORT"),
    wrong<TimeOutIsEnd>("time-out-as-end", "takes VD_E_TIMEOUT of GetCommand for the end of the backup"),
    wrong<AbortIsEnd>("abort-as-end", "takes VD_E_ABORT of GetCommand for the end of the backup, and tells success"),
    wrong<IgnoresDeath>("ignores-death", "creates its set again when it was aborted, and waits for the server again"),
};

}  // namespace

WrongGroup wrongAtWaiting() { return {std::begin(kWrong), std::end(kWrong)}; }

}  // namespace clients
