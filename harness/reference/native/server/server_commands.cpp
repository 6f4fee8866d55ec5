/// The server opens and closes devices and sends commands.

#include "../shared/device_names.h"
#include "server_session.h"

namespace vdi {

void ServerSession::becomeActiveIfReady() {
  if (agentRunning_ && devicesOpened_ == deviceCount() && state_ == ServerState::Initializing)
    state_ = ServerState::Active;
}

HRESULT ServerSession::openDevice(const std::u16string& name, std::uint32_t& index) {
  const Pin pin(*this);
  if (!pin) return VD_E_PROTOCOL;
  if (const HRESULT refused = refusedBy(ServerMethod::OpenDevice)) return refused;
  {
    const Lock lock(mutex_);
    if (devicesOpened_ == deviceCount()) return VD_E_OPEN;
  }
  if (name.empty()) return VD_E_INVALID;
  // Without our own mutex: another end may hold the names.
  switch (deviceByName(link(), block(), deviceCount(), name, index)) {
    case NameLookup::NoSuchName: return VD_E_INVALID;
    case NameLookup::Unavailable: return aborted() ? VD_E_ABORT : VD_E_UNEXPECTED;
    case NameLookup::Found: break;
  }
  const Lock lock(mutex_);
  if (const HRESULT refused = admit(ServerMethod::OpenDevice)) return refused;
  Device& device = devices_[index];
  if (device.open) return VD_E_PROTOCOL;
  device.open = true;
  ++devicesOpened_;
  block().devices[index].server.store(static_cast<std::uint32_t>(ServerDeviceState::Open));
  becomeActiveIfReady();
  return NOERROR;
}

HRESULT ServerSession::send(std::uint32_t device, VDS_Command* command) {
  const Pin pin(*this);
  if (!pin) return knownAborted() ? VD_E_ABORT : VD_E_PROTOCOL;
  if (!intact()) return VD_E_UNEXPECTED;
  aborted();
  {
    const Lock lock(mutex_);
    if (const HRESULT refused = admit(ServerMethod::SendCommand)) return refused;
    if (devices_[device].closed) return VD_E_PROTOCOL;
    const bool errored = block().devices[device].errored.load() != 0;
    if (errored && command->commandCode != VDC_ClearError) return kDeviceErrored;
    if (const HRESULT refused = placeCommand(device, command)) return refused;
  }
  wakeDevice(device);
  return NOERROR;
}

HRESULT ServerSession::placeCommand(std::uint32_t device, VDS_Command* command) {
  const bool movesData = command->commandCode == VDC_Read || command->commandCode == VDC_Write;
  const bool needsBuffer = command->buffer != nullptr || (movesData && command->size != 0);
  BufferPlace place;
  if (needsBuffer && !areas_.locate(command->buffer, command->size, place)) return VD_E_INVALID;

  const bool wasIdle = outstanding_.count() == 0;
  std::uint64_t ticket = 0;
  if (!outstanding_.add(command, device, ticket)) return VD_E_BUSY;
  if (wasIdle) lastProgress_ = platform::nowNanoseconds();

  CommandSlot& slot = block().slots[slotOf(ticket)];
  slot.commandCode = command->commandCode;
  slot.size = command->size;
  slot.position = command->inPosition;
  slot.area = place.area;
  slot.offset = place.offset;
  slot.word.store(slotWord(generationOf(ticket), SlotState::Queued), std::memory_order_release);

  Ring& ring = block().devices[device].commands;
  std::uint64_t& sent = devices_[device].sent;
  ring.tickets[sent % kSlots].store(ticket, std::memory_order_relaxed);
  ring.tail.store(++sent, std::memory_order_release);
  return NOERROR;
}

HRESULT ServerSession::closeDevice(std::uint32_t device) {
  const Pin pin(*this);
  if (!pin) return knownAborted() ? VD_E_ABORT : VD_E_PROTOCOL;
  if (const HRESULT refused = refusedBy(ServerMethod::CloseDevice)) return refused;
  {
    const Lock lock(mutex_);
    if (const HRESULT refused = admit(ServerMethod::CloseDevice)) return refused;
    if (devices_[device].closed) return VD_E_CLOSE;
    devices_[device].closed = true;
    block().devices[device].server.store(static_cast<std::uint32_t>(ServerDeviceState::Closed));
    // Undocumented: what a device still had outstanding cannot be completed by the client any more, and is
    // given back as aborted, through the agent.
    outstanding_.cancelDevice(device, [this](std::uint64_t ticket) {
      std::atomic<std::uint64_t>& word = block().slots[slotOf(ticket)].word;
      const std::uint64_t completing = slotWord(generationOf(ticket), SlotState::Completing);
      std::uint64_t now = word.load();
      while (now != completing)
        if (word.compare_exchange_weak(now, slotWord(generationOf(ticket), SlotState::Free))) return true;
      return false;
    });
    if (++devicesClosed_ == deviceCount()) state_ = ServerState::NormallyTerminated;
  }
  wakeDevice(device);
  wake(kCompletionGate, block().completionGate);
  return NOERROR;
}

}  // namespace vdi
