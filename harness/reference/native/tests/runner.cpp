#include "runner.h"

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <vector>

namespace tests {

namespace {

struct Test {
  std::string name;
  std::function<void()> body;
};

std::vector<Test>& all() {
  static std::vector<Test> tests;
  return tests;
}

bool failed = false;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int kLimitSeconds = 120;
#else
constexpr int kLimitSeconds = 20;
#endif

bool runOne(const Test& test, std::string& output) {
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
    test.body();
    std::fflush(nullptr);
    std::exit(failed ? 1 : 0);  // by the front door, so that sanitizers can report leaks
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

}  // namespace

void add(std::string name, std::function<void()> body) { all().push_back({std::move(name), std::move(body)}); }

void fail(const char* file, int line, const std::string& what) {
  failed = true;
  const char* const slash = std::strrchr(file, '/');
  std::printf("%s:%d: %s\n", slash != nullptr ? slash + 1 : file, line, what.c_str());
}

bool failedSoFar() { return failed; }

std::string shown(std::int64_t value) {
  char text[32];
  if (value < 0 && value >= INT32_MIN) {
    std::snprintf(text, sizeof text, "0x%08x", static_cast<unsigned>(value));
  } else {
    std::snprintf(text, sizeof text, "%lld", static_cast<long long>(value));
  }
  return text;
}

}  // namespace tests

int main(int argc, char** argv) {
  // With arguments: those tests whose names contain one of them.
  std::vector<const tests::Test*> wanted;
  for (const tests::Test& test : tests::all()) {
    bool take = argc == 1;
    for (int i = 1; i < argc; ++i) take = take || test.name.find(argv[i]) != std::string::npos;
    if (take) wanted.push_back(&test);
  }
  if (wanted.empty()) {
    std::fprintf(stderr, "no test bears such a name\n");
    return 2;
  }
  std::printf("1..%zu\n", wanted.size());
  int number = 0, failures = 0;
  for (const tests::Test* test : wanted) {
    std::string output;
    const bool passed = tests::runOne(*test, output);
    failures += passed ? 0 : 1;
    std::printf("%s %d - %s\n", passed ? "ok" : "not ok", ++number, test->name.c_str());
    if (!passed) {
      for (std::size_t at = 0; at < output.size();) {
        const std::size_t end = std::min(output.find('\n', at), output.size());
        std::printf("# %s\n", output.substr(at, end - at).c_str());
        at = end + 1;
      }
    }
    std::fflush(stdout);
  }
  return failures == 0 ? 0 : 1;
}
