#include "answer.h"

#include <cstring>

namespace vdi::recording {

namespace {

constexpr int kDeepest = 16;

/// As much of JSON as an answer has. Texts are names of ours: those with escapes are passed over like any other value.
class Reader {
public:
  explicit Reader(const std::string& text) : at_(text.c_str()) {}

  bool atEnd() { return skip(), *at_ == 0; }

  /// Calls `field(name)` for each field, which reads the value.
  template <class Field>
  bool object(Field field) {
    return sequence('{', '}', [&] {
      std::string name;
      return text(name) && take(':') && field(name);
    });
  }
  template <class Item>
  bool array(Item item) {
    return sequence('[', ']', item);
  }
  bool text(std::string& out) {
    if (!take('"')) return false;
    const char* const start = at_;
    while (*at_ != '"') {
      if (*at_ == 0) return false;
      if (*at_ == '\\' && *++at_ == 0) return false;
      ++at_;
    }
    out.assign(start, at_++);
    return true;
  }
  bool boolean(bool& out) {
    out = word("true");
    return out || word("false");
  }
  /// A whole one, of up to 18 digits.
  bool number(std::uint64_t& out) {
    skip();
    const char* const start = at_;
    for (out = 0; *at_ >= '0' && *at_ <= '9' && at_ - start < 19; ++at_)
      out = out * 10 + static_cast<std::uint64_t>(*at_ - '0');
    return at_ != start && at_ - start < 19;
  }
  bool anything(int depth = 0) {
    if (depth > kDeepest) return false;
    skip();
    std::string passed;
    if (*at_ == '"') return text(passed);
    if (*at_ == '{') return object([&](const std::string&) { return anything(depth + 1); });
    if (*at_ == '[') return array([&] { return anything(depth + 1); });
    const std::size_t length = std::strcspn(at_, ",]} \t\r\n");
    at_ += length;
    return length > 0;
  }

private:
  void skip() { at_ += std::strspn(at_, " \t\r\n"); }
  bool take(char wanted) {
    skip();
    if (*at_ != wanted) return false;
    ++at_;
    return true;
  }
  bool word(const char* wanted) {
    skip();
    const std::size_t length = std::strlen(wanted);
    if (std::strncmp(at_, wanted, length) != 0) return false;
    at_ += length;
    return true;
  }
  template <class Item>
  bool sequence(char open, char close, Item item) {
    if (!take(open)) return false;
    if (take(close)) return true;
    do {
      if (!item()) return false;
    } while (take(','));
    return take(close);
  }

  const char* at_;
};

bool readHold(Reader& reader, Hold& out) {
  std::string at;
  const bool read = reader.object([&](const std::string& name) {
    if (name == "method") return reader.text(out.method);
    if (name == "nth") return reader.number(out.nth);
    if (name == "at") return reader.text(at);
    return reader.anything();
  });
  out.at = at == "return" ? At::Return : At::Enter;
  return read && !out.method.empty() && out.nth > 0 && (at == "enter" || at == "return");
}

}  // namespace

bool readAnswer(const std::string& line, Answer& out) {
  Reader reader(line);
  const bool read = reader.object([&](const std::string& name) {
    if (name == "refused") return reader.boolean(out.refused);
    if (name == "protect") return reader.boolean(out.protect);
    if (name != "holds") return reader.anything();
    return reader.array([&] {
      Hold hold;
      const bool well = readHold(reader, hold);
      out.holds.push_back(hold);
      return well;
    });
  });
  return read && reader.atEnd();
}

}  // namespace vdi::recording
