#pragma once
#include <cstddef>
#include <cstdint>

namespace vdi::recording {

/// CRC-32 as zip and PNG have it.
std::uint32_t checksum(const void* bytes, std::size_t size);

}  // namespace vdi::recording
