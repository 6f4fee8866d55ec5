#include "client_set.h"

#include <new>

#include "../shared/device_names.h"

namespace vdi {

ClientSet::~ClientSet() {
  if (session_ != nullptr) session_->close();
}

std::shared_ptr<ClientSession> ClientSet::session() {
  const std::lock_guard<threads::Mutex> lock(mutex_);
  return session_;
}

template <class Call>
HRESULT ClientSet::call(ClientMethod method, Call right) {
  const std::shared_ptr<ClientSession> session = this->session();
  if (session == nullptr) return conduct_->answer(method, ClientFacts(), VD_E_PROTOCOL);
  const HRESULT result = right(*session);
  return conduct_->answer(method, session->facts(), result);
}

template <class Make>
HRESULT ClientSet::begin(ClientMethod method, const WCHAR* instance, const WCHAR* name, Make make) {
  {
    const std::lock_guard<threads::Mutex> lock(mutex_);
    if (beginning_ || session_ != nullptr) return conduct_->answer(method, ClientFacts(), VD_E_PROTOCOL);
    beginning_ = true;
  }
  std::shared_ptr<ClientSession> begun;
  std::u16string setName;
  HRESULT result = NOERROR;
  if (!conduct_->knowsInstance(instance)) {
    result = VD_E_INSTANCE_NAME;
  } else if (!readName(name, setName)) {
    result = VD_E_INVALID;
  } else {
    result = make(setName, begun);
  }
  {
    const std::lock_guard<threads::Mutex> lock(mutex_);
    beginning_ = false;
    session_ = std::move(begun);
  }
  if (succeeded(result) && method == ClientMethod::CreateEx) conduct_->created(setName);
  return conduct_->answer(method, ClientFacts(), result);
}

HRESULT ClientSet::QueryInterface(const GUID* iid, void** out) {
  return answerQuery(iid, out, {IID_IUnknown, IID_IClientVirtualDeviceSet, IID_IClientVirtualDeviceSet2});
}

// Create's page: an instance may also come from the environment. Here that name decides nothing, so it is not
// read.
HRESULT ClientSet::Create(const WCHAR* name, VDConfig* config) { return CreateEx(nullptr, name, config); }

HRESULT ClientSet::CreateEx(const WCHAR* instance, const WCHAR* name, VDConfig* config) {
  return begin(ClientMethod::CreateEx, instance, name,
               [&](const std::u16string& setName, std::shared_ptr<ClientSession>& out) -> HRESULT {
                 if (config == nullptr) return VD_E_INVALID;
                 return ClientSession::create(setName, *config, conduct_, out);
               });
}

HRESULT ClientSet::OpenInSecondary(const WCHAR* name) { return OpenInSecondaryEx(nullptr, name); }

HRESULT ClientSet::OpenInSecondaryEx(const WCHAR* instance, const WCHAR* name) {
  return begin(ClientMethod::OpenInSecondaryEx, instance, name,
               [&](const std::u16string& setName, std::shared_ptr<ClientSession>& out) {
                 return ClientSession::openInSecondary(setName, conduct_, out);
               });
}

HRESULT ClientSet::GetConfiguration(DWORD timeoutMs, VDConfig* config) {
  return call(ClientMethod::GetConfiguration,
              [&](ClientSession& set) { return set.getConfiguration(timeoutMs, config); });
}

HRESULT ClientSet::OpenDevice(const WCHAR* name, IClientVirtualDevice** device) {
  if (device != nullptr) *device = nullptr;
  return call(ClientMethod::OpenDevice, [&](ClientSession& set) -> HRESULT {
    std::u16string deviceName;
    if (!readName(name, deviceName)) deviceName.clear();  // refused, but only after the state
    if (device == nullptr) return VD_E_INVALID;
    std::uint32_t index = 0;
    const HRESULT opened = set.openDevice(deviceName, index);
    if (failed(opened)) return opened;
    *device = new (std::nothrow) ClientDevice(session(), index);
    return *device == nullptr ? VD_E_MEMORY : NOERROR;
  });
}

HRESULT ClientSet::Close() {
  const HRESULT result = call(ClientMethod::Close, [](ClientSession& set) { return set.close(); });
  if (result == VD_E_PROTOCOL) return result;
  // Closed, with whatever result: the interface may be used for another set.
  const std::lock_guard<threads::Mutex> lock(mutex_);
  session_.reset();
  return result;
}

HRESULT ClientSet::SignalAbort() {
  return call(ClientMethod::SignalAbort, [](ClientSession& set) { return set.signalAbort(); });
}

HRESULT ClientSet::GetBufferHandle(BYTE* buffer, DWORD* handle) {
  return call(ClientMethod::GetBufferHandle,
              [&](ClientSession& set) { return set.getBufferHandle(buffer, handle); });
}

HRESULT ClientSet::MapBufferHandle(DWORD handle, BYTE** buffer) {
  if (buffer != nullptr) *buffer = nullptr;
  return call(ClientMethod::MapBufferHandle,
              [&](ClientSession& set) { return set.mapBufferHandle(handle, buffer); });
}

HRESULT ClientDevice::QueryInterface(const GUID* iid, void** out) {
  return answerQuery(iid, out, {IID_IUnknown, IID_IClientVirtualDevice});
}

HRESULT ClientDevice::GetCommand(DWORD timeoutMs, VDC_Command** command) {
  const HRESULT result = session_->getCommand(index_, timeoutMs, command);
  return session_->conduct().answer(ClientMethod::GetCommand, session_->facts(), result);
}

HRESULT ClientDevice::CompleteCommand(VDC_Command* command, DWORD completionCode, DWORD bytesTransferred,
                                      std::uint64_t position) {
  const HRESULT result =
      session_->completeCommand(index_, command, completionCode, bytesTransferred, position);
  return session_->conduct().answer(ClientMethod::CompleteCommand, session_->facts(), result);
}

}  // namespace vdi
