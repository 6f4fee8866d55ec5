#pragma once
#include <cstdint>

namespace vdi::threads {

/// The calling process, as the operating system numbers it.
std::uint64_t processNumber();

}  // namespace vdi::threads
