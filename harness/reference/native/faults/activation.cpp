/// What a machine may answer before there is anything to judge. They belong to no rule: the kit has to say
/// which call answered what, and to certify nothing.

#include <cstdlib>

#include "fault.h"

namespace vdi::faults {

namespace {

constexpr HRESULT kAccessDenied = static_cast<HRESULT>(0x80070005);

template <HRESULT kAnswer>
HRESULT refuse() {
  return kAnswer;
}

/// With a crash Wine 8.0 does not find its way out of its own CoCreateInstance, and hangs.
HRESULT endTheProcess() { std::_Exit(3); }

template <HRESULT (*answer)()>
constexpr Fault serverClass(const char* id, const char* description) {
  return {id, description, &serverConduct<ServerConduct>, &clientConduct<ClientConduct>, answer};
}

/// As on a machine whose only SQL Server is a named instance.
struct NoDefaultInstance : ClientConduct {
  bool knowsInstance(const WCHAR* instance) override {
    return instance != nullptr && *instance != 0 && ClientConduct::knowsInstance(instance);
  }
};

/// As where only SQL Server may open sets.
struct OpenDenied : ServerConduct {
  HRESULT answer(ServerMethod method, const ServerFacts&, HRESULT right) override {
    return method == ServerMethod::Open && right == NOERROR ? VD_E_SECURITY : right;
  }
};

constexpr Fault kFaults[] = {
    serverClass<refuse<CLASS_E_CLASSNOTAVAILABLE>>("ACTIVATION.server-class-not-available",
                                                   "there is no class object of the server's set"),
    serverClass<refuse<kAccessDenied>>("ACTIVATION.server-class-denied",
                                       "the server's set is not for this account"),
    serverClass<endTheProcess>("ACTIVATION.server-class-ends-process",
                               "to ask for the class object of the server's set ends the process"),
    clientFault<NoDefaultInstance>("ACTIVATION.no-default-instance",
                                   "CreateEx without an instance's name answers VD_E_INSTANCE_NAME"),
    serverFault<OpenDenied>("ACTIVATION.open-denied", "Open answers VD_E_SECURITY"),
};

}  // namespace

FaultGroup faultsOfActivation() { return {std::begin(kFaults), std::end(kFaults)}; }

}  // namespace vdi::faults
