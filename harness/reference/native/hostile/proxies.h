#pragma once
/// Objects that stand before those of the right library: they pass every call on, except where the chosen misdeed is
/// to be done.

#include "../interface/vdi_interfaces.h"

namespace vdi::hostile {

/// Stands before a class object for the server's sets or the client's; takes over the reference to it.
IClassFactory* beforeFactory(IClassFactory* right, bool ofServer);
/// What VdiGetClassObject gives: `right`, or what the misdeed gives in its place.
HRESULT givenClassObject(HRESULT result, bool ofServer, void** out);

}  // namespace vdi::hostile
