#pragma once
/// The four interfaces of VDI and their identities. The order of the methods is the vtable: never change it.

#include "vdi_types.h"

struct IClientVirtualDevice : IUnknown {
  virtual HRESULT VDI_CALL GetCommand(DWORD timeoutMs, VDC_Command** command) = 0;                 // 3
  virtual HRESULT VDI_CALL CompleteCommand(VDC_Command* command, DWORD completionCode,             // 4
                                           DWORD bytesTransferred, std::uint64_t position) = 0;

 protected:
  ~IClientVirtualDevice() = default;
};

struct IClientVirtualDeviceSet : IUnknown {
  virtual HRESULT VDI_CALL Create(const WCHAR* name, VDConfig* config) = 0;                        // 3
  virtual HRESULT VDI_CALL GetConfiguration(DWORD timeoutMs, VDConfig* config) = 0;                // 4
  virtual HRESULT VDI_CALL OpenDevice(const WCHAR* name, IClientVirtualDevice** device) = 0;       // 5
  virtual HRESULT VDI_CALL Close() = 0;                                                            // 6
  virtual HRESULT VDI_CALL SignalAbort() = 0;                                                      // 7
  virtual HRESULT VDI_CALL OpenInSecondary(const WCHAR* name) = 0;                                 // 8
  virtual HRESULT VDI_CALL GetBufferHandle(BYTE* buffer, DWORD* handle) = 0;                       // 9
  virtual HRESULT VDI_CALL MapBufferHandle(DWORD handle, BYTE** buffer) = 0;                       // 10

 protected:
  ~IClientVirtualDeviceSet() = default;
};

struct IClientVirtualDeviceSet2 : IClientVirtualDeviceSet {
  virtual HRESULT VDI_CALL CreateEx(const WCHAR* instance, const WCHAR* name, VDConfig* config) = 0;  // 11
  virtual HRESULT VDI_CALL OpenInSecondaryEx(const WCHAR* instance, const WCHAR* name) = 0;           // 12

 protected:
  ~IClientVirtualDeviceSet2() = default;
};

struct IServerVirtualDevice : IUnknown {
  virtual HRESULT VDI_CALL SendCommand(VDS_Command* command) = 0;                                  // 3
  virtual HRESULT VDI_CALL CloseDevice() = 0;                                                      // 4

 protected:
  ~IServerVirtualDevice() = default;
};

/// Derives from IUnknown, not from the first version of the server's set.
struct IServerVirtualDeviceSet2 : IUnknown {
  virtual HRESULT VDI_CALL Open(const WCHAR* instance, const WCHAR* name) = 0;                     // 3
  virtual HRESULT VDI_CALL GetConfiguration(VDConfig* config) = 0;                                 // 4
  virtual HRESULT VDI_CALL BeginConfiguration(DWORD features, DWORD blockSize, DWORD alignment,    // 5
                                              DWORD maxTransferSize, DWORD timeoutMs) = 0;
  virtual HRESULT VDI_CALL EndConfiguration() = 0;                                                 // 6
  virtual HRESULT VDI_CALL RequestBuffers(DWORD size, DWORD alignment, DWORD count) = 0;           // 7
  virtual HRESULT VDI_CALL QueryAvailableBuffers(DWORD size, DWORD alignment, DWORD* count) = 0;   // 8
  virtual HRESULT VDI_CALL ExecuteCompletionAgent() = 0;                                           // 9
  virtual HRESULT VDI_CALL OpenDevice(const WCHAR* name, IServerVirtualDevice** device) = 0;       // 10
  virtual HRESULT VDI_CALL AllocateBuffer(BYTE** buffer, DWORD size, DWORD alignment) = 0;         // 11
  virtual HRESULT VDI_CALL FreeBuffer(BYTE* buffer, DWORD size) = 0;                               // 12
  virtual HRESULT VDI_CALL IsSharedBuffer(BYTE* buffer) = 0;                                       // 13
  virtual HRESULT VDI_CALL SignalAbort() = 0;                                                      // 14
  virtual HRESULT VDI_CALL Close() = 0;                                                            // 15

 protected:
  ~IServerVirtualDeviceSet2() = default;
};

constexpr GUID IID_IClientVirtualDevice{
    0x40700424, 0x0080, 0x11d2, {0x85, 0x1f, 0x00, 0xc0, 0x4f, 0xc2, 0x17, 0x59}};
constexpr GUID IID_IClientVirtualDeviceSet{
    0x40700425, 0x0080, 0x11d2, {0x85, 0x1f, 0x00, 0xc0, 0x4f, 0xc2, 0x17, 0x59}};
constexpr GUID IID_IClientVirtualDeviceSet2{
    0xd0e6eb07, 0x7a62, 0x11d2, {0x85, 0x73, 0x00, 0xc0, 0x4f, 0xc2, 0x17, 0x59}};
constexpr GUID IID_IServerVirtualDevice{
    0xb5e7a131, 0xa7bd, 0x11d1, {0x84, 0xc2, 0x00, 0xc0, 0x4f, 0xc2, 0x17, 0x59}};
constexpr GUID IID_IServerVirtualDeviceSet{
    0xb5e7a132, 0xa7bd, 0x11d1, {0x84, 0xc2, 0x00, 0xc0, 0x4f, 0xc2, 0x17, 0x59}};
constexpr GUID IID_IServerVirtualDeviceSet2{
    0xaecbd0d6, 0x24c6, 0x11d3, {0x85, 0xb7, 0x00, 0xc0, 0x4f, 0xc2, 0x17, 0x59}};

/// The classes bear the identities of the sets' first interfaces.
constexpr GUID CLSID_ClientVirtualDeviceSet = IID_IClientVirtualDeviceSet;
constexpr GUID CLSID_ServerVirtualDeviceSet = IID_IServerVirtualDeviceSet;
