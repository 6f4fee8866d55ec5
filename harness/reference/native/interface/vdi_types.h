#pragma once
/// Structures and numbers of the Virtual Device Interface, by value as every implementation has them.

#include <cstddef>
#include <cstdint>

#include "com.h"

#pragma pack(push, 8)

/// What the client offers in Create and the server settles in BeginConfiguration.
struct VDConfig {
  std::uint32_t deviceCount;
  std::uint32_t features;
  std::uint32_t prefixZoneSize;
  std::uint32_t alignment;
  std::uint32_t softFileMarkBlockSize;
  std::uint32_t EOMWarningSize;
  std::uint32_t serverTimeOut;
  std::uint32_t blockSize;
  std::uint32_t maxIODepth;
  std::uint32_t maxTransferSize;
  std::uint32_t bufferAreaSize;
};

/// A command as the client gets it.
struct VDC_Command {
  std::uint32_t commandCode;
  std::uint32_t size;
  std::uint64_t position;
  BYTE* buffer;
};

struct VDS_Command;
using VdsCompletionRoutine = void(VDI_CALL*)(VDS_Command*);

/// A command as the server sends it; the last four words and outPosition are the answer.
struct VDS_Command {
  std::uint32_t commandCode;
  std::uint32_t size;
  std::uint64_t inPosition;
  std::uint64_t outPosition;
  BYTE* buffer;
  VdsCompletionRoutine completionRoutine;
  void* completionContext;
  std::uint32_t completionCode;
  std::uint32_t bytesTransferred;
};

#pragma pack(pop)

static_assert(sizeof(VDConfig) == 44, "eleven 32-bit fields");
static_assert(offsetof(VDC_Command, position) == 8 && offsetof(VDC_Command, buffer) == 16);
static_assert(offsetof(VDS_Command, inPosition) == 8 && offsetof(VDS_Command, buffer) == 24);
static_assert(sizeof(void*) != 8 || sizeof(VDC_Command) == 24);
static_assert(sizeof(void*) != 8 || (sizeof(VDS_Command) == 56 && offsetof(VDS_Command, completionCode) == 48));

namespace vdi {

enum Feature : std::uint32_t {
  VDF_LikePipe = 0,
  VDF_Removable = 0x1,
  VDF_Rewind = 0x2,
  VDF_Position = 0x10,
  VDF_SkipBlocks = 0x20,
  VDF_ReversePosition = 0x40,
  VDF_Discard = 0x80,
  VDF_FileMarks = 0x100,
  VDF_RandomAccess = 0x200,
  VDF_SnapshotPrepare = 0x400,
  VDF_EnumFrozenFiles = 0x800,
  VDF_VSSWriter = 0x1000,
  VDF_RequestComplete = 0x2000,
  VDF_WriteMedia = 0x10000,
  VDF_ReadMedia = 0x20000,
  VDF_CompleteEnabled = 0x40000,
  VDF_LatchStats = 0x80000000u,
};

constexpr std::uint32_t kKnownFeatures =
    VDF_Removable | VDF_Rewind | VDF_Position | VDF_SkipBlocks | VDF_ReversePosition | VDF_Discard |
    VDF_FileMarks | VDF_RandomAccess | VDF_SnapshotPrepare | VDF_EnumFrozenFiles | VDF_VSSWriter |
    VDF_RequestComplete | VDF_WriteMedia | VDF_ReadMedia | VDF_CompleteEnabled | VDF_LatchStats;

enum Command : std::uint32_t {
  VDC_Read = 1,
  VDC_Write = 2,
  VDC_ClearError = 3,
  VDC_Rewind = 4,
  VDC_WriteMark = 5,
  VDC_SkipMarks = 6,
  VDC_SkipBlocks = 7,
  VDC_Load = 8,
  VDC_GetPosition = 9,
  VDC_SetPosition = 10,
  VDC_Discard = 11,
  VDC_Flush = 12,
  VDC_Snapshot = 13,
  VDC_MountSnapshot = 14,
  VDC_PrepareToFreeze = 15,
  VDC_FileInfoBegin = 16,
  VDC_FileInfoEnd = 17,
  VDC_GetError = 18,
  VDC_Complete = 19,
};

constexpr std::uint32_t kMaxDevices = 64;
constexpr std::uint32_t kMaxNameUnits = 127;
constexpr std::uint32_t kInfinite = 0xFFFFFFFFu;

}  // namespace vdi
