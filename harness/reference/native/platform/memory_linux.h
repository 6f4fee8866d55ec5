#pragma once
/// A set's memory on Linux: one anonymous file that lives as long as someone holds it, and has no name in any
/// folder, so that a process that is killed leaves nothing behind.

#include <cstdint>
#include <string>

#include "platform.h"

namespace vdi::platform {

/// A descriptor that closes itself.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(other.release()) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    if (this != &other) reset(other.release());
    return *this;
  }
  ~Descriptor() { reset(); }

  int get() const { return number_; }
  bool valid() const { return number_ >= 0; }
  int release() {
    const int number = number_;
    number_ = -1;
    return number;
  }
  void reset(int number = -1);

 private:
  int number_ = -1;
};

/// Makes the memory of a set, `bytes` long, which can grow but never shrink under anyone.
Descriptor createMemory(const std::string& displayName, std::uint64_t bytes);
/// Whether a descriptor that another process sent is such memory, at least `bytes` long.
bool isSetMemory(int descriptor, std::uint64_t bytes);
std::uint64_t memoryBytes(int descriptor);
bool growMemory(int descriptor, std::uint64_t bytes);
bool mapMemory(int descriptor, std::uint64_t offset, std::uint64_t bytes, Mapping& out);

}  // namespace vdi::platform
