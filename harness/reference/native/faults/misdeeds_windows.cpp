#include "misdeeds.h"

#include "../platform/rendezvous_windows.h"
#include "../threads/thread.h"

namespace vdi::faults {

using platform::Access;
using platform::Handle;

namespace {

constexpr DWORD kTellTimeoutMs = 10000;

/// An object of this process's account that bears the set's name, as the set's own do.
std::wstring besides(const std::u16string& setName, const wchar_t* what) {
  return L"Local\\" + platform::wide(setName) + what;
}

/// Visits the views of shared memory that this process has, until `visit` says that it is done.
template <class Visit>
void forEachView(Visit visit) {
  MEMORY_BASIC_INFORMATION part{};
  for (const char* at = nullptr; VirtualQuery(at, &part, sizeof part) == sizeof part;) {
    const char* const next = static_cast<const char*>(part.BaseAddress) + part.RegionSize;
    const bool whole = part.State == MEM_COMMIT && part.Type == MEM_MAPPED &&
                       part.Protect == PAGE_READWRITE && part.BaseAddress == part.AllocationBase;
    if (whole && visit(static_cast<char*>(part.BaseAddress), part.RegionSize)) return;
    if (next <= at) return;
    at = next;
  }
}

}  // namespace

void leakDescriptor() { (void)CreateEventW(nullptr, TRUE, FALSE, nullptr); }

void leakThread() { afterPause(0, stayForEver); }

void leakControlBlock() {
  // No name leads to the memory from here: the view itself has to tell which set's it is.
  forEachView([](char* base, std::size_t bytes) {
    if (bytes <= platform::kTiesBytes) return false;
    const auto& ties = *reinterpret_cast<const platform::Ties*>(base + bytes - platform::kTiesBytes);
    if (ties.magic.load() != platform::kTiesMagic) return false;
    bool denied = false;
    const Handle section = platform::openSection(ties.name, denied);
    platform::Mapping again;
    return section.valid() && platform::mapSection(section.get(), bytes, again);
  });
}

void stayForEver() {
  for (;;) Sleep(INFINITE);
}

void crash() {
  volatile int* volatile nowhere = nullptr;
  *nowhere = 0;
}

void afterPause(int milliseconds, std::function<void()> later) {
  threads::Thread([milliseconds, later = std::move(later)] {
    Sleep(static_cast<DWORD>(milliseconds));
    later();
  }).detach();
}

void leaveMapped(const platform::Mapping&) {}

void protectOnly(const platform::Mapping& mapping) {
  DWORD before = 0;
  VirtualProtect(mapping.base, mapping.bytes, PAGE_NOACCESS, &before);
}

void reserveRange(const platform::Mapping& mapping) {
  platform::unmap(mapping);
  VirtualAlloc(mapping.base, mapping.bytes, MEM_RESERVE | MEM_COMMIT, PAGE_READONLY);
}

void wipe(const platform::Mapping& mapping) {
  FillMemory(mapping.base, mapping.bytes, 0xDD);
  platform::unmap(mapping);
}

void keepSetName(const std::u16string& setName) {
  // Memory without ties: whoever finds it is told that there is no such set.
  Access access;
  for (const wchar_t* const space : platform::kNamespaces) {
    Handle section;
    const std::wstring name = platform::ObjectNames::ofSet(space + platform::wide(setName));
    if (platform::createSection(access, name, 64ull << 20, section) != platform::Made::Yes) continue;
    (void)section.release();
    return;
  }
}

void leakNamedObject(const std::u16string& setName) {
  (void)CreateEventW(nullptr, TRUE, FALSE, besides(setName, L"_SQLVDIEventName_left").c_str());
}

void whenTold(const std::u16string& setName, std::function<void()> then) {
  const HANDLE told = CreateEventW(nullptr, FALSE, FALSE, besides(setName, L"_aside").c_str());
  threads::Thread([told, then = std::move(then)] {
    const Handle own(told);
    if (WaitForSingleObject(told, kTellTimeoutMs) == WAIT_OBJECT_0) then();
  }).detach();
}

void tell(const std::u16string& setName) {
  const Handle told(OpenEventW(EVENT_MODIFY_STATE, FALSE, besides(setName, L"_aside").c_str()));
  if (told.valid()) SetEvent(told.get());
}

}  // namespace vdi::faults
