/// The client sees the server's buffers: by a command, or by a handle that another process of the client sent.

#include "client_session.h"

namespace vdi {

/// A handle is an area's number above, and an offset in units below. Areas count from 1: no handle is 0.
constexpr std::uint32_t kHandleUnit = 512;
constexpr std::uint32_t kOffsetBits = 26;
constexpr std::uint32_t kOffsetMask = (1u << kOffsetBits) - 1;

bool ClientSession::mapArea(std::uint32_t area) {
  if (area == 0 || area > kMaxAreas || area > block().areaCount.load(std::memory_order_acquire)) return false;
  platform::Mapping& mapping = areas_[area - 1];
  if (mapping.base != nullptr) return true;
  const std::uint64_t offset = block().areas[area - 1].offset.load();
  const std::uint64_t bytes = block().areas[area - 1].bytes.load();
  const bool plausible = offset >= kControlBytes && offset % platform::kAreaAlignment == 0 && bytes != 0 &&
                         bytes <= static_cast<std::uint64_t>(kOffsetMask) * kHandleUnit;
  return plausible && link().mapArea(area, offset, bytes, mapping);
}

BYTE* ClientSession::bufferAt(std::uint32_t area, std::uint64_t offset, std::uint32_t size) {
  if (!mapArea(area)) return nullptr;
  const platform::Mapping& mapping = areas_[area - 1];
  if (offset >= mapping.bytes || size > mapping.bytes - offset) return nullptr;
  return static_cast<BYTE*>(mapping.base) + offset;
}

HRESULT ClientSession::getBufferHandle(BYTE* buffer, std::uint32_t* handle) {
  const Pin pin(*this);
  if (!pin) return VD_E_PROTOCOL;
  if (const HRESULT refused = refusedBy(ClientMethod::GetBufferHandle)) return refused;
  if (buffer == nullptr || handle == nullptr) return VD_E_INVALID;
  const Lock lock(mutex_);
  const auto wanted = reinterpret_cast<std::uintptr_t>(buffer);
  for (std::uint32_t i = 0; i < kMaxAreas; ++i) {
    const auto base = reinterpret_cast<std::uintptr_t>(areas_[i].base);
    if (base == 0 || wanted < base || wanted - base >= areas_[i].bytes) continue;
    const std::uint64_t offset = wanted - base;
    if (offset % kHandleUnit != 0) return VD_E_INVALID;
    *handle = ((i + 1) << kOffsetBits) | static_cast<std::uint32_t>(offset / kHandleUnit);
    return NOERROR;
  }
  return VD_E_INVALID;
}

HRESULT ClientSession::mapBufferHandle(std::uint32_t handle, BYTE** buffer) {
  const Pin pin(*this);
  if (!pin) return VD_E_PROTOCOL;
  if (const HRESULT refused = refusedBy(ClientMethod::MapBufferHandle)) return refused;
  if (buffer == nullptr) return VD_E_INVALID;
  const Lock lock(mutex_);
  *buffer = bufferAt(handle >> kOffsetBits, static_cast<std::uint64_t>(handle & kOffsetMask) * kHandleUnit, 1);
  return *buffer == nullptr ? VD_E_INVALID : NOERROR;
}

}  // namespace vdi
