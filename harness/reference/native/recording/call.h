#pragma once
/// One recorded call: told when it is entered, held if the agent wants it, and told again before its answer is given.

#include <memory>
#include <string>

#include "recording.h"
#include "uses.h"

namespace vdi::recording {

/// What a call belongs to.
struct Place {
  /// `set`, or `device:<name>`.
  std::string object;
  const char* interface;
};

class Call {
public:
  /// Returns when the call may go on to the right object.
  Call(std::shared_ptr<Recording> recording, const Place& place, const char* method, const Fields& args);

  /// What the right object answered, and what came out; returns `value` when the caller may have it.
  template <class Value>
  Value returns(Value value, const Fields& results = Fields()) {
    told(static_cast<std::uint32_t>(value), results);
    return value;
  }

private:
  void told(std::uint32_t value, const Fields& results);

  const Use use_;
  /// Its own: a Release may be the end of the object that made this.
  const std::shared_ptr<Recording> recording_;
  const char* const method_;
  const std::uint64_t number_;
  const std::uint64_t count_;
};

}  // namespace vdi::recording
