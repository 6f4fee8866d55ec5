#pragma once
/// A connection with the agent. What the system has for it is found at the first use.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace vdi::recording {

class Connection {
public:
  /// To an IPv4 address, its first byte highest. Null when nobody listens.
  static std::unique_ptr<Connection> open(std::uint32_t address, std::uint16_t port);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// False when the other end is gone, or takes nothing for 10 s.
  bool send(const char* bytes, std::size_t size);
  /// The next line without its end. False when none comes within 10 s, or an over-long one.
  bool receiveLine(std::string& line);
  /// Waits, for ever, for a byte or the connection's end.
  void awaitByteOrEnd();
  /// Nothing goes in or out from here on. Whoever waits is woken.
  void end();

private:
#if defined(_WIN32)
  using Handle = std::uintptr_t;
#else
  using Handle = int;
#endif
  explicit Connection(Handle handle) : handle_(handle) {}
  const Handle handle_;
};

inline constexpr unsigned kPatienceMs = 10000;
inline constexpr std::size_t kLongestLine = 65536;

}  // namespace vdi::recording
