#include "orders.h"

#include <algorithm>
#include <cstdlib>

namespace linux_client {

namespace {

void readDevices(const std::string& list, std::vector<std::string>& devices) {
  for (std::size_t from = 0; from <= list.size();) {
    const std::size_t comma = std::min(list.find(',', from), list.size());
    devices.push_back(list.substr(from, comma - from));
    from = comma + 1;
  }
}

/// False: there is no such option, or it does not take this value.
bool readOption(const std::string& option, const std::string& value, Orders& orders) {
  if (option == "--set") orders.set = value;
  else if (option == "--devices") readDevices(value, orders.devices);
  else if (option == "--file") orders.file = value;
  else if (option == "--wait-ms") orders.waitMs = std::atol(value.c_str());
  else if (option == "--after") orders.after = static_cast<unsigned>(std::atoi(value.c_str()));
  else if (option == "--then") orders.then = value;
  else if (option == "--direction" && (value == "backup" || value == "restore"))
    orders.restore = value == "restore";
  else return false;
  return true;
}

}  // namespace

std::string readOrders(const std::vector<std::string>& words, Orders& orders) {
  for (auto word = words.begin(); word != words.end(); ++word) {
    if (*word == "--handles") {
      orders.handles = true;
      continue;
    }
    const std::string option = *word;
    if (++word == words.end()) return option + " is not known, or stands without its value";
    if (!readOption(option, *word, orders)) return option + " " + *word + " is not known";
  }
  return orders.set.empty() || orders.devices.empty() || orders.file.empty()
             ? "--set, --devices and --file are needed"
             : "";
}

}  // namespace linux_client
