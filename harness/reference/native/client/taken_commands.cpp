#include "taken_commands.h"

#include <cstdlib>

namespace vdi {

void TakenCommands::FreeMemory::operator()(void* memory) const { std::free(memory); }

TakenCommands::TakenCommands() : entries_(static_cast<Entry*>(std::calloc(kSlots, sizeof(Entry)))) {}

VDC_Command* TakenCommands::put(std::uint64_t ticket, std::uint32_t device, const VDC_Command& command) {
  Entry& entry = entries_[slotOf(ticket)];
  entry = Entry{command, ticket, device, true};
  return &entry.command;
}

bool TakenCommands::find(const VDC_Command* command, std::uint32_t device, std::uint64_t& ticket) const {
  // By number, not by pointer arithmetic: the pointer may be anything.
  const auto wanted = reinterpret_cast<std::uintptr_t>(command);
  const auto first = reinterpret_cast<std::uintptr_t>(&entries_[0].command);
  if (wanted < first || (wanted - first) % sizeof(Entry) != 0) return false;
  const std::uintptr_t index = (wanted - first) / sizeof(Entry);
  if (index >= kSlots || !entries_[index].active || entries_[index].device != device) return false;
  ticket = entries_[index].ticket;
  return true;
}

}  // namespace vdi
