#include "end.h"

namespace vdi {

End::End(std::unique_ptr<platform::Link> link, std::uint32_t deviceCount)
    : link_(std::move(link)),
      block_(static_cast<ControlBlock*>(link_->control().base)),
      deviceCount_(deviceCount) {}

End::~End() = default;

bool End::enter() {
  const std::lock_guard<threads::Mutex> lock(pinMutex_);
  if (closing_.load()) return false;
  ++pins_;
  return true;
}

void End::leave() {
  const std::lock_guard<threads::Mutex> lock(pinMutex_);
  if (--pins_ == 0 && closing_.load()) unpinned_.notify_all();
}

void End::expelThreads() {
  {
    const std::lock_guard<threads::Mutex> lock(pinMutex_);
    closing_.store(true);
  }
  wakeEverybody();
  std::unique_lock<threads::Mutex> lock(pinMutex_);
  unpinned_.wait(lock, [this] { return pins_ == 0; });
}

void End::dropLink() {
  link_->stopMonitor();
  link_.reset();
  block_ = nullptr;
}

bool End::intact() const {
  return block_->magic.load() == kBlockMagic && block_->version == kBlockVersion &&
         block_->blockBytes == sizeof(ControlBlock);
}

bool End::aborted() {
  if (!abortKnown_.load() && block_->aborted.load() != 0) abortKnown_.store(true);
  return abortKnown_.load();
}

void End::abortSet() {
  abortKnown_.store(true);
  block_->aborted.store(1);
  wakeEverybody();
}

void End::abortByDeath() {
  otherEndDied_.store(true);
  abortSet();
}

void End::wake(GateNumber number, Gate& gate) {
  gate.sequence.fetch_add(1);
  link_->wake(number, gate.sequence);
}

void End::wakeDevice(std::uint32_t device) {
  Gate& gate = block_->devices[device].gate;
  gate.sequence.fetch_add(1);
  link_->wake(kFirstDeviceGate + device, gate.sequence);
}

void End::wakeEverybody() {
  wake(kLockGate, block_->lockGate);
  wake(kConfigurationGate, block_->configurationGate);
  wake(kCompletionGate, block_->completionGate);
  for (std::uint32_t device = 0; device < deviceCount_; ++device) wakeDevice(device);
}

}  // namespace vdi
