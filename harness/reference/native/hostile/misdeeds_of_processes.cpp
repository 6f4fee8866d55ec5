/// Misdeeds that end the process, hold it up, or reach for others.

#include <dlfcn.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <thread>

#include "misdeed.h"

namespace vdi::hostile {

namespace {

/// Volatile, so that the compiler does not see that nothing is there.
volatile std::uintptr_t nowhere = 8;
void crash() { *reinterpret_cast<volatile int*>(nowhere) = 1; }
void leave() { _exit(0); }
/// Runs what everybody registered for the end of the process, on a thread of the pool that this waits for.
void leaveInOrder() { std::exit(0); }
void stay() {
  for (;;) pause();
}
void dawdle() { std::this_thread::sleep_for(std::chrono::milliseconds(100)); }
/// Longer than the kit waits for any answer by default.
void dawdleTooLong() { std::this_thread::sleep_for(std::chrono::seconds(8)); }

void forkChild() {
  if (fork() == 0) stay();
}

/// The usual two forks: the second child belongs to no group and no parent of ours, and holds none of our files.
void forkDaemon() {
  const pid_t child = fork();
  if (child != 0) {
    waitpid(child, nullptr, 0);
    return;
  }
  setsid();
  if (fork() != 0) _exit(0);
  for (int descriptor = 0; descriptor < 4096; ++descriptor) close(descriptor);
  stay();
}

/// Nothing but SIGKILL ends the process any more.
void defySignals() {
  for (int number = 1; number < NSIG; ++number) {
    if (number != SIGSEGV && number != SIGBUS && number != SIGCHLD) signal(number, SIG_IGN);
  }
}

void killParent() { kill(getppid(), SIGKILL); }
void killItself() { kill(getpid(), SIGKILL); }

/// Gives back more references to itself than it has; the code that does it is then gone.
void unloadItself() {
  Dl_info own{};
  if (dladdr(reinterpret_cast<void*>(&unloadItself), &own) == 0) return;
  void* const library = dlopen(own.dli_fname, RTLD_NOW | RTLD_NOLOAD);
  for (;;) dlclose(library);
}

constexpr Misdeed kMisdeeds[] = {
    {"crashes", "writes to a wild address", "*", crash, nullptr, false, 0, false, nullptr, nullptr},
    {"exits", "calls _exit(0)", "server-Close client-Close server-device-CloseDevice", leave, nullptr, false, 0,
     false, nullptr, nullptr},
    {"exits-in-order", "calls exit(0)", "server-Close", leaveInOrder, nullptr, false, 0, false, nullptr, nullptr},
    {"aborts", "calls abort()", "server-Close client-Close client-device-GetCommand", std::abort, nullptr, false,
     0, false, nullptr, nullptr},
    {"hangs", "never answers",
     "server-VdiGetClassObject server-CreateInstance server-Open server-Close server-Release "
     "server-device-SendCommand client-CreateEx client-Close "
     "client-device-GetCommand client-device-CompleteCommand",
     stay, nullptr, false, 0, false, nullptr, nullptr},
    {"stays", "does its part, and then never answers", "server-ExecuteCompletionAgent", nullptr, stay, false, 0,
     false, nullptr, nullptr},
    {"answers-late", "answers a tenth of a second later than it could",
     "server-Open server-OpenDevice server-ExecuteCompletionAgent server-Close client-CreateEx client-Close",
     nullptr, dawdle, false, 0, false, nullptr, nullptr},
    {"answers-too-late", "answers after eight seconds", "server-Close client-CreateEx", nullptr, dawdleTooLong,
     false, 0, false, nullptr, nullptr},
    {"forks-a-child", "forks a process that stays", "server-Close client-Close", nullptr, forkChild, false, 0,
     false, nullptr, nullptr},
    {"forks-a-daemon", "forks a process that leaves the group and stays", "server-Close client-Close", nullptr,
     forkDaemon, false, 0, false, nullptr, nullptr},
    {"defies-signals", "ignores every signal that can be ignored", "server-Open", defySignals, nullptr, false, 0,
     false, nullptr, nullptr},
    {"kills-its-parent", "kills the process that started this one", "server-Close", killParent, nullptr, false,
     0, false, nullptr, nullptr},
    {"kills-itself", "sends SIGKILL to its own process", "server-Close", killItself, nullptr, false, 0, false,
     nullptr, nullptr},
    {"unloads-itself", "unloads the library that it runs in", "server-Close", unloadItself, nullptr, false, 0,
     false, nullptr, nullptr},
};

}  // namespace

Misdeeds misdeedsOfProcesses() { return {kMisdeeds, kMisdeeds + sizeof kMisdeeds / sizeof *kMisdeeds}; }

}  // namespace vdi::hostile
