#include "rendezvous_windows.h"

#include <algorithm>

#include "../interface/vdi_results.h"

namespace vdi::platform {

constexpr DWORD kAnswerTimeoutMs = 5000;

namespace {

/// Different for every set of every process.
std::uint64_t freshNumber() {
  static std::atomic<std::uint32_t> count{0};
  LARGE_INTEGER now;
  QueryPerformanceCounter(&now);
  const auto moment = static_cast<std::uint64_t>(now.QuadPart) + ++count;
  return (static_cast<std::uint64_t>(GetCurrentProcessId()) << 40) ^ moment;
}

Result openSet(Access& access, const std::u16string& setName, Handle& section, std::wstring& prefix) {
  for (const wchar_t* const space : kNamespaces) {
    bool denied = false;
    prefix = space + wide(setName);
    section = openSection(ObjectNames::ofSet(prefix), denied);
    if (denied) return VD_E_SECURITY;
    if (section.valid()) return access.madeByUs(section.get()) ? kDone : VD_E_SECURITY;
  }
  return VD_E_INVALID;
}

}  // namespace

Result hostSet(Access& access, const std::u16string& setName, std::size_t controlBytes, HostedSet& out) {
  // A set of that name in any namespace that we see is in the way: joiners could not tell the two apart.
  std::wstring prefix;
  Handle other;
  if (openSet(access, setName, other, prefix) != VD_E_INVALID) return VD_E_PROTOCOL;
  Made made = Made::Forbidden;
  for (const wchar_t* const space : kNamespaces) {
    prefix = space + wide(setName);
    made = createSection(access, ObjectNames::ofSet(prefix), controlBytes + kTiesBytes, out.section);
    if (made != Made::Forbidden) break;
  }
  if (made == Made::Taken) return VD_E_PROTOCOL;
  if (made == Made::Forbidden) return VD_E_SECURITY;
  if (made != Made::Yes || !out.view.map(out.section.get(), controlBytes)) return VD_E_MEMORY;

  Ties& ties = out.view.ties();
  ties.hostProcess = GetCurrentProcessId();
  ties.hostBirth = birthOf(GetCurrentProcess());
  ties.number = freshNumber();
  const std::wstring name = ObjectNames::ofSet(prefix).substr(0, kMaxObjectName - 1);
  std::copy(name.begin(), name.end(), ties.name);
  out.names = ObjectNames(prefix, ties.number);
  out.door.reset(CreateEventW(access.attributes(), FALSE, FALSE, out.names.door().c_str()));
  if (!out.door.valid()) return VD_E_MEMORY;
  ties.magic.store(kTiesMagic);
  return kDone;
}

Result findSet(Access& access, const std::u16string& setName, std::size_t controlBytes, FoundSet& out) {
  Handle section;
  std::wstring prefix;
  const Result opened = openSet(access, setName, section, prefix);
  if (failed(opened)) return opened;
  if (!out.view.map(section.get(), controlBytes)) return VD_E_UNEXPECTED;
  section.reset();

  const Ties& ties = out.view.ties();
  const std::uint32_t magic = ties.magic.load();
  if (magic == 0) return VD_E_INVALID;  // made this moment: it is not a set yet
  if (magic != kTiesMagic) return VD_E_UNEXPECTED;
  out.names = ObjectNames(prefix, ties.number);
  out.door.reset(OpenEventW(EVENT_MODIFY_STATE, FALSE, out.names.door().c_str()));
  if (!out.door.valid()) return GetLastError() == ERROR_ACCESS_DENIED ? VD_E_SECURITY : VD_E_INVALID;
  out.host.reset(OpenProcess(SYNCHRONIZE | PROCESS_QUERY_LIMITED_INFORMATION, FALSE, ties.hostProcess));
  if (!out.host.valid()) return GetLastError() == ERROR_ACCESS_DENIED ? VD_E_SECURITY : VD_E_INVALID;
  // Another process may have got the number of one that died.
  return birthOf(out.host.get()) == ties.hostBirth ? kDone : VD_E_INVALID;
}

namespace {

bool move(EndRecord& record, EndState from, EndState to) {
  auto expected = static_cast<std::uint32_t>(from);
  return record.state.compare_exchange_strong(expected, static_cast<std::uint32_t>(to));
}

EndState stateOf(const EndRecord& record) { return static_cast<EndState>(record.state.load()); }

/// Until the answer is there, the primary client is gone, or time is over.
void awaitAnswer(const EndRecord& record, HANDLE answer, HANDLE host) {
  const HANDLE events[] = {answer, host};
  const std::uint64_t deadline = deadlineAfter(kAnswerTimeoutMs);
  while (stateOf(record) == EndState::Asking) {
    const std::uint64_t now = nowNanoseconds();
    if (now >= deadline) return;
    const auto ms = static_cast<DWORD>((deadline - now) / 1000000u + 1);
    if (WaitForMultipleObjects(2, events, FALSE, ms) != WAIT_OBJECT_0) return;
  }
}

}  // namespace

Result askToJoin(Access& access, const FoundSet& set, EndKind kind, std::uint32_t& side, std::uint32_t& end) {
  Ties& ties = set.view.ties();
  for (end = 0; end < kMaxEnds && !move(ties.ends[end], EndState::Free, EndState::Writing);) ++end;
  if (end == kMaxEnds) return VD_E_MEMORY;
  EndRecord& record = ties.ends[end];
  const Handle answer(CreateEventW(access.attributes(), FALSE, FALSE, set.names.answer(end).c_str()));
  if (!answer.valid()) {
    record.state.store(static_cast<std::uint32_t>(EndState::Free));
    return VD_E_MEMORY;
  }
  record.kind = static_cast<std::uint32_t>(kind);
  record.process = GetCurrentProcessId();
  record.birth = birthOf(GetCurrentProcess());
  record.state.store(static_cast<std::uint32_t>(EndState::Asking));
  SetEvent(set.door.get());
  // After Asking was written: either we see that it closed, or it sees that we ask.
  if (ties.closed.load() == 0) awaitAnswer(record, answer.get(), set.host.get());

  if (move(record, EndState::Asking, EndState::Free)) {
    const bool gone = ties.closed.load() != 0 || WaitForSingleObject(set.host.get(), 0) == WAIT_OBJECT_0;
    return gone ? VD_E_INVALID : VD_E_TIMEOUT;
  }
  const Result result = record.result;
  side = record.side;
  if (stateOf(record) == EndState::Admitted) return side != 0 ? kDone : VD_E_UNEXPECTED;
  record.state.store(static_cast<std::uint32_t>(EndState::Free));
  return failed(result) ? result : VD_E_UNEXPECTED;
}

void leave(const FoundSet& set, std::uint32_t end) {
  set.view.ties().ends[end].state.store(static_cast<std::uint32_t>(EndState::Left));
  SetEvent(set.door.get());
}

}  // namespace vdi::platform
