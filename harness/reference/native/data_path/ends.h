#pragma once
/// The two ends of a backup that moves data as fast as they can, for `npm run bench`: what the interface itself lets through.

#include <cstdint>
#include <string>

namespace data_path {

struct Load {
  std::string library;
  std::u16string set;
  unsigned devices;
  /// Bytes of a transfer; of each device two are outstanding.
  std::uint32_t transfer;
  /// Transfers of each device.
  std::uint64_t transfers;
};

constexpr unsigned kOutstanding = 2;

/// Each answers the exit code of its process. The server prints, in nanoseconds, what it took from the first command sent
/// to the last one completed; the client prints a line as soon as it has created its set.
int serve(const Load& load);
int take(const Load& load);
/// Copies as many bytes as the server would send, from as many buffers; prints nanoseconds.
int copy(const Load& load);

}  // namespace data_path
