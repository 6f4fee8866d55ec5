#pragma once
/// Sets that record stand before sets that do not. They know the interfaces, and nothing of the library whose they are.

#include "../interface/vdi_interfaces.h"
#include "recording.h"

namespace vdi::recording {

/// Takes over one reference each; the right set's second interface.
IClientVirtualDeviceSet2* beforeClient(IClientVirtualDeviceSet2* right, std::shared_ptr<Recording> recording);
IServerVirtualDeviceSet2* beforeServer(IServerVirtualDeviceSet2* right, std::shared_ptr<Recording> recording);

/// What is given out in place of a set that was made: a recorded one if the agent has invited and the set has the
/// interface that can be recorded, else `made` itself. `made` is the interface `iid` of it, with one reference.
void* beforeSet(End end, const GUID& iid, void* made);

/// Stands before a class object, and so before all sets that it makes; takes over one reference.
IClassFactory* beforeFactory(End end, IClassFactory* right);

}  // namespace vdi::recording
