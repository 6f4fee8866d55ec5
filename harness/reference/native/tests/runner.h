#pragma once
/// A runner of the smallest kind: every test in a process of its own, with a time limit, reported as TAP.

#include <cstdint>
#include <functional>
#include <string>

namespace tests {

void add(std::string name, std::function<void()> body);

/// Notes a failure of the running test, which goes on.
void fail(const char* file, int line, const std::string& what);
bool failedSoFar();
/// Whether this, printed by a test or a process of its, is a report of UBSan's. Beside ASan it has no log file, and the
/// process that it ends may be one whose end nobody looks at: so a test that printed it has failed.
bool sanitizerSpoke(const std::string& output);
/// Ends the test where threads that stay for ever forbid an orderly end.
[[noreturn]] void endTest();

/// Runs a test in this process. Answers an exit code.
int runHere(unsigned number);

struct Registration {
  explicit Registration(void (*addAll)()) { addAll(); }
};

std::string shown(std::int64_t value);
std::string shown(const void* value);

template <class Actual, class Expected>
void checkEqual(const char* file, int line, const char* text, const Actual& actual,
                const Expected& expected) {
  if (static_cast<std::int64_t>(actual) == static_cast<std::int64_t>(expected)) return;
  fail(file, line,
       std::string(text) + " is " + shown(static_cast<std::int64_t>(actual)) + ", expected " +
           shown(static_cast<std::int64_t>(expected)));
}

}  // namespace tests

#define CHECK(condition)                                             \
  do {                                                               \
    if (!(condition)) ::tests::fail(__FILE__, __LINE__, #condition); \
  } while (false)
#define CHECK_EQ(actual, expected) ::tests::checkEqual(__FILE__, __LINE__, #actual, actual, expected)
/// Ends the test when it makes no sense to go on.
#define REQUIRE(condition)                           \
  do {                                               \
    if (!(condition)) {                              \
      ::tests::fail(__FILE__, __LINE__, #condition); \
      return;                                        \
    }                                                \
  } while (false)
