/// The server's set and devices.

#include "../interface/vdi_results.h"
#include "sent_commands.h"
#include "stand_in.h"
#include "stand_ins.h"

namespace vdi::recording {

namespace {

class ServerDevice final : public Recorded<IServerVirtualDevice> {
public:
  ServerDevice(IServerVirtualDevice* right, std::shared_ptr<ServerEnd> end, const WCHAR* name)
      : Recorded(right, end->recording, {deviceObject(name), "IServerVirtualDevice"}), end_(std::move(end)) {}

  HRESULT VDI_CALL SendCommand(VDS_Command* command) override {
    const std::uint64_t number = sent::nextNumber();
    Fields args;
    args.number("command", number);
    if (command != nullptr)
      args.number("commandCode", command->commandCode)
          .number("size", command->size)
          .number("position", command->inPosition)
          .address("buffer", command->buffer);
    return pass("SendCommand", args, [&] {
      if (command == nullptr || command->completionRoutine == nullptr) return right_->SendCommand(command);
      // What it writes out it has put there itself.
      end_->buffers.named(command->buffer, command->size, command->commandCode == VDC_Write);
      sent::put(command, number, end_);
      const HRESULT result = right_->SendCommand(command);
      sent::returned(command, number, succeeded(result));
      return result;
    });
  }
  HRESULT VDI_CALL CloseDevice() override {
    return pass("CloseDevice", Fields(), [&] { return right_->CloseDevice(); });
  }

protected:
  bool isRecorded(const GUID& iid) const override { return iid == IID_IUnknown || iid == IID_IServerVirtualDevice; }

private:
  const std::shared_ptr<ServerEnd> end_;
};

class ServerSet final : public Recorded<IServerVirtualDeviceSet2> {
public:
  ServerSet(IServerVirtualDeviceSet2* right, std::shared_ptr<Recording> recording)
      : Recorded(right, recording, {"set", "IServerVirtualDeviceSet2"}),
        end_(std::make_shared<ServerEnd>(std::move(recording))) {}

  HRESULT VDI_CALL Open(const WCHAR* instance, const WCHAR* name) override {
    return pass("Open", Fields().wide("instanceName", instance).wide("name", name),
                [&] { return right_->Open(instance, name); },
                [&] {
                  end_->buffers.begin();
                  return Fields();
                });
  }
  HRESULT VDI_CALL GetConfiguration(VDConfig* config) override {
    return pass("GetConfiguration", Fields(), [&] { return right_->GetConfiguration(config); },
                [&] { return Fields().config("config", config); });
  }
  HRESULT VDI_CALL BeginConfiguration(DWORD features, DWORD blockSize, DWORD alignment, DWORD maxTransferSize,
                                      DWORD timeoutMs) override {
    Fields args;
    args.number("features", features)
        .number("blockSize", blockSize)
        .number("alignment", alignment)
        .number("maxTransferSize", maxTransferSize)
        .number("timeoutMs", timeoutMs);
    return pass("BeginConfiguration", args, [&] {
      return right_->BeginConfiguration(features, blockSize, alignment, maxTransferSize, timeoutMs);
    });
  }
  HRESULT VDI_CALL EndConfiguration() override {
    return pass("EndConfiguration", Fields(), [&] { return right_->EndConfiguration(); });
  }
  HRESULT VDI_CALL RequestBuffers(DWORD size, DWORD alignment, DWORD count) override {
    return pass("RequestBuffers", sized(size, alignment).number("count", count),
                [&] { return right_->RequestBuffers(size, alignment, count); });
  }
  HRESULT VDI_CALL QueryAvailableBuffers(DWORD size, DWORD alignment, DWORD* count) override {
    return pass("QueryAvailableBuffers", sized(size, alignment),
                [&] { return right_->QueryAvailableBuffers(size, alignment, count); },
                [&] { return count == nullptr ? Fields() : Fields().number("count", *count); });
  }
  HRESULT VDI_CALL ExecuteCompletionAgent() override {
    // The thread may be in callbacks when everybody else has let the set go.
    const std::shared_ptr<ServerEnd> end = end_;
    return pass("ExecuteCompletionAgent", Fields(), [&] { return right_->ExecuteCompletionAgent(); });
  }
  HRESULT VDI_CALL OpenDevice(const WCHAR* name, IServerVirtualDevice** device) override {
    return pass("OpenDevice", Fields().wide("name", name), [&] {
      const HRESULT result = right_->OpenDevice(name, device);
      if (result == NOERROR && device != nullptr && *device != nullptr) *device = new ServerDevice(*device, end_, name);
      return result;
    });
  }
  HRESULT VDI_CALL AllocateBuffer(BYTE** buffer, DWORD size, DWORD alignment) override {
    return pass("AllocateBuffer", sized(size, alignment),
                [&] { return right_->AllocateBuffer(buffer, size, alignment); },
                [&] { return buffer == nullptr ? Fields() : Fields().address("buffer", *buffer); });
  }
  HRESULT VDI_CALL FreeBuffer(BYTE* buffer, DWORD size) override {
    return pass("FreeBuffer", Fields().address("buffer", buffer).number("size", size), [&] {
      end_->buffers.named(buffer, size, false);
      return right_->FreeBuffer(buffer, size);
    });
  }
  HRESULT VDI_CALL IsSharedBuffer(BYTE* buffer) override {
    return pass("IsSharedBuffer", Fields().address("buffer", buffer), [&] { return right_->IsSharedBuffer(buffer); });
  }
  HRESULT VDI_CALL SignalAbort() override {
    return pass("SignalAbort", Fields(), [&] { return right_->SignalAbort(); });
  }
  HRESULT VDI_CALL Close() override {
    return pass("Close", Fields(), [&] {
      end_->buffers.end();
      return right_->Close();
    });
  }

protected:
  bool isRecorded(const GUID& iid) const override { return iid == IID_IUnknown || iid == IID_IServerVirtualDeviceSet2; }
  void leaving() override { end_->buffers.end(); }

private:
  static Fields sized(DWORD size, DWORD alignment) {
    return Fields().number("size", size).number("alignment", alignment);
  }

  const std::shared_ptr<ServerEnd> end_;
};

}  // namespace

IServerVirtualDeviceSet2* beforeServer(IServerVirtualDeviceSet2* right, std::shared_ptr<Recording> recording) {
  return new ServerSet(right, std::move(recording));
}

}  // namespace vdi::recording
