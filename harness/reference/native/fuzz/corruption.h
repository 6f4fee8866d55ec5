#pragma once
/// What somebody who may write to a set's memory can do to it: the memory seen once more, at an address of our own.

#include <atomic>
#include <string>
#include <thread>

#include "../shared/control_block.h"
#include "bytes.h"

namespace fuzz {

class SharedView {
public:
  /// Null inside when this process has no such memory.
  explicit SharedView(const std::u16string& set);
  explicit SharedView(int memory);
  ~SharedView();
  SharedView(const SharedView&) = delete;
  SharedView& operator=(const SharedView&) = delete;

  vdi::ControlBlock* block() const { return block_; }

  /// Writes one number somewhere, as the input says.
  void corrupt(Bytes& in);
  /// A place changes to and fro from now on, so that whoever reads it twice reads two things.
  void startStorm(Bytes& in);
  void endStorm();

private:
  struct Place {
    std::uint8_t* at;
    unsigned width;
  };
  Place place(Bytes& in);
  static void write(const Place& place, std::uint64_t value);

  vdi::ControlBlock* block_ = nullptr;
  std::thread storm_;
  std::atomic<bool> calm_{false};
};

}  // namespace fuzz
