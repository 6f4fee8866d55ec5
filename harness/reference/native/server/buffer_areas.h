#pragma once
/// The buffers that the server gives out of the set's areas. Kept in the server's own memory: the client needs to
/// know only where an area is.

#include <cstdint>
#include <map>
#include <vector>

#include "../platform/platform.h"

namespace vdi {

/// A place in the set's memory that means the same to every end.
struct BufferPlace {
  std::uint32_t area = 0;  // from 1; 0 is no buffer
  std::uint64_t offset = 0;
};

/// A kind of buffer that was asked for, with the client's prefix zone.
struct BufferShape {
  std::uint32_t size;
  std::uint32_t alignment;
  std::uint32_t prefix;
};

class BufferAreas {
 public:
  /// The bytes of an area in which so many buffers of these shapes surely fit, in whatever order they are
  /// allocated; 0 when that is more than an area may have.
  struct Request {
    BufferShape shape;
    std::uint32_t count;
  };
  static std::uint64_t bytesFor(const std::vector<Request>& requests);

  void add(const platform::Mapping& mapping);
  std::uint32_t count() const { return static_cast<std::uint32_t>(areas_.size()); }
  const platform::Mapping& mapping(std::uint32_t area) const { return areas_[area - 1].mapping; }

  /// Null when there is no room.
  BYTE* allocate(const BufferShape& shape);
  bool free(const BYTE* buffer, std::uint32_t size);
  std::uint32_t available(const BufferShape& shape) const;

  bool contains(const BYTE* address) const { return areaOf(address, 1) != 0; }
  /// Where `size` bytes from `address` are, if they lie inside one area.
  bool locate(const BYTE* address, std::uint32_t size, BufferPlace& place) const;
  void clear();

 private:
  struct Area {
    platform::Mapping mapping;
    std::map<std::uint64_t, std::uint64_t> free;  // offset -> bytes, neighbours joined
  };
  struct Lent {
    std::uint32_t area;
    std::uint64_t offset;  // of the prefix zone's padding, where the extent begins
    std::uint64_t bytes;
    std::uint32_t size;
  };

  std::uint32_t areaOf(const BYTE* address, std::uint64_t bytes) const;

  std::vector<Area> areas_;
  std::map<const BYTE*, Lent> lent_;
};

}  // namespace vdi
