#include "process_number.h"

#include <windows.h>

namespace vdi::threads {

std::uint64_t processNumber() { return GetCurrentProcessId(); }

}  // namespace vdi::threads
