#include "journal.h"

#include <chrono>

namespace replay {

Journal& journal() {
  // Never destroyed: the library may call back while the process ends.
  static Journal* const the = new Journal;
  return *the;
}

void VDI_CALL noteCallback(VDS_Command* command) {
  if (command == nullptr) return journal().add(0, 0);
  journal().add(reinterpret_cast<std::uintptr_t>(command->completionContext), command->completionCode);
}

void Journal::add(std::uint64_t command, std::uint32_t code) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    text_ += " " + std::to_string(command) + ":" + std::to_string(code);
    ++count_;
  }
  added_.notify_all();
}

void Journal::clear() {
  const std::lock_guard<std::mutex> lock(mutex_);
  text_.clear();
  count_ = 0;
}

std::string Journal::atLeast(std::uint64_t count) {
  std::unique_lock<std::mutex> lock(mutex_);
  added_.wait_for(lock, std::chrono::seconds(kPatienceSeconds), [&] { return count_ >= count; });
  return text_;
}

}  // namespace replay
