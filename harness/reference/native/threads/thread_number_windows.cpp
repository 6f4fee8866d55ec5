#include <windows.h>

#include "thread_number.h"

namespace vdi::threads {

std::uint64_t threadNumber() { return GetCurrentThreadId(); }

}  // namespace vdi::threads
