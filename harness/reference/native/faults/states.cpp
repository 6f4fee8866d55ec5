/// Faults of the states themselves: an end answers, or goes on, as if it were in another state. Random sequences
/// are to find them (`vdi-conformance explore`); they belong to no rule.

#include "fault.h"
#include "patterns.h"

namespace vdi::faults {

namespace {

/// Of two answers of the server's one is given for the other.
template <ServerMethod kMethod, Situation when, HRESULT kRight, HRESULT kAnswer>
struct ServerMistakes : ServerConduct {
  HRESULT answer(ServerMethod method, const ServerFacts& facts, HRESULT right) override {
    return method == kMethod && right == kRight && when(facts) ? kAnswer : right;
  }
};

/// The same of the client's.
template <ClientMethod kMethod, bool (*when)(const ClientFacts&), HRESULT kRight, HRESULT kAnswer>
struct ClientMistakes : ClientConduct {
  HRESULT answer(ClientMethod method, const ClientFacts& facts, HRESULT right) override {
    return method == kMethod && right == kRight && when(facts) ? kAnswer : right;
  }
};

bool abortedByCall(const ServerFacts& at) { return at.aborted() && !at.otherEndDied; }
bool initializing(const ServerFacts& at) { return at.state == ServerState::Initializing; }
bool allOpenWithoutAgent(const ServerFacts& at) {
  return initializing(at) && !at.agentRunning && at.devicesOpened == at.deviceCount;
}
bool anyClient(const ClientFacts&) { return true; }
bool endedNormally(const ClientFacts& at) { return at.state == ClientState::NormallyTerminated; }

/// A device goes on being in error after ClearError.
struct ClearErrorIgnored : ServerConduct {
  void deliver(VDS_Command* command, std::uint32_t completionCode, std::uint32_t bytes,
               std::uint64_t position) override {
    if (command->commandCode == VDC_ClearError && completionCode == ERROR_SUCCESS) cleared_ = true;
    ServerConduct::deliver(command, completionCode, bytes, position);
  }
  HRESULT answer(ServerMethod method, const ServerFacts&, HRESULT right) override {
    return method == ServerMethod::SendCommand && right == NOERROR && cleared_ ? kDeviceErrored : right;
  }

private:
  std::atomic<bool> cleared_{false};
};

/// The client's interface is of use but once.
struct UsedOnce : ClientConduct {
  void afterClose(const ClientFacts&) override { closed_ = true; }
  HRESULT answer(ClientMethod method, const ClientFacts&, HRESULT right) override {
    return method == ClientMethod::CreateEx && right == NOERROR && closed_ ? VD_E_PROTOCOL : right;
  }

private:
  std::atomic<bool> closed_{false};
};

constexpr Fault kFaults[] = {
    serverFault<ServerMistakes<ServerMethod::GetConfiguration, abortedByCall, VD_E_ABORT, NOERROR>>(
        "STATE.configuration-after-abort", "the server's GetConfiguration answers NOERROR after an abort"),
    serverFault<ServerMistakes<ServerMethod::GetConfiguration, otherEndDied, VD_E_ABORT, NOERROR>>(
        "STATE.death-unnoticed", "the server's GetConfiguration answers NOERROR after the client's death"),
    serverFault<ServerMistakes<ServerMethod::CloseDevice, always, VD_E_CLOSE, NOERROR>>(
        "STATE.device-closed-twice", "CloseDevice of a closed device answers NOERROR"),
    serverFault<ServerMistakes<ServerMethod::SendCommand, allOpenWithoutAgent, VD_E_PROTOCOL, NOERROR>>(
        "STATE.command-before-agent", "a command is taken when all devices are open and no agent runs"),
    serverFault<ServerMistakes<ServerMethod::RequestBuffers, clean, VD_E_PROTOCOL, NOERROR>>(
        "STATE.last-device-forgotten", "RequestBuffers answers NOERROR when all devices were closed"),
    serverFault<ServerMistakes<ServerMethod::OpenDevice, always, VD_E_OPEN, NOERROR>>(
        "STATE.device-beyond-count", "OpenDevice answers NOERROR when all devices are open"),
    serverFault<ServerMistakes<ServerMethod::EndConfiguration, initializing, VD_E_PROTOCOL, NOERROR>>(
        "STATE.configured-twice", "a second EndConfiguration answers NOERROR"),
    serverFault<ServerMistakes<ServerMethod::SendCommand, always, kDeviceErrored, NOERROR>>(
        "STATE.error-forgotten", "SendCommand to a device in error answers NOERROR"),
    serverFault<ClearErrorIgnored>("STATE.clear-error-ignored", "a device stays in error after ClearError"),

    clientFault<ClientMistakes<ClientMethod::CreateEx, anyClient, VD_E_PROTOCOL, NOERROR>>(
        "STATE.created-twice", "a second Create answers NOERROR"),
    clientFault<ClientMistakes<ClientMethod::GetCommand, endedNormally, VD_E_CLOSE, VD_E_ABORT>>(
        "STATE.end-told-as-abort", "the last device's GetCommand says VD_E_ABORT at the normal end"),
    clientFault<ClientMistakes<ClientMethod::CompleteCommand, anyClient, VD_E_INVALID, NOERROR>>(
        "STATE.completed-twice", "CompleteCommand of a completed command answers NOERROR"),
    clientFault<UsedOnce>("STATE.interface-used-up", "Create after Close answers VD_E_PROTOCOL"),
};

}  // namespace

FaultGroup faultsOfStates() { return {std::begin(kFaults), std::end(kFaults)}; }

}  // namespace vdi::faults
