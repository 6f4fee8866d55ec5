#include "client_conduct.h"

namespace vdi {

void ClientConduct::unmapArea(const ClientFacts&, std::uint32_t, const platform::Mapping& mapping) {
  platform::unmap(mapping);
}

}  // namespace vdi
