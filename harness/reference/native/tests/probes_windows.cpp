#include "probes_windows.h"

#include <windows.h>

#include <sddl.h>  // after windows.h

#include <algorithm>

#include "system.h"

namespace tests {

namespace {

std::wstring wide(const std::u16string& text) { return std::wstring(text.begin(), text.end()); }
std::string narrow(const std::wstring& text) { return std::string(text.begin(), text.end()); }

struct UnicodeString {
  USHORT length;
  USHORT room;
  wchar_t* text;
};
struct ObjectAttributes {
  ULONG length;
  HANDLE root;
  UnicodeString* name;
  ULONG attributes;
  void* security;
  void* quality;
};

template <class Call>
Call inNtdll(const char* name) {
  return find<Call>(GetModuleHandleW(L"ntdll.dll"), name);
}

HANDLE openDirectory(std::wstring path) {
  const auto open = inNtdll<LONG(WINAPI*)(HANDLE*, ULONG, ObjectAttributes*)>("NtOpenDirectoryObject");
  UnicodeString name{static_cast<USHORT>(path.size() * 2), static_cast<USHORT>(path.size() * 2), path.data()};
  ObjectAttributes attributes{sizeof attributes, nullptr, &name, 0, nullptr, nullptr};
  HANDLE directory = nullptr;
  constexpr ULONG kQueryAndTraverse = 3;
  return open(&directory, kQueryAndTraverse, &attributes) >= 0 ? directory : nullptr;
}

HANDLE openSection(const std::u16string& name, DWORD access) {
  return OpenFileMappingW(access, FALSE, wide(name).c_str());
}

}  // namespace

bool sectionExists(const std::u16string& name) {
  const HANDLE section = openSection(name, FILE_MAP_READ);
  if (section != nullptr) CloseHandle(section);
  return section != nullptr;
}

std::string securityOfSection(const std::u16string& name) {
  constexpr SECURITY_INFORMATION kWhat = OWNER_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION;
  const HANDLE section = openSection(name, FILE_MAP_READ | READ_CONTROL);
  std::vector<char> room(4096);
  DWORD needed = 0;
  wchar_t* text = nullptr;
  const bool got =
      GetKernelObjectSecurity(section, kWhat, room.data(), static_cast<DWORD>(room.size()), &needed) &&
      ConvertSecurityDescriptorToStringSecurityDescriptorW(room.data(), SDDL_REVISION_1, kWhat, &text,
                                                           nullptr);
  const std::string security = got ? narrow(text) : "";
  if (text != nullptr) LocalFree(text);
  if (section != nullptr) CloseHandle(section);
  return security;
}

std::string ownAccount() {
  HANDLE token = nullptr;
  std::vector<char> room(4096);
  DWORD needed = 0;
  wchar_t* text = nullptr;
  OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &token);
  GetTokenInformation(token, TokenUser, room.data(), static_cast<DWORD>(room.size()), &needed);
  ConvertSidToStringSidW(reinterpret_cast<TOKEN_USER*>(room.data())->User.Sid, &text);
  const std::string account = text != nullptr ? narrow(text) : "";
  LocalFree(text);
  CloseHandle(token);
  return account;
}

std::vector<std::string> objectsNamedAfter(const std::u16string& set) {
  const auto query = inNtdll<LONG(WINAPI*)(HANDLE, void*, ULONG, BOOLEAN, BOOLEAN, ULONG*, ULONG*)>(
      "NtQueryDirectoryObject");
  DWORD session = 0;
  ProcessIdToSessionId(GetCurrentProcessId(), &session);
  std::vector<std::string> found;
  for (const std::wstring& path : {std::wstring(L"\\BaseNamedObjects"),
                                   L"\\Sessions\\" + std::to_wstring(session) + L"\\BaseNamedObjects"}) {
    const HANDLE directory = openDirectory(path);
    if (directory == nullptr) continue;
    char room[4096];
    ULONG place = 0, length = 0;
    while (query(directory, room, sizeof room, TRUE, FALSE, &place, &length) == 0) {
      const auto& name = *reinterpret_cast<const UnicodeString*>(room);
      const std::wstring text(name.text, name.length / 2);
      if (text.find(wide(set)) != std::wstring::npos) found.push_back(narrow(text));
    }
    CloseHandle(directory);
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

void* makeForeignSection(const std::u16string& name) {
  PSECURITY_DESCRIPTOR descriptor = nullptr;
  ConvertStringSecurityDescriptorToSecurityDescriptorW(L"O:BAD:P(A;;GA;;;WD)", SDDL_REVISION_1, &descriptor,
                                                       nullptr);
  SECURITY_ATTRIBUTES attributes{sizeof attributes, descriptor, FALSE};
  void* const section =
      CreateFileMappingW(INVALID_HANDLE_VALUE, &attributes, PAGE_READWRITE, 0, 64u << 20, wide(name).c_str());
  LocalFree(descriptor);
  return section;
}

void closeHandle(void* handle) { CloseHandle(handle); }

void queueCall(std::uint64_t thread, void (*call)(std::uintptr_t), std::uintptr_t argument) {
  const HANDLE handle = OpenThread(THREAD_SET_CONTEXT, FALSE, static_cast<DWORD>(thread));
  // On x86 such a call has another calling convention than a plain function; the arguments carry both.
  struct Queued {
    void (*call)(std::uintptr_t);
    std::uintptr_t argument;
    static void CALLBACK make(ULONG_PTR self) {
      const auto* const queued = reinterpret_cast<const Queued*>(self);
      const Queued copy = *queued;
      delete queued;
      copy.call(copy.argument);
    }
  };
  QueueUserAPC(&Queued::make, handle, reinterpret_cast<ULONG_PTR>(new Queued{call, argument}));
  CloseHandle(handle);
}

void suspendProcess(unsigned long number, bool suspended) {
  const auto call = inNtdll<LONG(WINAPI*)(HANDLE)>(suspended ? "NtSuspendProcess" : "NtResumeProcess");
  const HANDLE process = OpenProcess(PROCESS_SUSPEND_RESUME, FALSE, number);
  call(process);
  CloseHandle(process);
}

}  // namespace tests
