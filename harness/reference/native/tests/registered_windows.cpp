#include "registered_windows.h"

#include "runner.h"
#include "system.h"

namespace tests {

namespace {

/// Wine 8 does not look at a user's classes; the machine that it makes is a test's own.
const wchar_t* forWhomHere() {
  const bool wine = GetProcAddress(GetModuleHandleW(L"ntdll.dll"), "wine_get_version") != nullptr;
  return wine ? L"" : L"user";
}

}  // namespace

std::wstring textAt(HKEY root, const std::wstring& key, const wchar_t* name) {
  wchar_t text[1024] = {};
  DWORD bytes = sizeof text;
  return RegGetValueW(root, key.c_str(), name, RRF_RT_REG_SZ, nullptr, text, &bytes) == ERROR_SUCCESS ? text
                                                                                                      : L"";
}

Library::Library()
    : module(static_cast<HMODULE>(loadLibrary("vdi_reference"))),
      registerIt(find<Plain>(module, "DllRegisterServer")),
      unregisterIt(find<Plain>(module, "DllUnregisterServer")),
      canUnload(find<Plain>(module, "DllCanUnloadNow")),
      install(find<Install>(module, "DllInstall")) {}

std::wstring Library::path() const {
  wchar_t text[1024];
  return std::wstring(text, GetModuleFileNameW(module, text, 1024));
}

Registered::Registered() : forWhom_(forWhomHere()) {
  for (const wchar_t* const key : kClassKeys) {
    if (textAt(HKEY_CLASSES_ROOT, key, nullptr).empty()) continue;
    fail(__FILE__, __LINE__, "a VDI library is registered on this machine: not touched");
    return;
  }
  done_ = library.install(TRUE, forWhom_) == S_OK;
  CHECK(done_);
}

Registered::~Registered() {
  if (!done_) return;
  CHECK_EQ(library.install(FALSE, forWhom_), S_OK);
  for (const wchar_t* const key : kClassKeys) CHECK(textAt(HKEY_CLASSES_ROOT, key, nullptr).empty());
}

}  // namespace tests
