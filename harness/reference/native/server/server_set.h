#pragma once
/// The COM objects of the server's end: the set, and its devices.

#include <memory>

#include "../com/com_object.h"
#include "../threads/lock.h"
#include "server_session.h"

namespace vdi {

/// The published pages: learn.microsoft.com, "SQL Server virtual device interface reference". What is done
/// here is COM: the state of a set is its session's.
class ServerSet final : public ComObject<IServerVirtualDeviceSet2> {
public:
  explicit ServerSet(std::shared_ptr<ServerConduct> conduct) : conduct_(std::move(conduct)) {}

  HRESULT VDI_CALL QueryInterface(const GUID* iid, void** out) override;
  HRESULT VDI_CALL Open(const WCHAR* instance, const WCHAR* name) override;
  HRESULT VDI_CALL GetConfiguration(VDConfig* config) override;
  HRESULT VDI_CALL BeginConfiguration(DWORD features, DWORD blockSize, DWORD alignment, DWORD maxTransferSize,
                                      DWORD timeoutMs) override;
  HRESULT VDI_CALL EndConfiguration() override;
  HRESULT VDI_CALL RequestBuffers(DWORD size, DWORD alignment, DWORD count) override;
  HRESULT VDI_CALL QueryAvailableBuffers(DWORD size, DWORD alignment, DWORD* count) override;
  HRESULT VDI_CALL ExecuteCompletionAgent() override;
  HRESULT VDI_CALL OpenDevice(const WCHAR* name, IServerVirtualDevice** device) override;
  HRESULT VDI_CALL AllocateBuffer(BYTE** buffer, DWORD size, DWORD alignment) override;
  HRESULT VDI_CALL FreeBuffer(BYTE* buffer, DWORD size) override;
  HRESULT VDI_CALL IsSharedBuffer(BYTE* buffer) override;
  HRESULT VDI_CALL SignalAbort() override;
  HRESULT VDI_CALL Close() override;

private:
  /// The last Release of a set that was never closed does what Close does.
  ~ServerSet() override;

  std::shared_ptr<ServerSession> session();
  template <class Call>
  HRESULT call(ServerMethod method, Call right);

  const std::shared_ptr<ServerConduct> conduct_;
  threads::Mutex mutex_;
  bool opening_ = false;
  std::shared_ptr<ServerSession> session_;
};

class ServerDevice final : public ComObject<IServerVirtualDevice> {
public:
  ServerDevice(std::shared_ptr<ServerSession> session, std::uint32_t index)
      : session_(std::move(session)), index_(index) {}

  HRESULT VDI_CALL QueryInterface(const GUID* iid, void** out) override;
  HRESULT VDI_CALL SendCommand(VDS_Command* command) override;
  HRESULT VDI_CALL CloseDevice() override;

private:
  ~ServerDevice() override = default;

  const std::shared_ptr<ServerSession> session_;
  const std::uint32_t index_;
};

}  // namespace vdi
