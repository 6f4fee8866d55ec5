#include "fields.h"

#include <chrono>
#include <cstdio>

namespace vdi::recording {

namespace {

bool isHigh(WCHAR unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool isLow(WCHAR unit) { return unit >= 0xDC00 && unit < 0xE000; }

void append(std::string& out, std::uint32_t point) {
  const auto byte = [&](std::uint32_t value) { out += static_cast<char>(value); };
  const auto rest = [&](unsigned shift) { byte(0x80u | ((point >> shift) & 0x3Fu)); };
  if (point < 0x80) return byte(point);
  if (point < 0x800) {
    byte(0xC0u | (point >> 6));
  } else if (point < 0x10000) {
    byte(0xE0u | (point >> 12));
    rest(6);
  } else {
    byte(0xF0u | (point >> 18));
    rest(12);
    rest(6);
  }
  rest(0);
}

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20) {
      char escaped[8];
      std::snprintf(escaped, sizeof escaped, "\\u%04x", byte);
      out += escaped;
    } else {
      out += c;
    }
  }
  return out + '"';
}

}  // namespace

std::string utf8(const WCHAR* text) {
  std::string out;
  if (text == nullptr) return out;
  for (; *text != 0; ++text) {
    std::uint32_t point = *text;
    if (isHigh(*text) && isLow(text[1])) {
      point = 0x10000u + ((point - 0xD800u) << 10) + (text[1] - 0xDC00u);
      ++text;
    } else if (isHigh(*text) || isLow(*text)) {
      point = 0xFFFD;
    }
    append(out, point);
  }
  return out;
}

Fields& Fields::raw(const char* name, const std::string& value) {
  if (!text_.empty()) text_ += ',';
  text_ += quoted(name) + ':' + value;
  return *this;
}

Fields& Fields::number(const char* name, std::uint64_t value) { return raw(name, std::to_string(value)); }
Fields& Fields::text(const char* name, const std::string& value) { return raw(name, quoted(value)); }
Fields& Fields::wide(const char* name, const WCHAR* value) {
  return raw(name, value == nullptr ? "null" : quoted(utf8(value)));
}

Fields& Fields::address(const char* name, const void* value) {
  if (value == nullptr) return raw(name, "null");
  char text[32];
  std::snprintf(text, sizeof text, "\"0x%llx\"",
                static_cast<unsigned long long>(reinterpret_cast<std::uintptr_t>(value)));
  return raw(name, text);
}

Fields& Fields::config(const char* name, const VDConfig* value) {
  if (value == nullptr) return raw(name, "null");
  Fields fields;
  fields.number("deviceCount", value->deviceCount)
      .number("features", value->features)
      .number("prefixZoneSize", value->prefixZoneSize)
      .number("alignment", value->alignment)
      .number("softFileMarkBlockSize", value->softFileMarkBlockSize)
      .number("EOMWarningSize", value->EOMWarningSize)
      .number("serverTimeOut", value->serverTimeOut)
      .number("blockSize", value->blockSize)
      .number("maxIODepth", value->maxIODepth)
      .number("maxTransferSize", value->maxTransferSize)
      .number("bufferAreaSize", value->bufferAreaSize);
  return object(name, fields);
}

Fields& Fields::object(const char* name, const Fields& value) { return raw(name, value.whole()); }
Fields& Fields::nothing(const char* name) { return raw(name, "null"); }

Fields& Fields::now() {
  const auto since = std::chrono::steady_clock::now().time_since_epoch();
  const auto ns = std::chrono::duration_cast<std::chrono::nanoseconds>(since).count();
  return raw("atNs", '"' + std::to_string(ns) + '"');
}

}  // namespace vdi::recording
