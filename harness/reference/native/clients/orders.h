#pragma once
/// What a client program is told by its command line.

#include <cstdint>
#include <string>
#include <vector>

namespace clients {

struct Orders {
  /// Path of the library, UTF-8; empty: the one that is registered with Windows.
  std::string library;
  std::u16string set;
  /// Names, the first of which is the set's as a rule.
  std::vector<std::u16string> devices;
  /// Empty: the default one.
  std::u16string instance;
  bool restore = false;
  /// The medium of the first device, UTF-8; the others' are FILE.1, FILE.2 and so on.
  std::string file;
  /// Each further device in a process of its own.
  bool processes = false;
  /// A thread for the device although there is only one.
  bool threads = false;
  /// How long the server may take to come and configure, and between two commands.
  std::uint32_t waitMs = 30'000;
  std::uint32_t idleMs = 120'000;
  /// What is asked of the server; 0: nothing.
  std::uint32_t prefixZone = 0;
  std::uint32_t maxTransfer = 0;
  std::uint32_t features = 0;
  /// A wrong client, by name; empty: the right one.
  std::string wrong;
  bool listWrong = false;
  /// The device that this process serves for another that created the set; none: it creates the set itself.
  int secondary = -1;
  /// The process only stays: what a wrong client leaves.
  bool linger = false;

  /// Of each device.
  std::string medium(unsigned index) const { return index == 0 ? file : file + "." + std::to_string(index); }
};

/// Without the program's name. What is wrong with them; empty: nothing.
std::string readOrders(const std::vector<std::string>& arguments, Orders& orders);

}  // namespace clients
