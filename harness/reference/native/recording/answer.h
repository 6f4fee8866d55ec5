#pragma once
/// What the agent answers to a recording that presents itself.

#include <cstdint>
#include <string>
#include <vector>

namespace vdi::recording {

enum class At { Enter, Return };

/// From its nth call on, counted from 1, the method is held.
struct Hold {
  std::string method;
  std::uint64_t nth = 1;
  At at = At::Enter;
};

struct Answer {
  bool refused = false;
  bool protect = false;
  std::vector<Hold> holds;
};

/// False when the line is no such answer. Fields that are not known are passed over.
bool readAnswer(const std::string& line, Answer& out);

}  // namespace vdi::recording
