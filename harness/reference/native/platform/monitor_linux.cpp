#include "monitor_linux.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

#include "../interface/vdi_codes.h"

namespace vdi::platform {

constexpr std::size_t kMaxTies = 512;
constexpr std::size_t kMonitorStack = 256 * 1024;
constexpr std::uint32_t kServerSide = 2;
constexpr std::uint32_t kMaxSide = 0x7FFFFFFF;

Monitor::Monitor(Descriptor listener, Descriptor lifeline, int memory)
    : listener_(std::move(listener)), memory_(memory) {
  if (lifeline.valid()) ties_.push_back(Tie{std::move(lifeline), true, EndKind::PrimaryClient, 1});
}

Monitor::~Monitor() { stop(); }

bool Monitor::start(Peers& peers) {
  peers_ = &peers;
  stop_.reset(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  if (!stop_.valid()) return false;

  pthread_attr_t attributes;
  if (pthread_attr_init(&attributes) != 0) return false;
  pthread_attr_setstacksize(&attributes, kMonitorStack);
  // The host's signals are for the host's threads.
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  running_ = pthread_create(&thread_, &attributes, &Monitor::run, this) == 0;
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  pthread_attr_destroy(&attributes);
  return running_;
}

void Monitor::stop() {
  if (running_) {
    const std::uint64_t one = 1;
    while (write(stop_.get(), &one, sizeof one) < 0 && errno == EINTR) {
    }
    pthread_join(thread_, nullptr);
    running_ = false;
  }
  listener_.reset();
  ties_.clear();
  stop_.reset();
}

void* Monitor::run(void* self) {
  pthread_setname_np(pthread_self(), "vdi-monitor");
  static_cast<Monitor*>(self)->watch();
  return nullptr;
}

void Monitor::watch() {
  std::vector<pollfd> watched;
  for (;;) {
    watched.clear();
    watched.push_back({stop_.get(), POLLIN, 0});
    // A negative number is skipped by poll.
    watched.push_back({listenerResting_ ? -1 : listener_.get(), POLLIN, 0});
    for (const Tie& tie : ties_) watched.push_back({tie.connection.get(), POLLIN, 0});

    const int ready = poll(watched.data(), watched.size(), listenerResting_ ? 100 : -1);
    listenerResting_ = false;
    if (ready < 0) continue;
    if (watched[0].revents != 0) return;

    // From the back, so that taking one out moves none that is still to be heard.
    for (std::size_t i = ties_.size(); i-- > 0;) {
      if (watched[i + 2].revents == 0 || hear(ties_[i])) continue;
      const Tie gone = std::move(ties_[i]);
      ties_.erase(ties_.begin() + static_cast<std::ptrdiff_t>(i));
      if (gone.admitted) peers_->departed(gone.kind, gone.side);
    }
    if (watched[1].revents != 0) letIn();
  }
}

void Monitor::letIn() {
  Descriptor connection(accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC));
  if (!connection.valid()) {
    // Out of descriptors: poll would report the listener for ever, so look away for a moment.
    listenerResting_ = errno == EMFILE || errno == ENFILE || errno == ENOMEM || errno == ENOBUFS;
    return;
  }
  if (ties_.size() < kMaxTies) ties_.push_back(Tie{std::move(connection), false, EndKind::Server, 0});
}

bool Monitor::hear(Tie& tie) {
  if (!tie.admitted) return admit(tie);
  // After the welcome nobody has anything more to say: a byte is a breach, and end of file is the end.
  return false;
}

bool Monitor::admit(Tie& tie) {
  if (!receiveHello(tie.connection.get(), tie.kind)) return false;
  HRESULT result = sameUser(tie.connection.get()) ? NOERROR : VD_E_SECURITY;
  if (succeeded(result) && nextSide_ >= kMaxSide) result = VD_E_UNEXPECTED;
  if (succeeded(result)) result = peers_->admit(tie.kind);
  tie.side = tie.kind == EndKind::Server ? kServerSide : nextSide_++;
  tie.admitted = succeeded(result);
  return sendWelcome(tie.connection.get(), result, tie.side, memory_) && tie.admitted;
}

}  // namespace vdi::platform
