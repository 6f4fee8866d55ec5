#pragma once
#include <cstdint>

namespace vdi::threads {

/// The calling thread, as the operating system (and so a probe) numbers it.
std::uint64_t threadNumber();

}  // namespace vdi::threads
