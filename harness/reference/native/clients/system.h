#pragma once
/// What a client needs of its system besides files.

#include <cstdint>
#include <string>
#include <vector>

namespace clients {

/// The program's arguments in UTF-8, without its name.
std::vector<std::string> argumentsOf(int argc, char** argv);

/// A process of this same program, with the environment and the standard streams of this one.
class Child {
public:
  static constexpr int kCrashed = -1;

  /// False: it could not be started.
  bool start(const std::vector<std::string>& arguments);
  /// Its exit code when it has ended, or kCrashed.
  int wait();

private:
  std::intptr_t process_ = 0;
};

void pauseMs(unsigned ms);
/// Without anything that is done at a program's end.
[[noreturn]] void endAtOnce(int code);
/// For a wrong client that hangs: until it is killed, but not for longer than anybody would look at it.
[[noreturn]] void stay();

}  // namespace clients
