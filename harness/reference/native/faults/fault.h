#pragma once
/// A fault: one small departure that a real implementer could make, by the rule that it breaks. Nothing here
/// is linked into the library that is right.

#include <memory>

#include "../client/client_conduct.h"
#include "../server/server_conduct.h"

namespace vdi::faults {

struct Fault {
  const char* id;
  const char* description;
  std::shared_ptr<ServerConduct> (*makeServer)();
  std::shared_ptr<ClientConduct> (*makeClient)();
  /// What is answered who asks for the server's class object; null: the object.
  HRESULT (*serverClass)() = nullptr;
};

template <class Conduct>
std::shared_ptr<ServerConduct> serverConduct() {
  return std::make_shared<Conduct>();
}
template <class Conduct>
std::shared_ptr<ClientConduct> clientConduct() {
  return std::make_shared<Conduct>();
}

template <class Conduct>
constexpr Fault serverFault(const char* id, const char* description) {
  return {id, description, &serverConduct<Conduct>, &clientConduct<ClientConduct>};
}
template <class Conduct>
constexpr Fault clientFault(const char* id, const char* description) {
  return {id, description, &serverConduct<ServerConduct>, &clientConduct<Conduct>};
}
/// What it takes both ends to do wrong.
template <class Server, class Client>
constexpr Fault faultOfBothEnds(const char* id, const char* description) {
  return {id, description, &serverConduct<Server>, &clientConduct<Client>};
}

/// A span of faults, one for each file of them.
struct FaultGroup {
  const Fault* first;
  const Fault* last;
};
FaultGroup faultsOfResults();
FaultGroup faultsOfResources();
FaultGroup faultsOfCallbacks();
FaultGroup faultsOfEndings();
FaultGroup faultsOfTheClient();
/// Apart from the rules' faults: these are found by random sequences.
FaultGroup faultsOfStates();
/// Apart from them too: what a machine may answer before there is anything to judge.
FaultGroup faultsOfActivation();

}  // namespace vdi::faults
