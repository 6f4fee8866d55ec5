#include "entry_points.h"

#include "../interface/vdi_results.h"
#include "../recording/uses.h"
#include "class_factory.h"
#include "conduct_choice.h"
#include "module.h"

namespace {

HRESULT classObject(vdi::ClassKind kind, const GUID* iid, void** out) {
  if (out == nullptr) return E_POINTER;
  *out = nullptr;
  const HRESULT answer = vdi::classAnswer(kind);
  if (vdi::failed(answer)) return answer;
  IClassFactory* const factory = vdi::makeClassFactory(kind);
  if (factory == nullptr) return E_OUTOFMEMORY;
  const HRESULT result = factory->QueryInterface(iid, out);
  factory->Release();
  return result;
}

}  // namespace

HRESULT VDI_CALL DllGetClassObject(const GUID* clsid, const GUID* iid, void** out) {
  if (out != nullptr) *out = nullptr;
  if (clsid == nullptr) return E_INVALIDARG;
  if (*clsid == CLSID_ServerVirtualDeviceSet) return classObject(vdi::ClassKind::ServerSet, iid, out);
  if (*clsid == CLSID_ClientVirtualDeviceSet) return classObject(vdi::ClassKind::ClientSet, iid, out);
  return CLASS_E_CLASSNOTAVAILABLE;
}

HRESULT VDI_CALL DllCanUnloadNow() {
  return vdi::Module::unused() && vdi::recording::Use::none() ? S_OK : S_FALSE;
}

HRESULT VDI_CALL VdiGetClassObject(std::uint32_t which, void** classFactory) {
  if (classFactory != nullptr) *classFactory = nullptr;
  if (which > 1) return E_INVALIDARG;
  return classObject(static_cast<vdi::ClassKind>(which), &IID_IClassFactory, classFactory);
}

const char* VDI_CALL VdiReferenceVersion() { return VDI_REFERENCE_VERSION; }
