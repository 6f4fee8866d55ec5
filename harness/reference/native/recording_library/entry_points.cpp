/// A library that stands before somebody's VDI library and records what passes. It is loaded in that one's place, by
/// its path or by COM.

#include "../recording/stand_ins.h"
#include "../recording/uses.h"
#include "right_library.h"

VDI_EXPORT HRESULT VDI_CALL DllGetClassObject(const GUID* clsid, const GUID* iid, void** out);
VDI_EXPORT HRESULT VDI_CALL DllCanUnloadNow();
VDI_EXPORT HRESULT VDI_CALL VdiGetClassObject(std::uint32_t which, void** classFactory);

namespace {

using vdi::recording::End;

template <class Function>
Function* right(const char* name) {
  return reinterpret_cast<Function*>(vdi::recording::rightEntry(name));
}

using GetByClass = HRESULT VDI_CALL(const GUID*, const GUID*, void**);
using GetByNumber = HRESULT VDI_CALL(std::uint32_t, void**);
using CanUnload = HRESULT VDI_CALL();

void standBefore(End end, void** out) {
  auto* const unknown = static_cast<IUnknown*>(*out);
  void* factory = nullptr;
  if (unknown->QueryInterface(&IID_IClassFactory, &factory) != S_OK) return;
  unknown->Release();
  *out = vdi::recording::beforeFactory(end, static_cast<IClassFactory*>(factory));
}

}  // namespace

HRESULT VDI_CALL DllGetClassObject(const GUID* clsid, const GUID* iid, void** out) {
  if (out != nullptr) *out = nullptr;
  GetByClass* const get = right<GetByClass>("DllGetClassObject");
  if (get == nullptr) return CLASS_E_CLASSNOTAVAILABLE;
  const HRESULT result = get(clsid, iid, out);
  if (result != S_OK || !(*iid == IID_IClassFactory || *iid == IID_IUnknown)) return result;
  if (*clsid == CLSID_ServerVirtualDeviceSet) standBefore(End::Server, out);
  if (*clsid == CLSID_ClientVirtualDeviceSet) standBefore(End::Client, out);
  return result;
}

HRESULT VDI_CALL DllCanUnloadNow() {
  if (!vdi::recording::Use::none()) return S_FALSE;
  CanUnload* const canUnload = right<CanUnload>("DllCanUnloadNow");
  return canUnload == nullptr ? S_FALSE : canUnload();
}

HRESULT VDI_CALL VdiGetClassObject(std::uint32_t which, void** classFactory) {
  if (classFactory != nullptr) *classFactory = nullptr;
  if (which > 1) return E_INVALIDARG;
  GetByNumber* const get = right<GetByNumber>("VdiGetClassObject");
  if (get == nullptr) {
    const GUID& clsid = which == 0 ? CLSID_ServerVirtualDeviceSet : CLSID_ClientVirtualDeviceSet;
    return DllGetClassObject(&clsid, &IID_IClassFactory, classFactory);
  }
  const HRESULT result = get(which, classFactory);
  if (result == S_OK) standBefore(which == 0 ? End::Server : End::Client, classFactory);
  return result;
}
