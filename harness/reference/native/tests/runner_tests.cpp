/// The runner itself: what it takes for a failure.

#include "runner.h"

namespace tests {
namespace {

void addAll() {
  add("a test in which a sanitizer speaks has failed, whatever its process says", [] {
    CHECK(sanitizerSpoke("end.cpp:31:36: runtime error: signed integer overflow: 2147483647 + 1\n"));
    CHECK(sanitizerSpoke("something first\n/home/end.h:7:1: runtime error: load of null pointer\n"));
    CHECK(!sanitizerSpoke(""));
    CHECK(!sanitizerSpoke("a runtime error that somebody tells of\n"));
  });
}

const Registration registration(addAll);

}  // namespace
}  // namespace tests
