#pragma once
/// The agent's invitation to be recorded: `VDI_CONFORMANCE_RECORD=<IPv4>:<port>:<secret>` in the environment, which the
/// programs that the client starts inherit.

#include <cstdint>
#include <string>

namespace vdi::recording {

struct Invitation {
  std::uint32_t address = 0;
  std::uint16_t port = 0;
  std::string secret;
};

enum class Invited { No, Yes, Unreadable };

/// Of this machine only: an address that is not a loopback's is unreadable.
Invited readInvitation(const char* text, Invitation& out);
Invited readInvitation(Invitation& out);

/// Whether another library stands before this one and records its calls (`vdi_recording`).
bool recordedFromOutside();

}  // namespace vdi::recording
