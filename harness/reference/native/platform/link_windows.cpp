/// One end's tie to a set on Windows: its memory, its sleepers, and the monitor.

#include <new>
#include <utility>

#include "../interface/vdi_results.h"
#include "monitor_windows.h"
#include "sleepers_windows.h"

namespace vdi::platform {

namespace {

constexpr std::uint32_t kMostAreas = 63;

/// What both kinds of ends do alike.
class WindowsLink : public Link {
public:
  std::uint32_t side() const override { return side_; }
  Mapping control() const override { return view_.control(); }

  bool addArea(std::uint32_t index, std::uint64_t, std::uint64_t bytes) override {
    if (index == 0 || index > kMostAreas) return false;
    // An end that may not make any in the set's namespace makes it in that of the session.
    for (const ObjectNames* const names : {&names_, &localNames_}) {
      const Made made = createSection(access_, names->area(index), bytes, areas_[index - 1]);
      if (made != Made::Forbidden) return made == Made::Yes;
    }
    return false;
  }

  bool mapArea(std::uint32_t index, std::uint64_t, std::uint64_t bytes, Mapping& out) override {
    if (index == 0 || index > kMostAreas) return false;
    if (areas_[index - 1].valid()) return mapSection(areas_[index - 1].get(), bytes, out);
    for (const ObjectNames* const names : {&names_, &localNames_}) {
      bool denied = false;
      const Handle section = openSection(names->area(index), denied);
      if (section.valid()) return access_.madeByUs(section.get()) && mapSection(section.get(), bytes, out);
    }
    return false;
  }

  bool wait(std::uint32_t gate, std::atomic<std::uint32_t>& word, std::uint32_t seen,
            std::uint64_t deadline, Alertable alertable) override {
    return sleepers_.wait(gate, word, seen, deadline, alertable);
  }
  void wake(std::uint32_t gate, std::atomic<std::uint32_t>&) override { sleepers_.wake(gate); }

protected:
  WindowsLink(std::unique_ptr<Access> access, const SetView& view, ObjectNames names, ObjectNames localNames,
              std::uint32_t side)
      : accessOwner_(std::move(access)),
        access_(*accessOwner_),
        view_(view),
        names_(std::move(names)),
        localNames_(std::move(localNames)),
        side_(side),
        sleepers_(view.ties(), side, names_, access_) {}

private:
  const std::unique_ptr<Access> accessOwner_;
  Access& access_;
  const SetView& view_;
  const ObjectNames names_;
  const ObjectNames localNames_;
  const std::uint32_t side_;
  Sleepers sleepers_;
  Handle areas_[kMostAreas];  // of the end that added them: their names live as long as it does
};

struct HostPart {
  HostedSet set;
};
struct GuestPart {
  FoundSet set;
};

/// The part comes first, so that it outlives what uses it.
class HostLink final : private HostPart, public WindowsLink {
public:
  HostLink(std::unique_ptr<Access> access, HostedSet hosted, const ObjectNames& local)
      : HostPart{std::move(hosted)}, WindowsLink(std::move(access), set.view, set.names, local, 1) {}
  ~HostLink() override { stopMonitor(); }

  bool startMonitor(Peers& peers) override { return monitor_.startAsHost(peers, set); }
  void stopMonitor() override {
    monitor_.stop();
    set.view.ties().closed.store(1);  // for those who ask a link that never had a monitor
    set.section.reset();
    set.door.reset();
  }

private:
  Monitor monitor_;
};

class GuestLink final : private GuestPart, public WindowsLink {
public:
  GuestLink(std::unique_ptr<Access> access, FoundSet found, const ObjectNames& local, std::uint32_t side,
            std::uint32_t end)
      : GuestPart{std::move(found)},
        WindowsLink(std::move(access), set.view, set.names, local, side),
        end_(end) {}
  ~GuestLink() override { stopMonitor(); }

  bool startMonitor(Peers& peers) override { return monitor_.startAsGuest(peers, set.host.get()); }
  void stopMonitor() override {
    monitor_.stop();
    if (std::exchange(left_, true)) return;
    leave(set, end_);
    set.door.reset();
    set.host.reset();
  }

private:
  Monitor monitor_;
  const std::uint32_t end_;
  bool left_ = false;
};

ObjectNames localNamesOf(const std::u16string& setName, const SetView& view) {
  return ObjectNames(kNamespaces[1] + wide(setName), view.ties().number);
}

}  // namespace

Result Link::host(const std::u16string& setName, std::size_t controlBytes, std::unique_ptr<Link>& link) {
  auto access = std::make_unique<Access>();
  if (!access->valid()) return VD_E_UNEXPECTED;
  HostedSet set;
  const Result hosted = hostSet(*access, setName, controlBytes, set);
  if (failed(hosted)) return hosted;
  const ObjectNames local = localNamesOf(setName, set.view);
  link.reset(new (std::nothrow) HostLink(std::move(access), std::move(set), local));
  return link != nullptr ? kDone : VD_E_MEMORY;
}

Result Link::join(const std::u16string& setName, EndKind kind, std::size_t controlBytes,
                  std::unique_ptr<Link>& link) {
  auto access = std::make_unique<Access>();
  if (!access->valid()) return VD_E_UNEXPECTED;
  FoundSet set;
  const Result found = findSet(*access, setName, controlBytes, set);
  if (failed(found)) return found;
  std::uint32_t side = 0, end = 0;
  const Result joined = askToJoin(*access, set, kind, side, end);
  if (failed(joined)) return joined;
  const ObjectNames local = localNamesOf(setName, set.view);
  link.reset(new (std::nothrow) GuestLink(std::move(access), std::move(set), local, side, end));
  return link != nullptr ? kDone : VD_E_MEMORY;
}

}  // namespace vdi::platform
