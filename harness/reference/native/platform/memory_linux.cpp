#include "memory_linux.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace vdi::platform {

void Descriptor::reset(int number) {
  if (number_ >= 0) ::close(number_);
  number_ = number;
}

// Without the seal either end could cut the file and kill the other with SIGBUS; with the second nobody adds
// a seal that would forbid the server to grow it.
constexpr int kSeals = F_SEAL_SHRINK | F_SEAL_SEAL;

Descriptor createMemory(const std::string& displayName, std::uint64_t bytes) {
  Descriptor memory(memfd_create(displayName.c_str(), MFD_CLOEXEC | MFD_ALLOW_SEALING));
  if (!memory.valid()) return memory;
  if (ftruncate(memory.get(), static_cast<off_t>(bytes)) != 0 || fcntl(memory.get(), F_ADD_SEALS, kSeals) != 0)
    memory.reset();
  return memory;
}

bool isSetMemory(int descriptor, std::uint64_t bytes) {
  const int seals = fcntl(descriptor, F_GET_SEALS);
  return seals >= 0 && (seals & kSeals) == kSeals && memoryBytes(descriptor) >= bytes;
}

std::uint64_t memoryBytes(int descriptor) {
  struct stat status {};
  return fstat(descriptor, &status) == 0 && status.st_size > 0 ? static_cast<std::uint64_t>(status.st_size) : 0;
}

bool growMemory(int descriptor, std::uint64_t bytes) {
  return memoryBytes(descriptor) >= bytes || ftruncate(descriptor, static_cast<off_t>(bytes)) == 0;
}

bool mapMemory(int descriptor, std::uint64_t offset, std::uint64_t bytes, Mapping& out) {
  const std::uint64_t end = offset + bytes;
  if (bytes == 0 || end < offset || end > memoryBytes(descriptor)) return false;

  // Reserve enough to find an aligned base inside, lay the memory over it, give the rest back.
  const std::uint64_t reserved = bytes + kAreaAlignment;
  void* const room = mmap(nullptr, reserved, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (room == MAP_FAILED) return false;
  const auto start = reinterpret_cast<std::uintptr_t>(room);
  const std::uintptr_t aligned = (start + kAreaAlignment - 1) & ~(static_cast<std::uintptr_t>(kAreaAlignment) - 1);
  void* const base = mmap(reinterpret_cast<void*>(aligned), bytes, PROT_READ | PROT_WRITE,
                          MAP_SHARED | MAP_FIXED, descriptor, static_cast<off_t>(offset));
  if (base == MAP_FAILED) {
    munmap(room, reserved);
    return false;
  }
  const auto page = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));
  const std::uintptr_t used = (aligned + bytes + page - 1) & ~(page - 1);
  const std::uintptr_t end_of_room = (start + reserved + page - 1) & ~(page - 1);
  if (aligned > start) munmap(room, aligned - start);
  if (end_of_room > used) munmap(reinterpret_cast<void*>(used), end_of_room - used);
  out = Mapping{base, static_cast<std::size_t>(bytes)};
  return true;
}

void unmap(const Mapping& mapping) {
  if (mapping.base != nullptr) munmap(mapping.base, mapping.bytes);
}

}  // namespace vdi::platform
