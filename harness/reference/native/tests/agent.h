#pragma once
/// The agent's side of recordings, as far as tests need it: listens, answers, keeps every line, and lets calls go.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace tests {

class Agent {
public:
  /// Answers every recording with this line. This process is invited.
  explicit Agent(std::string answer = R"({"pid":1,"holds":[],"protect":false})");
  ~Agent();

  /// For `invite`, in a process that was there before: none may be forked beside the agent's threads.
  std::uint16_t port() const;

  /// All lines so far, introductions included, each behind its connection's number (`0:{…}`); those of one connection in
  /// their order.
  std::vector<std::string> lines() const;
  /// The first line with all of these parts, waited for if need be. Empty when there is none within 10 s.
  std::string await(const std::vector<std::string>& parts) const;
  /// How many there are now.
  unsigned count(const std::vector<std::string>& parts) const;
  /// Whether so many recordings come to their end within 10 s.
  bool awaitEnds(unsigned recordings) const;

  /// Lets go the call whose gate came as the nth, from 0, waiting for the gate: by a byte, or by ending the connection.
  void letGo(unsigned gate, bool byByte);
  /// Ends everything, as an agent that was killed.
  void die();

private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Invites this process to an agent on that port.
void invite(std::uint16_t port);
/// To a place at which nobody listens.
void inviteToNobody();

}  // namespace tests
