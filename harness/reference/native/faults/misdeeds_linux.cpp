#include <fcntl.h>

#include <chrono>
#include <thread>

#include "misdeeds.h"

namespace vdi::faults {

void leakDescriptor() { (void)!open("/dev/null", O_RDONLY | O_CLOEXEC); }

void stayForEver() {
  for (;;) std::this_thread::sleep_for(std::chrono::hours(1));
}

void afterPause(int milliseconds, std::function<void()> later) {
  std::thread([milliseconds, later = std::move(later)] {
    std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
    later();
  }).detach();
}

}  // namespace vdi::faults
