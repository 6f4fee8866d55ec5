#pragma once
/// The commands that were sent and not yet called back, in the server's own memory: what must be completed when
/// the set is aborted does not depend on anything that the client can reach.

#include <cstdint>
#include <memory>

#include "../interface/vdi_types.h"
#include "../shared/control_block.h"

namespace vdi {

/// Two lists over one table of slots: commands that the client may still complete, and those that their device's
/// closing cancelled. Adding and removing cost the same however many there are.
class OutstandingCommands {
 public:
  OutstandingCommands();

  bool valid() const { return entries_ != nullptr; }
  std::uint32_t count() const { return count_; }
  bool anyCancelled() const { return cancelled_.head != kNone; }

  /// Takes a slot; false when all are in use.
  bool add(VDS_Command* command, std::uint32_t device, std::uint64_t& ticket);
  /// The command of a ticket that came back, which leaves the table; null when it is not one of this device's.
  VDS_Command* remove(std::uint64_t ticket, std::uint32_t device);
  /// The command that was sent first, whether cancelled or not, which leaves the table; null when none is left.
  VDS_Command* removeFirst();
  VDS_Command* removeFirstCancelled();

  /// Cancels all of a device's commands. `reclaim(ticket)` takes the shared slot back, and answers false when
  /// the client is writing in it this moment: such a slot is never used again.
  template <class Reclaim>
  void cancelDevice(std::uint32_t device, Reclaim reclaim) {
    for (std::uint32_t slot = sent_.head; slot != kNone;) {
      Entry& entry = entries_[slot];
      const std::uint32_t next = entry.next;
      if (entry.device == device) {
        unlink(sent_, slot);
        entry.usable = reclaim(ticketOf(entry.generation, slot));
        append(cancelled_, slot);
      }
      slot = next;
    }
  }

 private:
  static constexpr std::uint32_t kNone = UINT32_MAX;

  struct Entry {
    VDS_Command* command;  // null: free
    std::uint64_t order;
    std::uint32_t generation;
    std::uint32_t device;
    std::uint32_t previous;
    std::uint32_t next;
    bool usable;
  };
  struct List {
    std::uint32_t head = kNone;
    std::uint32_t tail = kNone;
  };
  struct FreeMemory {
    void operator()(void* memory) const;
  };

  void append(List& list, std::uint32_t slot);
  void unlink(List& list, std::uint32_t slot);
  VDS_Command* release(List& list, std::uint32_t slot);

  std::unique_ptr<Entry[], FreeMemory> entries_;  // zero pages until they are used
  List sent_;
  List cancelled_;
  std::uint32_t firstFree_ = kNone;
  std::uint32_t neverUsed_ = 0;
  std::uint32_t count_ = 0;
  std::uint64_t nextOrder_ = 1;
};

}  // namespace vdi
