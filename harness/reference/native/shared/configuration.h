#pragma once
/// Which configurations are acceptable, and what becomes of the client's when the server settles it.

#include "../interface/vdi_types.h"

namespace vdi {

constexpr std::uint32_t kMinBlockSize = 512;
constexpr std::uint32_t kMaxAlignment = 64 * 1024;
constexpr std::uint32_t kTransferUnit = 64 * 1024;
/// Our own limit; the documents give none.
constexpr std::uint32_t kMaxPrefixZone = 1024 * 1024;
/// The field is deprecated, and reported as SQL Server does; it limits nothing.
constexpr std::uint32_t kReportedIODepth = 4;

constexpr bool isPowerOfTwo(std::uint32_t value) { return value != 0 && (value & (value - 1)) == 0; }

/// The fields that Create reads. Those that the server fills in are not looked at: clients leave anything there.
bool supportedByUs(const VDConfig& offered);

struct ServerChoice {
  std::uint32_t features;
  std::uint32_t blockSize;
  std::uint32_t alignment;
  std::uint32_t maxTransferSize;
};

/// BeginConfiguration's arguments applied to the client's configuration; false when they are not acceptable.
bool settle(const VDConfig& offered, const ServerChoice& choice, VDConfig& settled);

}  // namespace vdi
