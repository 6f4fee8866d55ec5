#pragma once
/// The commands that the client was given and has not completed: the memory that VDC_Command pointers lead to, and
/// what a pointer that comes back is checked against.

#include <cstdint>
#include <memory>

#include "../interface/vdi_types.h"
#include "../shared/control_block.h"

namespace vdi {

class TakenCommands {
 public:
  TakenCommands();

  bool valid() const { return entries_ != nullptr; }
  VDC_Command* put(std::uint64_t ticket, std::uint32_t device, const VDC_Command& command);
  /// The ticket of a command that was put and not yet removed, if the pointer is one of this device's.
  bool find(const VDC_Command* command, std::uint32_t device, std::uint64_t& ticket) const;
  void remove(std::uint64_t ticket) { entries_[slotOf(ticket)].active = false; }

 private:
  struct Entry {
    VDC_Command command;
    std::uint64_t ticket;
    std::uint32_t device;
    bool active;
  };
  struct FreeMemory {
    void operator()(void* memory) const;
  };

  std::unique_ptr<Entry[], FreeMemory> entries_;  // zero pages until they are used
};

}  // namespace vdi
