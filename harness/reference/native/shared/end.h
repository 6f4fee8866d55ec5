#pragma once
/// What the server's and the client's end of a set have in common: the tie to the set, threads inside
/// methods, waiting, and the abort.

#include <atomic>
#include <memory>

#include "../platform/platform.h"
#include "../threads/lock.h"
#include "control_block.h"

namespace vdi {

enum class Woken { Ready, TimedOut, Aborted, Closing };

class End : public platform::Peers {
public:
  /// Holds the mapping in place while a thread works in it. Converts to false when the end is closed or
  /// closing: then nothing of the set may be touched.
  class Pin {
  public:
    explicit Pin(End& end) : end_(end), held_(end.enter()) {}
    ~Pin() {
      if (held_) end_.leave();
    }
    Pin(const Pin&) = delete;
    Pin& operator=(const Pin&) = delete;
    explicit operator bool() const { return held_; }

  private:
    End& end_;
    bool held_;
  };

protected:
  End(std::unique_ptr<platform::Link> link, std::uint32_t deviceCount);
  ~End();

  // Only under a pin, or by the one who closes.
  platform::Link& link() { return *link_; }
  ControlBlock& block() { return *block_; }
  /// Whether the block still looks like one. When it does not, nothing in it means anything.
  bool intact() const;
  /// Looks at the shared flag and remembers what it saw.
  bool aborted();
  /// Ends the set for both ends and wakes all who wait.
  void abortSet();
  void wake(GateNumber number, Gate& gate);
  void wakeDevice(std::uint32_t device);
  void wakeEverybody();
  /// The set is at its end because the other end's process is.
  void abortByDeath();

  /// Sleeps at a gate until `ready` says so, the set is aborted, this end closes, or time is over.
  template <class Ready>
  Woken waitAt(std::uint32_t number, Gate& gate, std::uint64_t deadline, Ready ready,
               platform::Alertable alertable = platform::Alertable::No) {
    for (bool late = false;;) {
      const std::uint32_t seen = gate.sequence.load();
      if (closing()) return Woken::Closing;
      if (aborted()) return Woken::Aborted;
      if (ready()) return Woken::Ready;
      if (late || platform::nowNanoseconds() >= deadline) return Woken::TimedOut;
      late = !link_->wait(number, gate.sequence, seen, deadline, alertable);
    }
  }

  // True at any time, with or without a pin.
  bool knownAborted() const { return abortKnown_.load(); }
  bool otherEndDied() const { return otherEndDied_.load(); }
  bool closing() const { return closing_.load(); }
  std::uint32_t deviceCount() const { return deviceCount_; }

  /// Lets no further thread in, gets those that are inside out, and waits until they are. Callbacks are made
  /// without a pin, so that closing from within one does not wait for itself.
  void expelThreads();
  /// Ends the monitor thread and the ties. After expelThreads.
  void dropLink();

private:
  bool enter();
  void leave();

  std::unique_ptr<platform::Link> link_;
  ControlBlock* block_;
  const std::uint32_t deviceCount_;
  std::atomic<bool> abortKnown_{false};
  std::atomic<bool> otherEndDied_{false};
  std::atomic<bool> closing_{false};
  threads::Mutex pinMutex_;
  threads::Condition unpinned_;
  std::uint32_t pins_ = 0;
};

}  // namespace vdi
