#pragma once
/// What clients on Linux pass, as the COM interfaces take it.

#include <cstdint>
#include <ctime>
#include <string>

#include "../interface/com.h"

namespace vdi::linux_vendor {

/// A name as UTF-16.
class WideName {
public:
  explicit WideName(const char* utf8);
  /// Null when there was no name, or it is not UTF-8: so a call refuses it where it refuses names.
  const WCHAR* get() const { return known_ ? units_.c_str() : nullptr; }

private:
  std::u16string units_;
  bool known_ = false;
};

/// A negative time, and one that is too long to be told, is no limit. The time is in milliseconds, unless the environment
/// has LIBSQLVDI_TIME=seconds.
DWORD milliseconds(time_t time);

/// A number that is too large stays too large for any buffer.
DWORD bytes(unsigned long count);

}  // namespace vdi::linux_vendor
