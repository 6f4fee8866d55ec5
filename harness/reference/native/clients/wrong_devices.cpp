/// Clients that go wrong with several devices, or with the threads that serve them.

#include "wrong.h"

namespace clients {

namespace {

struct OneDeviceOnly : Conduct {
  void serve(Client& client) override { client.workers.front()->serve(); }
};

struct ServesInTurn : Conduct {
  void serve(Client& client) override {
    for (const std::unique_ptr<Worker>& worker : client.workers) worker->serve();
  }
};

/// A worker that fails says so to nobody: neither completes its command nor ends the set.
struct SignalsNothing : Conduct {
  HRESULT getCommand(Worker& worker, VDC_Command** command) override {
    return worker.device->GetCommand(vdi::kInfinite, command);
  }
  HRESULT complete(Worker& worker, VDC_Command* command, const Done& done) override {
    return isFailure(done) ? E_FAIL : Conduct::complete(worker, command, done);
  }
  void abort(Client&) override {}
};

/// The first end is taken for the end of all: the set is closed, and only then the others are waited for.
struct ClosesWhileWorkersRun : Conduct {
  void serve(Client& client) override {
    client.start();
    client.awaitFirstEnd();
    client.set->Close();
    client.join();
  }
  HRESULT getCommand(Worker& worker, VDC_Command** command) override {
    constexpr unsigned kBusyMs = 50;
    const HRESULT answer = Conduct::getCommand(worker, command);
    if (answer != vdi::VD_E_ABORT) return answer;
    // The main thread hears of it while this one is still at work, and asks once more.
    worker.client.note("GetCommand answered that the set was aborted");
    pauseMs(kBusyMs);
    return Conduct::getCommand(worker, command);
  }
  void abort(Client&) override {}
  HRESULT closeSet(Client&) override { return NOERROR; }
};

/// Believes a device to be done when it was flushed, the first one excepted.
struct DrainsFirstOnly : Conduct {
  bool stopsAfter(Worker& worker, DWORD commandCode) override {
    return worker.index > 0 && commandCode == vdi::VDC_Flush;
  }
  HRESULT closeSet(Client& client) override {
    client.set->Close();
    return NOERROR;
  }
};

constexpr Wrong kWrong[] = {
    wrong<OneDeviceOnly>("one-device-only", "of several devices it opens and serves the first only"),
    wrong<ServesInTurn>("serves-in-turn", "serves several devices one after the other, on one thread"),
    wrong<SignalsNothing>("no-abort-signalled",
                          "a device's thread that fails ends without a word, and the others wait for ever"),
    wrong<ClosesWhileWorkersRun>("close-while-workers-run",
                                 "closes its set as soon as the first device has ended, while others are in use"),
    wrong<DrainsFirstOnly>("does-not-drain-all-devices",
                           "of several devices it waits for VD_E_CLOSE of the first only"),
};

}  // namespace

WrongGroup wrongAtSeveralDevices() { return {std::begin(kWrong), std::end(kWrong)}; }

}  // namespace clients
