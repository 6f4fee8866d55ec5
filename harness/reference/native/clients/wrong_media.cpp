/// Clients that go wrong where the data goes to the medium and comes from there.

#include <algorithm>
#include <cstring>
#include <vector>

#include "wrong.h"

namespace clients {

namespace {

/// Of each device the second transfer, which is the first one of data.
bool isSecond(const Worker& worker) { return worker.taken == 2; }

struct ShortWriteIsSuccess : Conduct {
  Done write(Worker& worker, const VDC_Command& command) override {
    if (!isSecond(worker)) return Conduct::write(worker, command);
    return {worker.medium.write(command.buffer, command.size / 2).code, command.size};
  }
};

struct ShortCountIsSuccess : Conduct {
  Done write(Worker& worker, const VDC_Command& command) override {
    return worker.medium.write(command.buffer, isSecond(worker) ? command.size / 2 : command.size);
  }
};

struct FullIsSuccess : Conduct {
  Done execute(Worker& worker, const VDC_Command& command) override {
    const Done done = Conduct::execute(worker, command);
    const bool stored = command.commandCode == vdi::VDC_Write || command.commandCode == vdi::VDC_Flush;
    return stored ? Done{vdi::ERROR_SUCCESS, command.size} : done;
  }
};

struct FullHangs : Conduct {
  Done write(Worker& worker, const VDC_Command& command) override {
    const Done done = Conduct::write(worker, command);
    if (done.code == vdi::ERROR_DISK_FULL) stay();
    return done;
  }
};

struct WrongByte : Conduct {
  Done write(Worker& worker, const VDC_Command& command) override {
    if (!isSecond(worker)) return Conduct::write(worker, command);
    std::vector<BYTE> copy(command.buffer, command.buffer + command.size);
    copy[copy.size() / 2] ^= 1;
    return worker.medium.write(copy.data(), command.size);
  }
};

struct FixedBuffer : Conduct {
  static constexpr DWORD kBytes = 65'536;

  Done write(Worker& worker, const VDC_Command& command) override {
    const Done done = worker.medium.write(command.buffer, std::min(command.size, kBytes));
    return {done.code, done.code == vdi::ERROR_SUCCESS ? command.size : done.bytes};
  }
};

struct EndIsSuccess : Conduct {
  Done read(Worker& worker, const VDC_Command& command) override {
    const Done done = Conduct::read(worker, command);
    if (done.code != vdi::ERROR_HANDLE_EOF) return done;
    std::memset(command.buffer + done.bytes, 0, command.size - done.bytes);
    return {vdi::ERROR_SUCCESS, command.size};
  }
};

/// Takes the zone that it asked for as the beginning of the data.
struct IgnoresPrefixZone : Conduct {
  Done write(Worker& worker, const VDC_Command& command) override {
    return worker.medium.write(command.buffer - worker.client.orders.prefixZone, command.size);
  }
};

constexpr Wrong kWrong[] = {
    wrong<ShortWriteIsSuccess>("short-write-as-success",
                               "writes half of the second transfer, and completes it as if it were whole"),
    wrong<ShortCountIsSuccess>("short-count-as-success",
                               "writes half of the second transfer, and completes it with success and what it wrote"),
    wrong<FullIsSuccess>("disk-full-as-success", "completes writes with success that its medium has refused"),
    wrong<FullHangs>("disk-full-hangs", "waits for room on a full medium, and does not complete the command"),
    wrong<WrongByte>("wrong-data", "stores one bit of the second transfer wrongly"),
    wrong<FixedBuffer>("wrong-size-assumed", "stores 64 KB of each transfer, however large it is"),
    wrong<EndIsSuccess>("end-of-medium-as-success", "fills up with zeros what its medium does not have"),
    wrong<IgnoresPrefixZone>("prefix-zone-ignored", "takes the prefix zone that it asked for for data"),
};

}  // namespace

WrongGroup wrongAtTheMedium() { return {std::begin(kWrong), std::end(kWrong)}; }

}  // namespace clients
