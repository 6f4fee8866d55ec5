#pragma once
/// What keeps the library in memory: its objects, the locks on it, and the agents that run in it.

#include <atomic>
#include <cstdint>

namespace vdi {

class Module {
 public:
  static void keep() { uses_.fetch_add(1); }
  static void letGo() { uses_.fetch_sub(1); }
  static bool unused() { return uses_.load() == 0; }

 private:
  static std::atomic<std::int64_t> uses_;
};

/// Keeps the library in memory while it lives.
class ModuleUse {
 public:
  ModuleUse() { Module::keep(); }
  ~ModuleUse() { Module::letGo(); }
  ModuleUse(const ModuleUse&) = delete;
  ModuleUse& operator=(const ModuleUse&) = delete;
};

}  // namespace vdi
