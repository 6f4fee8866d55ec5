#pragma once
/// What buffers held when the client had completed Read commands into them, at the server's end: what is different
/// later, before the server itself does something with the buffer, the client wrote after the completion.

#include <vector>

#include "recording.h"

namespace vdi::recording {

class ReadBuffers {
public:
  explicit ReadBuffers(Recording& recording) : recording_(recording) {}

  /// A set was opened.
  void begin();
  /// The client has completed a Read into this buffer.
  void filled(const BYTE* buffer, std::uint32_t size);
  /// The server names the buffer again. `wrote`: it may have written to it itself, so that nothing can be said.
  void named(const BYTE* buffer, std::uint32_t size, bool wrote);
  /// The set's memory is about to go: compares all, and looks at no buffer from here on.
  void end();

private:
  struct Filled {
    const BYTE* buffer;
    std::uint32_t size;
    std::uint32_t checksum;
  };
  /// Under the mutex.
  void compare(const Filled& filled);

  Recording& recording_;
  /// Held while buffers are read, so that `end` returns when nobody does any more.
  threads::Mutex mutex_;
  std::vector<Filled> filled_;
  bool ended_ = false;
};

}  // namespace vdi::recording
