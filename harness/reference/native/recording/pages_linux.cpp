#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#include "pages.h"

namespace vdi::recording::pages {

namespace {

void (*teller)(std::uintptr_t) = nullptr;
struct sigaction before{};

void faulted(int number, siginfo_t* info, void* context) {
  if (info->si_code == SEGV_ACCERR) teller(reinterpret_cast<std::uintptr_t>(info->si_addr));
  if ((before.sa_flags & SA_SIGINFO) != 0) {
    before.sa_sigaction(number, info, context);
  } else if (before.sa_handler != SIG_DFL && before.sa_handler != SIG_IGN) {
    before.sa_handler(number);
  } else {
    // The instruction is tried again, and ends the process. A signal that was sent comes once more by hand.
    sigaction(number, &before, nullptr);
    if (info->si_code <= 0) raise(number);
  }
}

}  // namespace

std::uintptr_t size() { return static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE)); }

bool setWritable(std::uintptr_t from, std::uintptr_t to, bool writable) {
  const int rights = writable ? PROT_READ | PROT_WRITE : PROT_READ;
  return mprotect(reinterpret_cast<void*>(from), to - from, rights) == 0;
}

void watchFaults(void (*told)(std::uintptr_t)) {
  teller = told;
  struct sigaction own{};
  own.sa_sigaction = &faulted;
  own.sa_flags = SA_SIGINFO | SA_ONSTACK;
  sigemptyset(&own.sa_mask);
  sigaction(SIGSEGV, &own, &before);
}

void unwatchFaults() {
  struct sigaction now{};
  sigaction(SIGSEGV, nullptr, &now);
  // Somebody's who came later is left alone.
  if ((now.sa_flags & SA_SIGINFO) != 0 && now.sa_sigaction == &faulted) sigaction(SIGSEGV, &before, nullptr);
}

}  // namespace vdi::recording::pages
