#pragma once
/// A thread, and a pause of the calling one, without the traces that the C++ library's leave on Windows; see
/// lock.h.

#include <chrono>

#if defined(_WIN32)
#include <functional>
#include <utility>
#else
#include <thread>
#endif

namespace vdi::threads {

#if defined(_WIN32)

/// As much of std::thread as is used.
class Thread {
public:
  Thread() = default;
  explicit Thread(std::function<void()> body);
  Thread(Thread&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  Thread& operator=(Thread&& other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
  }
  /// Ends the program when the thread was neither joined nor detached.
  ~Thread();

  bool joinable() const { return handle_ != nullptr; }
  void join();
  void detach();

private:
  void* handle_ = nullptr;
};

/// At least so long; what is left of a millisecond is not slept, but spent.
void pauseFor(std::chrono::nanoseconds time);

#else

using Thread = std::thread;
inline void pauseFor(std::chrono::nanoseconds time) { std::this_thread::sleep_for(time); }

#endif

}  // namespace vdi::threads
