#include "memory_windows.h"

namespace vdi::platform {

Made createSection(Access& access, const std::wstring& name, std::uint64_t bytes, Handle& out) {
  out.reset(CreateFileMappingW(INVALID_HANDLE_VALUE, access.attributes(), PAGE_READWRITE,
                               static_cast<DWORD>(bytes >> 32), static_cast<DWORD>(bytes), name.c_str()));
  const DWORD error = GetLastError();
  if (out.valid() && error != ERROR_ALREADY_EXISTS) return Made::Yes;
  out.reset();
  // An object of another kind has the name when the error is ERROR_INVALID_HANDLE.
  if (error == ERROR_ALREADY_EXISTS || error == ERROR_INVALID_HANDLE) return Made::Taken;
  if (error != ERROR_ACCESS_DENIED) return Made::NoMemory;
  // Somebody else's, or no right to make any here.
  bool denied = false;
  return openSection(name, denied).valid() || denied ? Made::Taken : Made::Forbidden;
}

Handle openSection(const std::wstring& name, bool& denied) {
  Handle section(OpenFileMappingW(FILE_MAP_READ | FILE_MAP_WRITE | READ_CONTROL, FALSE, name.c_str()));
  if (!section.valid()) denied = GetLastError() == ERROR_ACCESS_DENIED;
  return section;
}

bool mapSection(HANDLE section, std::uint64_t bytes, Mapping& out) {
  if (bytes == 0 || bytes > SIZE_MAX) return false;
  // Windows refuses a view that is longer than its section. Views begin at multiples of 64 KB.
  void* const base =
      MapViewOfFile(section, FILE_MAP_READ | FILE_MAP_WRITE, 0, 0, static_cast<std::size_t>(bytes));
  if (base == nullptr) return false;
  out = Mapping{base, static_cast<std::size_t>(bytes)};
  return true;
}

void unmap(const Mapping& mapping) {
  if (mapping.base != nullptr) UnmapViewOfFile(mapping.base);
}

}  // namespace vdi::platform
