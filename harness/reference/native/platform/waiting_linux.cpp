/// Waiting on a word of shared memory: futexes, not private ones, since the word has several addresses.

#include "waiting_linux.h"

#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <ctime>

#include "platform.h"

namespace vdi::platform {

constexpr std::uint64_t kNanosecondsPerSecond = 1000000000u;

std::uint64_t nowNanoseconds() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<std::uint64_t>(now.tv_sec) * kNanosecondsPerSecond + static_cast<std::uint64_t>(now.tv_nsec);
}

std::uint64_t deadlineAfter(std::uint32_t timeoutMs) {
  if (timeoutMs == 0xFFFFFFFFu) return kNever;
  return nowNanoseconds() + static_cast<std::uint64_t>(timeoutMs) * 1000000u;
}

bool waitOnWord(std::atomic<std::uint32_t>& word, std::uint32_t seen, std::uint64_t deadline) {
  timespec until{};
  timespec* limit = nullptr;
  if (deadline != kNever) {
    until.tv_sec = static_cast<time_t>(deadline / kNanosecondsPerSecond);
    until.tv_nsec = static_cast<long>(deadline % kNanosecondsPerSecond);
    limit = &until;
  }
  // The bitset form takes an absolute time of the monotonic clock.
  const long answer =
      syscall(SYS_futex, &word, FUTEX_WAIT_BITSET, seen, limit, nullptr, FUTEX_BITSET_MATCH_ANY);
  return !(answer == -1 && errno == ETIMEDOUT);
}

void wakeWord(std::atomic<std::uint32_t>& word) {
  syscall(SYS_futex, &word, FUTEX_WAKE, INT_MAX, nullptr, nullptr, 0);
}

}  // namespace vdi::platform
