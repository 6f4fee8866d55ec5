#pragma once
#include <atomic>
#include <cstdint>

namespace vdi::platform {

bool waitOnWord(std::atomic<std::uint32_t>& word, std::uint32_t seen, std::uint64_t deadline);
void wakeWord(std::atomic<std::uint32_t>& word);

}  // namespace vdi::platform
