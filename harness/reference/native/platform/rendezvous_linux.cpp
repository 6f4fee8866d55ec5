#include "rendezvous_linux.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <cstring>

#include "../interface/vdi_codes.h"

namespace vdi::platform {

constexpr int kWelcomeTimeoutMs = 5000;
constexpr int kBacklog = 128;

std::string utf8(const std::u16string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::uint32_t point = text[i];
    const bool high = point >= 0xD800 && point < 0xDC00;
    if (high && i + 1 < text.size() && text[i + 1] >= 0xDC00 && text[i + 1] < 0xE000)
      point = 0x10000 + ((point - 0xD800) << 10) + (text[++i] - 0xDC00u);
    // A lone surrogate is written as if it were a character: names must stay different, not pretty.
    if (point < 0x80) {
      out += static_cast<char>(point);
    } else if (point < 0x800) {
      out += static_cast<char>(0xC0 | (point >> 6));
      out += static_cast<char>(0x80 | (point & 0x3F));
    } else if (point < 0x10000) {
      out += static_cast<char>(0xE0 | (point >> 12));
      out += static_cast<char>(0x80 | ((point >> 6) & 0x3F));
      out += static_cast<char>(0x80 | (point & 0x3F));
    } else {
      out += static_cast<char>(0xF0 | (point >> 18));
      out += static_cast<char>(0x80 | ((point >> 12) & 0x3F));
      out += static_cast<char>(0x80 | ((point >> 6) & 0x3F));
      out += static_cast<char>(0x80 | (point & 0x3F));
    }
  }
  return out;
}

namespace {

/// An abstract name is at most 107 bytes: a longer set name is cut and told apart by a hash of the whole.
socklen_t addressOf(const std::u16string& setName, sockaddr_un& address) {
  std::string name = "vdi/" + utf8(setName);
  constexpr std::size_t kRoom = sizeof(address.sun_path) - 1;
  if (name.size() > kRoom) {
    std::uint64_t hash = 14695981039346656037u;  // FNV-1a
    for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
    char tail[20];
    std::snprintf(tail, sizeof tail, "#%016llx", static_cast<unsigned long long>(hash));
    name = name.substr(0, kRoom - std::strlen(tail)) + tail;
  }
  std::memset(&address, 0, sizeof address);
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path + 1, name.data(), name.size());  // the leading NUL makes it abstract
  return static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + name.size());
}

Descriptor newSocket() { return Descriptor(socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0)); }

}  // namespace

Descriptor listenAs(const std::u16string& setName, bool& taken) {
  taken = false;
  Descriptor listener = newSocket();
  if (!listener.valid()) return listener;
  sockaddr_un address;
  const socklen_t length = addressOf(setName, address);
  if (bind(listener.get(), reinterpret_cast<const sockaddr*>(&address), length) != 0) {
    taken = errno == EADDRINUSE;
    listener.reset();
  } else if (listen(listener.get(), kBacklog) != 0) {
    listener.reset();
  }
  return listener;
}

Descriptor connectTo(const std::u16string& setName) {
  Descriptor connection = newSocket();
  if (!connection.valid()) return connection;
  // A full backlog would block connect; this bounds it.
  const timeval limit{kWelcomeTimeoutMs / 1000, 0};
  setsockopt(connection.get(), SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
  sockaddr_un address;
  const socklen_t length = addressOf(setName, address);
  if (connect(connection.get(), reinterpret_cast<const sockaddr*>(&address), length) != 0) connection.reset();
  return connection;
}

bool sameUser(int connection) {
  ucred other{};
  socklen_t length = sizeof other;
  return getsockopt(connection, SOL_SOCKET, SO_PEERCRED, &other, &length) == 0 && other.uid == geteuid();
}

bool sendHello(int connection, EndKind kind) {
  const Hello hello{kHelloMagic, kind};
  return send(connection, &hello, sizeof hello, MSG_NOSIGNAL) == static_cast<ssize_t>(sizeof hello);
}

bool receiveHello(int connection, EndKind& kind) {
  Hello hello{};
  if (recv(connection, &hello, sizeof hello, MSG_DONTWAIT) != static_cast<ssize_t>(sizeof hello)) return false;
  kind = hello.kind;
  return hello.magic == kHelloMagic && (kind == EndKind::Server || kind == EndKind::SecondaryClient);
}

bool sendWelcome(int connection, HRESULT result, std::uint32_t side, int memory) {
  Welcome welcome{kWelcomeMagic, result, side};
  iovec part{&welcome, sizeof welcome};
  alignas(cmsghdr) char room[CMSG_SPACE(sizeof(int))] = {};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  if (succeeded(result)) {
    message.msg_control = room;
    message.msg_controllen = sizeof room;
    cmsghdr* const header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof(int));
    std::memcpy(CMSG_DATA(header), &memory, sizeof memory);
  }
  return sendmsg(connection, &message, MSG_NOSIGNAL | MSG_DONTWAIT) == static_cast<ssize_t>(sizeof welcome);
}

HRESULT receiveWelcome(int connection, std::uint32_t& side, Descriptor& memory) {
  const std::uint64_t deadline = deadlineAfter(kWelcomeTimeoutMs);
  for (;;) {
    const std::uint64_t now = nowNanoseconds();
    if (now >= deadline) return VD_E_TIMEOUT;
    pollfd watched{connection, POLLIN, 0};
    const int ready = poll(&watched, 1, static_cast<int>((deadline - now) / 1000000u) + 1);
    if (ready > 0) break;
    if (ready < 0 && errno != EINTR) return VD_E_UNEXPECTED;
  }
  Welcome welcome{};
  iovec part{&welcome, sizeof welcome};
  alignas(cmsghdr) char room[CMSG_SPACE(sizeof(int))] = {};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = room;
  message.msg_controllen = sizeof room;
  const ssize_t got = recvmsg(connection, &message, MSG_CMSG_CLOEXEC | MSG_DONTWAIT);
  for (cmsghdr* header = got > 0 ? CMSG_FIRSTHDR(&message) : nullptr; header; header = CMSG_NXTHDR(&message, header)) {
    if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS) continue;
    int number = -1;
    std::memcpy(&number, CMSG_DATA(header), sizeof number);
    memory.reset(number);
  }
  // Hung up without a word: the primary client closed or died while we knocked. There is no such set.
  if (got != static_cast<ssize_t>(sizeof welcome) || welcome.magic != kWelcomeMagic) return VD_E_INVALID;
  if (failed(welcome.result)) return welcome.result;
  side = welcome.side;
  return memory.valid() ? NOERROR : VD_E_UNEXPECTED;
}

}  // namespace vdi::platform
