#pragma once
/// Pages of memory, and faults on them, as the system has them.

#include <cstdint>

namespace vdi::recording::pages {

std::uintptr_t size();
/// Whole pages, which can be read in either case. False when the system refuses.
bool setWritable(std::uintptr_t from, std::uintptr_t to, bool writable);

/// `told(address)` is asked, on the thread that faulted, about every write that faults; whatever it does, the fault then goes
/// the way that it would have gone without it.
void watchFaults(void (*told)(std::uintptr_t address));
void unwatchFaults();

}  // namespace vdi::recording::pages
