/// How the client's end of a set begins and ends.

#include "client_session.h"

#include "../shared/configuration.h"
#include "../shared/device_names.h"

namespace vdi {

HRESULT ClientSession::create(const std::u16string& setName, const VDConfig& config,
                              std::shared_ptr<ClientConduct> conduct, std::shared_ptr<ClientSession>& out) {
  if (!supportedByUs(config)) return VD_E_NOTSUPPORTED;
  std::unique_ptr<platform::Link> link;
  const HRESULT hosted = platform::Link::host(setName, kControlBytes, link);
  if (failed(hosted)) return hosted;

  // Fresh memory is zero, which is the beginning of all else. Nobody is let in before the monitor starts.
  ControlBlock& block = *static_cast<ControlBlock*>(link->control().base);
  block.version = kBlockVersion;
  block.blockBytes = sizeof(ControlBlock);
  block.clientConfig = config;
  nameFirstDevice(block, setName);
  block.magic.store(kBlockMagic);

  auto session =
      std::make_shared<ClientSession>(std::move(link), std::move(conduct), config.deviceCount, true);
  if (!session->taken_.valid() || !session->link().startMonitor(*session)) return VD_E_MEMORY;
  out = std::move(session);
  return NOERROR;
}

HRESULT ClientSession::openInSecondary(const std::u16string& setName, std::shared_ptr<ClientConduct> conduct,
                                       std::shared_ptr<ClientSession>& out) {
  std::unique_ptr<platform::Link> link;
  const HRESULT joined =
      platform::Link::join(setName, platform::EndKind::SecondaryClient, kControlBytes, link);
  // The page knows no VD_E_INVALID here: a set that is not there is one that is not ready.
  if (failed(joined)) return joined == VD_E_INVALID ? VD_E_PROTOCOL : joined;

  const ControlBlock& block = *static_cast<const ControlBlock*>(link->control().base);
  const VDConfig config = readOnce(block.clientConfig);
  if (block.magic.load() != kBlockMagic || block.version != kBlockVersion ||
      block.blockBytes != sizeof(ControlBlock) || !supportedByUs(config))
    return VD_E_UNEXPECTED;
  if (!isNamed(block.devices[0], setName)) return VD_E_PROTOCOL;

  auto session =
      std::make_shared<ClientSession>(std::move(link), std::move(conduct), config.deviceCount, false);
  if (!session->taken_.valid() || !session->link().startMonitor(*session)) return VD_E_MEMORY;
  session->configured_.store(true);
  out = std::move(session);
  return NOERROR;
}

ClientSession::ClientSession(std::unique_ptr<platform::Link> link, std::shared_ptr<ClientConduct> conduct,
                             std::uint32_t deviceCount, bool primary)
    : End(std::move(link), deviceCount), conduct_(std::move(conduct)), primary_(primary) {}

HRESULT ClientSession::admit(platform::EndKind kind) {
  if (aborted()) return VD_E_ABORT;
  if (kind == platform::EndKind::Server) return serverSeen_.exchange(true) ? VD_E_INVALID : NOERROR;
  return block().primaryReady.load() != 0 ? NOERROR : VD_E_PROTOCOL;
}

void ClientSession::departed(platform::EndKind kind, std::uint32_t side) {
  switch (kind) {
    case platform::EndKind::Server:
      if (block().serverLeft.load() == 0 && !aborted()) abortByDeath();
      break;
    case platform::EndKind::PrimaryClient:
      if (block().primaryLeft.load() == 0 && !aborted()) abortByDeath();
      break;
    case platform::EndKind::SecondaryClient:
      // A secondary's death is the primary's business (its program's, not ours), but it must not keep the
      // names.
      breakSetLock(link(), block(), side);
      break;
  }
}

std::uint32_t ClientSession::devicesOpenLocked() {
  // The primary answers for the devices that its secondaries opened, too.
  std::uint32_t open = 0;
  for (std::uint32_t i = 0; i < deviceCount(); ++i) {
    const auto shared = static_cast<ClientDeviceState>(block().devices[i].client.load());
    const bool here = devices_[i].open && !devices_[i].toldOfClose;
    open += here || (primary_ && shared == ClientDeviceState::Open) ? 1 : 0;
  }
  return open;
}

ClientState ClientSession::stateLocked() {
  if (closeBegun_) return ClientState::DoesNotExist;
  if (aborted()) return ClientState::AbnormallyTerminated;
  if (!configured_.load()) return ClientState::Created;
  std::uint32_t opened = 0, told = 0;
  for (std::uint32_t i = 0; i < deviceCount(); ++i) {
    const auto shared = static_cast<ClientDeviceState>(block().devices[i].client.load());
    opened += shared != ClientDeviceState::Unopened ? 1 : 0;
    told += shared == ClientDeviceState::ToldOfClose ? 1 : 0;
  }
  if (told == deviceCount()) return ClientState::NormallyTerminated;
  return opened == deviceCount() ? ClientState::Active : ClientState::Initializing;
}

ClientFacts ClientSession::factsLocked() {
  ClientFacts facts;
  facts.state = stateLocked();
  facts.primary = primary_;
  facts.deviceCount = deviceCount();
  facts.devicesOpen = devicesOpenLocked();
  for (const platform::Mapping& area : areas_) facts.areas += area.base != nullptr ? 1 : 0;
  facts.otherEndDied = otherEndDied();
  return facts;
}

ClientFacts ClientSession::facts() {
  const Pin pin(*this);
  if (!pin) return ClientFacts();
  const Lock lock(mutex_);
  return factsLocked();
}

HRESULT ClientSession::refusedBy(ClientMethod method) {
  if (!intact()) return VD_E_UNEXPECTED;
  const Lock lock(mutex_);
  return admission(method, stateLocked());
}

HRESULT ClientSession::getConfiguration(std::uint32_t timeoutMs, VDConfig* config) {
  const Pin pin(*this);
  if (!pin) return VD_E_PROTOCOL;
  if (const HRESULT refused = refusedBy(ClientMethod::GetConfiguration)) return refused;
  if (config == nullptr) return VD_E_INVALID;
  const auto settled = [this] { return block().configured.load(std::memory_order_acquire) != 0; };
  const Woken woken =
      waitAt(kConfigurationGate, block().configurationGate, platform::deadlineAfter(timeoutMs), settled);
  if (woken == Woken::Aborted) conduct_->wokenByAbort(ClientMethod::GetConfiguration, 0);
  if (woken == Woken::TimedOut) return VD_E_TIMEOUT;
  if (woken != Woken::Ready) return VD_E_ABORT;
  *config = readOnce(block().finalConfig);
  configured_.store(true);
  if (primary_) block().primaryReady.store(1);
  return NOERROR;
}

HRESULT ClientSession::openDevice(const std::u16string& name, std::uint32_t& index) {
  const Pin pin(*this);
  if (!pin) return VD_E_PROTOCOL;
  if (const HRESULT refused = refusedBy(ClientMethod::OpenDevice)) return refused;
  {
    const Lock lock(mutex_);
    if (stateLocked() == ClientState::Active) return VD_E_OPEN;
  }
  if (name.empty()) return VD_E_INVALID;
  switch (deviceByName(link(), block(), deviceCount(), name, index)) {
    case NameLookup::NoSuchName: return VD_E_INVALID;
    case NameLookup::Unavailable: return aborted() ? VD_E_ABORT : VD_E_UNEXPECTED;
    case NameLookup::Found: break;
  }
  const Lock lock(mutex_);
  auto unopened = static_cast<std::uint32_t>(ClientDeviceState::Unopened);
  // One process has a device; this decides which.
  if (!block().devices[index].client.compare_exchange_strong(
          unopened, static_cast<std::uint32_t>(ClientDeviceState::Open)))
    return VD_E_PROTOCOL;
  devices_[index].open = true;
  return NOERROR;
}

HRESULT ClientSession::signalAbort() {
  const Pin pin(*this);
  if (!pin) return VD_E_PROTOCOL;
  abortSet();
  return NOERROR;
}

HRESULT ClientSession::close() {
  ClientFacts facts;
  {
    const Pin pin(*this);
    if (!pin) return VD_E_PROTOCOL;
    const Lock lock(mutex_);
    if (closeBegun_) return VD_E_PROTOCOL;
    facts = factsLocked();
    closeBegun_ = true;
  }
  const bool secondaryDone = !primary_ && facts.devicesOpen == 0;
  if (facts.state == ClientState::NormallyTerminated || secondaryDone) {
    if (primary_) block().primaryLeft.store(1);
  } else {
    abortSet();
  }
  expelThreads();
  {
    const Lock lock(mutex_);
    for (std::uint32_t i = 0; i < kMaxAreas; ++i)
      if (areas_[i].base != nullptr) conduct_->unmapArea(facts, i + 1, areas_[i]);
    areas_.fill(platform::Mapping());
  }
  dropLink();
  conduct_->afterClose(facts);
  return facts.devicesOpen != 0 && !facts.aborted() ? VD_E_OPEN : NOERROR;
}

}  // namespace vdi
