#pragma once
/// The fields of a JSON object, written one after the other.

#include <string>

#include "../interface/vdi_types.h"

namespace vdi::recording {

/// A name of the caller's as UTF-8. What is half of a pair becomes U+FFFD; a null pointer the empty text.
std::string utf8(const WCHAR* text);

class Fields {
public:
  Fields& number(const char* name, std::uint64_t value);
  /// UTF-8, escaped as JSON wants it.
  Fields& text(const char* name, const std::string& value);
  /// Null for a null pointer.
  Fields& wide(const char* name, const WCHAR* value);
  /// `0x…`, or null for a null pointer.
  Fields& address(const char* name, const void* value);
  /// The fields of what the pointer leads to; null for a null pointer.
  Fields& config(const char* name, const VDConfig* value);
  Fields& object(const char* name, const Fields& value);
  /// Null.
  Fields& nothing(const char* name);
  /// Nanoseconds of the monotonic clock, which are more than a number of JSON's holds exactly.
  Fields& now();

  /// The object, in braces.
  std::string whole() const { return "{" + text_ + "}"; }

private:
  Fields& raw(const char* name, const std::string& value);
  std::string text_;
};

}  // namespace vdi::recording
