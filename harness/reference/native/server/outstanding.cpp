#include "outstanding.h"

#include <cstdlib>

namespace vdi {

void OutstandingCommands::FreeMemory::operator()(void* memory) const { std::free(memory); }

OutstandingCommands::OutstandingCommands() : entries_(static_cast<Entry*>(std::calloc(kSlots, sizeof(Entry)))) {}

bool OutstandingCommands::add(VDS_Command* command, std::uint32_t device, std::uint64_t& ticket) {
  std::uint32_t slot = firstFree_;
  if (slot != kNone) {
    firstFree_ = entries_[slot].next;
  } else if (neverUsed_ < kSlots) {
    slot = neverUsed_++;
  } else {
    return false;
  }
  Entry& entry = entries_[slot];
  entry.command = command;
  entry.device = device;
  entry.order = nextOrder_++;
  entry.usable = true;
  ++entry.generation;
  ++count_;
  append(sent_, slot);
  ticket = ticketOf(entry.generation, slot);
  return true;
}

VDS_Command* OutstandingCommands::remove(std::uint64_t ticket, std::uint32_t device) {
  const std::uint32_t slot = slotOf(ticket);
  if (slot >= neverUsed_) return nullptr;
  const Entry& entry = entries_[slot];
  const bool same = entry.command != nullptr && entry.generation == generationOf(ticket) && entry.device == device;
  // A closed device's commands are in the other list, and no ticket of a closed device is looked at.
  return same ? release(sent_, slot) : nullptr;
}

VDS_Command* OutstandingCommands::removeFirst() {
  if (sent_.head == kNone) return removeFirstCancelled();
  if (cancelled_.head != kNone && entries_[cancelled_.head].order < entries_[sent_.head].order)
    return removeFirstCancelled();
  return release(sent_, sent_.head);
}

VDS_Command* OutstandingCommands::removeFirstCancelled() {
  return cancelled_.head == kNone ? nullptr : release(cancelled_, cancelled_.head);
}

void OutstandingCommands::append(List& list, std::uint32_t slot) {
  entries_[slot].previous = list.tail;
  entries_[slot].next = kNone;
  (list.tail == kNone ? list.head : entries_[list.tail].next) = slot;
  list.tail = slot;
}

void OutstandingCommands::unlink(List& list, std::uint32_t slot) {
  const Entry& entry = entries_[slot];
  (entry.previous == kNone ? list.head : entries_[entry.previous].next) = entry.next;
  (entry.next == kNone ? list.tail : entries_[entry.next].previous) = entry.previous;
}

VDS_Command* OutstandingCommands::release(List& list, std::uint32_t slot) {
  unlink(list, slot);
  Entry& entry = entries_[slot];
  VDS_Command* const command = entry.command;
  entry.command = nullptr;
  --count_;
  if (entry.usable) {
    entry.next = firstFree_;
    firstFree_ = slot;
  }
  return command;
}

}  // namespace vdi
