#include "orders.h"

#include <algorithm>
#include <cstdlib>
#include <limits>

#include "text.h"

namespace clients {

namespace {

constexpr std::size_t kMostDevices = 64;

bool readNumber(const std::string& text, std::uint32_t& number) {
  char* end = nullptr;
  const unsigned long long value = std::strtoull(text.c_str(), &end, 0);
  if (text.empty() || text[0] == '-' || *end != 0 || value > std::numeric_limits<std::uint32_t>::max())
    return false;
  number = static_cast<std::uint32_t>(value);
  return true;
}

void readDevices(const std::string& list, std::vector<std::u16string>& devices) {
  for (std::size_t from = 0; from <= list.size();) {
    const std::size_t comma = std::min(list.find(',', from), list.size());
    devices.push_back(utf16Of(list.substr(from, comma - from)));
    from = comma + 1;
  }
}

std::uint32_t* numberOf(const std::string& option, Orders& orders) {
  if (option == "--wait-ms") return &orders.waitMs;
  if (option == "--idle-ms") return &orders.idleMs;
  if (option == "--prefix-zone") return &orders.prefixZone;
  if (option == "--max-transfer") return &orders.maxTransfer;
  if (option == "--features") return &orders.features;
  return nullptr;
}

bool* flagOf(const std::string& option, Orders& orders, bool& registered) {
  if (option == "--registered") return &registered;
  if (option == "--processes") return &orders.processes;
  if (option == "--threads") return &orders.threads;
  if (option == "--list-wrong") return &orders.listWrong;
  if (option == "--linger") return &orders.linger;
  return nullptr;
}

/// False: there is no such option, or it does not take this value.
bool readOption(const std::string& option, const std::string& value, Orders& orders) {
  if (std::uint32_t* const number = numberOf(option, orders)) return readNumber(value, *number);
  if (option == "--library") orders.library = value;
  else if (option == "--set") orders.set = utf16Of(value);
  else if (option == "--devices") readDevices(value, orders.devices);
  else if (option == "--file") orders.file = value;
  else if (option == "--instance") orders.instance = utf16Of(value);
  else if (option == "--wrong") orders.wrong = value;
  else if (option == "--secondary") orders.secondary = std::atoi(value.c_str());
  else if (option == "--direction" && (value == "backup" || value == "restore"))
    orders.restore = value == "restore";
  else return false;
  return true;
}

std::string missing(const Orders& orders, bool registered) {
  if (orders.library.empty() == !registered) return "either --library or --registered has to be given";
  if (orders.set.empty()) return "--set is missing";
  if (orders.devices.empty() || orders.devices.size() > kMostDevices) return "--devices names 1 to 64 devices";
  for (const std::u16string& name : orders.devices)
    if (name.empty()) return "--devices has a name that is empty";
  if (orders.file.empty()) return "--file is missing";
  if (orders.secondary >= static_cast<int>(orders.devices.size())) return "--secondary has no such device";
  return "";
}

}  // namespace

std::string readOrders(const std::vector<std::string>& arguments, Orders& orders) {
  bool registered = false;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& option = arguments[i];
    if (bool* const flag = flagOf(option, orders, registered)) {
      *flag = true;
      continue;
    }
    if (++i == arguments.size()) return option + " is no option, or its value is missing";
    if (!readOption(option, arguments[i], orders)) return option + " " + arguments[i] + " is no option";
  }
  return orders.listWrong || orders.linger ? "" : missing(orders, registered);
}

}  // namespace clients
