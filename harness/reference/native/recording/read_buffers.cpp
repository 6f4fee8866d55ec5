#include "read_buffers.h"

#include <mutex>

#include "checksum.h"

namespace vdi::recording {

void ReadBuffers::begin() {
  const std::lock_guard<threads::Mutex> lock(mutex_);
  ended_ = false;
}

void ReadBuffers::filled(const BYTE* buffer, std::uint32_t size) {
  if (buffer == nullptr || size == 0) return;
  const std::lock_guard<threads::Mutex> lock(mutex_);
  if (!ended_) filled_.push_back({buffer, size, checksum(buffer, size)});
}

void ReadBuffers::named(const BYTE* buffer, std::uint32_t size, bool wrote) {
  const auto start = reinterpret_cast<std::uintptr_t>(buffer);
  const std::lock_guard<threads::Mutex> lock(mutex_);
  for (std::size_t i = filled_.size(); i-- > 0;) {
    const Filled each = filled_[i];
    const auto from = reinterpret_cast<std::uintptr_t>(each.buffer);
    // A buffer that is named without a size is named by its start.
    if (start + (size == 0 ? 1 : size) <= from || start >= from + each.size) continue;
    filled_.erase(filled_.begin() + static_cast<std::ptrdiff_t>(i));
    if (!wrote && !ended_) compare(each);
  }
}

void ReadBuffers::end() {
  const std::lock_guard<threads::Mutex> lock(mutex_);
  if (!ended_)
    for (const Filled& each : filled_) compare(each);
  ended_ = true;
  filled_.clear();
}

void ReadBuffers::compare(const Filled& filled) {
  if (checksum(filled.buffer, filled.size) == filled.checksum) return;
  recording_.send(Fields()
                      .text("what", "stray-write")
                      .now()
                      .text("seenBy", "checksum")
                      .address("buffer", filled.buffer)
                      .number("size", filled.size)
                      .nothing("thread"));
}

}  // namespace vdi::recording
