/// How COM finds the library on Windows: the classes of both sets in the registry, for the machine or for one
/// user. With regsvr32: `regsvr32 FILE` (as an administrator), or `regsvr32 /n /i:user FILE`; /u undoes
/// either.
///
/// A machine may have SQL Server's own library under these classes. Registering for the machine never takes
/// its place: it is refused while another file that exists is registered. A registration for a user hides the
/// machine's from that user's programs (not from elevated ones) until it is undone. Undoing removes only what
/// leads to this file.

#include <windows.h>

#include <cwchar>
#include <string>

#define VDI_ENTRY extern "C" __declspec(dllexport) HRESULT __stdcall

VDI_ENTRY DllRegisterServer();
VDI_ENTRY DllUnregisterServer();
VDI_ENTRY DllInstall(BOOL install, const wchar_t* forWhom);

namespace {

struct Class {
  const wchar_t* id;
  const wchar_t* description;
};
/// CLSID_ClientVirtualDeviceSet and CLSID_ServerVirtualDeviceSet.
constexpr Class kClasses[] = {
    {L"{40700425-0080-11D2-851F-00C04FC21759}", L"VDI reference: client's virtual device set"},
    {L"{B5E7A132-A7BD-11D1-84C2-00C04FC21759}", L"VDI reference: server's virtual device set"},
};
constexpr HRESULT kNotRegistered = static_cast<HRESULT>(0x80040201);  // SELFREG_E_CLASS

const char marker = 0;

/// The file that this code was loaded from.
std::wstring ownPath() {
  HMODULE module = nullptr;
  constexpr DWORD kHow =
      GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT;
  if (!GetModuleHandleExW(kHow, reinterpret_cast<const wchar_t*>(&marker), &module)) return {};
  std::wstring path(32768, L'\0');
  path.resize(GetModuleFileNameW(module, path.data(), static_cast<DWORD>(path.size())));
  return path;
}

/// Where the classes of the machine, or of this user, are written. Reading HKEY_CLASSES_ROOT shows both,
/// mixed.
struct Hive {
  HKEY root;
  bool machine;

  static constexpr const wchar_t* kClassesKey = L"Software\\Classes\\CLSID\\";
};

std::wstring serverKey(const Class& each) {
  return std::wstring(Hive::kClassesKey) + each.id + L"\\InprocServer32";
}

/// The file that is registered; empty when none is.
std::wstring registeredPath(const Hive& hive, const Class& each) {
  wchar_t path[1024];
  DWORD bytes = sizeof path;
  const LSTATUS found =
      RegGetValueW(hive.root, serverKey(each).c_str(), nullptr, RRF_RT_REG_SZ, nullptr, path, &bytes);
  return found == ERROR_SUCCESS ? std::wstring(path) : std::wstring();
}

bool isOwn(const std::wstring& path) { return _wcsicmp(path.c_str(), ownPath().c_str()) == 0; }

bool isAnothers(const std::wstring& path) {
  return !path.empty() && !isOwn(path) && GetFileAttributesW(path.c_str()) != INVALID_FILE_ATTRIBUTES;
}

bool write(const Hive& hive, const std::wstring& key, const wchar_t* name, const std::wstring& value) {
  HKEY opened = nullptr;
  if (RegCreateKeyExW(hive.root, key.c_str(), 0, nullptr, 0, KEY_SET_VALUE, nullptr, &opened, nullptr) !=
      ERROR_SUCCESS)
    return false;
  const LSTATUS written =
      RegSetValueExW(opened, name, 0, REG_SZ, reinterpret_cast<const BYTE*>(value.c_str()),
                     static_cast<DWORD>((value.size() + 1) * sizeof(wchar_t)));
  RegCloseKey(opened);
  return written == ERROR_SUCCESS;
}

HRESULT removeFrom(const Hive& hive) {
  HRESULT result = S_OK;
  for (const Class& each : kClasses) {
    if (!isOwn(registeredPath(hive, each))) continue;
    const LSTATUS removed = RegDeleteTreeW(hive.root, (std::wstring(Hive::kClassesKey) + each.id).c_str());
    if (removed != ERROR_SUCCESS) result = HRESULT_FROM_WIN32(removed);
  }
  return result;
}

HRESULT registerIn(const Hive& hive) {
  const std::wstring path = ownPath();
  if (path.empty()) return kNotRegistered;
  for (const Class& each : kClasses)
    if (hive.machine && isAnothers(registeredPath(hive, each))) return kNotRegistered;
  for (const Class& each : kClasses) {
    const std::wstring server = serverKey(each);
    if (write(hive, std::wstring(Hive::kClassesKey) + each.id, nullptr, each.description) &&
        write(hive, server, nullptr, path) && write(hive, server, L"ThreadingModel", L"Both"))
      continue;
    removeFrom(hive);
    return kNotRegistered;
  }
  return S_OK;
}

constexpr bool kForMachine = true;
Hive machineHive() { return {HKEY_LOCAL_MACHINE, kForMachine}; }
Hive userHive() { return {HKEY_CURRENT_USER, !kForMachine}; }

}  // namespace

HRESULT __stdcall DllRegisterServer() { return registerIn(machineHive()); }
HRESULT __stdcall DllUnregisterServer() { return removeFrom(machineHive()); }

HRESULT __stdcall DllInstall(BOOL install, const wchar_t* forWhom) {
  const bool user = forWhom != nullptr && _wcsicmp(forWhom, L"user") == 0;
  if (!user && forWhom != nullptr && *forWhom != 0) return E_INVALIDARG;
  const Hive hive = user ? userHive() : machineHive();
  return install ? registerIn(hive) : removeFrom(hive);
}
