#pragma once
/// The situations in which faults show: how things stood when the server called Close, or after it.

#include "../server/server_conduct.h"

namespace vdi::faults {

using Situation = bool (*)(const ServerFacts&);

inline bool always(const ServerFacts&) { return true; }

/// Every device was closed before.
inline bool clean(const ServerFacts& at) { return at.state == ServerState::NormallyTerminated; }
inline bool cleanOfSeveral(const ServerFacts& at) { return clean(at) && at.deviceCount > 1; }

/// The set lives, and devices are open.
inline bool devicesOpen(const ServerFacts& at) {
  return at.devicesOpen() != 0 && !at.aborted() && at.state != ServerState::Gone;
}
inline bool devicesOpenUnderAgent(const ServerFacts& at) { return devicesOpen(at) && at.agentEverRan; }
inline bool devicesOpenWithoutAgent(const ServerFacts& at) { return devicesOpen(at) && !at.agentEverRan; }

inline bool aborted(const ServerFacts& at) { return at.aborted(); }
inline bool otherEndDied(const ServerFacts& at) { return at.otherEndDied; }

inline bool connected(const ServerFacts& at) { return at.state == ServerState::Connected; }
inline bool configurable(const ServerFacts& at) { return at.state == ServerState::Configurable; }
inline bool initializingIdle(const ServerFacts& at) {
  return at.state == ServerState::Initializing && at.devicesOpened == 0;
}

inline bool neverOpened(const ServerFacts& at) { return at.state == ServerState::DoesNotExist; }
/// Close came before.
inline bool gone(const ServerFacts& at) { return at.state == ServerState::Gone; }

}  // namespace vdi::faults
