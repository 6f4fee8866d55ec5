#include "misdeeds.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <thread>

#include "../platform/rendezvous_linux.h"

namespace vdi::faults {

void leakDescriptor() { (void)!open("/dev/null", O_RDONLY | O_CLOEXEC); }

void leakThread() { afterPause(0, stayForEver); }

void leakControlBlock() {
  std::FILE* const maps = std::fopen("/proc/self/maps", "re");
  if (maps == nullptr) return;
  char line[512];
  while (std::fgets(line, sizeof line, maps) != nullptr) {
    unsigned long from = 0, to = 0, offset = 0;
    char access[8];
    if (std::sscanf(line, "%lx-%lx %7s %lx", &from, &to, access, &offset) != 4) continue;
    if (offset != 0 || std::strstr(line, "_SQLVDIMemoryName_0") == nullptr) continue;
    // From nothing of a shared mapping, mremap makes a second one of the same memory.
    (void)!mremap(reinterpret_cast<void*>(from), 0, to - from, MREMAP_MAYMOVE);
    break;
  }
  std::fclose(maps);
}

void stayForEver() {
  for (;;) std::this_thread::sleep_for(std::chrono::hours(1));
}

void crash() { raise(SIGSEGV); }

void afterPause(int milliseconds, std::function<void()> later) {
  std::thread([milliseconds, later = std::move(later)] {
    std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
    later();
  }).detach();
}

void leaveMapped(const platform::Mapping&) {}

void protectOnly(const platform::Mapping& mapping) { mprotect(mapping.base, mapping.bytes, PROT_NONE); }

void reserveRange(const platform::Mapping& mapping) {
  mmap(mapping.base, mapping.bytes, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED, -1,
       0);
}

void wipe(const platform::Mapping& mapping) {
  std::memset(mapping.base, 0xDD, mapping.bytes);
  platform::unmap(mapping);
}

void keepSetName(const std::u16string& setName) {
  bool taken = false;
  const int listener = platform::listenAs(setName, taken).release();
  // Whoever knocks is turned away at once; the name stays taken.
  if (listener >= 0) shutdown(listener, SHUT_RDWR);
}

namespace {

constexpr int kTellTimeoutS = 10;

/// An abstract datagram socket, and its address. Names of tests' and the kit's sets are short.
int messenger(const std::string& name, sockaddr_un& address, socklen_t& length) {
  address = sockaddr_un{};
  address.sun_family = AF_UNIX;
  const std::size_t bytes = std::min(name.size(), sizeof(address.sun_path) - 1);
  std::memcpy(address.sun_path + 1, name.data(), bytes);
  length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + bytes);
  return socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
}

int listeningMessenger(const std::string& name) {
  sockaddr_un address;
  socklen_t length = 0;
  const int messages = messenger(name, address, length);
  if (messages >= 0) (void)!bind(messages, reinterpret_cast<const sockaddr*>(&address), length);
  return messages;
}

std::string aside(const std::u16string& setName) { return "vdi-aside/" + platform::utf8(setName); }

}  // namespace

void leakNamedObject(const std::u16string& setName) {
  (void)listeningMessenger("vdi-events/" + platform::utf8(setName));
}

void whenTold(const std::u16string& setName, std::function<void()> then) {
  const int messages = listeningMessenger(aside(setName));
  const timeval limit{kTellTimeoutS, 0};
  setsockopt(messages, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  std::thread([messages, then = std::move(then)] {
    const platform::Descriptor own(messages);
    char word = 0;
    if (recv(own.get(), &word, sizeof word, 0) == sizeof word) then();
  }).detach();
}

void tell(const std::u16string& setName) {
  sockaddr_un address;
  socklen_t length = 0;
  const platform::Descriptor messages(messenger(aside(setName), address, length));
  const char word = 1;
  sendto(messages.get(), &word, sizeof word, MSG_NOSIGNAL, reinterpret_cast<const sockaddr*>(&address),
         length);
}

}  // namespace vdi::faults
