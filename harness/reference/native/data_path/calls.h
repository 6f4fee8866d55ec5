#pragma once
/// What both ends of the data path need besides the library.

#include <chrono>
#include <cstdint>
#include <string>

#include "../interface/com.h"

namespace data_path {

/// Nanoseconds of a clock that only goes forward.
inline std::uint64_t now() {
  const auto since = std::chrono::steady_clock::now().time_since_epoch();
  return static_cast<std::uint64_t>(std::chrono::nanoseconds(since).count());
}

/// Ends the process, saying which call, when it did not succeed: no figure is better than a wrong one.
void need(HRESULT result, const char* call);

/// The first device of a set bears its name.
std::u16string deviceName(const std::u16string& set, unsigned index);

}  // namespace data_path
