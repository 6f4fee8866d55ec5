#include "server_conduct.h"

namespace vdi {

void complete(VDS_Command* command, std::uint32_t completionCode, std::uint32_t bytes, std::uint64_t position) {
  command->completionCode = completionCode;
  command->bytesTransferred = bytes;
  command->outPosition = position;
  command->completionRoutine(command);
}

void ServerConduct::unmapArea(const ServerFacts&, std::uint32_t, const platform::Mapping& mapping) {
  platform::unmap(mapping);
}

void ServerConduct::deliver(VDS_Command* command, std::uint32_t completionCode, std::uint32_t bytes,
                            std::uint64_t position) {
  complete(command, completionCode, bytes, position);
}

void ServerConduct::deliverAborted(AbortedCommands& commands) {
  while (VDS_Command* const command = commands.next()) complete(command, ERROR_OPERATION_ABORTED, 0, 0);
}

}  // namespace vdi
