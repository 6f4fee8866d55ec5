#pragma once
/// Finding a set by name on Windows, and asking its primary client to be let in.

#include <cstdint>
#include <string>

#include "memory_windows.h"
#include "platform.h"
#include "ties_windows.h"

namespace vdi::platform {

/// The view of a set's first memory: control block and ties.
class SetView {
public:
  SetView() = default;
  SetView(SetView&& other) noexcept { *this = std::move(other); }
  SetView& operator=(SetView&& other) noexcept {
    std::swap(whole_, other.whole_);
    return *this;
  }
  ~SetView() { unmap(whole_); }

  bool map(HANDLE section, std::size_t controlBytes) {
    return mapSection(section, controlBytes + kTiesBytes, whole_);
  }
  Mapping control() const { return {whole_.base, whole_.bytes - kTiesBytes}; }
  Ties& ties() const {
    return *reinterpret_cast<Ties*>(static_cast<char*>(whole_.base) + whole_.bytes - kTiesBytes);
  }

private:
  Mapping whole_;
};

/// A set as the primary client makes it.
struct HostedSet {
  Handle section;  // the only handle that keeps the name
  Handle door;     // rung by those who come and go
  SetView view;
  ObjectNames names;
};
/// VD_E_PROTOCOL when the name is taken.
Result hostSet(Access& access, const std::u16string& setName, std::size_t controlBytes, HostedSet& out);

/// A set as another end finds it. No handle to its memory is kept: the name ends with the primary client.
struct FoundSet {
  Handle door;
  Handle host;  // the primary client's process
  SetView view;
  ObjectNames names;
};
Result findSet(Access& access, const std::u16string& setName, std::size_t controlBytes, FoundSet& out);

/// Waits a few seconds for the answer: a primary client that is stopped must not stop its server for ever.
/// When the answer is kDone, the record number `end` is ours until we leave.
Result askToJoin(Access& access, const FoundSet& set, EndKind kind, std::uint32_t& side, std::uint32_t& end);
/// Says farewell; the primary client cuts the tie.
void leave(const FoundSet& set, std::uint32_t end);

}  // namespace vdi::platform
