/// The client's set and devices.

#include <algorithm>

#include "buffer_guard.h"
#include "checksum.h"
#include "stand_in.h"
#include "stand_ins.h"
#include "taken_commands.h"

namespace vdi::recording {

namespace {

class ClientDevice final : public Recorded<IClientVirtualDevice> {
public:
  ClientDevice(IClientVirtualDevice* right, std::shared_ptr<Recording> recording, const WCHAR* name)
      : Recorded(right, std::move(recording), {deviceObject(name), "IClientVirtualDevice"}) {}

  HRESULT VDI_CALL GetCommand(DWORD timeoutMs, VDC_Command** command) override {
    return pass(
        "GetCommand", Fields().number("timeoutMs", timeoutMs),
        [&] { return right_->GetCommand(timeoutMs, command); },
        [&] { return command == nullptr ? Fields() : given(*command); });
  }

  HRESULT VDI_CALL CompleteCommand(VDC_Command* command, DWORD completionCode, DWORD bytesTransferred,
                                   std::uint64_t position) override {
    VDC_Command copy{};
    const bool taken = taken_.take(command, copy);
    const std::uint32_t bytes = std::min(copy.size, bytesTransferred);
    Fields args;
    args.address("command", command)
        .number("completionCode", completionCode)
        .number("bytesTransferred", bytesTransferred)
        .number("position", position);
    if (taken && copy.commandCode == VDC_Read && copy.buffer != nullptr && bytes > 0)
      args.number("checksum", checksum(copy.buffer, bytes));
    return pass("CompleteCommand", args, [&] {
      const bool guarded = taken && recording_->protects() && movesData(copy);
      // Before the server can have the buffer again, and give it to another thread of ours.
      if (guarded) guard::protect(*recording_, copy.buffer, copy.size);
      const HRESULT result = right_->CompleteCommand(command, completionCode, bytesTransferred, position);
      if (result == NOERROR || !taken) return result;
      if (guarded) guard::open(copy.buffer, copy.size);
      taken_.put(command, copy);
      return result;
    });
  }

protected:
  bool isRecorded(const GUID& iid) const override { return iid == IID_IUnknown || iid == IID_IClientVirtualDevice; }

private:
  static bool movesData(const VDC_Command& command) {
    return command.buffer != nullptr && (command.commandCode == VDC_Read || command.commandCode == VDC_Write);
  }

  Fields given(const VDC_Command* command) {
    Fields results;
    results.address("command", command);
    if (command == nullptr) return results;
    const VDC_Command copy = *command;
    taken_.put(command, copy);
    if (recording_->protects() && copy.buffer != nullptr) guard::open(copy.buffer, copy.size);
    results.number("commandCode", copy.commandCode)
        .number("size", copy.size)
        .number("position", copy.position)
        .address("buffer", copy.buffer);
    if (copy.commandCode == VDC_Write && copy.buffer != nullptr && copy.size > 0)
      results.number("checksum", checksum(copy.buffer, copy.size));
    return results;
  }

  TakenCommands taken_;
};

class ClientSet final : public Recorded<IClientVirtualDeviceSet2> {
public:
  ClientSet(IClientVirtualDeviceSet2* right, std::shared_ptr<Recording> recording)
      : Recorded(right, std::move(recording), {"set", "IClientVirtualDeviceSet2"}) {}

  HRESULT VDI_CALL Create(const WCHAR* name, VDConfig* config) override {
    return pass("Create", Fields().wide("name", name).config("config", config),
                [&] { return right_->Create(name, config); }, [&] { return Fields().config("config", config); });
  }
  HRESULT VDI_CALL GetConfiguration(DWORD timeoutMs, VDConfig* config) override {
    return pass("GetConfiguration", Fields().number("timeoutMs", timeoutMs),
                [&] { return right_->GetConfiguration(timeoutMs, config); },
                [&] { return Fields().config("config", config); });
  }
  HRESULT VDI_CALL OpenDevice(const WCHAR* name, IClientVirtualDevice** device) override {
    return pass("OpenDevice", Fields().wide("name", name), [&] {
      const HRESULT result = right_->OpenDevice(name, device);
      if (result == NOERROR && device != nullptr && *device != nullptr)
        *device = new ClientDevice(*device, recording_, name);
      return result;
    });
  }
  HRESULT VDI_CALL Close() override {
    return pass("Close", Fields(), [&] {
      guard::openAll(*recording_);
      return right_->Close();
    });
  }
  HRESULT VDI_CALL SignalAbort() override {
    return pass("SignalAbort", Fields(), [&] { return right_->SignalAbort(); });
  }
  HRESULT VDI_CALL OpenInSecondary(const WCHAR* name) override {
    return pass("OpenInSecondary", Fields().wide("setName", name), [&] { return right_->OpenInSecondary(name); });
  }
  HRESULT VDI_CALL GetBufferHandle(BYTE* buffer, DWORD* handle) override {
    return pass("GetBufferHandle", Fields().address("buffer", buffer),
                [&] { return right_->GetBufferHandle(buffer, handle); },
                [&] { return handle == nullptr ? Fields() : Fields().number("handle", *handle); });
  }
  HRESULT VDI_CALL MapBufferHandle(DWORD handle, BYTE** buffer) override {
    return pass("MapBufferHandle", Fields().number("handle", handle),
                [&] { return right_->MapBufferHandle(handle, buffer); },
                [&] { return buffer == nullptr ? Fields() : Fields().address("buffer", *buffer); });
  }
  HRESULT VDI_CALL CreateEx(const WCHAR* instance, const WCHAR* name, VDConfig* config) override {
    return pass("CreateEx", Fields().wide("instanceName", instance).wide("name", name).config("config", config),
                [&] { return right_->CreateEx(instance, name, config); },
                [&] { return Fields().config("config", config); });
  }
  HRESULT VDI_CALL OpenInSecondaryEx(const WCHAR* instance, const WCHAR* name) override {
    return pass("OpenInSecondaryEx", Fields().wide("instanceName", instance).wide("setName", name),
                [&] { return right_->OpenInSecondaryEx(instance, name); });
  }

protected:
  bool isRecorded(const GUID& iid) const override {
    return iid == IID_IUnknown || iid == IID_IClientVirtualDeviceSet || iid == IID_IClientVirtualDeviceSet2;
  }
  void leaving() override { guard::openAll(*recording_); }
};

}  // namespace

IClientVirtualDeviceSet2* beforeClient(IClientVirtualDeviceSet2* right, std::shared_ptr<Recording> recording) {
  return new ClientSet(right, std::move(recording));
}

}  // namespace vdi::recording
