#pragma once
/// What keeps the library in memory on the recording's account: its objects, and calls that are in them.

#include <atomic>
#include <cstdint>

namespace vdi::recording {

class Use {
public:
  Use() { uses_.fetch_add(1); }
  Use(const Use&) : Use() {}
  ~Use() { uses_.fetch_sub(1); }
  Use& operator=(const Use&) = delete;

  static bool none() { return uses_.load() == 0; }

private:
  static std::atomic<std::int64_t> uses_;
};

}  // namespace vdi::recording
