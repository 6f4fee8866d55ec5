#include "process_number.h"

#include <unistd.h>

namespace vdi::threads {

std::uint64_t processNumber() { return static_cast<std::uint64_t>(getpid()); }

}  // namespace vdi::threads
