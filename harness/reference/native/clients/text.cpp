#include "text.h"

#include <cstdio>

namespace clients {

namespace {

constexpr char32_t kUnknown = 0xFFFD;

/// How many bytes follow a first one; -1: it is none.
int following(unsigned char first) {
  if (first < 0x80) return 0;
  if (first >= 0xC2 && first < 0xE0) return 1;
  if (first >= 0xE0 && first < 0xF0) return 2;
  return first >= 0xF0 && first < 0xF5 ? 3 : -1;
}

char32_t next(const std::string& utf8, std::size_t& at) {
  const auto first = static_cast<unsigned char>(utf8[at++]);
  const int more = following(first);
  if (more < 0) return kUnknown;
  char32_t point = more == 0 ? first : first & (0x3Fu >> more);
  for (int i = 0; i < more; ++i, ++at) {
    if (at == utf8.size() || (static_cast<unsigned char>(utf8[at]) & 0xC0) != 0x80) return kUnknown;
    point = point << 6 | (static_cast<unsigned char>(utf8[at]) & 0x3F);
  }
  return point;
}

}  // namespace

std::u16string utf16Of(const std::string& utf8) {
  std::u16string text;
  for (std::size_t at = 0; at < utf8.size();) {
    const char32_t point = next(utf8, at);
    if (point < 0x10000) {
      text += static_cast<char16_t>(point);
    } else {
      text += static_cast<char16_t>(0xD800 + ((point - 0x10000) >> 10));
      text += static_cast<char16_t>(0xDC00 + ((point - 0x10000) & 0x3FF));
    }
  }
  return text;
}

std::string answered(const std::string& call, std::int32_t result) {
  char text[32];
  std::snprintf(text, sizeof text, " answered 0x%08x", static_cast<unsigned>(result));
  return call + text;
}

}  // namespace clients
