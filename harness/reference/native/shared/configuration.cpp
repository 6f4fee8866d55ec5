#include "configuration.h"

#include <algorithm>

namespace vdi {

/// What the server says to the client with the features: the direction, and that it will send VDC_Complete.
constexpr std::uint32_t kServersFeatures = VDF_ReadMedia | VDF_WriteMedia | VDF_CompleteEnabled;

bool supportedByUs(const VDConfig& offered) {
  return offered.deviceCount >= 1 && offered.deviceCount <= kMaxDevices &&
         (offered.features & ~kKnownFeatures) == 0 && offered.prefixZoneSize <= kMaxPrefixZone &&
         (offered.alignment == 0 || (isPowerOfTwo(offered.alignment) && offered.alignment <= kMaxAlignment));
}

bool settle(const VDConfig& offered, const ServerChoice& choice, VDConfig& settled) {
  const bool blockSizeIsRight = isPowerOfTwo(choice.blockSize) && choice.blockSize >= kMinBlockSize &&
                                choice.blockSize <= kMaxAlignment;
  if (!blockSizeIsRight) return false;
  const std::uint32_t alignment = choice.alignment == 0 ? choice.blockSize : choice.alignment;
  const bool alignmentIsRight =
      isPowerOfTwo(alignment) && alignment >= choice.blockSize && alignment <= kMaxAlignment;
  const bool transferIsRight = choice.maxTransferSize != 0 && choice.maxTransferSize % kTransferUnit == 0;
  if (!alignmentIsRight || !transferIsRight || (choice.features & ~kKnownFeatures) != 0) return false;

  settled = offered;
  settled.features = offered.features | (choice.features & kServersFeatures);
  settled.blockSize = choice.blockSize;
  settled.alignment = std::max(alignment, offered.alignment);
  settled.maxTransferSize = choice.maxTransferSize;
  settled.maxIODepth = kReportedIODepth;
  settled.bufferAreaSize = 0;
  return true;
}

}  // namespace vdi
