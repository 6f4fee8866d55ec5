/// Which fault the library has, by the environment, and the list of those that there are.

#include <cstdlib>
#include <cstring>
#include <string>

#include "../com/conduct_choice.h"
#include "fault.h"

VDI_EXPORT const char* VDI_CALL VdiFaultList();

namespace vdi {

namespace faults {

namespace {

template <class Visit>
void forEachFault(Visit visit) {
  for (const FaultGroup& group :
       {faultsOfResults(), faultsOfResources(), faultsOfCallbacks(), faultsOfEndings(), faultsOfTheClient(),
        faultsOfStates(), faultsOfActivation()})
    for (const Fault* fault = group.first; fault != group.last; ++fault) visit(*fault);
}

constexpr Fault kNone = serverFault<ServerConduct>("none", "no fault");

/// Null for a name that no fault has.
const Fault* chosen() {
  const char* const id = std::getenv("VDI_REFERENCE_FAULT");
  if (id == nullptr || *id == 0) return &kNone;
  const Fault* found = nullptr;
  forEachFault([&](const Fault& fault) {
    if (std::strcmp(fault.id, id) == 0) found = &fault;
  });
  return found;
}

}  // namespace

}  // namespace faults

HRESULT classAnswer(ClassKind kind) {
  const faults::Fault* const fault = faults::chosen();
  if (fault == nullptr) return CLASS_E_CLASSNOTAVAILABLE;
  return kind == ClassKind::ServerSet && fault->serverClass != nullptr ? fault->serverClass() : S_OK;
}

std::shared_ptr<ServerConduct> makeServerConduct() {
  const faults::Fault* const fault = faults::chosen();
  return fault != nullptr ? fault->makeServer() : faults::kNone.makeServer();
}

std::shared_ptr<ClientConduct> makeClientConduct() {
  const faults::Fault* const fault = faults::chosen();
  return fault != nullptr ? fault->makeClient() : faults::kNone.makeClient();
}

}  // namespace vdi

/// A line for each fault: its id, a tab, what it does.
const char* VDI_CALL VdiFaultList() {
  static const std::string* const list = [] {
    auto* const text = new std::string;
    vdi::faults::forEachFault([&](const vdi::faults::Fault& fault) {
      *text += std::string(fault.id) + "\t" + fault.description + "\n";
    });
    return text;
  }();
  return list->c_str();
}
