#include <dlfcn.h>

#include "../interface/vdi_interfaces.h"
#include "library.h"
#include "text.h"

namespace clients {

void* VdiLibrary::newSet(const std::string& path, std::string& why) {
  if (path.empty()) {
    why = "libraries are registered on Windows only";
    return nullptr;
  }
  module_ = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (module_ == nullptr) {
    why = dlerror();
    return nullptr;
  }
  using Get = HRESULT (*)(std::uint32_t, void**);
  const auto get = reinterpret_cast<Get>(dlsym(module_, "VdiGetClassObject"));
  void* factory = nullptr;
  const HRESULT got = get == nullptr ? CLASS_E_CLASSNOTAVAILABLE : get(1, &factory);
  if (got < 0) {
    why = answered("VdiGetClassObject", got);
    return nullptr;
  }
  void* set = nullptr;
  auto* const classes = static_cast<IClassFactory*>(factory);
  const HRESULT made = classes->CreateInstance(nullptr, &IID_IClientVirtualDeviceSet2, &set);
  classes->Release();
  if (made < 0) why = answered("CreateInstance", made);
  return made < 0 ? nullptr : set;
}

void VdiLibrary::unload() {
  if (module_ != nullptr) dlclose(module_);
  module_ = nullptr;
}

}  // namespace clients
