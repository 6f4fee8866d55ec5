#include "buffer_areas.h"

#include <algorithm>

namespace vdi {

/// As much as a buffer handle can address: 26 bits of 512 bytes, less one unit.
constexpr std::uint64_t kMaxAreaBytes = (1ull << 26) * 512 / 2;

namespace {

constexpr std::uint64_t roundUp(std::uint64_t value, std::uint64_t unit) { return (value + unit - 1) / unit * unit; }

/// Where a buffer would begin in free space at `offset`: its prefix zone before it, its start aligned.
std::uint64_t startIn(std::uint64_t offset, const BufferShape& shape) {
  return roundUp(offset + shape.prefix, shape.alignment);
}

}  // namespace

std::uint64_t BufferAreas::bytesFor(const std::vector<Request>& requests) {
  // Every buffer is counted as if it began at the coarsest alignment of all, so that no order of allocating
  // them can leave a gap that was not counted.
  std::uint64_t coarsest = 1;
  for (const Request& request : requests) coarsest = std::max<std::uint64_t>(coarsest, request.shape.alignment);
  std::uint64_t total = 0;
  for (const Request& request : requests) {
    const std::uint64_t each = roundUp(startIn(0, request.shape) + request.shape.size, coarsest);
    if (request.count != 0 && each > kMaxAreaBytes / request.count) return 0;
    total += each * request.count;
    if (total > kMaxAreaBytes) return 0;
  }
  return roundUp(total, platform::kAreaAlignment);
}

void BufferAreas::add(const platform::Mapping& mapping) {
  Area area{mapping, {}};
  area.free.emplace(0, mapping.bytes);
  areas_.push_back(std::move(area));
}

BYTE* BufferAreas::allocate(const BufferShape& shape) {
  for (std::size_t i = 0; i < areas_.size(); ++i) {
    Area& area = areas_[i];
    for (const auto& [offset, bytes] : area.free) {
      const std::uint64_t start = startIn(offset, shape);
      const std::uint64_t used = start + shape.size - offset;
      if (used > bytes) continue;
      BYTE* const buffer = static_cast<BYTE*>(area.mapping.base) + start;
      lent_[buffer] = Lent{static_cast<std::uint32_t>(i + 1), offset, used, shape.size};
      const std::uint64_t rest = bytes - used;
      const std::uint64_t restOffset = offset + used;
      area.free.erase(offset);
      if (rest != 0) area.free.emplace(restOffset, rest);
      return buffer;
    }
  }
  return nullptr;
}

bool BufferAreas::free(const BYTE* buffer, std::uint32_t size) {
  const auto found = lent_.find(buffer);
  if (found == lent_.end() || found->second.size != size) return false;
  const Lent lent = found->second;
  lent_.erase(found);

  auto& extents = areas_[lent.area - 1].free;
  auto extent = extents.emplace(lent.offset, lent.bytes).first;
  const auto next = std::next(extent);
  if (next != extents.end() && extent->first + extent->second == next->first) {
    extent->second += next->second;
    extents.erase(next);
  }
  if (extent != extents.begin()) {
    const auto before = std::prev(extent);
    if (before->first + before->second == extent->first) {
      before->second += extent->second;
      extents.erase(extent);
    }
  }
  return true;
}

std::uint32_t BufferAreas::available(const BufferShape& shape) const {
  std::uint64_t count = 0;
  for (const Area& area : areas_) {
    for (const auto& [offset, bytes] : area.free) {
      const std::uint64_t first = startIn(offset, shape) + shape.size;
      const std::uint64_t end = offset + bytes;
      if (first > end) continue;
      // Further buffers follow at a fixed distance; the last one's padding need not be there.
      const std::uint64_t stride = startIn(first, shape) + shape.size - first;
      count += 1 + (end - first) / stride;
    }
  }
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(count, UINT32_MAX));
}

std::uint32_t BufferAreas::areaOf(const BYTE* address, std::uint64_t bytes) const {
  const auto wanted = reinterpret_cast<std::uintptr_t>(address);
  for (std::size_t i = 0; i < areas_.size(); ++i) {
    const auto base = reinterpret_cast<std::uintptr_t>(areas_[i].mapping.base);
    const std::uint64_t size = areas_[i].mapping.bytes;
    if (wanted >= base && wanted - base < size && bytes <= size - (wanted - base))
      return static_cast<std::uint32_t>(i + 1);
  }
  return 0;
}

bool BufferAreas::locate(const BYTE* address, std::uint32_t size, BufferPlace& place) const {
  place.area = areaOf(address, std::max<std::uint32_t>(size, 1));
  if (place.area == 0) return false;
  place.offset = static_cast<std::uint64_t>(address - static_cast<const BYTE*>(mapping(place.area).base));
  return true;
}

void BufferAreas::clear() {
  areas_.clear();
  lent_.clear();
}

}  // namespace vdi
