#include "line.h"

#include <cstdlib>

namespace replay {

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> parts;
  std::size_t from = 0;
  while (from <= text.size()) {
    const std::size_t to = text.find(at, from);
    const std::size_t end = to == std::string::npos ? text.size() : to;
    if (end > from) parts.push_back(text.substr(from, end - from));
    from = end + 1;
  }
  return parts;
}

Line readLine(const std::string& text) {
  Line line;
  bool allowed = false;
  for (const std::string& part : split(text, ' ')) {
    const std::size_t equals = part.find('=');
    if (part == "->") {
      allowed = true;
    } else if (allowed && equals == std::string::npos) {
      line.allowed = split(part, ',');
    } else if (allowed) {
      line.brings = std::strtoull(part.c_str() + equals + 1, nullptr, 10);
    } else if (equals != std::string::npos) {
      line.arguments[part.substr(0, equals)] = part.substr(equals + 1);
    } else {
      line.words.push_back(part);
    }
  }
  if (!line.words.empty() && (line.words[0] == "server" || line.words[0] == "client")) {
    line.end = line.words[0];
    line.words.erase(line.words.begin());
  }
  return line;
}

bool allows(const std::vector<std::string>& allowed, const std::string& said) {
  for (const std::string& each : allowed) {
    if (each == said) return true;
    if (said == "waits" || said == "missing") continue;
    const bool failed = std::strtoul(said.c_str(), nullptr, 16) >= 0x80000000u;
    if (each == "any" || (each == "failure" && failed)) return true;
  }
  return false;
}

}  // namespace replay
