#pragma once
/// Memory with a name on Windows: sections of the page file, which end with their last handle and view.

#include <cstdint>
#include <string>

#include "objects_windows.h"
#include "platform.h"

namespace vdi::platform {

enum class Made { Yes, Taken, Forbidden, NoMemory };

/// Makes memory of that name. Forbidden when this account may not make any in that namespace.
Made createSection(Access& access, const std::wstring& name, std::uint64_t bytes, Handle& out);

/// Opens memory of that name; invalid when there is none (`denied`: or when it is not for us).
Handle openSection(const std::wstring& name, bool& denied);

/// Maps the first `bytes` of a section; false when it has fewer.
bool mapSection(HANDLE section, std::uint64_t bytes, Mapping& out);

}  // namespace vdi::platform
