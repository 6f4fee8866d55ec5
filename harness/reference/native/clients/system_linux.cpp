#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>

#include "system.h"

namespace clients {

std::vector<std::string> argumentsOf(int argc, char** argv) { return {argv + 1, argv + argc}; }

bool Child::start(const std::vector<std::string>& arguments) {
  char self[] = "/proc/self/exe";
  std::vector<char*> words{self};
  for (const std::string& each : arguments) words.push_back(const_cast<char*>(each.c_str()));
  words.push_back(nullptr);
  pid_t started = 0;
  if (posix_spawn(&started, self, nullptr, nullptr, words.data(), environ) != 0) return false;
  process_ = started;
  return true;
}

int Child::wait() {
  int status = 0;
  pid_t ended = -1;
  do ended = waitpid(static_cast<pid_t>(process_), &status, 0);
  while (ended < 0 && errno == EINTR);
  return ended > 0 && WIFEXITED(status) ? WEXITSTATUS(status) : kCrashed;
}

void endAtOnce(int code) { _exit(code); }

}  // namespace clients
