#include "system.h"

#include <windows.h>

#include <tlhelp32.h>  // after windows.h

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <vector>

namespace tests {

namespace {

std::wstring wide(const std::u16string& text) { return std::wstring(text.begin(), text.end()); }

std::string narrow(const std::wstring& text) {
  std::string bytes(text.size() * 3 + 1, '\0');
  const int length = WideCharToMultiByte(CP_ACP, 0, text.c_str(), -1, bytes.data(),
                                         static_cast<int>(bytes.size()), nullptr, nullptr);
  bytes.resize(length > 0 ? static_cast<std::size_t>(length) - 1 : 0);
  return bytes;
}

HANDLE openMemory(const std::u16string& set) {
  for (const wchar_t* const space : {L"Global\\", L"Local\\"}) {
    const std::wstring name = space + wide(set) + L"_SQLVDIMemoryName_0";
    if (const HANDLE section = OpenFileMappingW(FILE_MAP_READ | FILE_MAP_WRITE, FALSE, name.c_str()))
      return section;
  }
  return nullptr;
}

/// Views of shared memory that can be written: Windows itself maps none of those into a program's process, or
/// has done so before a test begins.
unsigned writableViews() {
  unsigned count = 0;
  MEMORY_BASIC_INFORMATION part{};
  for (const char* at = nullptr; VirtualQuery(at, &part, sizeof part) == sizeof part;) {
    count += part.State == MEM_COMMIT && part.Type == MEM_MAPPED &&
             part.AllocationProtect == PAGE_READWRITE && part.BaseAddress == part.AllocationBase;
    at = static_cast<const char*>(part.BaseAddress) + part.RegionSize;
  }
  return count;
}
const unsigned viewsAtStart = writableViews();

}  // namespace

std::string libraryPath(const char* name) {
  wchar_t self[4096];
  const std::wstring path(self, GetModuleFileNameW(nullptr, self, 4096));
  return narrow(path.substr(0, path.rfind(L'\\') + 1)) + name + ".dll";
}

void* openLibrary(const std::string& path) { return LoadLibraryA(path.c_str()); }
void closeLibrary(void* library) { FreeLibrary(static_cast<HMODULE>(library)); }
bool libraryIsLoaded(const std::string& path) { return GetModuleHandleA(path.c_str()) != nullptr; }

void* loadLibrary(const char* name) {
  void* const library = openLibrary(libraryPath(name));
  if (library == nullptr) {
    std::printf("%s: error %lu\n", libraryPath(name).c_str(), GetLastError());
    std::fflush(nullptr);
    std::abort();
  }
  return library;
}

void* symbolOf(void* library, const char* name) {
  return reinterpret_cast<void*>(GetProcAddress(static_cast<HMODULE>(library), name));
}

// By the C library, which passes it on: the library under test reads its own copy.
void setVariable(const char* name, const char* value) { _putenv_s(name, value); }
std::uint64_t processNumber() { return GetCurrentProcessId(); }
std::uint64_t threadNumber() { return GetCurrentThreadId(); }

unsigned mappingsOf(const std::u16string&) { return writableViews() - viewsAtStart; }

bool isMapped(const void* address) {
  MEMORY_BASIC_INFORMATION part{};
  return VirtualQuery(address, &part, sizeof part) == sizeof part && part.State == MEM_COMMIT &&
         part.Protect != PAGE_NOACCESS;
}

bool isShared(const void* address) {
  MEMORY_BASIC_INFORMATION part{};
  return VirtualQuery(address, &part, sizeof part) == sizeof part && part.State == MEM_COMMIT &&
         part.Type == MEM_MAPPED;
}

/// Counted in the list of all handles: Wine answers 0 to GetProcessHandleCount.
unsigned openDescriptors() {
  struct Entry {
    void* object;
    ULONG_PTR process;
    ULONG_PTR handle;
    ULONG access;
    USHORT backTrace;
    USHORT kind;
    ULONG attributes;
    ULONG reserved;
  };
  struct List {
    ULONG_PTR count;
    ULONG_PTR reserved;
    Entry entries[1];
  };
  using Query = LONG(WINAPI*)(ULONG, void*, ULONG, ULONG*);
  constexpr ULONG kExtendedHandles = 64;
  static const auto query = find<Query>(GetModuleHandleW(L"ntdll.dll"), "NtQuerySystemInformation");
  for (std::vector<char> room(1 << 20);; room.resize(room.size() * 2)) {
    if (query(kExtendedHandles, room.data(), static_cast<ULONG>(room.size()), nullptr) < 0) {
      if (room.size() > 1u << 28) std::abort();
      continue;
    }
    const List& list = *reinterpret_cast<const List*>(room.data());
    return static_cast<unsigned>(
        std::count_if(list.entries, list.entries + list.count,
                      [](const Entry& each) { return each.process == GetCurrentProcessId(); }));
  }
}

unsigned threads() {
  const HANDLE all = CreateToolhelp32Snapshot(TH32CS_SNAPTHREAD, 0);
  THREADENTRY32 thread{};
  thread.dwSize = sizeof thread;
  unsigned count = 0;
  for (BOOL more = Thread32First(all, &thread); more; more = Thread32Next(all, &thread))
    count += thread.th32OwnerProcessID == GetCurrentProcessId() ? 1 : 0;
  CloseHandle(all);
  return count;
}

bool nameIsTaken(const std::u16string& set) {
  const HANDLE section = openMemory(set);
  if (section == nullptr) return false;
  CloseHandle(section);
  return true;
}

void* mapControlBlock(const std::u16string& set, std::size_t bytes) {
  const HANDLE section = openMemory(set);
  if (section == nullptr) return nullptr;
  void* const block = MapViewOfFile(section, FILE_MAP_READ | FILE_MAP_WRITE, 0, 0, bytes);
  CloseHandle(section);
  return block;
}

void unmapControlBlock(void* block, std::size_t) { UnmapViewOfFile(block); }

}  // namespace tests
