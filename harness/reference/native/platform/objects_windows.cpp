#include "objects_windows.h"

#include <sddl.h>

#include <vector>

namespace vdi::platform {

namespace {

constexpr DWORD kLongestSid = 200;

/// Calls for a piece of information until there is room for it.
template <class Call>
std::vector<BYTE> whole(Call call) {
  DWORD needed = 0;
  call(nullptr, 0, &needed);
  std::vector<BYTE> room(needed);
  if (needed == 0 || !call(room.data(), needed, &needed)) room.clear();
  return room;
}

std::wstring textOf(PSID sid) {
  wchar_t* text = nullptr;
  if (!ConvertSidToStringSidW(sid, &text)) return {};
  const std::wstring copy = text;
  LocalFree(text);
  return copy;
}

std::wstring accountOfProcess() {
  HANDLE token = nullptr;
  if (!OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &token)) return {};
  const Handle own(token);
  const std::vector<BYTE> user = whole([&](void* out, DWORD bytes, DWORD* needed) {
    return GetTokenInformation(token, TokenUser, out, bytes, needed) != 0;
  });
  return user.empty() ? std::wstring() : textOf(reinterpret_cast<const TOKEN_USER*>(user.data())->User.Sid);
}

/// Empty when the variable is not set or is no SID.
std::wstring accountOfVariable() {
  wchar_t text[kLongestSid];
  const DWORD length = GetEnvironmentVariableW(L"VDI_REFERENCE_ACCOUNT", text, kLongestSid);
  if (length == 0 || length >= kLongestSid) return {};
  PSID sid = nullptr;
  if (!ConvertStringSidToSidW(text, &sid)) return {};
  const std::wstring account = textOf(sid);
  LocalFree(sid);
  return account;
}

}  // namespace

Access::Access() : user_(accountOfProcess()), other_(accountOfVariable()) {
  if (user_.empty()) return;
  std::wstring text = L"O:" + user_ + L"D:P(A;;GA;;;" + user_ + L")";
  if (!other_.empty()) text += L"(A;;GA;;;" + other_ + L")";
  if (!ConvertStringSecurityDescriptorToSecurityDescriptorW(text.c_str(), SDDL_REVISION_1, &descriptor_,
                                                            nullptr))
    descriptor_ = nullptr;
  attributes_.nLength = sizeof attributes_;
  attributes_.lpSecurityDescriptor = descriptor_;
}

Access::~Access() {
  if (descriptor_ != nullptr) LocalFree(descriptor_);
}

bool Access::madeByUs(HANDLE object) const {
  const std::vector<BYTE> descriptor = whole([&](void* out, DWORD bytes, DWORD* needed) {
    return GetKernelObjectSecurity(object, OWNER_SECURITY_INFORMATION, out, bytes, needed) != 0;
  });
  PSID owner = nullptr;
  BOOL byDefault = FALSE;
  if (descriptor.empty() ||
      !GetSecurityDescriptorOwner(const_cast<BYTE*>(descriptor.data()), &owner, &byDefault) ||
      owner == nullptr)
    return false;
  const std::wstring account = textOf(owner);
  return !account.empty() && (account == user_ || account == other_);
}

std::wstring wide(const std::u16string& text) { return std::wstring(text.begin(), text.end()); }

std::wstring ObjectNames::numbered(const wchar_t* kind, std::uint32_t index) const {
  return prefix_ + kind + std::to_wstring(index) + L"_" + std::to_wstring(number_);
}

std::uint64_t birthOf(HANDLE process) {
  FILETIME created, exited, kernel, user;
  if (!GetProcessTimes(process, &created, &exited, &kernel, &user)) return 0;
  return (static_cast<std::uint64_t>(created.dwHighDateTime) << 32) | created.dwLowDateTime;
}

}  // namespace vdi::platform
