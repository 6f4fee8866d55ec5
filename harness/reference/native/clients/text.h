#pragma once
/// Names as VDI wants them, and results as people read them.

#include <cstdint>
#include <string>

namespace clients {

/// What is no UTF-8 becomes U+FFFD.
std::u16string utf16Of(const std::string& utf8);
/// `Call answered 0x80770004`.
std::string answered(const std::string& call, std::int32_t result);

}  // namespace clients
