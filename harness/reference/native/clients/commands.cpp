/// How the right client executes commands.

#include <cstring>

#include "client.h"
#include "conduct.h"

namespace clients {

namespace {

constexpr Done kDone{vdi::ERROR_SUCCESS, 0};
constexpr BYTE kStamp = 0xC5;

/// The zone before the buffer is the client's own: a program that stores a header with the data makes it there, so that
/// both go out in one piece.
bool stampPrefixZone(const Client& client, BYTE* buffer) {
  const std::uint32_t size = client.orders.prefixZone;
  std::memset(buffer - size, kStamp, size);
  for (std::uint32_t i = 1; i <= size; ++i)
    if (*(buffer - i) != kStamp) return false;
  return true;
}

bool isTransfer(const VDC_Command& command) {
  return command.commandCode == vdi::VDC_Read || command.commandCode == vdi::VDC_Write;
}

}  // namespace

Done Conduct::execute(Worker& worker, const VDC_Command& command) {
  Medium& medium = worker.medium;
  if (isTransfer(command)) {
    // Nothing to move is nothing that could fail.
    if (command.size == 0) return kDone;
    const bool placed = (worker.client.orders.features & vdi::VDF_RandomAccess) != 0;
    if (placed && medium.seek(command.position).code != vdi::ERROR_SUCCESS) return {vdi::ERROR_IO_DEVICE, 0};
    if (!stampPrefixZone(worker.client, command.buffer)) return {vdi::ERROR_IO_DEVICE, 0};
    return command.commandCode == vdi::VDC_Write ? write(worker, command) : read(worker, command);
  }
  switch (command.commandCode) {
    case vdi::VDC_ClearError:
    case vdi::VDC_GetPosition: return kDone;
    case vdi::VDC_Rewind: return medium.seek(0);
    case vdi::VDC_SetPosition: return medium.seek(command.position);
    case vdi::VDC_Flush: return worker.client.orders.restore ? kDone : medium.sync();
    default: return unknown(worker, command);
  }
}

Done Conduct::write(Worker& worker, const VDC_Command& command) {
  return worker.medium.write(command.buffer, command.size);
}

Done Conduct::read(Worker& worker, const VDC_Command& command) {
  return worker.medium.read(command.buffer, command.size);
}

Done Conduct::unknown(Worker&, const VDC_Command&) { return {vdi::ERROR_NOT_SUPPORTED, 0}; }

}  // namespace clients
