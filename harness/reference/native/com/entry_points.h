#pragma once
/// What the library exports, besides DllMain's kind on Windows.

#include "../interface/vdi_interfaces.h"

/// COM's way in. `clsid` is one of the two sets' classes.
VDI_EXPORT HRESULT VDI_CALL DllGetClassObject(const GUID* clsid, const GUID* iid, void** out);
/// S_OK only when no object, no lock and no agent of the library lives.
VDI_EXPORT HRESULT VDI_CALL DllCanUnloadNow();
/// The way in where there is no COM: 0 the server's set, 1 the client's. Gives an IClassFactory.
VDI_EXPORT HRESULT VDI_CALL VdiGetClassObject(std::uint32_t which, void** classFactory);
VDI_EXPORT const char* VDI_CALL VdiReferenceVersion();
