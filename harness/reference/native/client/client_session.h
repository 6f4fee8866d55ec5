#pragma once
/// The client's end of one set, from Create (or OpenInSecondary) to Close. The client's interface makes a new
/// one each time it is used again; device pointers of an earlier one keep that one alive, closed.

#include <array>
#include <string>
#include <vector>

#include "../interface/vdi_interfaces.h"
#include "../shared/end.h"
#include "client_conduct.h"
#include "taken_commands.h"

namespace vdi {

class ClientSession final : private End {
public:
  static HRESULT create(const std::u16string& setName, const VDConfig& config,
                        std::shared_ptr<ClientConduct> conduct, std::shared_ptr<ClientSession>& out);
  static HRESULT openInSecondary(const std::u16string& setName, std::shared_ptr<ClientConduct> conduct,
                                 std::shared_ptr<ClientSession>& out);
  ClientSession(std::unique_ptr<platform::Link> link, std::shared_ptr<ClientConduct> conduct,
                std::uint32_t deviceCount, bool primary);
  ~ClientSession() { close(); }

  ClientFacts facts();
  ClientConduct& conduct() { return *conduct_; }

  HRESULT getConfiguration(std::uint32_t timeoutMs, VDConfig* config);
  HRESULT openDevice(const std::u16string& name, std::uint32_t& index);
  HRESULT signalAbort();
  HRESULT close();

  // Buffers: client_buffers.cpp
  HRESULT getBufferHandle(BYTE* buffer, std::uint32_t* handle);
  HRESULT mapBufferHandle(std::uint32_t handle, BYTE** buffer);

  // Commands: client_commands.cpp
  HRESULT getCommand(std::uint32_t device, std::uint32_t timeoutMs, VDC_Command** command);
  HRESULT completeCommand(std::uint32_t device, VDC_Command* command, std::uint32_t completionCode,
                          std::uint32_t bytes, std::uint64_t position);

private:
  using Lock = std::lock_guard<threads::Mutex>;

  struct Device {
    bool open = false;
    bool toldOfClose = false;
    std::uint64_t received = 0;   // head of its commands, our own count
    std::uint64_t completed = 0;  // tail of its completions
  };
  enum class Fetched { Command, Closed, Nothing, Corruption };

  // With mutex_ held, under a pin.
  ClientState stateLocked();
  ClientFacts factsLocked();
  std::uint32_t devicesOpenLocked();
  Fetched fetch(std::uint32_t device, VDC_Command** command);
  bool takeNext(std::uint32_t device, std::uint64_t& ticket, bool& corrupt);
  void giveBack(std::uint32_t device, std::uint64_t ticket, std::uint32_t completionCode, std::uint32_t bytes,
                std::uint64_t position);
  void flushErrored(std::uint32_t device);
  bool mapArea(std::uint32_t area);
  BYTE* bufferAt(std::uint32_t area, std::uint64_t offset, std::uint32_t size);

  HRESULT refusedBy(ClientMethod method);
  void tellAgent(std::uint32_t device);

  HRESULT admit(platform::EndKind kind) override;
  void departed(platform::EndKind kind, std::uint32_t side) override;

  const std::shared_ptr<ClientConduct> conduct_;
  const bool primary_;
  std::atomic<bool> serverSeen_{false};
  std::atomic<bool> configured_{false};

  threads::Mutex mutex_;  // guards all below
  bool closeBegun_ = false;
  std::array<Device, kMaxDevices> devices_;
  std::array<platform::Mapping, kMaxAreas> areas_;
  TakenCommands taken_;
};

}  // namespace vdi
