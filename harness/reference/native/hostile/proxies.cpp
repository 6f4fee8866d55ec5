#include "proxies.h"

#include "choice.h"

namespace vdi::hostile {

namespace {

/// Does a call in the way that the misdeed at its place says, if there is one.
template <class Call>
auto perform(const Misdeed* misdeed, Call call) {
  if (misdeed != nullptr && misdeed->before != nullptr) misdeed->before();
  auto result = call();
  if (misdeed != nullptr && misdeed->after != nullptr) misdeed->after();
  if (misdeed != nullptr && misdeed->answers) result = static_cast<decltype(result)>(misdeed->answer);
  return result;
}

/// What came out is replaced by what the misdeed gives; what was right stays with nobody.
template <class Interface>
bool replaced(const Misdeed* misdeed, Interface** out) {
  if (misdeed == nullptr || !misdeed->gives || out == nullptr) return false;
  *out = static_cast<Interface*>(misdeed->object);
  return true;
}

template <class Interface>
class Proxy : public Interface {
public:
  Proxy(Interface* right, const char* object, std::uint32_t devices)
      : right_(right), object_(object), devices_(devices) {}
  virtual ~Proxy() = default;

  HRESULT VDI_CALL QueryInterface(const GUID* iid, void** out) override {
    return at("QueryInterface", [&] {
      const HRESULT result = right_->QueryInterface(iid, out);
      if (result == S_OK && *out == static_cast<void*>(right_)) *out = static_cast<Interface*>(this);
      return result;
    });
  }
  std::uint32_t VDI_CALL AddRef() override {
    return at("AddRef", [&] { return right_->AddRef(); });
  }
  std::uint32_t VDI_CALL Release() override {
    const std::uint32_t left = at("Release", [&] { return right_->Release(); });
    if (left == 0) delete this;
    return left;
  }

protected:
  const Misdeed* misdeed(const char* method) const { return misdeedAt({object_, method}, devices_); }
  template <class Call>
  auto at(const char* method, Call call) {
    return perform(misdeed(method), call);
  }

  Interface* const right_;
  const char* const object_;
  /// 0 until it is known.
  std::uint32_t devices_;
};

class ServerDevice final : public Proxy<IServerVirtualDevice> {
public:
  ServerDevice(IServerVirtualDevice* right, std::uint32_t devices) : Proxy(right, "server-device", devices) {}

  HRESULT VDI_CALL SendCommand(VDS_Command* command) override {
    const Misdeed* const chosen = misdeed("SendCommand");
    if (chosen != nullptr && chosen->routine != nullptr && command != nullptr) {
      rightRoutine = command->completionRoutine;
      command->completionRoutine = chosen->routine;
    }
    return perform(chosen, [&] { return right_->SendCommand(command); });
  }
  HRESULT VDI_CALL CloseDevice() override {
    return at("CloseDevice", [&] { return right_->CloseDevice(); });
  }
};

class ServerSet final : public Proxy<IServerVirtualDeviceSet2> {
public:
  explicit ServerSet(IServerVirtualDeviceSet2* right) : Proxy(right, "server", 0) {}

  HRESULT VDI_CALL Open(const WCHAR* instance, const WCHAR* name) override {
    return at("Open", [&] {
      const HRESULT result = right_->Open(instance, name);
      VDConfig config{};
      if (result == NOERROR && countsDevices() && right_->GetConfiguration(&config) == NOERROR)
        devices_ = config.deviceCount;
      return result;
    });
  }
  HRESULT VDI_CALL GetConfiguration(VDConfig* config) override {
    return at("GetConfiguration", [&] { return right_->GetConfiguration(config); });
  }
  HRESULT VDI_CALL BeginConfiguration(DWORD features, DWORD blockSize, DWORD alignment, DWORD maxTransferSize,
                                      DWORD timeoutMs) override {
    return at("BeginConfiguration", [&] {
      return right_->BeginConfiguration(features, blockSize, alignment, maxTransferSize, timeoutMs);
    });
  }
  HRESULT VDI_CALL EndConfiguration() override {
    return at("EndConfiguration", [&] { return right_->EndConfiguration(); });
  }
  HRESULT VDI_CALL RequestBuffers(DWORD size, DWORD alignment, DWORD count) override {
    return at("RequestBuffers", [&] { return right_->RequestBuffers(size, alignment, count); });
  }
  HRESULT VDI_CALL QueryAvailableBuffers(DWORD size, DWORD alignment, DWORD* count) override {
    return at("QueryAvailableBuffers", [&] { return right_->QueryAvailableBuffers(size, alignment, count); });
  }
  HRESULT VDI_CALL ExecuteCompletionAgent() override {
    return at("ExecuteCompletionAgent", [&] { return right_->ExecuteCompletionAgent(); });
  }
  HRESULT VDI_CALL OpenDevice(const WCHAR* name, IServerVirtualDevice** device) override {
    const Misdeed* const chosen = misdeed("OpenDevice");
    return perform(chosen, [&] {
      const HRESULT result = right_->OpenDevice(name, device);
      if (result == NOERROR && !replaced(chosen, device)) *device = new ServerDevice(*device, devices_);
      return result;
    });
  }
  HRESULT VDI_CALL AllocateBuffer(BYTE** buffer, DWORD size, DWORD alignment) override {
    return at("AllocateBuffer", [&] { return right_->AllocateBuffer(buffer, size, alignment); });
  }
  HRESULT VDI_CALL FreeBuffer(BYTE* buffer, DWORD size) override {
    return at("FreeBuffer", [&] { return right_->FreeBuffer(buffer, size); });
  }
  HRESULT VDI_CALL IsSharedBuffer(BYTE* buffer) override {
    return at("IsSharedBuffer", [&] { return right_->IsSharedBuffer(buffer); });
  }
  HRESULT VDI_CALL SignalAbort() override {
    return at("SignalAbort", [&] { return right_->SignalAbort(); });
  }
  HRESULT VDI_CALL Close() override {
    return at("Close", [&] { return right_->Close(); });
  }
};

class ClientDevice final : public Proxy<IClientVirtualDevice> {
public:
  ClientDevice(IClientVirtualDevice* right, std::uint32_t devices) : Proxy(right, "client-device", devices) {}

  HRESULT VDI_CALL GetCommand(DWORD timeoutMs, VDC_Command** command) override {
    return at("GetCommand", [&] { return right_->GetCommand(timeoutMs, command); });
  }
  HRESULT VDI_CALL CompleteCommand(VDC_Command* command, DWORD completionCode, DWORD bytesTransferred,
                                   std::uint64_t position) override {
    return at("CompleteCommand",
              [&] { return right_->CompleteCommand(command, completionCode, bytesTransferred, position); });
  }
};

class ClientSet final : public Proxy<IClientVirtualDeviceSet2> {
public:
  explicit ClientSet(IClientVirtualDeviceSet2* right) : Proxy(right, "client", 0) {}

  HRESULT VDI_CALL Create(const WCHAR* name, VDConfig* config) override {
    count(config);
    return at("Create", [&] { return right_->Create(name, config); });
  }
  HRESULT VDI_CALL GetConfiguration(DWORD timeoutMs, VDConfig* config) override {
    return at("GetConfiguration", [&] { return right_->GetConfiguration(timeoutMs, config); });
  }
  HRESULT VDI_CALL OpenDevice(const WCHAR* name, IClientVirtualDevice** device) override {
    const Misdeed* const chosen = misdeed("OpenDevice");
    return perform(chosen, [&] {
      const HRESULT result = right_->OpenDevice(name, device);
      if (result == NOERROR && !replaced(chosen, device)) *device = new ClientDevice(*device, devices_);
      return result;
    });
  }
  HRESULT VDI_CALL Close() override {
    return at("Close", [&] { return right_->Close(); });
  }
  HRESULT VDI_CALL SignalAbort() override {
    return at("SignalAbort", [&] { return right_->SignalAbort(); });
  }
  HRESULT VDI_CALL OpenInSecondary(const WCHAR* name) override {
    return at("OpenInSecondary", [&] { return right_->OpenInSecondary(name); });
  }
  HRESULT VDI_CALL GetBufferHandle(BYTE* buffer, DWORD* handle) override {
    return at("GetBufferHandle", [&] { return right_->GetBufferHandle(buffer, handle); });
  }
  HRESULT VDI_CALL MapBufferHandle(DWORD handle, BYTE** buffer) override {
    return at("MapBufferHandle", [&] { return right_->MapBufferHandle(handle, buffer); });
  }
  HRESULT VDI_CALL CreateEx(const WCHAR* instance, const WCHAR* name, VDConfig* config) override {
    count(config);
    return at("CreateEx", [&] { return right_->CreateEx(instance, name, config); });
  }
  HRESULT VDI_CALL OpenInSecondaryEx(const WCHAR* instance, const WCHAR* name) override {
    return at("OpenInSecondaryEx", [&] { return right_->OpenInSecondaryEx(instance, name); });
  }

private:
  void count(const VDConfig* config) {
    if (config != nullptr) devices_ = config->deviceCount;
  }
};

class Factory final : public IClassFactory {
public:
  Factory(IClassFactory* right, bool ofServer) : right_(right), ofServer_(ofServer) {}
  virtual ~Factory() = default;

  HRESULT VDI_CALL QueryInterface(const GUID* iid, void** out) override {
    const HRESULT result = right_->QueryInterface(iid, out);
    if (result == S_OK) *out = static_cast<IClassFactory*>(this);
    return result;
  }
  std::uint32_t VDI_CALL AddRef() override { return right_->AddRef(); }
  std::uint32_t VDI_CALL Release() override {
    const std::uint32_t left = right_->Release();
    if (left == 0) delete this;
    return left;
  }
  HRESULT VDI_CALL CreateInstance(IUnknown* outer, const GUID* iid, void** out) override {
    const Misdeed* const chosen = misdeedAt({ofServer_ ? "server" : "client", "CreateInstance"}, 0);
    return perform(chosen, [&] {
      const HRESULT result = right_->CreateInstance(outer, iid, out);
      if (result == S_OK && !replaced(chosen, out)) *out = stoodBefore(*out);
      return result;
    });
  }
  HRESULT VDI_CALL LockServer(std::int32_t lock) override { return right_->LockServer(lock); }

private:
  /// The kit asks for the sets' second interfaces.
  void* stoodBefore(void* right) const {
    if (ofServer_)
      return static_cast<IServerVirtualDeviceSet2*>(new ServerSet(static_cast<IServerVirtualDeviceSet2*>(right)));
    return static_cast<IClientVirtualDeviceSet2*>(new ClientSet(static_cast<IClientVirtualDeviceSet2*>(right)));
  }

  IClassFactory* const right_;
  const bool ofServer_;
};

}  // namespace

IClassFactory* beforeFactory(IClassFactory* right, bool ofServer) { return new Factory(right, ofServer); }

HRESULT givenClassObject(HRESULT result, bool ofServer, void** out) {
  const Misdeed* const chosen = misdeedAt({ofServer ? "server" : "client", "VdiGetClassObject"}, 0);
  return perform(chosen, [&] {
    replaced(chosen, out);
    return result;
  });
}

}  // namespace vdi::hostile
