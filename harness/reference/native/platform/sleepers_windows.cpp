#include "sleepers_windows.h"

#include <algorithm>

namespace vdi::platform {

constexpr std::uint64_t kNanosecondsPerSecond = 1000000000u;
constexpr std::uint64_t kNanosecondsPerMs = 1000000u;
/// How long a thread sleeps that got no place: then it looks for itself.
constexpr std::uint64_t kWithoutPlaceMs = 5;
constexpr std::uint64_t kLongestMs = 0x7FFFFFFF;

std::uint64_t nowNanoseconds() {
  LARGE_INTEGER frequency, count;
  QueryPerformanceFrequency(&frequency);
  QueryPerformanceCounter(&count);
  const auto perSecond = static_cast<std::uint64_t>(frequency.QuadPart);
  const auto now = static_cast<std::uint64_t>(count.QuadPart);
  return now / perSecond * kNanosecondsPerSecond + now % perSecond * kNanosecondsPerSecond / perSecond;
}

std::uint64_t deadlineAfter(std::uint32_t timeoutMs) {
  if (timeoutMs == 0xFFFFFFFFu) return kNever;
  return nowNanoseconds() + timeoutMs * kNanosecondsPerMs;
}

Sleepers::~Sleepers() { forget(ties_, side_); }

void Sleepers::forget(Ties& ties, std::uint32_t side) {
  for (std::uint32_t slot = 0; slot < kSleepers; ++slot) {
    if (ties.owner[slot].load() != side) continue;
    for (std::uint32_t gate = 0; gate < kGates; ++gate)
      ties.asleep[gate][slot / 64].fetch_and(~(1ull << slot % 64));
    std::uint32_t still = side;
    ties.owner[slot].compare_exchange_strong(still, 0);
  }
}

bool Sleepers::makePlace() {
  if (places_.size() >= kSleepers) return false;  // owners in shared memory may be anything
  for (std::uint32_t slot = 0; slot < kSleepers; ++slot) {
    std::uint32_t nobody = 0;
    if (ties_.owner[slot].load() != 0 || !ties_.owner[slot].compare_exchange_strong(nobody, side_)) continue;
    // One that another end still knows from the place's last owner is found again by its name.
    Handle event(CreateEventW(access_.attributes(), FALSE, FALSE, names_.event(slot).c_str()));
    if (!event.valid()) {
      ties_.owner[slot].store(0);
      return false;
    }
    places_.push_back(Place{std::move(event), slot, 0, false});
    return true;
  }
  return false;
}

std::size_t Sleepers::takePlace(std::uint32_t gate) {
  const std::lock_guard<threads::Mutex> lock(mutex_);
  auto place = std::find_if(places_.begin(), places_.end(), [](const Place& each) { return !each.busy; });
  if (place == places_.end()) {
    if (!makePlace()) return kNone;
    place = places_.end() - 1;
  }
  place->busy = true;
  place->gate = gate;
  return static_cast<std::size_t>(place - places_.begin());
}

bool Sleepers::wait(std::uint32_t gate, std::atomic<std::uint32_t>& word, std::uint32_t seen,
                    std::uint64_t deadline, Alertable alertable) {
  const std::uint64_t now = nowNanoseconds();
  if (now >= deadline) return false;
  std::uint64_t ms = INFINITE;
  if (deadline != kNever)
    ms = std::min((deadline - now + kNanosecondsPerMs - 1) / kNanosecondsPerMs, kLongestMs);

  const BOOL interruptible = alertable == Alertable::Yes;
  const std::size_t index = takePlace(gate);
  if (index == kNone) {
    if (word.load() == seen) SleepEx(static_cast<DWORD>(std::min(ms, kWithoutPlaceMs)), interruptible);
    return nowNanoseconds() < deadline;
  }
  HANDLE event = nullptr;
  std::uint32_t slot = 0;
  {
    const std::lock_guard<threads::Mutex> lock(mutex_);
    event = places_[index].event.get();
    slot = places_[index].slot;
  }
  // First the bit, then the word: whoever changes the word does it before he looks at the bits.
  const std::uint64_t bit = 1ull << slot % 64;
  ties_.asleep[gate][slot / 64].fetch_or(bit);
  // A call that is made meanwhile ends the wait, and may wait here itself: it finds another place.
  if (word.load() == seen) WaitForSingleObjectEx(event, static_cast<DWORD>(ms), interruptible);
  ties_.asleep[gate][slot / 64].fetch_and(~bit);
  {
    const std::lock_guard<threads::Mutex> lock(mutex_);
    places_[index].busy = false;
  }
  // Waits may end a little before their time.
  return nowNanoseconds() < deadline;
}

void Sleepers::wake(std::uint32_t gate) {
  // Collected first, so that no system call is made under the lock. None is closed while this end lives.
  HANDLE events[kSleepers * 2];
  std::size_t count = 0;
  {
    const std::lock_guard<threads::Mutex> lock(mutex_);
    for (const Place& place : places_)
      if (place.busy && place.gate == gate) events[count++] = place.event.get();
    for (std::uint32_t word = 0; word < kSleeperWords; ++word) {
      for (std::uint64_t bits = ties_.asleep[gate][word].load(); bits != 0; bits &= bits - 1) {
        const std::uint32_t slot = word * 64 + static_cast<std::uint32_t>(__builtin_ctzll(bits));
        if (ties_.owner[slot].load() == side_) continue;
        Handle& event = others_[slot];
        if (!event.valid()) event.reset(OpenEventW(EVENT_MODIFY_STATE, FALSE, names_.event(slot).c_str()));
        if (event.valid()) events[count++] = event.get();
      }
    }
  }
  for (std::size_t i = 0; i < count; ++i) SetEvent(events[i]);
}

}  // namespace vdi::platform
