#pragma once
/// What faults do to the process they run in.

#include <functional>
#include <string>

#include "../platform/platform.h"

namespace vdi::faults {

void leakDescriptor();
void leakThread();
/// Maps the control block of the set that this process has once more, and forgets about it.
void leakControlBlock();
void stayForEver();
void crash();
/// Runs `later` on a thread of its own that nobody joins, after a pause.
void afterPause(int milliseconds, std::function<void()> later);

void leaveMapped(const platform::Mapping& mapping);
/// Nobody may touch it any more, but it is still there.
void protectOnly(const platform::Mapping& mapping);
/// Unmaps, and keeps the addresses for something of one's own.
void reserveRange(const platform::Mapping& mapping);
/// Overwrites what every end sees there, then unmaps.
void wipe(const platform::Mapping& mapping);

/// Keeps the name under which a set is found, as long as this process lives. Nobody can open it.
void keepSetName(const std::u16string& setName);
/// Keeps another name that bears the set's.
void leakNamedObject(const std::u16string& setName);

/// A way around the set's memory, from one end of a set to the other: `then` runs once when the other end
/// tells, on a thread of its own.
void whenTold(const std::u16string& setName, std::function<void()> then);
void tell(const std::u16string& setName);

}  // namespace vdi::faults
