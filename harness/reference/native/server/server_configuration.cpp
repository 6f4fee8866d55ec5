/// The server settles the configuration, and lays out and lends the buffers.

#include <algorithm>

#include "server_session.h"

namespace vdi {

HRESULT ServerSession::getConfiguration(VDConfig* config) {
  const Pin pin(*this);
  if (!pin) return VD_E_PROTOCOL;
  if (const HRESULT refused = refusedBy(ServerMethod::GetConfiguration)) return refused;
  if (config == nullptr) return VD_E_INVALID;
  *config = offered_;  // the page: what the client asked for in Create, whatever became of it
  return NOERROR;
}

HRESULT ServerSession::beginConfiguration(const ServerChoice& choice) {
  const Pin pin(*this);
  if (!pin) return VD_E_PROTOCOL;
  if (const HRESULT refused = refusedBy(ServerMethod::BeginConfiguration)) return refused;
  const Lock lock(mutex_);
  if (const HRESULT refused = admit(ServerMethod::BeginConfiguration)) return refused;
  if (!settle(offered_, choice, settled_)) return VD_E_INVALID;
  state_ = ServerState::Configurable;
  return NOERROR;
}

HRESULT ServerSession::endConfiguration() {
  const Pin pin(*this);
  if (!pin) return VD_E_PROTOCOL;
  if (const HRESULT refused = refusedBy(ServerMethod::EndConfiguration)) return refused;
  {
    const Lock lock(mutex_);
    if (const HRESULT refused = admit(ServerMethod::EndConfiguration)) return refused;
    // Taken out first: if the memory cannot be had, the set stays Configurable with nothing asked for.
    const std::vector<BufferAreas::Request> requests = std::move(requests_);
    requests_.clear();
    if (!requests.empty()) {
      const std::uint64_t bytes = BufferAreas::bytesFor(requests);
      if (const HRESULT refused = addArea(bytes)) return refused;
      settled_.bufferAreaSize = static_cast<std::uint32_t>(std::min<std::uint64_t>(bytes, UINT32_MAX));
    }
    block().finalConfig = settled_;
    block().configured.store(static_cast<std::uint32_t>(Configured::Yes), std::memory_order_release);
    state_ = ServerState::Initializing;
  }
  wake(kConfigurationGate, block().configurationGate);
  return NOERROR;
}

bool ServerSession::shapeOf(std::uint32_t size, std::uint32_t alignment, BufferShape& shape) const {
  if (size == 0 || (alignment != 0 && (!isPowerOfTwo(alignment) || alignment > kMaxAlignment))) return false;
  // A caller may ask for more than the set's alignment, never for less.
  shape = BufferShape{size, std::max(alignment, settled_.alignment), settled_.prefixZoneSize};
  return true;
}

HRESULT ServerSession::addArea(std::uint64_t bytes) {
  if (bytes == 0 || areas_.count() == kMaxAreas) return VD_E_MEMORY;
  const std::uint32_t number = areas_.count() + 1;
  platform::Mapping mapping;
  if (!link().addArea(number, memoryEnd_, bytes) || !link().mapArea(number, memoryEnd_, bytes, mapping))
    return VD_E_MEMORY;
  AreaRecord& record = block().areas[number - 1];
  record.offset.store(memoryEnd_);
  record.bytes.store(bytes);
  block().areaCount.store(number, std::memory_order_release);
  memoryEnd_ += bytes;
  areas_.add(mapping);
  return NOERROR;
}

HRESULT ServerSession::requestBuffers(std::uint32_t size, std::uint32_t alignment, std::uint32_t count) {
  const Pin pin(*this);
  if (!pin) return VD_E_PROTOCOL;
  if (const HRESULT refused = refusedBy(ServerMethod::RequestBuffers)) return refused;
  const Lock lock(mutex_);
  if (const HRESULT refused = admit(ServerMethod::RequestBuffers)) return refused;
  BufferAreas::Request request{{}, count};
  if (count == 0 || !shapeOf(size, alignment, request.shape)) return VD_E_INVALID;
  if (state_ != ServerState::Configurable) return addArea(BufferAreas::bytesFor({request}));
  requests_.push_back(request);
  return NOERROR;
}

HRESULT ServerSession::queryAvailableBuffers(std::uint32_t size, std::uint32_t alignment, std::uint32_t* count) {
  const Pin pin(*this);
  if (!pin) return VD_E_PROTOCOL;
  if (const HRESULT refused = refusedBy(ServerMethod::QueryAvailableBuffers)) return refused;
  const Lock lock(mutex_);
  BufferShape shape{};
  if (count == nullptr || !shapeOf(size, alignment, shape)) return VD_E_INVALID;
  *count = areas_.available(shape);
  return NOERROR;
}

HRESULT ServerSession::allocateBuffer(BYTE** buffer, std::uint32_t size, std::uint32_t alignment) {
  const Pin pin(*this);
  if (!pin) return VD_E_PROTOCOL;
  if (const HRESULT refused = refusedBy(ServerMethod::AllocateBuffer)) return refused;
  const Lock lock(mutex_);
  BufferShape shape{};
  if (buffer == nullptr || !shapeOf(size, alignment, shape)) return VD_E_INVALID;
  *buffer = areas_.allocate(shape);
  return *buffer == nullptr ? VD_E_MEMORY : NOERROR;
}

HRESULT ServerSession::freeBuffer(BYTE* buffer, std::uint32_t size) {
  const Pin pin(*this);
  if (!pin) return VD_E_PROTOCOL;
  if (const HRESULT refused = refusedBy(ServerMethod::FreeBuffer)) return refused;
  const Lock lock(mutex_);
  return areas_.free(buffer, size) ? NOERROR : VD_E_INVALID;
}

bool ServerSession::isSharedBuffer(BYTE* buffer) {
  const Pin pin(*this);
  if (!pin || buffer == nullptr) return false;
  const Lock lock(mutex_);
  return areas_.contains(buffer);
}

}  // namespace vdi
