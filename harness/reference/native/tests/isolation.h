#pragma once
/// A process for each test, whatever it does there.

#include <functional>
#include <string>

namespace tests {

/// Runs test number `number`, whose body is `body`, in a process of its own. False when it failed, crashed or
/// did not come to its end in time; whatever it printed, and how it ended, is in `output`.
bool runApart(unsigned number, const std::function<void()>& body, std::string& output);

/// Whether this process was started for a test or a role of one; then it has run, and `code` is its exit
/// code.
bool ranAsPart(int argc, char** argv, int& code);

}  // namespace tests
