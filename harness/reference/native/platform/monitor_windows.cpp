#include "monitor_windows.h"

#include <algorithm>

#include "../interface/vdi_results.h"
#include "sleepers_windows.h"

namespace vdi::platform {

constexpr std::size_t kMonitorStack = 256 * 1024;
constexpr std::uint32_t kServerSide = 2;
constexpr std::uint32_t kMaxSide = 0x7FFFFFFF;
/// Windows waits for 64 objects at once; two of them are the stop and the door.
constexpr std::size_t kWatchedAtOnce = MAXIMUM_WAIT_OBJECTS - 2;
/// With more ends than that, they are watched in turns of this length.
constexpr DWORD kTurnMs = 50;

bool Monitor::startAsHost(Peers& peers, const HostedSet& set) {
  set_ = &set;
  return start(peers);
}

bool Monitor::startAsGuest(Peers& peers, HANDLE host) {
  host_ = host;
  return start(peers);
}

bool Monitor::start(Peers& peers) {
  peers_ = &peers;
  stop_.reset(CreateEventW(nullptr, TRUE, FALSE, nullptr));
  if (!stop_.valid()) return false;
  thread_.reset(
      CreateThread(nullptr, kMonitorStack, &Monitor::run, this, STACK_SIZE_PARAM_IS_A_RESERVATION, nullptr));
  return thread_.valid();
}

void Monitor::stop() {
  if (thread_.valid()) {
    SetEvent(stop_.get());
    WaitForSingleObject(thread_.get(), INFINITE);
    thread_.reset();
  }
  stop_.reset();
  ties_.clear();
  if (set_ == nullptr) return;
  Ties& ties = set_->view.ties();
  // Whoever asks after this looks at it; whoever asked before is told now.
  ties.closed.store(1);
  for (std::uint32_t end = 0; end < kMaxEnds; ++end)
    if (ties.ends[end].state.load() == static_cast<std::uint32_t>(EndState::Asking))
      answer(end, VD_E_INVALID, 0);
  set_ = nullptr;
}

DWORD WINAPI Monitor::run(void* self) {
  auto* const monitor = static_cast<Monitor*>(self);
  if (monitor->set_ != nullptr) {
    monitor->watchEnds();
  } else {
    monitor->watchHost();
  }
  return 0;
}

void Monitor::watchHost() {
  const HANDLE watched[] = {stop_.get(), host_};
  if (WaitForMultipleObjects(2, watched, FALSE, INFINITE) != WAIT_OBJECT_0 + 1) return;
  peers_->departed(EndKind::PrimaryClient, 1);
}

void Monitor::watchEnds() {
  for (std::size_t first = 0;;) {
    first = first < ties_.size() ? first : 0;
    const std::size_t count = std::min(ties_.size() - first, kWatchedAtOnce);
    HANDLE watched[MAXIMUM_WAIT_OBJECTS] = {stop_.get(), set_->door.get()};
    for (std::size_t i = 0; i < count; ++i) watched[i + 2] = ties_[first + i].process.get();

    const bool all = count == ties_.size();
    const DWORD woken =
        WaitForMultipleObjects(static_cast<DWORD>(count + 2), watched, FALSE, all ? INFINITE : kTurnMs);
    if (woken == WAIT_OBJECT_0 || woken == WAIT_FAILED) return;
    if (woken == WAIT_OBJECT_0 + 1) {
      answerTheDoor();
    } else if (woken == WAIT_TIMEOUT) {
      first += count;
    } else {
      cut(first + woken - WAIT_OBJECT_0 - 2);
    }
  }
}

void Monitor::cut(std::size_t index) {
  const Tie gone = std::move(ties_[index]);
  ties_.erase(ties_.begin() + static_cast<std::ptrdiff_t>(index));
  peers_->departed(gone.kind, gone.side);
  Sleepers::forget(set_->view.ties(), gone.side);
  set_->view.ties().ends[gone.end].state.store(static_cast<std::uint32_t>(EndState::Free));
}

void Monitor::answerTheDoor() {
  EndRecord* const ends = set_->view.ties().ends;
  for (std::size_t i = ties_.size(); i-- > 0;)
    if (ends[ties_[i].end].state.load() == static_cast<std::uint32_t>(EndState::Left)) cut(i);
  for (std::uint32_t end = 0; end < kMaxEnds; ++end) {
    if (ends[end].state.load() != static_cast<std::uint32_t>(EndState::Asking)) continue;
    std::uint32_t side = 0;
    const Result result = admit(ends[end], end, side);
    answer(end, result, side);
  }
}

Result Monitor::admit(EndRecord& record, std::uint32_t end, std::uint32_t& side) {
  const auto kind = static_cast<EndKind>(record.kind);
  const std::uint64_t birth = record.birth;
  if (kind != EndKind::Server && kind != EndKind::SecondaryClient) return VD_E_UNEXPECTED;
  const auto sameEnd = [end](const Tie& tie) { return tie.end == end; };
  if (nextSide_ >= kMaxSide || std::any_of(ties_.begin(), ties_.end(), sameEnd)) return VD_E_UNEXPECTED;
  Handle process(OpenProcess(SYNCHRONIZE | PROCESS_QUERY_LIMITED_INFORMATION, FALSE, record.process));
  if (!process.valid()) return VD_E_SECURITY;
  if (birthOf(process.get()) != birth) return VD_E_UNEXPECTED;
  const Result result = peers_->admit(kind);
  if (failed(result)) return result;
  side = kind == EndKind::Server ? kServerSide : nextSide_++;
  ties_.push_back(Tie{std::move(process), kind, side, end});
  return kDone;
}

void Monitor::answer(std::uint32_t end, Result result, std::uint32_t side) {
  EndRecord& record = set_->view.ties().ends[end];
  record.result = result;
  record.side = side;
  auto asking = static_cast<std::uint32_t>(EndState::Asking);
  const auto answered =
      static_cast<std::uint32_t>(succeeded(result) ? EndState::Admitted : EndState::Refused);
  if (record.state.compare_exchange_strong(asking, answered)) {
    const Handle event(OpenEventW(EVENT_MODIFY_STATE, FALSE, set_->names.answer(end).c_str()));
    if (event.valid()) SetEvent(event.get());
  } else if (succeeded(result)) {
    cut(ties_.size() - 1);  // it waited no longer
  }
}

}  // namespace vdi::platform
