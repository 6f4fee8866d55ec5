#pragma once
/// The callbacks of a sequence, in the order in which they came.

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>

#include "../interface/vdi_types.h"

namespace replay {

/// The completion routine; the command's context is its number.
void VDI_CALL noteCallback(VDS_Command* command);

class Journal {
public:
  void add(std::uint64_t command, std::uint32_t code);
  void clear();
  /// Waits until so many have come, or for some time; ` command:code` of each that has.
  std::string atLeast(std::uint64_t count);

private:
  std::mutex mutex_;
  std::condition_variable added_;
  std::string text_;
  std::uint64_t count_ = 0;
};

Journal& journal();

/// For what ought to happen: long, because a sanitizer slows everything down. It guards against a hang.
constexpr int kPatienceSeconds = 30;

}  // namespace replay
