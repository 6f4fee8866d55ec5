#include <windows.h>

#include "thread_number.h"

namespace vdi::recorder {

std::uint64_t threadNumber() { return GetCurrentThreadId(); }

}  // namespace vdi::recorder
