#pragma once
/// One set's connection with the agent: every line that is told of it, and the calls that the agent wants held.
///
/// A recording that ends early, because the agent is gone, is silent from then on; the calls themselves go on.

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "../threads/lock.h"
#include "answer.h"
#include "fields.h"
#include "invitation.h"
#include "tcp.h"

namespace vdi::recording {

enum class End { Client, Server };

class Recording {
public:
  /// Null, with a line on standard error unless nobody invited, when there is nothing to record to.
  static std::shared_ptr<Recording> begin(End end);
  ~Recording();
  Recording(const Recording&) = delete;
  Recording& operator=(const Recording&) = delete;

  /// Whether the pages of buffers whose commands were completed are to be protected.
  bool protects() const { return protect_; }

  /// From 1, for this recording.
  std::uint64_t nextCall() { return calls_.fetch_add(1) + 1; }
  /// How many calls of the method there were, with this one. 0 when nobody wants it held.
  std::uint64_t countCall(const char* method);
  bool isHeld(const char* method, std::uint64_t count, At at) const;
  /// Returns when the agent lets the call go, or is gone itself.
  void hold(std::uint64_t call, At at);

  void send(const Fields& line);
  /// A line with its end. Takes no memory: a handler of faults calls it.
  void send(const char* line, std::size_t size);

private:
  struct Count {
    std::string method;
    std::atomic<std::uint64_t> calls{0};
  };

  Recording(Invitation invitation, std::unique_ptr<Connection> connection, const Answer& answer);

  const Invitation invitation_;
  const std::unique_ptr<Connection> connection_;
  const std::vector<Hold> holds_;
  const bool protect_;
  std::vector<std::unique_ptr<Count>> counts_;
  std::atomic<std::uint64_t> calls_{0};
  std::atomic<bool> live_{true};
  /// Around `send` alone.
  threads::Mutex sending_;
};

}  // namespace vdi::recording
