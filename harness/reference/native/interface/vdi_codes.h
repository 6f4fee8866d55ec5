#pragma once
/// What VDI answers: results of calls, and the completion codes (Win32 errors) of commands.

#include "com.h"
#include "vdi_results.h"

namespace vdi {

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
