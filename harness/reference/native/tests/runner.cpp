#include "runner.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <vector>

#include "child.h"
#include "isolation.h"

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

}  // namespace

void add(std::string name, std::function<void()> body) {
  all().push_back({std::move(name), std::move(body)});
}

void fail(const char* file, int line, const std::string& what) {
  failed = true;
  const char* const slash = std::strrchr(file, '/');
  std::printf("%s:%d: %s\n", slash != nullptr ? slash + 1 : file, line, what.c_str());
}

bool failedSoFar() { return failed; }

bool sanitizerSpoke(const std::string& output) { return output.find(": runtime error: ") != std::string::npos; }

void endTest() {
  std::fflush(nullptr);
  endProcess(failed ? 1 : 0);
}

int runHere(unsigned number) {
  if (number >= all().size()) return 2;
  all()[number].body();
  std::fflush(nullptr);
  return failed ? 1 : 0;
}

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
  int code = 0;
  if (tests::ranAsPart(argc, argv, code)) return code;
  // With arguments: those tests whose names contain one of them.
  std::vector<unsigned> wanted;
  for (unsigned number = 0; number < tests::all().size(); ++number) {
    bool take = argc == 1;
    for (int i = 1; i < argc; ++i)
      take = take || tests::all()[number].name.find(argv[i]) != std::string::npos;
    if (take) wanted.push_back(number);
  }
  if (wanted.empty()) {
    std::fprintf(stderr, "no test bears such a name\n");
    return 2;
  }
  std::printf("1..%u\n", static_cast<unsigned>(wanted.size()));
  int place = 0, failures = 0;
  for (const unsigned number : wanted) {
    const tests::Test& test = tests::all()[number];
    std::string output;
    const bool passed = tests::runApart(number, test.body, output) && !tests::sanitizerSpoke(output);
    failures += passed ? 0 : 1;
    std::printf("%s %d - %s\n", passed ? "ok" : "not ok", ++place, test.name.c_str());
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
