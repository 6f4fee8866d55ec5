#include "thread.h"

#include <windows.h>

#include <cstdlib>
#include <memory>

namespace vdi::threads {

namespace {

DWORD WINAPI run(void* body) {
  (*std::unique_ptr<std::function<void()>>(static_cast<std::function<void()>*>(body)))();
  return 0;
}

}  // namespace

Thread::Thread(std::function<void()> body) {
  auto owned = std::make_unique<std::function<void()>>(std::move(body));
  handle_ = CreateThread(nullptr, 0, &run, owned.get(), 0, nullptr);
  if (handle_ == nullptr) std::abort();
  (void)owned.release();  // the thread's now
}

Thread::~Thread() {
  if (joinable()) std::abort();
}

void Thread::join() {
  WaitForSingleObject(handle_, INFINITE);
  detach();
}

void Thread::detach() { CloseHandle(std::exchange(handle_, nullptr)); }

void pauseFor(std::chrono::nanoseconds time) {
  const auto end = std::chrono::steady_clock::now() + time;
  const auto ms = std::chrono::floor<std::chrono::milliseconds>(time).count();
  if (ms > 0) Sleep(static_cast<DWORD>(ms));
  while (std::chrono::steady_clock::now() < end) SwitchToThread();
}

}  // namespace vdi::threads
