#include "set_lock.h"

namespace vdi {

constexpr std::uint32_t kWaiters = 0x80000000u;
constexpr std::uint32_t kLockPatienceMs = 2000;

namespace {

void release(platform::Link& link, ControlBlock& block, std::uint32_t before) {
  if ((before & kWaiters) == 0) return;
  block.lockGate.sequence.fetch_add(1);
  link.wake(kLockGate, block.lockGate.sequence);
}

}  // namespace

SetLock::SetLock(platform::Link& link, ControlBlock& block) : link_(link), block_(block) {
  const std::uint64_t deadline = platform::deadlineAfter(kLockPatienceMs);
  std::uint32_t wanted = link.side();
  for (;;) {
    const std::uint32_t seen = block.lockGate.sequence.load();
    std::uint32_t now = 0;
    if (block.lock.compare_exchange_strong(now, wanted)) {
      held_ = true;
      return;
    }
    if ((now & kWaiters) == 0 && !block.lock.compare_exchange_strong(now, now | kWaiters)) continue;
    if (block.aborted.load() != 0) return;
    if (!link.wait(kLockGate, block.lockGate.sequence, seen, deadline)) return;
    // Others may still sleep: whoever waited leaves the mark for them.
    wanted = link.side() | kWaiters;
  }
}

SetLock::~SetLock() {
  if (held_) release(link_, block_, block_.lock.exchange(0));
}

void breakSetLock(platform::Link& link, ControlBlock& block, std::uint32_t side) {
  std::uint32_t now = block.lock.load();
  // Whoever comes to wait for the lock meanwhile puts its mark there, once.
  while ((now & ~kWaiters) == side)
    if (block.lock.compare_exchange_strong(now, 0)) return release(link, block, now | kWaiters);
}

}  // namespace vdi
