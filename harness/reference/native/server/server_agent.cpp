/// The completion agent: the caller's thread, lent to call back for every command that is completed.

#include "server_session.h"

namespace vdi {

HRESULT ServerSession::executeCompletionAgent() {
  {
    const Pin pin(*this);
    if (!pin) return VD_E_PROTOCOL;
    if (const HRESULT refused = refusedBy(ServerMethod::ExecuteCompletionAgent)) return refused;
    const Lock lock(mutex_);
    if (const HRESULT refused = admit(ServerMethod::ExecuteCompletionAgent)) return refused;
    if (agentRunning_) return VD_E_PROTOCOL;
    agentRunning_ = agentEverRan_ = true;
    becomeActiveIfReady();
  }
  runAgent();

  // The set is at its end. From here on only our own memory is touched: Close may have gone by already.
  ServerFacts facts;
  for (bool empty = false; !empty;) {
    conduct_->deliverAborted(*this);
    const Lock lock(mutex_);
    empty = outstanding_.count() == 0;
    facts = factsLocked();
    if (empty) agentRunning_ = false;
  }
  conduct_->agentReturning(facts);
  return knownAborted() ? VD_E_ABORT : NOERROR;
}

VDS_Command* ServerSession::next() {
  const Lock lock(mutex_);
  return outstanding_.removeFirst();
}

void ServerSession::runAgent() {
  for (;;) {
    Collected collected;
    {
      const Pin pin(*this);
      if (!pin) return;
      if (!intact()) abortSet();
      if (closing() || aborted()) return;
      const Lock lock(mutex_);
      if ((collected.command = outstanding_.removeFirstCancelled()) != nullptr) {
        collected.completionCode = ERROR_OPERATION_ABORTED;
      } else if (takeCompletion(collected) == Found::Corruption) {
        abortSet();
        return;
      }
    }
    // No pin and no lock here: a callback may call anything, Close too.
    if (collected.command != nullptr) {
      conduct_->deliver(collected.command, collected.completionCode, collected.bytes, collected.position);
    } else if (!waitForCompletions()) {
      return;
    }
  }
}

ServerSession::Found ServerSession::takeCompletion(Collected& out) {
  withCompletions_ |= block().devicesWithCompletions.exchange(0);
  for (std::uint32_t i = 0; i < deviceCount(); ++i) {
    const std::uint64_t bit = 1ull << i;
    if ((withCompletions_ & bit) == 0) continue;
    const Ring& ring = block().devices[i].completions;
    Device& device = devices_[i];
    while (!device.closed) {
      const std::uint64_t waiting = ring.tail.load(std::memory_order_acquire) - device.collected;
      if (waiting > kSlots) return Found::Corruption;
      if (waiting == 0) break;
      const std::uint64_t ticket = ring.tickets[device.collected++ % kSlots].load(std::memory_order_relaxed);
      out.command = outstanding_.remove(ticket, i);
      if (out.command == nullptr) continue;  // not ours: nothing that a client of this code would send
      const CommandSlot& slot = block().slots[slotOf(ticket)];
      out.completionCode = slot.completionCode.load();
      out.bytes = slot.bytesTransferred.load();
      out.position = slot.outPosition.load();
      lastProgress_ = platform::nowNanoseconds();
      return Found::Completion;
    }
    withCompletions_ &= ~bit;
  }
  return Found::Nothing;
}

bool ServerSession::anythingToCollect() {
  const Lock lock(mutex_);
  return outstanding_.anyCancelled() || block().devicesWithCompletions.load() != 0;
}

bool ServerSession::waitForCompletions() {
  const Pin pin(*this);
  if (!pin) return false;
  const std::uint32_t interval = offered_.serverTimeOut;
  const std::uint64_t deadline = interval == 0 ? platform::kNever : platform::deadlineAfter(interval);
  const Woken woken =
      waitAt(kCompletionGate, block().completionGate, deadline, [this] { return anythingToCollect(); });
  if (woken == Woken::TimedOut) {
    // More than two intervals without a completion while some are due: the client is given up.
    const Lock lock(mutex_);
    const std::uint64_t patience = 2ull * interval * 1000000u;
    if (outstanding_.count() != 0 && platform::nowNanoseconds() - lastProgress_ > patience) abortSet();
  }
  return woken == Woken::Ready || woken == Woken::TimedOut;
}

}  // namespace vdi
