#include <dlfcn.h>

#include <cstdio>
#include <cstdlib>

#include "right_library.h"

namespace vdi::recording {

namespace {

void* load() {
  const char* const path = std::getenv("VDI_CONFORMANCE_RECORDED_LIBRARY");
  if (path == nullptr || *path != '/') {
    std::fputs("vdi recording: VDI_CONFORMANCE_RECORDED_LIBRARY is not the absolute path of a library\n", stderr);
    return nullptr;
  }
  void* const library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) std::fprintf(stderr, "vdi recording: the library cannot be loaded: %s\n", dlerror());
  return library;
}

void* loaded = nullptr;

/// It goes with this one.
__attribute__((destructor)) void unload() {
  if (loaded != nullptr) dlclose(loaded);
}

}  // namespace

void* rightEntry(const char* name) {
  static void* const library = loaded = load();
  return library == nullptr ? nullptr : dlsym(library, name);
}

}  // namespace vdi::recording
