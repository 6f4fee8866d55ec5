/// The lock of the devices' names, which an end may die with.

#include "../shared/set_lock.h"

#include <atomic>
#include <memory>
#include <thread>

#include "runner.h"
#include "stage.h"

namespace tests {
namespace {

using namespace vdi;

constexpr std::uint32_t kForMs = 1500;

/// The owner is dead, and one comes to wait in the very moment in which the lock is freed.
void waiterComesAsItIsFreed() {
  constexpr std::uint32_t kDead = 77;
  std::unique_ptr<platform::Link> link;
  REQUIRE(platform::Link::host(uniqueName(), kControlBytes, link) == NOERROR);
  ControlBlock& block = *static_cast<ControlBlock*>(link->control().base);
  std::atomic<int> begun{0};
  std::atomic<int> freed{0};
  std::atomic<bool> over{false};
  threads::Thread monitor([&] {
    for (int round = 1; !over.load(); ++round) {
      while (begun.load() < round && !over.load()) std::this_thread::yield();
      breakSetLock(*link, block, kDead);
      freed.store(round);
    }
  });
  bool had = true;
  const std::uint64_t deadline = platform::deadlineAfter(kForMs);
  for (int round = 1; had && platform::nowNanoseconds() < deadline; ++round) {
    block.lock.store(kDead);
    begun.store(round);
    had = SetLock(*link, block).held();
    while (freed.load() < round) std::this_thread::yield();
  }
  over.store(true);
  monitor.join();
  CHECK(had);
}

void addAll() { add("a dead owner's lock is freed while another comes to wait for it", &waiterComesAsItIsFreed); }

const Registration registration(addAll);

}  // namespace
}  // namespace tests
