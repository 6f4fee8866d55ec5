#include <cstdio>
#include <cstdlib>

#include "calls_of.h"
#include "journal.h"
#include "../loading/library.h"

namespace replay {

std::u16string wide(const std::string& text) { return std::u16string(text.begin(), text.end()); }

std::uint32_t number(const Line& line, const char* name) {
  const auto found = line.arguments.find(name);
  return found == line.arguments.end()
             ? 0
             : static_cast<std::uint32_t>(std::strtoul(found->second.c_str(), nullptr, 10));
}

std::uint32_t numberBehind(const std::string& text) {
  return static_cast<std::uint32_t>(std::strtoul(text.c_str() + text.find(':') + 1, nullptr, 10));
}

void senseless(const std::string& what) {
  std::fprintf(stderr, "the file makes no sense: %s\n", what.c_str());
  std::exit(2);
}

namespace {

class ServerCalls final : public CallsOf<IServerVirtualDeviceSet2, IServerVirtualDevice> {
public:
  explicit ServerCalls(const std::string& library) : CallsOf(library, loading::newServer) {}

  std::uint64_t keep(const Line& line, const Result& result) override {
    if (result.buffer != nullptr) buffers_.push_back(result.buffer);
    return CallsOf::keep(line, result);
  }

private:
  void forget() override { buffers_.clear(); }

  std::unique_ptr<Prepared> onSet(const Line& line, const std::string& method,
                                  IServerVirtualDeviceSet2* set) override {
    const std::uint32_t size = number(line, "size");
    const auto plain = [&](HRESULT (VDI_CALL IServerVirtualDeviceSet2::*call)()) {
      return prepared([set, call] { return Result{(set->*call)()}; });
    };
    if (method == "EndConfiguration") return plain(&IServerVirtualDeviceSet2::EndConfiguration);
    if (method == "ExecuteCompletionAgent") return plain(&IServerVirtualDeviceSet2::ExecuteCompletionAgent);
    if (method == "SignalAbort") return plain(&IServerVirtualDeviceSet2::SignalAbort);
    if (method == "Close") return plain(&IServerVirtualDeviceSet2::Close);
    if (method == "Open")
      return prepared([set, name = wide(line.arguments.at("name"))] {
        return Result{set->Open(nullptr, name.c_str())};
      });
    if (method == "GetConfiguration")
      return prepared([set] {
        VDConfig config{};
        return Result{set->GetConfiguration(&config)};
      });
    if (method == "BeginConfiguration")
      return prepared([set, line] {
        return Result{set->BeginConfiguration(number(line, "features"), number(line, "blockSize"),
                                              number(line, "alignment"), number(line, "maxTransferSize"), 0)};
      });
    if (method == "RequestBuffers")
      return prepared([set, size, count = number(line, "count")] {
        return Result{set->RequestBuffers(size, 0, count)};
      });
    if (method == "QueryAvailableBuffers")
      return prepared([set, size] {
        DWORD count = 0;
        return Result{set->QueryAvailableBuffers(size, 0, &count)};
      });
    if (method == "AllocateBuffer")
      return prepared([set, size] {
        Result result;
        result.value = set->AllocateBuffer(&result.buffer, size, 0);
        if (result.value != NOERROR) result.buffer = nullptr;
        return result;
      });
    if (method == "FreeBuffer") {
      BYTE* buffer = nullptr;
      if (line.arguments.at("buffer") == "@buffer" && !buffers_.empty()) {
        buffer = buffers_.back();
        buffers_.pop_back();
      }
      return prepared([set, size, buffer] { return Result{set->FreeBuffer(buffer, size)}; });
    }
    if (method == "OpenDevice") return openDevice(line, set);
    senseless(method);
  }

  std::unique_ptr<Prepared> onDevice(const Line& line, const std::string& method,
                                     IServerVirtualDevice* device) override {
    if (method == "CloseDevice") return prepared([device] { return Result{device->CloseDevice()}; });
    if (method != "SendCommand") senseless(method);
    // Kept as long as the process: the library may come back to a command at any time.
    commands_.push_back(std::make_unique<VDS_Command>());
    VDS_Command* const command = commands_.back().get();
    command->commandCode = number(line, "commandCode");
    command->inPosition = number(line, "position");
    command->completionRoutine = &noteCallback;
    command->completionContext =
        reinterpret_cast<void*>(static_cast<std::uintptr_t>(numberBehind(line.arguments.at("command"))));
    return prepared([device, command] { return Result{device->SendCommand(command)}; });
  }

  std::vector<BYTE*> buffers_;
  std::vector<std::unique_ptr<VDS_Command>> commands_;
};

}  // namespace

std::unique_ptr<Calls> serverCalls(const std::string& library) {
  return std::make_unique<ServerCalls>(library);
}

}  // namespace replay
