#include "calls_of.h"
#include "../loading/library.h"

namespace replay {

namespace {

class ClientCalls final : public CallsOf<IClientVirtualDeviceSet2, IClientVirtualDevice> {
public:
  explicit ClientCalls(const std::string& library) : CallsOf(library, loading::newClient) {}

  std::uint64_t keep(const Line& line, const Result& result) override {
    CallsOf::keep(line, result);
    if (result.command == nullptr) return 0;
    taken_[result.command->position] = result.command;
    return result.command->position;
  }

private:
  void forget() override { taken_.clear(); }

  std::unique_ptr<Prepared> onSet(const Line& line, const std::string& method,
                                  IClientVirtualDeviceSet2* set) override {
    if (method == "SignalAbort") return prepared([set] { return Result{set->SignalAbort()}; });
    if (method == "Close") return prepared([set] { return Result{set->Close()}; });
    if (method == "Create") {
      VDConfig config{};
      config.deviceCount = number(line, "deviceCount");
      config.features = number(line, "features");
      return prepared([set, name = wide(line.arguments.at("name")), config]() mutable {
        return Result{set->Create(name.c_str(), &config)};
      });
    }
    if (method == "GetConfiguration")
      return prepared([set, timeoutMs = number(line, "timeoutMs")] {
        VDConfig config{};
        return Result{set->GetConfiguration(timeoutMs, &config)};
      });
    if (method == "OpenDevice") return openDevice(line, set);
    senseless(method);
  }

  std::unique_ptr<Prepared> onDevice(const Line& line, const std::string& method,
                                     IClientVirtualDevice* device) override {
    if (method == "GetCommand")
      return prepared([device, timeoutMs = number(line, "timeoutMs")] {
        Result result;
        result.value = device->GetCommand(timeoutMs, &result.command);
        if (result.value != NOERROR) result.command = nullptr;
        return result;
      });
    if (method != "CompleteCommand") senseless(method);
    const std::string& which = line.arguments.at("command");
    VDC_Command* const command = which == "-" ? nullptr : taken_[numberBehind(which)];
    return prepared([device, command, code = number(line, "completionCode")] {
      return Result{device->CompleteCommand(command, code, 0, 0)};
    });
  }

  std::map<std::uint64_t, VDC_Command*> taken_;
};

}  // namespace

std::unique_ptr<Calls> clientCalls(const std::string& library) {
  return std::make_unique<ClientCalls>(library);
}

}  // namespace replay
