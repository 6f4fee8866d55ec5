#include "library.h"

#include "wide_windows.h"

#include <objbase.h>

#include "text.h"

namespace clients {

namespace {

constexpr CLSID kClientClass = {0x40700425, 0x0080, 0x11d2, {0x85, 0x1f, 0x00, 0xc0, 0x4f, 0xc2, 0x17, 0x59}};
constexpr IID kSecondInterface = {0xd0e6eb07, 0x7a62, 0x11d2, {0x85, 0x73, 0x00, 0xc0, 0x4f, 0xc2, 0x17, 0x59}};

}  // namespace

void* VdiLibrary::newSet(const std::string& path, std::string& why) {
  void* set = nullptr;
  HRESULT result = CoInitializeEx(nullptr, COINIT_MULTITHREADED);
  com_ = SUCCEEDED(result);
  const char* call = "CoInitializeEx";
  if (com_ && path.empty()) {
    call = "CoCreateInstance";
    result = CoCreateInstance(kClientClass, nullptr, CLSCTX_INPROC_SERVER, kSecondInterface, &set);
  } else if (com_) {
    call = "LoadLibrary";
    const HMODULE module = LoadLibraryW(wideOf(path).c_str());
    module_ = module;
    result = module == nullptr ? HRESULT_FROM_WIN32(GetLastError()) : CLASS_E_CLASSNOTAVAILABLE;
    using Get = HRESULT(__stdcall*)(unsigned, void**);
    // Through a pointer without a type: the system's own has another one.
    const auto get = module == nullptr
                         ? nullptr
                         : reinterpret_cast<Get>(reinterpret_cast<void*>(GetProcAddress(module, "VdiGetClassObject")));
    void* factory = nullptr;
    if (get != nullptr) {
      call = "VdiGetClassObject";
      result = get(1, &factory);
    }
    if (factory != nullptr) {
      call = "CreateInstance";
      result = static_cast<IClassFactory*>(factory)->CreateInstance(nullptr, kSecondInterface, &set);
      static_cast<IClassFactory*>(factory)->Release();
    }
  }
  if (FAILED(result)) why = answered(call, result);
  return FAILED(result) ? nullptr : set;
}

void VdiLibrary::unload() {
  if (module_ != nullptr) FreeLibrary(static_cast<HMODULE>(module_));
  module_ = nullptr;
  if (com_) CoUninitialize();
  com_ = false;
}

}  // namespace clients
