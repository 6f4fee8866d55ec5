#pragma once
/// The two ends of a set as tests use them: made from a library that is loaded as a program would load it.

#include <atomic>
#include <string>
#include <vector>

#include "../interface/vdi_codes.h"
#include "../interface/vdi_interfaces.h"
#include "../recorder/recorder.h"
#include "../threads/thread.h"
#include "system.h"

namespace tests {

inline constexpr const char* kReference = "vdi_reference";

/// From the library of that name (system.h).
IClassFactory* classFactory(std::uint32_t which, const char* library = kReference);
IServerVirtualDeviceSet2* newServer(const char* library = kReference);
IClientVirtualDeviceSet2* newClient(const char* library = kReference);

/// A name that no other test has.
std::u16string uniqueName(const std::u16string& what = u"");
/// The name of a set's device: the first bears the set's.
std::u16string deviceName(const std::u16string& set, unsigned index);

void sleepMs(unsigned ms);

/// A callback that notes what it was told in the context, which is a Sent.
struct Sent {
  VDS_Command command{};
  std::atomic<int> calls{0};
  std::atomic<std::uint32_t> code{0};
  std::atomic<std::uint64_t> thread{0};
  std::uint64_t order = 0;

  Sent();
  Sent(std::uint32_t code, BYTE* buffer, std::uint32_t size) : Sent() { fill(code, buffer, size); }
  void fill(std::uint32_t commandCode, BYTE* buffer, std::uint32_t size);
  bool waitCalled(unsigned ms = 10000) const;
};
/// Sends as soon as the set is Active: the agent takes a moment to be there.
HRESULT sendWhenActive(IServerVirtualDevice* device, Sent& sent);
std::uint64_t callsSoFar();

/// Waits until there are no more than so many: threads take a moment to be gone.
bool threadsDropTo(unsigned count);

/// Both ends of one set in this process, which a test drives to where it wants them.
class Stage {
public:
  explicit Stage(unsigned devices = 1, VDConfig config = {});
  ~Stage();

  void create();
  void open();
  void begin(std::uint32_t alignment = 4096);
  void request(std::uint32_t size = 65536, unsigned count = 4);
  void end();
  void openClientDevices();
  void openServerDevices(unsigned count = ~0u);
  void startAgent();
  /// All of the above; the set is Active, and no command is outstanding.
  void activate(std::uint32_t bufferSize = 65536, unsigned buffers = 4);
  /// Returns when the agent has called back for a first command.
  void awaitActive();
  void closeServerDevices();
  /// Lets the client hear that each device was closed.
  void hearClose();
  void joinAgent();
  /// Closes the server's end and waits for the agent: then no command of the test's is outstanding any more.
  void shutDown();

  std::u16string name;
  VDConfig config{};
  VDConfig settled{};
  IClientVirtualDeviceSet2* client = nullptr;
  IServerVirtualDeviceSet2* server = nullptr;
  std::vector<IClientVirtualDevice*> clientDevices;
  std::vector<IServerVirtualDevice*> serverDevices;
  vdi::threads::Thread agent;
  std::atomic<bool> agentReturned{false};
  std::atomic<HRESULT> agentResult{1};
  std::atomic<std::uint64_t> agentThread{0};
};

}  // namespace tests
