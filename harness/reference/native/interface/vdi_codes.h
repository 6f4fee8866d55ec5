#pragma once
/// Results (HRESULTs, facility 0x77) and completion codes (Win32 errors) that VDI uses.

#include "com.h"

namespace vdi {

constexpr HRESULT vdiError(std::uint32_t code) { return static_cast<HRESULT>(0x80770000u | code); }

constexpr HRESULT VD_E_NOTOPEN = vdiError(0x02);
constexpr HRESULT VD_E_TIMEOUT = vdiError(0x03);
constexpr HRESULT VD_E_ABORT = vdiError(0x04);
constexpr HRESULT VD_E_SECURITY = vdiError(0x05);
constexpr HRESULT VD_E_INVALID = vdiError(0x06);
constexpr HRESULT VD_E_INSTANCE_NAME = vdiError(0x07);
constexpr HRESULT VD_E_NOTSUPPORTED = vdiError(0x09);
constexpr HRESULT VD_E_MEMORY = vdiError(0x0A);
constexpr HRESULT VD_E_UNEXPECTED = vdiError(0x0B);
constexpr HRESULT VD_E_PROTOCOL = vdiError(0x0C);
constexpr HRESULT VD_E_OPEN = vdiError(0x0D);
constexpr HRESULT VD_E_CLOSE = vdiError(0x0E);
constexpr HRESULT VD_E_BUSY = vdiError(0x0F);

/// The page of SendCommand names VD_E_IO_ERROR, which no header defines. Borrowing a neighbour's number would
/// tell the caller something else, so the Win32 error itself is sent: HRESULT_FROM_WIN32(ERROR_IO_DEVICE).
constexpr HRESULT kDeviceErrored = static_cast<HRESULT>(0x8007045Du);

enum CompletionCode : std::uint32_t {
  ERROR_SUCCESS = 0,
  ERROR_INVALID_HANDLE = 6,
  ERROR_HANDLE_EOF = 38,
  ERROR_NOT_SUPPORTED = 50,
  ERROR_DISK_FULL = 112,
  ERROR_OPERATION_ABORTED = 995,
  ERROR_END_OF_MEDIA = 1100,
  ERROR_FILEMARK_DETECTED = 1101,
  ERROR_BEGINNING_OF_MEDIA = 1102,
  ERROR_SETMARK_DETECTED = 1103,
  ERROR_NO_DATA_DETECTED = 1104,
  ERROR_IO_DEVICE = 1117,
  ERROR_NO_SYSTEM_RESOURCES = 1450,
};

/// Whether a completion leaves its device Errored. Running into the end of data or of the medium, or not
/// knowing a command, tells the server where it is; it does not put the device out of order.
constexpr bool makesDeviceErrored(std::uint32_t completionCode) {
  switch (completionCode) {
    case ERROR_SUCCESS:
    case ERROR_HANDLE_EOF:
    case ERROR_NOT_SUPPORTED:
    case ERROR_DISK_FULL:
    case ERROR_END_OF_MEDIA:
    case ERROR_FILEMARK_DETECTED:
    case ERROR_BEGINNING_OF_MEDIA:
    case ERROR_SETMARK_DETECTED:
    case ERROR_NO_DATA_DETECTED: return false;
    default: return true;
  }
}

}  // namespace vdi
