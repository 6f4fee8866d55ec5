#pragma once
/// Buffers of completed commands, unwritable for their client until they are given out again: a write that comes too
/// late faults, and is told before the process dies of it.

#include "../interface/com.h"

namespace vdi::recording {

class Recording;

namespace guard {

/// Watches for faults while at least one recording wants it.
void begin();
void end();

/// The whole pages inside the buffer cannot be written to any more.
void protect(Recording& recording, BYTE* buffer, std::uint32_t size);
/// All pages of protected buffers that share memory with this one can be written to again.
void open(const BYTE* buffer, std::uint32_t size);
/// Those of a recording, because its set is about to give its memory back.
void openAll(const Recording& recording);

}  // namespace guard

}  // namespace vdi::recording
