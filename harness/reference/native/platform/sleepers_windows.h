#pragma once
/// Waiting on a word of shared memory, on Windows.
///
/// What waits on an address there does so within one process only. So every thread that sleeps has an event
/// of its own, with a name, and a bit in shared memory says at which gate: whoever changes a gate's word sets
/// the events of the bits that he finds. One event for several sleepers would not do: a semaphore's or an
/// event's signal can be taken by a thread that came too late to need it, and the one that needs it sleeps
/// on.

#include <vector>

#include "../threads/lock.h"
#include "objects_windows.h"
#include "platform.h"
#include "ties_windows.h"

namespace vdi::platform {

class Sleepers {
public:
  Sleepers(Ties& ties, std::uint32_t side, const ObjectNames& names, Access& access)
      : ties_(ties), side_(side), names_(names), access_(access) {}
  ~Sleepers();
  Sleepers(const Sleepers&) = delete;
  Sleepers& operator=(const Sleepers&) = delete;

  bool wait(std::uint32_t gate, std::atomic<std::uint32_t>& word, std::uint32_t seen, std::uint64_t deadline,
            Alertable alertable);
  void wake(std::uint32_t gate);

  /// Frees the places of an end that died.
  static void forget(Ties& ties, std::uint32_t side);

private:
  /// A place that this end owns. The bits in shared memory are for the other ends; this end's own threads are
  /// woken by what is noted here, whatever somebody wrote there.
  struct Place {
    Handle event;
    std::uint32_t slot;
    std::uint32_t gate;
    bool busy;
  };

  /// The index of a free place, marked as busy; kNone when there is none to be had.
  std::size_t takePlace(std::uint32_t gate);
  bool makePlace();

  static constexpr std::size_t kNone = SIZE_MAX;

  Ties& ties_;
  const std::uint32_t side_;
  const ObjectNames& names_;
  Access& access_;
  threads::Mutex mutex_;  // guards all below
  std::vector<Place> places_;
  Handle others_[kSleepers];  // events of the other ends, as far as they were needed
};

}  // namespace vdi::platform
