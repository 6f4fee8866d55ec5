#pragma once
/// An input of the fuzzer, read as choices. Whatever the bytes are, they mean something: no input is wasted.

#include <cstddef>
#include <cstdint>

namespace fuzz {

class Bytes {
public:
  Bytes(const std::uint8_t* data, std::size_t size) : next_(data), end_(data + size) {}

  bool empty() const { return next_ == end_; }

  /// The next byte; 0 when there is none.
  std::uint8_t byte() { return empty() ? 0 : *next_++; }

  std::uint64_t number(unsigned width) {
    std::uint64_t value = 0;
    for (unsigned i = 0; i < width; ++i) value |= static_cast<std::uint64_t>(byte()) << (8 * i);
    return value;
  }

  /// A choice among `count`, which is at most 256.
  unsigned below(unsigned count) { return byte() % count; }

private:
  const std::uint8_t* next_;
  const std::uint8_t* end_;
};

}  // namespace fuzz
