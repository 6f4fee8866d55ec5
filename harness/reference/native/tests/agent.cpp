#include "agent.h"

#if defined(_WIN32)
#include <winsock2.h>
using Socket = SOCKET;
using Length = int;
constexpr int kQuietly = 0;
#else
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
using Socket = int;
using Length = socklen_t;
// For the sockets of this file alone: a library that leaves it out is to die of it.
constexpr int kQuietly = MSG_NOSIGNAL;
#endif

#include <cstdlib>
#include <utility>

#include "../threads/lock.h"
#include "../threads/thread.h"
#include "system.h"

namespace tests {

namespace {

using vdi::threads::Mutex;
using Lock = std::unique_lock<Mutex>;
constexpr const char* kSecret = "5ec2e7";

void startSockets() {
#if defined(_WIN32)
  WSADATA told;
  WSAStartup(MAKEWORD(2, 2), &told);
#endif
}

void shut(Socket socket) { shutdown(socket, 2); }
void closeIt(Socket socket) {
#if defined(_WIN32)
  closesocket(socket);
#else
  close(socket);
#endif
}

/// Bound to a free port of the loopback's.
Socket bound(std::uint16_t& port) {
  startSockets();
  const Socket socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in at{};
  at.sin_family = AF_INET;
  at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  Length size = sizeof at;
  if (bind(socket, reinterpret_cast<sockaddr*>(&at), sizeof at) != 0 ||
      getsockname(socket, reinterpret_cast<sockaddr*>(&at), &size) != 0)
    std::abort();
  port = ntohs(at.sin_port);
  return socket;
}

bool hasAll(const std::string& line, const std::vector<std::string>& parts) {
  for (const std::string& part : parts)
    if (line.find(part) == std::string::npos) return false;
  return true;
}

}  // namespace

void invite(std::uint16_t port) {
  setVariable("VDI_CONFORMANCE_RECORD", ("127.0.0.1:" + std::to_string(port) + ":" + kSecret).c_str());
}

void inviteToNobody() {
  std::uint16_t port = 0;
  closeIt(bound(port));
  invite(port);
}

struct Agent::State {
  std::string answer;
  std::uint16_t port = 0;
  Socket listener;
  Mutex mutex;
  vdi::threads::Condition changed;
  bool dead = false;
  std::vector<Socket> open;
  std::vector<Socket> gates;
  std::vector<std::string> lines;
  unsigned ends = 0;
  std::vector<vdi::threads::Thread> readers;
  vdi::threads::Thread acceptor;

  void accept() {
    for (;;) {
      const Socket socket = ::accept(listener, nullptr, nullptr);
      const Lock lock(mutex);
      if (dead || socket == static_cast<Socket>(-1)) {
        if (socket != static_cast<Socket>(-1)) closeIt(socket);
        return;
      }
      const std::string number = std::to_string(open.size()) + ':';
      open.push_back(socket);
      readers.emplace_back([this, socket, number] { read(socket, number); });
    }
  }
  void read(Socket socket, const std::string& number) {
    std::string text;
    char part[4096];
    bool recording = false;
    for (;;) {
      const auto got = recv(socket, part, sizeof part, 0);
      const Lock lock(mutex);
      if (got <= 0) break;
      text.append(part, static_cast<std::size_t>(got));
      for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n')) {
        const std::string line = text.substr(0, end);
        text.erase(0, end + 1);
        lines.push_back(number + line);
        if (hasAll(line, {R"({"as":"recording","secret":"5ec2e7")"})) {
          recording = true;
          send(socket, (answer + '\n').c_str(), static_cast<Length>(answer.size() + 1), kQuietly);
        }
        if (hasAll(line, {R"({"as":"gate","secret":"5ec2e7")"})) gates.push_back(socket);
      }
      changed.notify_all();
    }
    const Lock lock(mutex);
    ends += recording ? 1 : 0;
    changed.notify_all();
  }
  template <class Holds>
  bool await(Holds holds) {
    Lock lock(mutex);
    return changed.wait_until(lock, std::chrono::steady_clock::now() + std::chrono::seconds(10), holds);
  }
};

Agent::Agent(std::string answer) : state_(std::make_unique<State>()) {
  state_->answer = std::move(answer);
  state_->listener = bound(state_->port);
  if (listen(state_->listener, 100) != 0) std::abort();
  invite(state_->port);
  state_->acceptor = vdi::threads::Thread([this] { state_->accept(); });
}

Agent::~Agent() {
  die();
  state_->acceptor.join();
  for (vdi::threads::Thread& reader : state_->readers) reader.join();
  for (const Socket socket : state_->open) closeIt(socket);
}

std::uint16_t Agent::port() const { return state_->port; }

std::vector<std::string> Agent::lines() const {
  const Lock lock(state_->mutex);
  return state_->lines;
}

std::string Agent::await(const std::vector<std::string>& parts) const {
  std::string found;
  state_->await([&] {
    for (const std::string& line : state_->lines)
      if (found.empty() && hasAll(line, parts)) found = line;
    return !found.empty();
  });
  return found;
}

unsigned Agent::count(const std::vector<std::string>& parts) const {
  unsigned count = 0;
  for (const std::string& line : lines()) count += hasAll(line, parts) ? 1 : 0;
  return count;
}

bool Agent::awaitEnds(unsigned recordings) const {
  return state_->await([&] { return state_->ends >= recordings; });
}

void Agent::letGo(unsigned gate, bool byByte) {
  if (!state_->await([&] { return state_->gates.size() > gate; })) return;
  const Lock lock(state_->mutex);
  if (byByte) {
    send(state_->gates[gate], "1", 1, kQuietly);
  } else {
    shut(state_->gates[gate]);
  }
}

void Agent::die() {
  const Lock lock(state_->mutex);
  if (std::exchange(state_->dead, true)) return;
  for (const Socket socket : state_->open) shut(socket);
  shut(state_->listener);
  closeIt(state_->listener);
}

}  // namespace tests
