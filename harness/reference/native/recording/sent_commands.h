#pragma once
/// Commands on their way: each has a completion routine of ours in the place of its sender's until it comes back.

#include <memory>

#include "../interface/vdi_types.h"
#include "read_buffers.h"

namespace vdi::recording {

/// What the objects of one server's set share.
struct ServerEnd {
  explicit ServerEnd(std::shared_ptr<Recording> its) : recording(std::move(its)), buffers(*recording) {}
  const std::shared_ptr<Recording> recording;
  ReadBuffers buffers;
};

namespace sent {

/// From 1, unique in the process.
std::uint64_t nextNumber();

/// Before the command is sent: it must have a routine.
void put(VDS_Command* command, std::uint64_t number, const std::shared_ptr<ServerEnd>& end);
/// After that. Of a command that is back already nothing is touched: it may be something else by now. One that stays with its sender, refused
/// without a callback, gets its routine back.
void returned(VDS_Command* command, std::uint64_t number, bool taken);

}  // namespace sent

}  // namespace vdi::recording
