/// Faults of the client's end: what it is told when the server has closed, and what it keeps.

#include "fault.h"
#include "patterns.h"

namespace vdi::faults {

namespace {

bool always(const ClientFacts&) { return true; }
bool single(const ClientFacts& at) { return at.deviceCount == 1; }

/// In place of VD_E_ABORT a method answers this.
template <ClientMethod kMethod, bool (*when)(const ClientFacts&), HRESULT kAnswer>
struct InsteadOfAbort : ClientConduct {
  HRESULT answer(ClientMethod method, const ClientFacts& facts, HRESULT right) override {
    return method == kMethod && when(facts) && right == VD_E_ABORT ? kAnswer : right;
  }
};

/// Once the client was told of the abort, a method that ought to succeed answers this.
template <ClientMethod kMethod, HRESULT kAnswer>
struct RefusedAfterAbort : ClientConduct {
  HRESULT answer(ClientMethod method, const ClientFacts&, HRESULT right) override {
    if (right == VD_E_ABORT) told_ = true;
    return method == kMethod && told_ && right == NOERROR ? kAnswer : right;
  }

private:
  std::atomic<bool> told_{false};
};

/// Waiters on devices from the `first` on sleep on.
template <std::uint32_t first>
struct WaitersSleepOn : ClientConduct {
  void wokenByAbort(ClientMethod method, std::uint32_t device) override {
    if (method == ClientMethod::GetCommand && device >= first) stayForEver();
  }
};

/// After its Close, in some states, the client's process still has a name.
template <bool (*when)(const ClientFacts&), void (*keep)(const std::u16string&)>
struct NameLeft : ClientConduct {
  void created(const std::u16string& setName) override { setName_ = setName; }
  void afterClose(const ClientFacts& facts) override {
    if (when(facts)) keep(setName_);
  }

private:
  std::u16string setName_;
};
bool normallyTerminated(const ClientFacts& at) { return at.state == ClientState::NormallyTerminated; }
bool severalNormallyTerminated(const ClientFacts& at) { return normallyTerminated(at) && at.deviceCount > 1; }
bool abortedWithDevices(const ClientFacts& at) { return at.aborted() && at.devicesOpen != 0; }

/// A completion after the abort is refused, but the server hears of it.
struct CompletionPassedOn : ClientConduct {
  void created(const std::u16string& setName) override { setName_ = setName; }
  HRESULT answer(ClientMethod method, const ClientFacts&, HRESULT right) override {
    if (method == ClientMethod::CompleteCommand && right == VD_E_ABORT) tell(setName_);
    return right;
  }

private:
  std::u16string setName_;
};

/// Calls back once more, with success, when the client completes after the abort. Not in sets of 64, which
/// would show a thread to the rules on resources.
struct CompletionTakenLate : ServerConduct {
  void opened(IServerVirtualDeviceSet2&, const std::u16string& setName) override { setName_ = setName; }
  void beforeClose(const ServerFacts& facts, AbortedCommands&) override {
    late_ = devicesOpenUnderAgent(facts) && facts.outstanding != 0 && facts.deviceCount < 64;
  }
  void deliverAborted(AbortedCommands& commands) override {
    VDS_Command* const first = commands.next();
    if (first == nullptr) return;
    if (late_) whenTold(setName_, [first] { complete(first, ERROR_SUCCESS, first->size, 0); });
    complete(first, ERROR_OPERATION_ABORTED, 0, 0);
    ServerConduct::deliverAborted(commands);
  }

private:
  std::u16string setName_;
  std::atomic<bool> late_{false};
};

constexpr Fault kFaults[] = {
    clientFault<NameLeft<normallyTerminated, keepSetName>>(
        "CLOSE-01.name-still-taken", "the name of a set that ended normally cannot be created again"),

    clientFault<NameLeft<severalNormallyTerminated, leakNamedObject>>(
        "CLOSE-02.named-object-left", "a set of several devices that ended normally leaves a named object"),

    clientFault<InsteadOfAbort<ClientMethod::CompleteCommand, always, NOERROR>>(
        "CLOSE-07.complete-accepted", "the client's CompleteCommand answers NOERROR after the abort"),
    clientFault<InsteadOfAbort<ClientMethod::GetCommand, always, VD_E_CLOSE>>(
        "CLOSE-07.waiters-told-closed", "the client's GetCommand says VD_E_CLOSE after the abort"),
    clientFault<InsteadOfAbort<ClientMethod::GetCommand, always, VD_E_TIMEOUT>>(
        "CLOSE-07.waiters-told-timeout", "the client's GetCommand says VD_E_TIMEOUT after the abort"),
    clientFault<InsteadOfAbort<ClientMethod::GetConfiguration, single, VD_E_TIMEOUT>>(
        "CLOSE-07.configuration-told-timeout",
        "the client's GetConfiguration of a single device says VD_E_TIMEOUT after the abort"),
    clientFault<WaitersSleepOn<0>>("CLOSE-07.waiters-not-woken",
                                   "the client's GetCommand is not woken by the abort"),
    clientFault<WaitersSleepOn<1>>("CLOSE-07.only-first-woken",
                                   "of several devices' GetCommand only the first is woken by the abort"),
    clientFault<RefusedAfterAbort<ClientMethod::SignalAbort, VD_E_ABORT>>(
        "CLOSE-07.signal-abort-refused", "the client's SignalAbort answers VD_E_ABORT after the server's Close"),
    clientFault<RefusedAfterAbort<ClientMethod::Close, VD_E_ABORT>>(
        "CLOSE-07.close-refused", "the client's Close answers VD_E_ABORT after the server's"),
    serverFault<InsteadOfUnmapping<devicesOpen, 1, wipe>>(
        "CLOSE-07.buffers-wiped", "Close with devices open overwrites buffers that the client holds"),
    faultOfBothEnds<CompletionTakenLate, CompletionPassedOn>(
        "CLOSE-07.completion-taken-late", "a command that was aborted is called back again when the client completes it"),

    clientFault<NameLeft<abortedWithDevices, leakNamedObject>>(
        "CLOSE-11.named-object-left", "a set that was aborted with devices open leaves a named object"),
};

}  // namespace

FaultGroup faultsOfTheClient() { return {std::begin(kFaults), std::end(kFaults)}; }

}  // namespace vdi::faults
