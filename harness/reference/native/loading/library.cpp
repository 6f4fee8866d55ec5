#include "library.h"

#include <dlfcn.h>

#include <cstdio>
#include <cstdlib>

namespace loading {

namespace {

[[noreturn]] void unusable(const char* why) {
  std::fprintf(stderr, "the library cannot be used: %s\n", why);
  std::exit(2);
}

template <class Interface>
Interface* make(std::uint32_t which, const GUID& iid, const std::string& file) {
  void* const library = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) unusable(dlerror());
  using Get = HRESULT (*)(std::uint32_t, void**);
  const auto get = reinterpret_cast<Get>(dlsym(library, "VdiGetClassObject"));
  void* factory = nullptr;
  if (get == nullptr || get(which, &factory) < 0) unusable("it gives no class object");
  void* made = nullptr;
  if (static_cast<IClassFactory*>(factory)->CreateInstance(nullptr, &iid, &made) < 0)
    unusable("it makes no set object");
  static_cast<IClassFactory*>(factory)->Release();
  return static_cast<Interface*>(made);
}

}  // namespace

IServerVirtualDeviceSet2* newServer(const std::string& library) {
  return make<IServerVirtualDeviceSet2>(0, IID_IServerVirtualDeviceSet2, library);
}

IClientVirtualDeviceSet2* newClient(const std::string& library) {
  return make<IClientVirtualDeviceSet2>(1, IID_IClientVirtualDeviceSet2, library);
}

}  // namespace loading
