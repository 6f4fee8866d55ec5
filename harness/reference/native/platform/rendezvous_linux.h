#pragma once
/// Finding a set by name on Linux: an abstract socket, whose name ends with the process that holds it, and the
/// few words that two ends say on it before the connection becomes their lifeline.

#include <cstdint>
#include <string>

#include "memory_linux.h"
#include "platform.h"

namespace vdi::platform {

struct Hello {
  std::uint32_t magic;
  EndKind kind;
};

struct Welcome {
  std::uint32_t magic;
  std::int32_t result;
  std::uint32_t side;
};

constexpr std::uint32_t kHelloMagic = 0x56444948;
constexpr std::uint32_t kWelcomeMagic = 0x56444957;

std::string utf8(const std::u16string& text);

/// Listens under the set's name. Invalid when someone else does (`taken`), or when the system refuses.
Descriptor listenAs(const std::u16string& setName, bool& taken);
/// Connects to whoever listens under the set's name.
Descriptor connectTo(const std::u16string& setName);

/// Whether the other end of a connection runs under this process's user.
bool sameUser(int connection);

bool sendHello(int connection, EndKind kind);
/// Reads a hello that has arrived; false when it is none.
bool receiveHello(int connection, EndKind& kind);
/// The memory goes along only when the result is NOERROR.
bool sendWelcome(int connection, HRESULT result, std::uint32_t side, int memory);
/// Waits a few seconds for the answer: a primary client that is stopped must not stop its server for ever.
HRESULT receiveWelcome(int connection, std::uint32_t& side, Descriptor& memory);

}  // namespace vdi::platform
