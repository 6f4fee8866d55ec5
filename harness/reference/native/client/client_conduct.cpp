#include "client_conduct.h"

#include "../shared/device_names.h"

namespace vdi {

bool ClientConduct::knowsInstance(const WCHAR* instance) { return acceptableInstance(instance); }

void ClientConduct::unmapArea(const ClientFacts&, std::uint32_t, const platform::Mapping& mapping) {
  platform::unmap(mapping);
}

}  // namespace vdi
