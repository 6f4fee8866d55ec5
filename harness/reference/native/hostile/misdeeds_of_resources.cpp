/// Misdeeds with what the process has: descriptors, memory, threads, streams, the kit's own connection.

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstring>
#include <thread>

#include "misdeed.h"

namespace vdi::hostile {

namespace {

constexpr int kDescriptors = 4096;
constexpr int kThreads = 200;

void say(int descriptor, const char* text) { (void)!write(descriptor, text, std::strlen(text)); }
void print() { say(STDOUT_FILENO, "Closing the device set.\n"); }
void complain() { say(STDERR_FILENO, "closing the device set\n"); }
void flood() {
  for (int line = 0; line < 100'000; ++line)
    say(STDOUT_FILENO, "A library that tells everybody everything, whether it was asked to or not, again and again.\n");
}

void takeAllDescriptors() {
  while (open("/dev/null", O_RDONLY | O_CLOEXEC) >= 0) {
  }
}

/// Leaves the process a megabyte to grow by, and takes that.
void takeAllMemory() {
  const rlimit little{1u << 20, 1u << 20};
  setrlimit(RLIMIT_AS, &little);
  for (std::size_t bytes = 1u << 20; bytes >= 64; bytes /= 2)
    while (mmap(nullptr, bytes, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED) {
    }
}

void startThreads() {
  for (int thread = 0; thread < kThreads; ++thread)
    std::thread([] {
      for (;;) pause();
    }).detach();
}

template <class Deed>
void toEverySocket(Deed deed) {
  for (int descriptor = 3; descriptor < kDescriptors; ++descriptor) {
    int type = 0;
    socklen_t length = sizeof type;
    if (getsockopt(descriptor, SOL_SOCKET, SO_TYPE, &type, &length) == 0) deed(descriptor);
  }
}

void babbleIntoSockets() {
  toEverySocket([](int socket) { (void)!send(socket, "all is well\n", 12, MSG_DONTWAIT | MSG_NOSIGNAL); });
}

void hangUp() {
  toEverySocket([](int socket) { close(socket); });
  for (;;) pause();
}

void closeEverything() {
  for (int descriptor = 0; descriptor < kDescriptors; ++descriptor) close(descriptor);
}

constexpr Misdeed after(const char* what, const char* description, void (*misdeed)(),
                        const char* places = "server-Close client-Close") {
  return {what, description, places, nullptr, misdeed, false, 0, false, nullptr, nullptr};
}

constexpr Misdeed kMisdeeds[] = {
    after("prints", "writes a line to standard output", print,
          "server-VdiGetClassObject server-Open server-Close client-device-GetCommand"),
    after("floods-standard-output", "writes ten megabytes to standard output", flood),
    after("complains", "writes a line to standard error", complain),
    after("takes-all-descriptors", "opens files until it can open no more", takeAllDescriptors,
          "server-VdiGetClassObject server-Open server-Close"),
    after("takes-all-memory", "maps memory until there is no more", takeAllMemory, "server-Close"),
    after("starts-threads", "starts two hundred threads that stay", startThreads, "server-Close"),
    after("babbles-into-sockets", "writes a line into every socket of the process", babbleIntoSockets),
    after("hangs-up", "closes every socket of the process, and never answers", hangUp),
    after("closes-all-descriptors", "closes every descriptor of the process", closeEverything),
};

}  // namespace

Misdeeds misdeedsOfResources() { return {kMisdeeds, kMisdeeds + sizeof kMisdeeds / sizeof *kMisdeeds}; }

}  // namespace vdi::hostile
