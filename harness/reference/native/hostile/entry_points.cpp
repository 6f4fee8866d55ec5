/// The way into the hostile library. The right one lies beside it, does the work, and knows nothing of this.

#include <dlfcn.h>

#include <string>

#include "choice.h"
#include "proxies.h"

VDI_EXPORT HRESULT VDI_CALL DllCanUnloadNow();
VDI_EXPORT HRESULT VDI_CALL VdiGetClassObject(std::uint32_t which, void** classFactory);
VDI_EXPORT const char* VDI_CALL VdiReferenceVersion();
VDI_EXPORT const char* VDI_CALL VdiFaultList();

namespace {

constexpr const char* kRight = "libvdi_reference.so";
void* rightLibrary = nullptr;

/// An entry point of the right library; null if it is not there.
template <class Function>
Function* rightEntry(const char* name) {
  if (rightLibrary == nullptr) {
    Dl_info own{};
    if (dladdr(reinterpret_cast<void*>(&VdiFaultList), &own) == 0) return nullptr;
    const std::string file = own.dli_fname;
    rightLibrary = dlopen((file.substr(0, file.rfind('/') + 1) + kRight).c_str(), RTLD_NOW | RTLD_LOCAL);
  }
  return rightLibrary == nullptr ? nullptr : reinterpret_cast<Function*>(dlsym(rightLibrary, name));
}

/// What was loaded for this library goes with it.
__attribute__((destructor)) void unloadRight() {
  if (rightLibrary != nullptr) dlclose(rightLibrary);
}

}  // namespace

HRESULT VDI_CALL VdiGetClassObject(std::uint32_t which, void** classFactory) {
  using Get = HRESULT(std::uint32_t, void**);
  Get* const get = rightEntry<Get>("VdiGetClassObject");
  if (get == nullptr || !vdi::hostile::choiceIsKnown()) return CLASS_E_CLASSNOTAVAILABLE;
  const bool ofServer = which == 0;
  const HRESULT result = get(which, classFactory);
  if (result == S_OK)
    *classFactory = vdi::hostile::beforeFactory(static_cast<IClassFactory*>(*classFactory), ofServer);
  return vdi::hostile::givenClassObject(result, ofServer, classFactory);
}

HRESULT VDI_CALL DllCanUnloadNow() {
  using CanUnload = HRESULT();
  CanUnload* const canUnload = rightEntry<CanUnload>("DllCanUnloadNow");
  return canUnload == nullptr ? S_OK : canUnload();
}

const char* VDI_CALL VdiReferenceVersion() { return VDI_REFERENCE_VERSION; }
const char* VDI_CALL VdiFaultList() { return vdi::hostile::listOfIds().c_str(); }
