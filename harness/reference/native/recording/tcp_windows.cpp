/// The system's sockets are looked up when they are wanted: a library that needs ws2_32 from its start would load it into
/// every client, recorded or not.

#include <winsock2.h>

#include <windows.h>

#include "tcp.h"

namespace vdi::recording {

namespace {

struct Sockets {
  decltype(&::socket) socket;
  decltype(&::connect) connect;
  decltype(&::setsockopt) setsockopt;
  decltype(&::send) send;
  decltype(&::recv) recv;
  decltype(&::shutdown) shutdown;
  decltype(&::closesocket) closesocket;
  decltype(&::WSAStartup) startup;
};

template <class Function>
bool find(HMODULE library, const char* name, Function& function) {
  function = reinterpret_cast<Function>(reinterpret_cast<void*>(GetProcAddress(library, name)));
  return function != nullptr;
}

/// From the system's own folder, so that no file beside the program is taken for it. Null when it cannot be had.
const Sockets* lookUp(Sockets& out) {
  wchar_t path[MAX_PATH + 16];
  const UINT length = GetSystemDirectoryW(path, MAX_PATH);
  if (length == 0 || length > MAX_PATH) return nullptr;
  const wchar_t name[] = L"\\ws2_32.dll";
  for (std::size_t i = 0; i < sizeof name / sizeof *name; ++i) path[length + i] = name[i];
  const HMODULE library = LoadLibraryW(path);
  if (library == nullptr) return nullptr;
  const bool all = find(library, "socket", out.socket) && find(library, "connect", out.connect) &&
                   find(library, "setsockopt", out.setsockopt) && find(library, "send", out.send) &&
                   find(library, "recv", out.recv) && find(library, "shutdown", out.shutdown) &&
                   find(library, "closesocket", out.closesocket) && find(library, "WSAStartup", out.startup);
  WSADATA told;
  return all && out.startup(MAKEWORD(2, 2), &told) == 0 ? &out : nullptr;
}

const Sockets* sockets() {
  static Sockets found;
  static const Sockets* const usable = lookUp(found);
  return usable;
}

u_long networkOrder(std::uint32_t value) {
  return ((value & 0xFFu) << 24) | ((value & 0xFF00u) << 8) | ((value >> 8) & 0xFF00u) | (value >> 24);
}

void limit(SOCKET handle, int what, DWORD ms) {
  sockets()->setsockopt(handle, SOL_SOCKET, what, reinterpret_cast<const char*>(&ms), sizeof ms);
}

}  // namespace

std::unique_ptr<Connection> Connection::open(std::uint32_t address, std::uint16_t port) {
  if (sockets() == nullptr) return nullptr;
  const SOCKET handle = sockets()->socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
  if (handle == INVALID_SOCKET) return nullptr;
  std::unique_ptr<Connection> connection(new Connection(handle));
  // Programs that the client starts must not keep it open.
  SetHandleInformation(reinterpret_cast<HANDLE>(handle), HANDLE_FLAG_INHERIT, 0);
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = static_cast<u_short>((port << 8) | (port >> 8));
  to.sin_addr.s_addr = networkOrder(address);
  if (sockets()->connect(handle, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0) return nullptr;
  const BOOL atOnce = TRUE;
  sockets()->setsockopt(handle, IPPROTO_TCP, TCP_NODELAY, reinterpret_cast<const char*>(&atOnce),
                        sizeof atOnce);
  limit(handle, SO_SNDTIMEO, kPatienceMs);
  return connection;
}

Connection::~Connection() { sockets()->closesocket(handle_); }

bool Connection::send(const char* bytes, std::size_t size) {
  while (size > 0) {
    const int sent = sockets()->send(handle_, bytes, static_cast<int>(size), 0);
    if (sent <= 0) return false;
    bytes += sent;
    size -= static_cast<std::size_t>(sent);
  }
  return true;
}

bool Connection::receiveLine(std::string& line) {
  limit(handle_, SO_RCVTIMEO, kPatienceMs);
  line.clear();
  bool ended = false;
  char byte = 0;
  // Byte by byte: there is one line only, and nothing that is behind it may be lost.
  while (!ended && line.size() < kLongestLine && sockets()->recv(handle_, &byte, 1, 0) == 1) {
    ended = byte == '\n';
    if (!ended) line += byte;
  }
  limit(handle_, SO_RCVTIMEO, 0);
  return ended;
}

void Connection::awaitByteOrEnd() {
  char byte = 0;
  sockets()->recv(handle_, &byte, 1, 0);
}

void Connection::end() { sockets()->shutdown(handle_, SD_BOTH); }

}  // namespace vdi::recording
