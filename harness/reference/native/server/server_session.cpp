/// How the server's end of a set begins and ends.

#include "server_session.h"

#include <new>

#include "../shared/device_names.h"

namespace vdi {

HRESULT ServerSession::open(const std::u16string& setName, std::shared_ptr<ServerConduct> conduct,
                            std::shared_ptr<ServerSession>& out) {
  std::unique_ptr<platform::Link> link;
  const HRESULT joined = platform::Link::join(setName, platform::EndKind::Server, kControlBytes, link);
  if (failed(joined)) return joined;

  const ControlBlock& block = *static_cast<const ControlBlock*>(link->control().base);
  if (block.magic.load() != kBlockMagic || block.version != kBlockVersion ||
      block.blockBytes != sizeof(ControlBlock))
    return VD_E_UNEXPECTED;
  // One copy, checked, and never read again: what the memory says later is of no account.
  const VDConfig offered = readOnce(block.clientConfig);
  if (!supportedByUs(offered)) return VD_E_UNEXPECTED;
  if (!isNamed(block.devices[0], setName)) return VD_E_INVALID;

  auto session = std::make_shared<ServerSession>(std::move(link), std::move(conduct), offered);
  if (!session->outstanding_.valid() || !session->link().startMonitor(*session)) return VD_E_MEMORY;
  out = std::move(session);
  return NOERROR;
}

ServerSession::ServerSession(std::unique_ptr<platform::Link> link, std::shared_ptr<ServerConduct> conduct,
                             const VDConfig& offered)
    : End(std::move(link), offered.deviceCount),
      conduct_(std::move(conduct)),
      offered_(offered),
      memoryEnd_(kControlBytes) {}

ServerState ServerSession::state() const {
  if (closeBegun_) return ServerState::Gone;
  return knownAborted() ? ServerState::AbnormallyTerminated : state_;
}

ServerFacts ServerSession::factsLocked() const {
  ServerFacts facts;
  facts.state = state();
  facts.deviceCount = deviceCount();
  facts.devicesOpened = devicesOpened_;
  facts.devicesClosed = devicesClosed_;
  facts.outstanding = outstanding_.count();
  facts.areas = areas_.count();
  facts.features = settled_.features;
  facts.agentRunning = agentRunning_;
  facts.agentEverRan = agentEverRan_;
  facts.otherEndDied = otherEndDied();
  return facts;
}

ServerFacts ServerSession::facts() {
  const Pin pin(*this);
  if (pin) aborted();  // learn what the other end may have done
  const Lock lock(mutex_);
  return factsLocked();
}

HRESULT ServerSession::refusedBy(ServerMethod method) {
  // Only under a pin. The order matters: what a corrupt block says of an abort means nothing.
  if (!intact()) return VD_E_UNEXPECTED;
  aborted();
  const Lock lock(mutex_);
  return admit(method);
}

HRESULT ServerSession::signalAbort() {
  const Pin pin(*this);
  if (!pin) return VD_E_PROTOCOL;
  abortSet();
  return NOERROR;
}

void ServerSession::departed(platform::EndKind, std::uint32_t) {
  // The primary client is the only one that we are tied to. One that left a set that had ended normally did
  // nothing wrong; any other way to go is a death, or an abort of which we learn the reason here.
  if (block().primaryLeft.load() != 0 || aborted()) return;
  abortByDeath();
}

HRESULT ServerSession::close() {
  ServerFacts facts;
  {
    const Pin pin(*this);
    if (!pin) return VD_E_PROTOCOL;
    aborted();
    const Lock lock(mutex_);
    if (closeBegun_) return VD_E_PROTOCOL;
    facts = factsLocked();
    closeBegun_ = true;
  }
  conduct_->beforeClose(facts, *this);

  const Farewell right =
      facts.state == ServerState::NormallyTerminated ? Farewell::NormalEnd : Farewell::Abort;
  if (conduct_->farewell(facts, right) == Farewell::NormalEnd) {
    block().serverLeft.store(1);
  } else {
    abortSet();
  }
  expelThreads();
  {
    const Lock lock(mutex_);
    for (std::uint32_t area = 1; area <= areas_.count(); ++area)
      conduct_->unmapArea(facts, area, areas_.mapping(area));
    areas_.clear();
  }
  dropLink();
  conduct_->afterClose(facts);
  return facts.devicesOpen() != 0 && !facts.aborted() ? VD_E_PROTOCOL : NOERROR;
}

}  // namespace vdi
