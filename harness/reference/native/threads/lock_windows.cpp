#include "lock.h"

#include <windows.h>

#include <algorithm>

namespace vdi::threads {

namespace {

PSRWLOCK lockIn(void*& state) { return reinterpret_cast<PSRWLOCK>(&state); }
PCONDITION_VARIABLE conditionIn(void*& state) { return reinterpret_cast<PCONDITION_VARIABLE>(&state); }

static_assert(sizeof(SRWLOCK) == sizeof(void*) && sizeof(CONDITION_VARIABLE) == sizeof(void*));

constexpr std::chrono::milliseconds kLongest{0x7FFFFFFF};

}  // namespace

void Mutex::lock() { AcquireSRWLockExclusive(lockIn(state_)); }
void Mutex::unlock() { ReleaseSRWLockExclusive(lockIn(state_)); }

void Condition::notify_all() { WakeAllConditionVariable(conditionIn(state_)); }

void Condition::sleep(Mutex& mutex, Moment deadline) {
  DWORD ms = INFINITE;
  if (deadline != Moment::max()) {
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    ms = static_cast<DWORD>(std::clamp(left, std::chrono::milliseconds(0), kLongest).count());
  }
  SleepConditionVariableSRW(conditionIn(state_), lockIn(mutex.state_), ms, 0);
}

}  // namespace vdi::threads
