#pragma once
/// The library as COM finds it in the registry. In Windows' own words for COM.

#include <windows.h>

#include <objbase.h>  // after windows.h

#include <string>

namespace tests {

constexpr CLSID kClientClass = {0x40700425, 0x0080, 0x11d2, {0x85, 0x1f, 0, 0xc0, 0x4f, 0xc2, 0x17, 0x59}};
constexpr CLSID kServerClass = {0xb5e7a132, 0xa7bd, 0x11d1, {0x84, 0xc2, 0, 0xc0, 0x4f, 0xc2, 0x17, 0x59}};
/// Where both classes lead to a file, below a registry's classes.
constexpr const wchar_t* kClassKeys[] = {L"CLSID\\{40700425-0080-11d2-851f-00c04fc21759}\\InprocServer32",
                                         L"CLSID\\{b5e7a132-a7bd-11d1-84c2-00c04fc21759}\\InprocServer32"};

/// Empty when there is none.
std::wstring textAt(HKEY root, const std::wstring& key, const wchar_t* name);

/// The reference, and what regsvr32 asks of it.
struct Library {
  using Plain = HRESULT(WINAPI*)();
  using Install = HRESULT(WINAPI*)(BOOL, const wchar_t*);

  Library();
  std::wstring path() const;

  const HMODULE module;
  const Plain registerIt, unregisterIt, canUnload;
  const Install install;
};

/// Both classes lead to the reference while this lives. Fails the test, and is false, where another library
/// is registered already: it would be hidden for a moment from this user's programs.
class Registered {
public:
  Registered();
  ~Registered();
  Registered(const Registered&) = delete;
  Registered& operator=(const Registered&) = delete;
  explicit operator bool() const { return done_; }

  const Library library;

private:
  const wchar_t* const forWhom_;
  bool done_ = false;
};

}  // namespace tests
