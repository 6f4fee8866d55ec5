#pragma once
/// The library under test, loaded by its entry point.

#include <string>

#include "../interface/vdi_interfaces.h"

namespace loading {

/// A new set object of either end.
/// The process ends, with what the loader said, when the library cannot be used.
IServerVirtualDeviceSet2* newServer(const std::string& library);
IClientVirtualDeviceSet2* newClient(const std::string& library);

}  // namespace loading
