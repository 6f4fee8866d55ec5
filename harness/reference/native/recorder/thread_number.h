#pragma once
#include <cstdint>

namespace vdi::recorder {

/// The calling thread, as the operating system (and so a probe) numbers it.
std::uint64_t threadNumber();

}  // namespace vdi::recorder
