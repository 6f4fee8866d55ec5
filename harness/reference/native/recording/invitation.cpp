#include "invitation.h"

#include <cstdlib>

namespace vdi::recording {

namespace {

constexpr std::size_t kLongestSecret = 256;
constexpr std::uint32_t kLoopback = 127;

/// A decimal number up to `most`, followed by `end`; `at` is then behind that.
bool readNumber(const char*& at, std::uint32_t most, char end, std::uint32_t& out) {
  const char* const start = at;
  out = 0;
  for (; *at >= '0' && *at <= '9'; ++at) {
    out = out * 10 + static_cast<std::uint32_t>(*at - '0');
    if (out > most) return false;
  }
  return at != start && *at++ == end;
}

bool isHex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

}  // namespace

Invited readInvitation(const char* text, Invitation& out) {
  if (text == nullptr || *text == 0) return Invited::No;
  std::uint32_t part = 0;
  out.address = 0;
  for (const char end : {'.', '.', '.', ':'}) {
    if (!readNumber(text, 255, end, part)) return Invited::Unreadable;
    out.address = (out.address << 8) | part;
  }
  if (out.address >> 24 != kLoopback) return Invited::Unreadable;
  if (!readNumber(text, 65535, ':', part) || part == 0) return Invited::Unreadable;
  out.port = static_cast<std::uint16_t>(part);
  out.secret = text;
  if (out.secret.empty() || out.secret.size() > kLongestSecret) return Invited::Unreadable;
  for (const char c : out.secret)
    if (!isHex(c)) return Invited::Unreadable;
  return Invited::Yes;
}

Invited readInvitation(Invitation& out) { return readInvitation(std::getenv("VDI_CONFORMANCE_RECORD"), out); }

bool recordedFromOutside() {
  const char* const library = std::getenv("VDI_CONFORMANCE_RECORDED_LIBRARY");
  return library != nullptr && *library != 0;
}

}  // namespace vdi::recording
