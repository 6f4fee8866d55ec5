/// The library as COM on Windows sees it: what it registers, and that CoCreateInstance leads to it. Windows'
/// own words for COM here, to see that ours mean the same.

#include "registered_windows.h"

#include <cwchar>
#include <string>
#include <vector>

#include "runner.h"
#include "system.h"

namespace tests {
namespace {

constexpr IID kClientSet2 = {0xd0e6eb07, 0x7a62, 0x11d2, {0x85, 0x73, 0x00, 0xc0, 0x4f, 0xc2, 0x17, 0x59}};
constexpr IID kServerSet2 = {0xaecbd0d6, 0x24c6, 0x11d3, {0x85, 0xb7, 0x00, 0xc0, 0x4f, 0xc2, 0x17, 0x59}};
constexpr IID kUnknown = {0, 0, 0, {0xc0, 0, 0, 0, 0, 0, 0, 0x46}};

/// Lets this process see an empty key in place of the machine's and the user's, so that a test may write
/// there.
class OtherRegistry {
public:
  OtherRegistry() : name_(L"Software\\vdi-test-" + std::to_wstring(GetCurrentProcessId())) {
    make(L"\\machine", machine_);
    make(L"\\user", user_);
    RegOverridePredefKey(HKEY_LOCAL_MACHINE, machine_);
    RegOverridePredefKey(HKEY_CURRENT_USER, user_);
  }
  ~OtherRegistry() {
    RegOverridePredefKey(HKEY_LOCAL_MACHINE, nullptr);
    RegOverridePredefKey(HKEY_CURRENT_USER, nullptr);
    RegCloseKey(machine_);
    RegCloseKey(user_);
    RegDeleteTreeW(HKEY_CURRENT_USER, name_.c_str());
  }

private:
  void make(const wchar_t* part, HKEY& key) {
    RegCreateKeyExW(HKEY_CURRENT_USER, (name_ + part).c_str(), 0, nullptr, 0, KEY_ALL_ACCESS, nullptr, &key,
                    nullptr);
  }

  const std::wstring name_;
  HKEY machine_ = nullptr;
  HKEY user_ = nullptr;
};

std::wstring inClasses(const wchar_t* key) { return std::wstring(L"Software\\Classes\\") + key; }

void checkRegistered(HKEY root, const Library& library, bool registered) {
  for (const wchar_t* const key : kClassKeys) {
    CHECK(textAt(root, inClasses(key), nullptr) == (registered ? library.path() : L""));
    CHECK(textAt(root, inClasses(key), L"ThreadingModel") == (registered ? L"Both" : L""));
  }
}

template <class... Args>
HRESULT bySlot(IUnknown* object, unsigned slot, Args... args) {
  void* const* const vtable = *reinterpret_cast<void* const* const*>(object);
  return reinterpret_cast<HRESULT(WINAPI*)(void*, Args...)>(vtable[slot])(object, args...);
}

void addAll() {
  add("com: the file tells its version", [] {
    const Library library;
    const std::wstring path = library.path();
    std::vector<char> room(GetFileVersionInfoSizeW(path.c_str(), nullptr));
    REQUIRE(!room.empty());
    CHECK(GetFileVersionInfoW(path.c_str(), 0, static_cast<DWORD>(room.size()), room.data()));
    void* text = nullptr;
    UINT length = 0;
    REQUIRE(VerQueryValueW(room.data(), L"\\StringFileInfo\\040904B0\\FileVersion", &text, &length));
    const std::wstring told(static_cast<const wchar_t*>(text));
    const std::string own = find<const char*(WINAPI*)()>(library.module, "VdiReferenceVersion")();
    CHECK(std::string(told.begin(), told.end()) == own);
  });
  add("com: DllRegisterServer registers for the machine, and DllUnregisterServer undoes it", [] {
    const Library library;
    const OtherRegistry registry;
    CHECK_EQ(library.registerIt(), S_OK);
    checkRegistered(HKEY_LOCAL_MACHINE, library, true);
    checkRegistered(HKEY_CURRENT_USER, library, false);
    CHECK_EQ(library.registerIt(), S_OK);
    CHECK_EQ(library.unregisterIt(), S_OK);
    checkRegistered(HKEY_LOCAL_MACHINE, library, false);
    CHECK_EQ(library.unregisterIt(), S_OK);
  });
  add("com: DllInstall registers for the user alone, and undoes it", [] {
    const Library library;
    const OtherRegistry registry;
    CHECK_EQ(library.install(TRUE, L"user"), S_OK);
    checkRegistered(HKEY_CURRENT_USER, library, true);
    checkRegistered(HKEY_LOCAL_MACHINE, library, false);
    CHECK_EQ(library.unregisterIt(), S_OK);
    checkRegistered(HKEY_CURRENT_USER, library, true);
    CHECK_EQ(library.install(FALSE, L"user"), S_OK);
    checkRegistered(HKEY_CURRENT_USER, library, false);
    CHECK_EQ(library.install(TRUE, L"somebody"), E_INVALIDARG);
  });
  add("com: another library that is registered for the machine stays where it is", [] {
    const Library library;
    const OtherRegistry registry;
    wchar_t other[MAX_PATH];
    GetModuleFileNameW(GetModuleHandleW(L"kernel32.dll"), other, MAX_PATH);
    RegSetKeyValueW(HKEY_LOCAL_MACHINE, inClasses(kClassKeys[1]).c_str(), nullptr, REG_SZ, other,
                    static_cast<DWORD>((std::wcslen(other) + 1) * 2));
    CHECK_EQ(library.registerIt(), static_cast<HRESULT>(0x80040201));
    CHECK_EQ(library.unregisterIt(), S_OK);
    CHECK(textAt(HKEY_LOCAL_MACHINE, inClasses(kClassKeys[1]), nullptr) == other);
    CHECK(textAt(HKEY_LOCAL_MACHINE, inClasses(kClassKeys[0]), nullptr).empty());
  });
  add("com: CoCreateInstance leads to both sets, and the library can be unloaded afterwards", [] {
    const Registered registered;
    REQUIRE(registered);
    CHECK_EQ(CoInitializeEx(nullptr, COINIT_MULTITHREADED), S_OK);
    struct Wanted {
      const CLSID& clsid;
      const IID& iid;
      unsigned closeSlot;
    };
    for (const Wanted& wanted : {Wanted{kClientClass, kClientSet2, 6}, Wanted{kServerClass, kServerSet2, 15}}) {
      IUnknown* object = nullptr;
      CHECK_EQ(CoCreateInstance(wanted.clsid, nullptr, CLSCTX_INPROC_SERVER, wanted.iid,
                                reinterpret_cast<void**>(&object)),
               S_OK);
      if (object == nullptr) continue;
      CHECK_EQ(registered.library.canUnload(), S_FALSE);
      CHECK_EQ(bySlot(object, wanted.closeSlot), static_cast<HRESULT>(0x8077000C));
      IUnknown* marshalled = nullptr;
      CHECK_EQ(object->QueryInterface(kUnknown, reinterpret_cast<void**>(&marshalled)), S_OK);
      CHECK(marshalled == object);
      marshalled->Release();
      CHECK_EQ(object->Release(), 0);
    }
    CoFreeUnusedLibraries();
    CHECK_EQ(registered.library.canUnload(), S_OK);
    CoUninitialize();
  });
}

const Registration registration(addAll);

}  // namespace
}  // namespace tests
