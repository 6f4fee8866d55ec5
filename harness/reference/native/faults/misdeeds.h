#pragma once
/// What faults do to the process they run in.

#include <functional>

namespace vdi::faults {

void leakDescriptor();
void stayForEver();
/// Runs `later` on a thread of its own that nobody joins, after a pause.
void afterPause(int milliseconds, std::function<void()> later);

}  // namespace vdi::faults
