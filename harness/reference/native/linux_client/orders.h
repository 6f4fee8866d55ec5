#pragma once
/// What the client's command line says.

#include <string>
#include <vector>

namespace linux_client {

struct Orders {
  std::string set;
  /// The first is the set's.
  std::vector<std::string> devices;
  bool restore = false;
  /// The medium of the first device; the others' are FILE.1, FILE.2 and so on.
  std::string file;
  long waitMs = -1;
  /// Data is moved through addresses that MapBufferHandle gives for GetBufferHandle's handles.
  bool handles = false;
  /// After so many commands, all devices together, `then` is done; 0: never.
  unsigned after = 0;
  /// `abort`: SignalAbort; `close`: Close with all devices open; `delete`: the set's object is deleted, and nothing
  /// closed; `exit`: the process ends.
  std::string then;

  std::string medium(unsigned device) const { return device == 0 ? file : file + "." + std::to_string(device); }
};

/// Empty, or what is wrong with the command line.
std::string readOrders(const std::vector<std::string>& words, Orders& orders);

}  // namespace linux_client
