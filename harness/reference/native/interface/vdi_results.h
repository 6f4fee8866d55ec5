#pragma once
/// VDI's own results (HRESULTs of facility 0x77). Apart from com.h, and without its types, because a
/// platform's file includes the system's headers, which define COM's words in their own way.

#include <cstdint>

namespace vdi {

constexpr bool succeeded(std::int32_t result) { return result >= 0; }
constexpr bool failed(std::int32_t result) { return result < 0; }

constexpr std::int32_t vdiError(std::uint32_t code) { return static_cast<std::int32_t>(0x80770000u | code); }

constexpr std::int32_t VD_E_NOTOPEN = vdiError(0x02);
constexpr std::int32_t VD_E_TIMEOUT = vdiError(0x03);
constexpr std::int32_t VD_E_ABORT = vdiError(0x04);
constexpr std::int32_t VD_E_SECURITY = vdiError(0x05);
constexpr std::int32_t VD_E_INVALID = vdiError(0x06);
constexpr std::int32_t VD_E_INSTANCE_NAME = vdiError(0x07);
constexpr std::int32_t VD_E_NOTSUPPORTED = vdiError(0x09);
constexpr std::int32_t VD_E_MEMORY = vdiError(0x0A);
constexpr std::int32_t VD_E_UNEXPECTED = vdiError(0x0B);
constexpr std::int32_t VD_E_PROTOCOL = vdiError(0x0C);
constexpr std::int32_t VD_E_OPEN = vdiError(0x0D);
constexpr std::int32_t VD_E_CLOSE = vdiError(0x0E);
constexpr std::int32_t VD_E_BUSY = vdiError(0x0F);

}  // namespace vdi
