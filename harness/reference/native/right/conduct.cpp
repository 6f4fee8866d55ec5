/// The library that is right. The faulty one links other definitions of these three (faults/).

#include "../client/client_conduct.h"
#include "../com/conduct_choice.h"
#include "../server/server_conduct.h"

namespace vdi {

HRESULT classAnswer(ClassKind) { return S_OK; }
std::shared_ptr<ServerConduct> makeServerConduct() { return std::make_shared<ServerConduct>(); }
std::shared_ptr<ClientConduct> makeClientConduct() { return std::make_shared<ClientConduct>(); }

}  // namespace vdi
