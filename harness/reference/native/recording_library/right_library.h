#pragma once
/// The library that is recorded: somebody's, of which only its entry points are known.

namespace vdi::recording {

/// Null when the library cannot be loaded, which one line on standard error tells once, or has no such entry point.
void* rightEntry(const char* name);

}  // namespace vdi::recording
