/// One end's tie to a set on Linux: the memory's descriptor, its control block, and the monitor.

#include <new>

#include "../interface/vdi_results.h"
#include "memory_linux.h"
#include "monitor_linux.h"
#include "rendezvous_linux.h"
#include "waiting_linux.h"

namespace vdi::platform {

namespace {

constexpr std::size_t kMaxMemoryName = 200;

class LinuxLink final : public Link {
public:
  LinuxLink(Descriptor memory, Mapping control, std::uint32_t side, Descriptor listener, Descriptor lifeline)
      : memory_(std::move(memory)),
        control_(control),
        side_(side),
        monitor_(std::move(listener), std::move(lifeline), memory_.get()) {}

  ~LinuxLink() override {
    monitor_.stop();
    unmap(control_);
  }

  std::uint32_t side() const override { return side_; }
  Mapping control() const override { return control_; }
  bool startMonitor(Peers& peers) override { return monitor_.start(peers); }
  void stopMonitor() override { monitor_.stop(); }

  bool addArea(std::uint32_t, std::uint64_t offset, std::uint64_t bytes) override {
    return growMemory(memory_.get(), offset + bytes);
  }
  bool mapArea(std::uint32_t, std::uint64_t offset, std::uint64_t bytes, Mapping& out) override {
    return mapMemory(memory_.get(), offset, bytes, out);
  }

  bool wait(std::uint32_t, std::atomic<std::uint32_t>& word, std::uint32_t seen, std::uint64_t deadline,
            Alertable) override {
    return waitOnWord(word, seen, deadline);
  }
  void wake(std::uint32_t, std::atomic<std::uint32_t>& word) override { wakeWord(word); }

private:
  Descriptor memory_;
  Mapping control_;
  std::uint32_t side_;
  Monitor monitor_;
};

Result finish(Descriptor memory, std::size_t controlBytes, std::uint32_t side, Descriptor listener,
              Descriptor lifeline, std::unique_ptr<Link>& link) {
  Mapping control;
  if (!mapMemory(memory.get(), 0, controlBytes, control)) return VD_E_MEMORY;
  link.reset(new (std::nothrow)
                 LinuxLink(std::move(memory), control, side, std::move(listener), std::move(lifeline)));
  if (link != nullptr) return kDone;
  unmap(control);
  return VD_E_MEMORY;
}

}  // namespace

Result Link::host(const std::u16string& setName, std::size_t controlBytes, std::unique_ptr<Link>& link) {
  bool taken = false;
  Descriptor listener = listenAs(setName, taken);
  if (!listener.valid()) return taken ? VD_E_PROTOCOL : VD_E_UNEXPECTED;
  Descriptor memory =
      createMemory(utf8(setName).substr(0, kMaxMemoryName) + "_SQLVDIMemoryName_0", controlBytes);
  if (!memory.valid()) return VD_E_MEMORY;
  return finish(std::move(memory), controlBytes, 1, std::move(listener), Descriptor(), link);
}

Result Link::join(const std::u16string& setName, EndKind kind, std::size_t controlBytes,
                  std::unique_ptr<Link>& link) {
  Descriptor lifeline = connectTo(setName);
  if (!lifeline.valid()) return VD_E_INVALID;
  if (!sameUser(lifeline.get())) return VD_E_SECURITY;
  std::uint32_t side = 0;
  Descriptor memory;
  if (!sendHello(lifeline.get(), kind)) return VD_E_INVALID;
  const Result welcome = receiveWelcome(lifeline.get(), side, memory);
  if (failed(welcome)) return welcome;
  if (!isSetMemory(memory.get(), controlBytes) || side == 0) return VD_E_UNEXPECTED;
  return finish(std::move(memory), controlBytes, side, Descriptor(), std::move(lifeline), link);
}

}  // namespace vdi::platform
