#include "system.h"

#include <chrono>
#include <thread>

namespace clients {

void pauseMs(unsigned ms) { std::this_thread::sleep_for(std::chrono::milliseconds(ms)); }

void stay() {
  std::this_thread::sleep_for(std::chrono::minutes(10));
  endAtOnce(1);
}

}  // namespace clients
