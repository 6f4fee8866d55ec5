#include <windows.h>

#include <cstdio>
#include <cwchar>

#include "right_library.h"

namespace vdi::recording {

namespace {

constexpr DWORD kLongest = 4096;

/// With a drive, or a server's name.
bool isAbsolute(const wchar_t* path) {
  return (path[0] != 0 && path[1] == L':' && (path[2] == L'\\' || path[2] == L'/')) ||
         (path[0] == L'\\' && path[1] == L'\\');
}

HMODULE load() {
  wchar_t path[kLongest];
  const DWORD length = GetEnvironmentVariableW(L"VDI_CONFORMANCE_RECORDED_LIBRARY", path, kLongest);
  if (length == 0 || length >= kLongest || !isAbsolute(path)) {
    std::fputs("vdi recording: VDI_CONFORMANCE_RECORDED_LIBRARY is not the absolute path of a library\n", stderr);
    return nullptr;
  }
  // What it needs lies beside it or with the system.
  const HMODULE library = LoadLibraryExW(path, nullptr, LOAD_WITH_ALTERED_SEARCH_PATH);
  if (library == nullptr)
    std::fprintf(stderr, "vdi recording: the library cannot be loaded: error %lu\n", GetLastError());
  return library;
}

}  // namespace

// Never unloaded: when this library goes, the loader is at work, and must not be called.
void* rightEntry(const char* name) {
  static const HMODULE library = load();
  return library == nullptr ? nullptr : reinterpret_cast<void*>(GetProcAddress(library, name));
}

}  // namespace vdi::recording
