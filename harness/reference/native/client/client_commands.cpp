/// The client takes commands and completes them.

#include "client_session.h"

namespace vdi {

bool ClientSession::takeNext(std::uint32_t device, std::uint64_t& ticket, bool& corrupt) {
  Ring& ring = block().devices[device].commands;
  std::uint64_t& received = devices_[device].received;
  for (;;) {
    const std::uint64_t waiting = ring.tail.load(std::memory_order_acquire) - received;
    corrupt = waiting > kSlots;
    if (corrupt || waiting == 0) return false;
    ticket = ring.tickets[received++ % kSlots].load(std::memory_order_relaxed);
    corrupt = slotOf(ticket) >= kSlots;
    if (corrupt) return false;
    std::uint64_t queued = slotWord(generationOf(ticket), SlotState::Queued);
    // Not queued any more: the server took it back when it closed the device.
    if (block().slots[slotOf(ticket)].word.compare_exchange_strong(
            queued, slotWord(generationOf(ticket), SlotState::Taken)))
      return true;
  }
}

ClientSession::Fetched ClientSession::fetch(std::uint32_t device, VDC_Command** command) {
  SharedDevice& shared = block().devices[device];
  if (shared.server.load() == static_cast<std::uint32_t>(ServerDeviceState::Closed)) {
    devices_[device].toldOfClose = true;
    shared.client.store(static_cast<std::uint32_t>(ClientDeviceState::ToldOfClose));
    return Fetched::Closed;
  }
  std::uint64_t ticket = 0;
  bool corrupt = false;
  while (takeNext(device, ticket, corrupt)) {
    const CommandSlot& slot = block().slots[slotOf(ticket)];
    VDC_Command copy{readOnce(slot.commandCode), readOnce(slot.size), readOnce(slot.position), nullptr};
    const std::uint32_t area = readOnce(slot.area);
    if (shared.errored.load() != 0 && copy.commandCode != VDC_ClearError) {
      giveBack(device, ticket, ERROR_IO_DEVICE, 0, 0);
      continue;
    }
    if (area != 0 && (copy.buffer = bufferAt(area, readOnce(slot.offset), copy.size)) == nullptr)
      return Fetched::Corruption;
    *command = taken_.put(ticket, device, copy);
    return Fetched::Command;
  }
  return corrupt ? Fetched::Corruption : Fetched::Nothing;
}

HRESULT ClientSession::getCommand(std::uint32_t device, std::uint32_t timeoutMs, VDC_Command** command) {
  if (command != nullptr) *command = nullptr;
  const Pin pin(*this);
  if (!pin) return VD_E_PROTOCOL;
  if (const HRESULT refused = refusedBy(ClientMethod::GetCommand)) return refused;
  if (command == nullptr) return VD_E_INVALID;

  Fetched fetched = Fetched::Nothing;
  const auto something = [&] {
    if (!intact()) {
      fetched = Fetched::Corruption;
      return true;
    }
    const Lock lock(mutex_);
    fetched = fetch(device, command);
    return fetched != Fetched::Nothing;
  };
  // The page: a thread that waits here is alertable, for clients that read and write asynchronously.
  const Woken woken =
      waitAt(kFirstDeviceGate + device, block().devices[device].gate,
             timeoutMs == 0 ? 0 : platform::deadlineAfter(timeoutMs), something, platform::Alertable::Yes);
  if (woken == Woken::Aborted) conduct_->wokenByAbort(ClientMethod::GetCommand, device);
  if (woken == Woken::TimedOut) return VD_E_TIMEOUT;
  if (woken != Woken::Ready) return VD_E_ABORT;
  if (fetched == Fetched::Corruption) return VD_E_UNEXPECTED;
  return fetched == Fetched::Closed ? VD_E_CLOSE : NOERROR;
}

void ClientSession::giveBack(std::uint32_t device, std::uint64_t ticket, std::uint32_t completionCode,
                             std::uint32_t bytes, std::uint64_t position) {
  CommandSlot& slot = block().slots[slotOf(ticket)];
  std::uint64_t taken = slotWord(generationOf(ticket), SlotState::Taken);
  // While it says Completing, the server does not use the slot for another command.
  if (!slot.word.compare_exchange_strong(taken, slotWord(generationOf(ticket), SlotState::Completing)))
    return;
  slot.completionCode.store(completionCode);
  slot.bytesTransferred.store(bytes);
  slot.outPosition.store(position);
  slot.word.store(slotWord(generationOf(ticket), SlotState::Completed));

  Ring& ring = block().devices[device].completions;
  std::uint64_t& completed = devices_[device].completed;
  ring.tickets[completed % kSlots].store(ticket, std::memory_order_relaxed);
  ring.tail.store(++completed, std::memory_order_release);
  tellAgent(device);
}

void ClientSession::tellAgent(std::uint32_t device) {
  block().devicesWithCompletions.fetch_or(1ull << device);
  wake(kCompletionGate, block().completionGate);
}

void ClientSession::flushErrored(std::uint32_t device) {
  // What is queued will not be delivered any more, unless it is the command that puts the device in order.
  std::uint64_t ticket = 0;
  bool corrupt = false;
  Ring& ring = block().devices[device].commands;
  while (ring.tail.load(std::memory_order_acquire) != devices_[device].received) {
    const std::uint64_t next =
        ring.tickets[devices_[device].received % kSlots].load(std::memory_order_relaxed);
    if (slotOf(next) < kSlots && readOnce(block().slots[slotOf(next)].commandCode) == VDC_ClearError) return;
    if (!takeNext(device, ticket, corrupt)) return;
    giveBack(device, ticket, ERROR_IO_DEVICE, 0, 0);
  }
}

HRESULT ClientSession::completeCommand(std::uint32_t device, VDC_Command* command,
                                       std::uint32_t completionCode, std::uint32_t bytes,
                                       std::uint64_t position) {
  const Pin pin(*this);
  if (!pin) return VD_E_PROTOCOL;
  if (const HRESULT refused = refusedBy(ClientMethod::CompleteCommand)) return refused;
  const Lock lock(mutex_);
  SharedDevice& shared = block().devices[device];
  if (shared.server.load() == static_cast<std::uint32_t>(ServerDeviceState::Closed)) return VD_E_PROTOCOL;
  std::uint64_t ticket = 0;
  if (!taken_.find(command, device, ticket)) return VD_E_INVALID;
  taken_.remove(ticket);

  const bool clears = command->commandCode == VDC_ClearError && completionCode == ERROR_SUCCESS;
  const bool errs = makesDeviceErrored(completionCode);
  // Before the completion is seen, so that the server's next command finds the device as the answer says.
  if (clears) shared.errored.store(0);
  if (errs) shared.errored.store(1);
  giveBack(device, ticket, completionCode, bytes, position);
  if (errs) flushErrored(device);
  return NOERROR;
}

}  // namespace vdi
