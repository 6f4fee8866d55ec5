#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cerrno>

#include "tcp.h"

namespace vdi::recording {

std::unique_ptr<Connection> Connection::open(std::uint32_t address, std::uint16_t port) {
  const int handle = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (handle < 0) return nullptr;
  std::unique_ptr<Connection> connection(new Connection(handle));
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(port);
  to.sin_addr.s_addr = htonl(address);
  int connected = connect(handle, reinterpret_cast<const sockaddr*>(&to), sizeof to);
  if (connected != 0 && errno == EINTR) {
    // It goes on by itself; its end is told once.
    pollfd watched{handle, POLLOUT, 0};
    int error = 0;
    socklen_t size = sizeof error;
    while (poll(&watched, 1, -1) < 0 && errno == EINTR) continue;
    connected = getsockopt(handle, SOL_SOCKET, SO_ERROR, &error, &size) == 0 && error == 0 ? 0 : -1;
  }
  if (connected != 0) return nullptr;
  const int atOnce = 1;
  setsockopt(handle, IPPROTO_TCP, TCP_NODELAY, &atOnce, sizeof atOnce);
  timeval patience{kPatienceMs / 1000, 0};
  setsockopt(handle, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  return connection;
}

Connection::~Connection() { close(handle_); }

bool Connection::send(const char* bytes, std::size_t size) {
  while (size > 0) {
    const ssize_t sent = ::send(handle_, bytes, size, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    bytes += sent;
    size -= static_cast<std::size_t>(sent);
  }
  return true;
}

bool Connection::receiveLine(std::string& line) {
  line.clear();
  for (;;) {
    pollfd watched{handle_, POLLIN, 0};
    const int ready = poll(&watched, 1, static_cast<int>(kPatienceMs));
    if (ready < 0 && errno == EINTR) continue;
    char byte = 0;
    // Byte by byte: there is one line only, and nothing that is behind it may be lost.
    if (ready <= 0 || recv(handle_, &byte, 1, 0) != 1 || line.size() == kLongestLine) return false;
    if (byte == '\n') return true;
    line += byte;
  }
}

void Connection::awaitByteOrEnd() {
  char byte = 0;
  while (recv(handle_, &byte, 1, 0) < 0 && errno == EINTR) continue;
}

void Connection::end() { shutdown(handle_, SHUT_RDWR); }

}  // namespace vdi::recording
