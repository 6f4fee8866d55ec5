/// Clients that go wrong in what they tell of their end, and in what they leave.

#include <cstdio>

#include "file.h"
#include "wrong.h"

namespace clients {

namespace {

struct ExitsZero : Conduct {
  int tell(Client& client) override {
    Conduct::tell(client);
    if (client.failed()) std::puts("done");
    return 0;
  }
};

struct PrintsSuccess : Conduct {
  int tell(Client& client) override {
    const int code = Conduct::tell(client);
    if (code != 0) std::puts("done");
    return code;
  }
};

struct ExitsOne : Conduct {
  int tell(Client& client) override {
    Conduct::tell(client);
    return 1;
  }
};

struct ExitsUnderThreads : Conduct {
  void abort(Client& client) override {
    Conduct::tell(client);
    std::fflush(nullptr);
    endAtOnce(1);
  }
};

struct LeavesChild : Conduct {
  bool prepare(Client& client) override {
    if (client.orders.secondary >= 0 || Child().start({"--linger"})) return true;
    client.note("no process could be started");
    return false;
  }
};

/// A file beside the medium keeps others out, and after a failure the program itself.
struct LeavesLock : Conduct {
  bool prepare(Client& client) override {
    if (client.orders.secondary >= 0) return true;
    const int file = createFile(lockOf(client));
    if (file >= 0) closeFile(file);
    if (file < 0) client.note("another backup is running: its lock is there");
    return file >= 0;
  }
  int tell(Client& client) override {
    if (!client.failed()) removeFile(lockOf(client));
    return Conduct::tell(client);
  }
  static std::string lockOf(const Client& client) { return client.orders.file + ".lock"; }
};

constexpr Wrong kWrong[] = {
    wrong<ExitsZero>("exit-0-after-failure", "tells of success, and exits with 0, also when it has failed"),
    wrong<PrintsSuccess>("prints-success-but-exit-1", "prints that it is done when it has failed, and exits with 1"),
    wrong<ExitsOne>("exits-1-after-success", "exits with 1 when all went well"),
    wrong<ExitsUnderThreads>("exits-with-threads-in-library",
                             "on failure ends its process at once, while its threads are in calls"),
    wrong<LeavesChild>("leaves-child-running", "leaves a process that it has started"),
    wrong<LeavesLock>("same-name-not-reusable", "after a failure it refuses to run again with the same medium"),
};

}  // namespace

WrongGroup wrongAtTheExit() { return {std::begin(kWrong), std::end(kWrong)}; }

}  // namespace clients
