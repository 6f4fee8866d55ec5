/// Stands in for the native tests and for vdi_replay, and makes one mistake: so that the run under sanitizers can be
/// seen to fail (harness/reference/sanitizers.mjs --planted).
///
///     vdi_planted MISTAKE tests|replay
///
/// What a sanitizer is to find happens in a child that is killed or ignored, as processes of the real tests are: what
/// this program prints, and its exit code, say that all is well.

#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <climits>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>

namespace {

/// Volatile, so that the compiler sees neither what is wrong nor that nobody needs it.
volatile int number = INT_MAX;
volatile char* volatile bytes = nullptr;

void writesOutside() {
  bytes = static_cast<volatile char*>(std::malloc(8));
  bytes[8] = 1;
}

void overflows() { number = number + 1; }

void forgets() {
  bytes = static_cast<volatile char*>(std::malloc(1000));
  bytes[0] = 1;
  bytes = nullptr;
}

void races() {
  std::thread other([] { number = 1; });
  number = 2;
  other.join();
}

/// A sanitizer looks for what was forgotten when a process ends in order; after that nothing else can be seen.
[[noreturn]] void endInOrder() { std::exit(0); }
[[noreturn]] void beKilled() {
  raise(SIGKILL);
  std::abort();
}

void inChild(void (*mistake)(), void (*end)()) {
  const pid_t child = fork();
  if (child < 0) std::abort();
  if (child == 0) {
    mistake();
    end();
  }
  waitpid(child, nullptr, 0);
}

}  // namespace

int main(int argc, char** argv) {
  const std::string mistake = argc == 3 ? argv[1] : "";
  const bool tests = argc == 3 && std::string(argv[2]) == "tests";
  if (!tests) {
    std::printf("1 sequences, no difference\n");
    return mistake == "differs" ? 1 : 0;
  }
  if (mistake == "writes-outside") inChild(writesOutside, beKilled);
  if (mistake == "overflows") inChild(overflows, beKilled);
  if (mistake == "forgets") inChild(forgets, endInOrder);
  if (mistake == "races") inChild(races, beKilled);
  const bool fails = mistake == "fails";
  std::printf("1..2\nok 1 - one\n%s", fails ? "not ok 2 - another\n" : "");
  if (!fails && mistake != "stops-short") std::printf("ok 2 - another\n");
  return fails ? 1 : 0;
}
