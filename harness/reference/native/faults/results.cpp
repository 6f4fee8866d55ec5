/// Faults that answer the wrong thing.

#include "fault.h"

namespace vdi::faults {

namespace {

/// Close of a set whose devices are all closed, or that never had any open.
bool cleanClose(ServerMethod method, const ServerFacts& facts) {
  return method == ServerMethod::Close && facts.state == ServerState::NormallyTerminated;
}

struct FalseSuccessOfSeveral : ServerConduct {
  HRESULT answer(ServerMethod method, const ServerFacts& facts, HRESULT right) override {
    return cleanClose(method, facts) && facts.deviceCount > 1 ? S_FALSE : right;
  }
};

struct ConfigurationStillAnswered : ServerConduct {
  HRESULT answer(ServerMethod method, const ServerFacts& facts, HRESULT right) override {
    return method == ServerMethod::GetConfiguration && facts.state == ServerState::Gone ? NOERROR : right;
  }
};

struct NoErrorIfSomeClosed : ServerConduct {
  HRESULT answer(ServerMethod method, const ServerFacts& facts, HRESULT right) override {
    const bool some = facts.devicesClosed != 0 && facts.devicesOpen() != 0;
    return method == ServerMethod::Close && facts.state != ServerState::Gone && some ? NOERROR : right;
  }
};

struct CompleteAccepted : ClientConduct {
  HRESULT answer(ClientMethod method, const ClientFacts&, HRESULT right) override {
    return method == ClientMethod::CompleteCommand && right == VD_E_ABORT ? NOERROR : right;
  }
};

struct WaitersToldClosed : ClientConduct {
  HRESULT answer(ClientMethod method, const ClientFacts&, HRESULT right) override {
    return method == ClientMethod::GetCommand && right == VD_E_ABORT ? VD_E_CLOSE : right;
  }
};

struct DeviceStillAnswers : ServerConduct {
  HRESULT answer(ServerMethod method, const ServerFacts& facts, HRESULT right) override {
    return method == ServerMethod::CloseDevice && facts.state == ServerState::Gone ? NOERROR : right;
  }
};

struct ProtocolWhenConfigurable : ServerConduct {
  HRESULT answer(ServerMethod method, const ServerFacts& facts, HRESULT right) override {
    return method == ServerMethod::Close && facts.state == ServerState::Configurable ? VD_E_PROTOCOL : right;
  }
};

struct SecondCloseSucceeds : ServerConduct {
  HRESULT answer(ServerMethod method, const ServerFacts& facts, HRESULT right) override {
    return method == ServerMethod::Close && facts.state == ServerState::Gone ? NOERROR : right;
  }
};

struct CloseUnopenedSucceeds : ServerConduct {
  HRESULT answer(ServerMethod method, const ServerFacts& facts, HRESULT right) override {
    return method == ServerMethod::Close && facts.state == ServerState::DoesNotExist ? NOERROR : right;
  }
};

constexpr Fault kFaults[] = {
    serverFault<FalseSuccessOfSeveral>("CLOSE-01.false-success-of-several",
                                       "a clean Close of a set of several devices answers S_FALSE"),
    serverFault<ConfigurationStillAnswered>("CLOSE-03.configuration-still-answered",
                                            "GetConfiguration answers NOERROR on a closed interface"),
    serverFault<NoErrorIfSomeClosed>("CLOSE-04.noerror-if-some-closed",
                                     "Close answers NOERROR when some, but not all, devices were closed"),
    clientFault<CompleteAccepted>("CLOSE-07.complete-accepted",
                                  "the client's CompleteCommand answers NOERROR after the abort"),
    clientFault<WaitersToldClosed>("CLOSE-07.waiters-told-closed",
                                   "the client's GetCommand says VD_E_CLOSE after the abort"),
    serverFault<DeviceStillAnswers>("CLOSE-12.device-still-answers",
                                    "CloseDevice answers NOERROR on a device pointer after Close"),
    serverFault<ProtocolWhenConfigurable>("CLOSE-15.protocol-when-configurable",
                                          "Close of a set being configured answers VD_E_PROTOCOL"),
    serverFault<SecondCloseSucceeds>("CLOSE-16.second-close-succeeds", "a second Close answers NOERROR"),
    serverFault<CloseUnopenedSucceeds>("CLOSE-16.close-unopened-succeeds",
                                       "Close of a set that was never opened answers NOERROR"),
};

}  // namespace

FaultGroup faultsOfResults() { return {std::begin(kFaults), std::end(kFaults)}; }

}  // namespace vdi::faults
