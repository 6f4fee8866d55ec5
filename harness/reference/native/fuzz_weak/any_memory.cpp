/// A weakness for the fuzzer to find, or it proves nothing: memory is taken from anyone, of any size, sealed or not.
/// Linked in place of platform::isSetMemory, by its name as compilers write it. VDI_FUZZ_WEAKNESS names another: `hangs`,
/// or `leaves`, which ends the process as if all were well.

#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <cstring>

extern "C" bool __wrap__ZN3vdi8platform11isSetMemoryEim(int, std::uint64_t) {
  const char* const weakness = std::getenv("VDI_FUZZ_WEAKNESS");
  if (weakness != nullptr && std::strcmp(weakness, "leaves") == 0) std::exit(0);
  if (weakness != nullptr && std::strcmp(weakness, "hangs") == 0)
    for (;;) pause();
  return true;
}
