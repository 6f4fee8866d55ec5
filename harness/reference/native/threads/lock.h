#pragma once
/// A lock and a condition for the threads of one process.
///
/// On Windows the C++ library's own make objects of the system when threads meet in them, and a mutex never
/// gives its back. A library that promises to release everything uses the system's slim ones, which own
/// nothing.

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace vdi::threads {

#if defined(_WIN32)

class Mutex {
public:
  constexpr Mutex() = default;
  Mutex(const Mutex&) = delete;
  Mutex& operator=(const Mutex&) = delete;

  void lock();
  void unlock();

private:
  friend class Condition;
  void* state_ = nullptr;  // an SRWLOCK
};

class Condition {
public:
  using Moment = std::chrono::steady_clock::time_point;

  constexpr Condition() = default;
  Condition(const Condition&) = delete;
  Condition& operator=(const Condition&) = delete;

  void notify_all();
  template <class Holds>
  void wait(std::unique_lock<Mutex>& lock, Holds holds) {
    while (!holds()) sleep(*lock.mutex(), Moment::max());
  }
  template <class Holds>
  bool wait_until(std::unique_lock<Mutex>& lock, Moment deadline, Holds holds) {
    while (!holds()) {
      if (std::chrono::steady_clock::now() >= deadline) return false;
      sleep(*lock.mutex(), deadline);
    }
    return true;
  }

private:
  /// May return early.
  void sleep(Mutex& mutex, Moment deadline);
  void* state_ = nullptr;  // a CONDITION_VARIABLE
};

#else

using Mutex = std::mutex;
using Condition = std::condition_variable;

#endif

}  // namespace vdi::threads
