#pragma once
/// The steps of the server's end at which a real implementation may go wrong. The defaults are right; a fault
/// is a subclass that does one of them otherwise (faults/). The right code calls them and knows of no fault.

#include <cstdint>
#include <memory>
#include <string>

#include "../interface/vdi_interfaces.h"
#include "../interface/vdi_types.h"
#include "../platform/platform.h"
#include "server_states.h"

namespace vdi {

/// How things stood when a step was reached.
struct ServerFacts {
  ServerState state = ServerState::DoesNotExist;
  std::uint32_t deviceCount = 0;
  std::uint32_t devicesOpened = 0;  // ever
  std::uint32_t devicesClosed = 0;
  std::uint32_t outstanding = 0;
  std::uint32_t areas = 0;
  std::uint32_t features = 0;  // as BeginConfiguration chose them
  bool agentRunning = false;
  bool agentEverRan = false;
  bool otherEndDied = false;

  std::uint32_t devicesOpen() const { return devicesOpened - devicesClosed; }
  bool aborted() const { return state == ServerState::AbnormallyTerminated; }
  bool terminated() const { return aborted() || state == ServerState::NormallyTerminated; }
};

/// Commands that must be completed as aborted, in the order in which they were sent. Each is given once.
class AbortedCommands {
public:
  virtual VDS_Command* next() = 0;

protected:
  ~AbortedCommands() = default;
};

/// What Close tells the other end.
enum class Farewell { Abort, NormalEnd };

/// Writes the answer into the command and calls back, on this thread.
void complete(VDS_Command* command, std::uint32_t completionCode, std::uint32_t bytes,
              std::uint64_t position);

class ServerConduct {
public:
  virtual ~ServerConduct() = default;

  /// Every method's result passes here; `facts` are from before the method did anything.
  virtual HRESULT answer(ServerMethod, const ServerFacts&, HRESULT right) { return right; }

  /// Open succeeded: the interface has a set.
  virtual void opened(IServerVirtualDeviceSet2&, const std::u16string& /* setName */) {}

  /// First step of a Close that is not refused.
  virtual void beforeClose(const ServerFacts&, AbortedCommands&) {}
  virtual Farewell farewell(const ServerFacts&, Farewell right) { return right; }
  virtual void unmapArea(const ServerFacts&, std::uint32_t area, const platform::Mapping& mapping);
  /// Last step of Close: all is released.
  virtual void afterClose(const ServerFacts&) {}

  /// An ordinary completion, on the agent's thread.
  virtual void deliver(VDS_Command* command, std::uint32_t completionCode, std::uint32_t bytes,
                       std::uint64_t position);
  /// Completes what is outstanding when the set is at its end, on the agent's thread.
  virtual void deliverAborted(AbortedCommands& commands);
  /// The last thing before the agent returns to its caller.
  virtual void agentReturning(const ServerFacts&) {}
};

/// One for each set. Which definition is linked decides between the right library and the faulty one.
std::shared_ptr<ServerConduct> makeServerConduct();

}  // namespace vdi
