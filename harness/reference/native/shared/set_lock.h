#pragma once
/// The lock that guards the devices' names: the only thing that two ends write in turn.

#include <cstdint>

#include "../platform/platform.h"
#include "control_block.h"

namespace vdi {

/// Holds the lock while it lives, if it could be had. A process that dies with the lock in hand leaves every
/// name either unset or whole; the primary client then frees the lock (`breakSetLock`). Waiting is bounded,
/// because memory that someone scribbled on may show an owner that never was.
class SetLock {
 public:
  SetLock(platform::Link& link, ControlBlock& block);
  ~SetLock();
  SetLock(const SetLock&) = delete;
  SetLock& operator=(const SetLock&) = delete;

  bool held() const { return held_; }

 private:
  platform::Link& link_;
  ControlBlock& block_;
  bool held_ = false;
};

/// Frees the lock if `side`, which has died, had it.
void breakSetLock(platform::Link& link, ControlBlock& block, std::uint32_t side);

}  // namespace vdi
