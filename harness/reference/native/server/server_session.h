#pragma once
/// The server's end of one set, from Open to Close. Outlives Close for as long as a device pointer or the
/// agent needs to be answered, but then owns nothing of the set any more.

#include <array>
#include <string>
#include <vector>

#include "../interface/vdi_interfaces.h"
#include "../shared/configuration.h"
#include "../shared/end.h"
#include "buffer_areas.h"
#include "outstanding.h"
#include "server_conduct.h"

namespace vdi {

class ServerSession final : private End, private AbortedCommands {
public:
  static HRESULT open(const std::u16string& setName, std::shared_ptr<ServerConduct> conduct,
                      std::shared_ptr<ServerSession>& out);
  ServerSession(std::unique_ptr<platform::Link> link, std::shared_ptr<ServerConduct> conduct,
                const VDConfig& offered);
  ~ServerSession() { close(); }

  ServerFacts facts();
  ServerConduct& conduct() { return *conduct_; }

  // Configuration and buffers: server_configuration.cpp
  HRESULT getConfiguration(VDConfig* config);
  HRESULT beginConfiguration(const ServerChoice& choice);
  HRESULT endConfiguration();
  HRESULT requestBuffers(std::uint32_t size, std::uint32_t alignment, std::uint32_t count);
  HRESULT queryAvailableBuffers(std::uint32_t size, std::uint32_t alignment, std::uint32_t* count);
  HRESULT allocateBuffer(BYTE** buffer, std::uint32_t size, std::uint32_t alignment);
  HRESULT freeBuffer(BYTE* buffer, std::uint32_t size);
  bool isSharedBuffer(BYTE* buffer);

  // Devices and commands: server_commands.cpp
  HRESULT openDevice(const std::u16string& name, std::uint32_t& index);
  HRESULT send(std::uint32_t device, VDS_Command* command);
  HRESULT closeDevice(std::uint32_t device);

  // The agent: server_agent.cpp
  HRESULT executeCompletionAgent();

  HRESULT signalAbort();
  HRESULT close();

private:
  using Lock = std::lock_guard<threads::Mutex>;

  struct Device {
    bool open = false;
    bool closed = false;
    std::uint64_t sent = 0;       // tail of its commands, our own count
    std::uint64_t collected = 0;  // head of its completions
  };
  struct Collected {
    VDS_Command* command = nullptr;
    std::uint32_t completionCode = 0;
    std::uint32_t bytes = 0;
    std::uint64_t position = 0;
  };
  enum class Found { Completion, Nothing, Corruption };

  // With mutex_ held.
  ServerState state() const;
  ServerFacts factsLocked() const;
  HRESULT admit(ServerMethod method) const { return admission(method, state()); }
  void becomeActiveIfReady();
  bool shapeOf(std::uint32_t size, std::uint32_t alignment, BufferShape& shape) const;
  HRESULT addArea(std::uint64_t bytes);
  HRESULT placeCommand(std::uint32_t device, VDS_Command* command);
  Found takeCompletion(Collected& out);

  HRESULT refusedBy(ServerMethod method);
  void runAgent();
  bool waitForCompletions();
  bool anythingToCollect();
  VDS_Command* next() override;

  HRESULT admit(platform::EndKind) override { return VD_E_INVALID; }
  void departed(platform::EndKind kind, std::uint32_t side) override;

  const std::shared_ptr<ServerConduct> conduct_;
  const VDConfig offered_;

  threads::Mutex mutex_;  // guards all below; never held while waiting for the other end or in a callback
  ServerState state_ = ServerState::Connected;
  bool closeBegun_ = false;
  VDConfig settled_{};
  std::vector<BufferAreas::Request> requests_;
  BufferAreas areas_;
  std::uint64_t memoryEnd_;
  std::array<Device, kMaxDevices> devices_;
  std::uint32_t devicesOpened_ = 0;
  std::uint32_t devicesClosed_ = 0;
  OutstandingCommands outstanding_;
  std::uint64_t withCompletions_ = 0;  // devices known to have completions, a bit each
  std::uint64_t lastProgress_ = 0;
  bool agentRunning_ = false;
  bool agentEverRan_ = false;
};

}  // namespace vdi
