#include "arguments.h"

#include <cstdlib>
#include <cstring>

#include "../interface/vdi_types.h"

namespace vdi::linux_vendor {

namespace {

/// Takes one character off the front. False: it is not UTF-8.
bool takeCharacter(const unsigned char*& at, char32_t& character) {
  const unsigned char first = *at++;
  if (first < 0x80) return character = first, true;
  const int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
  if (first < 0xC2 || first > 0xF4) return false;
  character = first & (0x3Fu >> more);
  for (int i = 0; i < more; ++i, ++at) {
    // The text's end is no continuation either.
    if ((*at & 0xC0) != 0x80) return false;
    character = character << 6 | (*at & 0x3Fu);
  }
  static constexpr char32_t kSmallest[] = {0, 0x80, 0x800, 0x10000};
  const bool half = character >= 0xD800 && character < 0xE000;
  return character >= kSmallest[more] && character <= 0x10FFFF && !half;
}

// The page about Linux says milliseconds, the public sample seconds: a client that was written by the sample can be tried, too.
time_t unitMs() {
  const char* const unit = std::getenv("LIBSQLVDI_TIME");
  return unit != nullptr && std::strcmp(unit, "seconds") == 0 ? 1000 : 1;
}

}  // namespace

WideName::WideName(const char* utf8) {
  if (utf8 == nullptr) return;
  for (auto at = reinterpret_cast<const unsigned char*>(utf8); *at != 0;) {
    char32_t character = 0;
    if (!takeCharacter(at, character)) return;
    if (character < 0x10000) {
      units_.push_back(static_cast<char16_t>(character));
    } else {
      units_.push_back(static_cast<char16_t>(0xD7C0 + (character >> 10)));
      units_.push_back(static_cast<char16_t>(0xDC00 + (character & 0x3FF)));
    }
  }
  known_ = true;
}

DWORD milliseconds(time_t time) {
  const time_t unit = unitMs();
  return time < 0 || time >= static_cast<time_t>(kInfinite) / unit ? kInfinite : static_cast<DWORD>(time * unit);
}

DWORD bytes(unsigned long count) {
  return count > 0xFFFFFFFFul ? 0xFFFFFFFFu : static_cast<DWORD>(count);
}

}  // namespace vdi::linux_vendor
