#include "isolation.h"

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "runner.h"

namespace tests {

namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int kLimitSeconds = 120;
#else
constexpr int kLimitSeconds = 20;
#endif

}  // namespace

bool ranAsPart(int, char**, int&) { return false; }  // tests and roles are forked

bool runApart(unsigned, const std::function<void()>& body, std::string& output) {
  int pipes[2];
  if (pipe(pipes) != 0) return false;
  std::fflush(nullptr);
  const pid_t child = fork();
  if (child == 0) {
    setpgid(0, 0);
    dup2(pipes[1], 1);
    dup2(pipes[1], 2);
    close(pipes[0]);
    close(pipes[1]);
    setvbuf(stdout, nullptr, _IOLBF, 0);
    body();
    std::fflush(nullptr);
    std::exit(failedSoFar() ? 1 : 0);  // by the front door, so that sanitizers can report leaks
  }
  close(pipes[1]);
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(kLimitSeconds);
  bool late = false;
  for (;;) {
    const auto left = deadline - std::chrono::steady_clock::now();
    const int ms = static_cast<int>(std::chrono::duration_cast<std::chrono::milliseconds>(left).count());
    pollfd watched{pipes[0], POLLIN, 0};
    if (ms <= 0 || poll(&watched, 1, ms) == 0) {
      late = true;
      break;
    }
    char part[4096];
    const ssize_t got = read(pipes[0], part, sizeof part);
    if (got <= 0) break;
    output.append(part, static_cast<std::size_t>(got));
  }
  close(pipes[0]);
  if (late) output += "not at its end after " + std::to_string(kLimitSeconds) + " s\n";
  if (late) kill(-child, SIGKILL);
  int status = 0;
  waitpid(child, &status, 0);
  kill(-child, SIGKILL);  // whatever it left running
  if (WIFSIGNALED(status)) output += std::string("ended by signal ") + strsignal(WTERMSIG(status)) + "\n";
  return !late && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace tests

#if defined(__SANITIZE_THREAD__)
// Processes that are made to be killed do not join their threads.
// Visible, or the sanitizer does not find it.
extern "C" __attribute__((visibility("default"))) const char* __tsan_default_options() { return "report_thread_leaks=0"; }
#endif
