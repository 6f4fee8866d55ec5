#include "server_set.h"

#include <new>

#include "../shared/device_names.h"

namespace vdi {

ServerSet::~ServerSet() {
  if (session_ != nullptr) session_->close();
}

std::shared_ptr<ServerSession> ServerSet::session() {
  const std::lock_guard<threads::Mutex> lock(mutex_);
  return session_;
}

template <class Call>
HRESULT ServerSet::call(ServerMethod method, Call right) {
  const std::shared_ptr<ServerSession> session = this->session();
  const ServerFacts facts = session != nullptr ? session->facts() : ServerFacts();
  const HRESULT result = session != nullptr ? right(*session) : admission(method, ServerState::DoesNotExist);
  return conduct_->answer(method, facts, result);
}

HRESULT ServerSet::QueryInterface(const GUID* iid, void** out) {
  return answerQuery(iid, out, {IID_IUnknown, IID_IServerVirtualDeviceSet2});
}

HRESULT ServerSet::Open(const WCHAR* instance, const WCHAR* name) {
  if (session() != nullptr) return call(ServerMethod::Open, [](ServerSession&) { return VD_E_PROTOCOL; });
  {
    const std::lock_guard<threads::Mutex> lock(mutex_);
    if (opening_ || session_ != nullptr) return VD_E_PROTOCOL;
    opening_ = true;
  }
  std::shared_ptr<ServerSession> opened;
  std::u16string setName;
  HRESULT result = NOERROR;
  if (!acceptableInstance(instance)) {
    result = VD_E_INSTANCE_NAME;
  } else if (!readName(name, setName)) {
    result = VD_E_INVALID;
  } else {
    result = ServerSession::open(setName, conduct_, opened);
  }
  {
    const std::lock_guard<threads::Mutex> lock(mutex_);
    opening_ = false;
    session_ = std::move(opened);
  }
  if (succeeded(result)) conduct_->opened(*this, setName);
  return conduct_->answer(ServerMethod::Open, ServerFacts(), result);
}

HRESULT ServerSet::GetConfiguration(VDConfig* config) {
  return call(ServerMethod::GetConfiguration,
              [&](ServerSession& set) { return set.getConfiguration(config); });
}

HRESULT ServerSet::BeginConfiguration(DWORD features, DWORD blockSize, DWORD alignment, DWORD maxTransferSize,
                                      DWORD) {
  // The time-out is for clients that declare buffer areas of their own; there is no call by which they could.
  const ServerChoice choice{features, blockSize, alignment, maxTransferSize};
  return call(ServerMethod::BeginConfiguration,
              [&](ServerSession& set) { return set.beginConfiguration(choice); });
}

HRESULT ServerSet::EndConfiguration() {
  return call(ServerMethod::EndConfiguration, [](ServerSession& set) { return set.endConfiguration(); });
}

HRESULT ServerSet::RequestBuffers(DWORD size, DWORD alignment, DWORD count) {
  return call(ServerMethod::RequestBuffers,
              [&](ServerSession& set) { return set.requestBuffers(size, alignment, count); });
}

HRESULT ServerSet::QueryAvailableBuffers(DWORD size, DWORD alignment, DWORD* count) {
  return call(ServerMethod::QueryAvailableBuffers,
              [&](ServerSession& set) { return set.queryAvailableBuffers(size, alignment, count); });
}

HRESULT ServerSet::ExecuteCompletionAgent() {
  const ModuleUse running;
  return call(ServerMethod::ExecuteCompletionAgent,
              [](ServerSession& set) { return set.executeCompletionAgent(); });
}

HRESULT ServerSet::OpenDevice(const WCHAR* name, IServerVirtualDevice** device) {
  if (device != nullptr) *device = nullptr;
  return call(ServerMethod::OpenDevice, [&](ServerSession& set) -> HRESULT {
    std::u16string deviceName;
    if (!readName(name, deviceName)) deviceName.clear();  // refused, but only after the state
    if (device == nullptr) return VD_E_INVALID;
    std::uint32_t index = 0;
    const HRESULT opened = set.openDevice(deviceName, index);
    if (failed(opened)) return opened;
    *device = new (std::nothrow) ServerDevice(session(), index);
    return *device == nullptr ? VD_E_MEMORY : NOERROR;
  });
}

HRESULT ServerSet::AllocateBuffer(BYTE** buffer, DWORD size, DWORD alignment) {
  return call(ServerMethod::AllocateBuffer,
              [&](ServerSession& set) { return set.allocateBuffer(buffer, size, alignment); });
}

HRESULT ServerSet::FreeBuffer(BYTE* buffer, DWORD size) {
  return call(ServerMethod::FreeBuffer, [&](ServerSession& set) { return set.freeBuffer(buffer, size); });
}

HRESULT ServerSet::IsSharedBuffer(BYTE* buffer) {
  return call(ServerMethod::IsSharedBuffer,
              [&](ServerSession& set) -> HRESULT { return set.isSharedBuffer(buffer) ? 1 : 0; });
}

HRESULT ServerSet::SignalAbort() {
  return call(ServerMethod::SignalAbort, [](ServerSession& set) { return set.signalAbort(); });
}

HRESULT ServerSet::Close() {
  return call(ServerMethod::Close, [](ServerSession& set) { return set.close(); });
}

HRESULT ServerDevice::QueryInterface(const GUID* iid, void** out) {
  return answerQuery(iid, out, {IID_IUnknown, IID_IServerVirtualDevice});
}

namespace {

/// SendCommand's page: a command that is refused is called back as well, with the reason.
std::uint32_t codeForRefusal(HRESULT refused) {
  switch (refused) {
    case VD_E_BUSY: return ERROR_NO_SYSTEM_RESOURCES;
    case VD_E_ABORT: return ERROR_OPERATION_ABORTED;
    case kDeviceErrored: return ERROR_IO_DEVICE;
    // Of the four codes that the page knows, the one that blames the caller; for a wrong buffer too.
    default: return ERROR_INVALID_HANDLE;
  }
}

}  // namespace

HRESULT ServerDevice::SendCommand(VDS_Command* command) {
  const ServerFacts facts = session_->facts();
  HRESULT result = VD_E_INVALID;
  if (command != nullptr && command->completionRoutine != nullptr) {
    result = session_->send(index_, command);
    if (failed(result)) complete(command, codeForRefusal(result), 0, 0);
  }
  return session_->conduct().answer(ServerMethod::SendCommand, facts, result);
}

HRESULT ServerDevice::CloseDevice() {
  const ServerFacts facts = session_->facts();
  return session_->conduct().answer(ServerMethod::CloseDevice, facts, session_->closeDevice(index_));
}

}  // namespace vdi
