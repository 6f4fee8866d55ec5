#pragma once
/// The COM objects of the client's end: the set, and its devices.

#include <memory>

#include "../com/com_object.h"
#include "../threads/lock.h"
#include "client_session.h"

namespace vdi {

class ClientSet final : public ComObject<IClientVirtualDeviceSet2> {
public:
  explicit ClientSet(std::shared_ptr<ClientConduct> conduct) : conduct_(std::move(conduct)) {}

  HRESULT VDI_CALL QueryInterface(const GUID* iid, void** out) override;
  HRESULT VDI_CALL Create(const WCHAR* name, VDConfig* config) override;
  HRESULT VDI_CALL GetConfiguration(DWORD timeoutMs, VDConfig* config) override;
  HRESULT VDI_CALL OpenDevice(const WCHAR* name, IClientVirtualDevice** device) override;
  HRESULT VDI_CALL Close() override;
  HRESULT VDI_CALL SignalAbort() override;
  HRESULT VDI_CALL OpenInSecondary(const WCHAR* name) override;
  HRESULT VDI_CALL GetBufferHandle(BYTE* buffer, DWORD* handle) override;
  HRESULT VDI_CALL MapBufferHandle(DWORD handle, BYTE** buffer) override;
  HRESULT VDI_CALL CreateEx(const WCHAR* instance, const WCHAR* name, VDConfig* config) override;
  HRESULT VDI_CALL OpenInSecondaryEx(const WCHAR* instance, const WCHAR* name) override;

private:
  /// The last Release of a set that was never closed does what Close does.
  ~ClientSet() override;

  std::shared_ptr<ClientSession> session();
  /// Runs `make` if this interface has no set, and keeps what it made.
  template <class Make>
  HRESULT begin(ClientMethod method, const WCHAR* instance, const WCHAR* name, Make make);
  template <class Call>
  HRESULT call(ClientMethod method, Call right);

  const std::shared_ptr<ClientConduct> conduct_;
  threads::Mutex mutex_;
  bool beginning_ = false;
  std::shared_ptr<ClientSession> session_;
};

class ClientDevice final : public ComObject<IClientVirtualDevice> {
public:
  ClientDevice(std::shared_ptr<ClientSession> session, std::uint32_t index)
      : session_(std::move(session)), index_(index) {}

  HRESULT VDI_CALL QueryInterface(const GUID* iid, void** out) override;
  HRESULT VDI_CALL GetCommand(DWORD timeoutMs, VDC_Command** command) override;
  HRESULT VDI_CALL CompleteCommand(VDC_Command* command, DWORD completionCode, DWORD bytesTransferred,
                                   std::uint64_t position) override;

private:
  ~ClientDevice() override = default;

  const std::shared_ptr<ClientSession> session_;
  const std::uint32_t index_;
};

}  // namespace vdi
