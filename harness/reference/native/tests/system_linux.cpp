#include "system.h"

#include <dirent.h>
#include <dlfcn.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace tests {

namespace {

std::string narrow(const std::u16string& text) { return std::string(text.begin(), text.end()); }

std::string memoryName(const std::u16string& set) { return "/memfd:" + narrow(set) + "_SQLVDIMemoryName_0"; }

unsigned entriesOf(const char* folder) {
  unsigned count = 0;
  DIR* const listing = opendir(folder);
  while (const dirent* entry = readdir(listing)) count += entry->d_name[0] != '.' ? 1 : 0;
  closedir(listing);
  return count;
}

}  // namespace

std::string libraryPath(const char* name) {
  char self[4096];
  const ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
  std::string path(self, length > 0 ? static_cast<std::size_t>(length) : 0);
  return path.substr(0, path.rfind('/') + 1) + "lib" + name + ".so";
}

void* openLibrary(const std::string& path) { return dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL); }
void closeLibrary(void* library) { dlclose(library); }
bool libraryIsLoaded(const std::string& path) {
  return dlopen(path.c_str(), RTLD_NOW | RTLD_NOLOAD) != nullptr;
}

void* loadLibrary(const char* name) {
  void* const library = openLibrary(libraryPath(name));
  if (library == nullptr) {
    std::printf("%s\n", dlerror());
    std::abort();
  }
  return library;
}

void* symbolOf(void* library, const char* name) { return dlsym(library, name); }

void setVariable(const char* name, const char* value) { setenv(name, value, 1); }
std::uint64_t processNumber() { return static_cast<std::uint64_t>(getpid()); }
std::uint64_t threadNumber() { return static_cast<std::uint64_t>(syscall(SYS_gettid)); }

unsigned mappingsOf(const std::u16string& set) {
  const std::string wanted = memoryName(set);
  std::FILE* const maps = std::fopen("/proc/self/maps", "r");
  char line[4096];
  unsigned count = 0;
  while (std::fgets(line, sizeof line, maps) != nullptr)
    count += std::strstr(line, wanted.c_str()) != nullptr;
  std::fclose(maps);
  return count;
}

namespace {

/// The rights to what lies at an address, as the system writes them ("rw-s"); empty when nothing does.
std::string rightsAt(const void* address) {
  std::FILE* const maps = std::fopen("/proc/self/maps", "r");
  char line[4096];
  std::string found;
  while (found.empty() && std::fgets(line, sizeof line, maps) != nullptr) {
    unsigned long from = 0, to = 0;
    char rights[8] = {};
    if (std::sscanf(line, "%lx-%lx %7s", &from, &to, rights) != 3) continue;
    const auto wanted = reinterpret_cast<unsigned long>(address);
    if (wanted >= from && wanted < to) found = rights;
  }
  std::fclose(maps);
  return found;
}

}  // namespace

bool isMapped(const void* address) { return rightsAt(address).substr(0, 1) == "r"; }
bool isShared(const void* address) { return rightsAt(address).find('s') != std::string::npos; }

unsigned openDescriptors() { return entriesOf("/proc/self/fd"); }
unsigned threads() { return entriesOf("/proc/self/task"); }

bool nameIsTaken(const std::u16string& set) {
  const std::string wanted = "@vdi/" + narrow(set) + "\n";
  std::FILE* const sockets = std::fopen("/proc/net/unix", "r");
  char line[4096];
  bool found = false;
  while (!found && std::fgets(line, sizeof line, sockets) != nullptr)
    found = std::strstr(line, wanted.c_str());
  std::fclose(sockets);
  return found;
}

void* mapControlBlock(const std::u16string& set, std::size_t bytes) {
  const std::string wanted = memoryName(set);
  for (int descriptor = 0; descriptor < 256; ++descriptor) {
    const std::string link = "/proc/self/fd/" + std::to_string(descriptor);
    char target[512] = {};
    if (readlink(link.c_str(), target, sizeof target - 1) <= 0 ||
        std::strstr(target, wanted.c_str()) == nullptr)
      continue;
    void* const block = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
    return block == MAP_FAILED ? nullptr : block;
  }
  return nullptr;
}

void unmapControlBlock(void* block, std::size_t bytes) { munmap(block, bytes); }

}  // namespace tests
