#include <sys/syscall.h>
#include <unistd.h>

#include "thread_number.h"

namespace vdi::threads {

std::uint64_t threadNumber() { return static_cast<std::uint64_t>(syscall(SYS_gettid)); }

}  // namespace vdi::threads
