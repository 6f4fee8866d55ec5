/// Stands in for munmap in the fuzzed program (linked with --wrap): addresses that were given back stay reserved and
/// without access, so that a read outside a mapping, or after its end, never finds a later one there.

#include <sys/mman.h>

#include <cstddef>

extern "C" int __wrap_munmap(void* address, std::size_t bytes) {
  const int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED;
  return mmap(address, bytes, PROT_NONE, flags, -1, 0) == MAP_FAILED ? -1 : 0;
}
