/// What one input does: leads a set some way, then lets calls of both ends and corruption of their memory take
/// turns. Errors are right, any of them; crashes, waits without end and reads outside are not. The entry point is
/// libFuzzer's, so that a coverage-guided engine can drive it as well as driver.cpp.

#include <deque>

#include "corruption.h"
#include "ends.h"
#include "false_primary.h"

namespace {

using namespace fuzz;

void corruptSet(Bytes& in) {
  Ends ends(newName(), 1 + in.below(4), Ends::Who::Both);
  ends.establish(in.below(4) == 0 ? in.below(7) : 6);
  SharedView view(ends.name());
  std::deque<Stranger> strangers;
  while (!in.empty()) {
    switch (in.below(16)) {
      case 0:
      case 1:
      case 2:
      case 3: view.corrupt(in); break;
      case 4: view.startStorm(in); break;
      case 5: view.endStorm(); break;
      case 6:
        if (strangers.size() < 8) strangers.emplace_back(ends.name(), in);
        break;
      default: ends.call(in);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Bytes in(data, size);
  if (in.below(8) == 0) {
    meetFalsePrimary(in);
  } else {
    corruptSet(in);
  }
  return 0;
}
