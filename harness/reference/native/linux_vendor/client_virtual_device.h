#pragma once
/// The two classes that clients of libsqlvdi.so on Linux are compiled against, as the public header makes a compiler see
/// them: global names, no virtual functions, one pointer of the library's in each object, which the client allocates.
///
/// What a method is for is told where the COM interfaces are; here it takes C strings in UTF-8 instead of wide ones, and
/// there are no instances. Limits of time are milliseconds, as the page about Linux has them; see arguments.h for what the
/// public sample takes them for. A negative one is no limit.

#include <cstdint>
#include <ctime>

#include "../interface/vdi_types.h"

#define VDI_LINUX_CLASS __attribute__((visibility("default")))

namespace vdi::linux_vendor {
class LibrarySet;
struct DeviceHandle;
}  // namespace vdi::linux_vendor

/// Made by OpenDevice. It may be deleted by the client, at any time, or never; it is never deleted by the library, since
/// nothing public says whose it is.
class VDI_LINUX_CLASS ClientVirtualDevice {
public:
  ClientVirtualDevice();
  ~ClientVirtualDevice();

  int GetCommand(time_t timeoutMs, VDC_Command** command);
  int CompleteCommand(VDC_Command* command, int completionCode, unsigned long bytesTransferred,
                      std::int64_t position);

private:
  friend class ClientVirtualDeviceSet;

  /// Null: no device was opened.
  vdi::linux_vendor::DeviceHandle* handle_ = nullptr;
};

/// Its end does what the last Release of a COM set does.
class VDI_LINUX_CLASS ClientVirtualDeviceSet {
public:
  int Create(char* name, VDConfig* config);
  int GetConfiguration(time_t timeoutMs, VDConfig* config);
  int OpenDevice(char* name, ClientVirtualDevice** device);
  int Close();
  int SignalAbort();
  int OpenInSecondary(char* name);
  int GetBufferHandle(std::uint8_t* buffer, unsigned int* handle);
  int MapBufferHandle(int handle, std::uint8_t** buffer);
  /// In the interface, and nowhere described. Here devices tell the set by themselves: it does nothing.
  void RegisterDeviceClosed();

  ClientVirtualDeviceSet();
  ~ClientVirtualDeviceSet();

private:
  /// Null: there was no memory for it.
  vdi::linux_vendor::LibrarySet* set_;
};

static_assert(sizeof(ClientVirtualDevice) == sizeof(void*) && sizeof(ClientVirtualDeviceSet) == sizeof(void*),
              "a client allocates as many bytes");
