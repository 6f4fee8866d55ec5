#pragma once
/// What the ends of a set share, at the start of the set's memory.
///
/// No pointers, and nothing that an end relies on: every number read from here is copied once and checked.
/// All that moves while commands flow is written by one end only, and published last, so that an end may be
/// killed between any two instructions and leave nothing half done. Only the devices' names need the lock.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "../interface/vdi_types.h"

namespace vdi {

constexpr std::uint32_t kBlockMagic = 0x42494456;  // "VDIB"
constexpr std::uint32_t kBlockVersion = 1;

/// Commands that may be outstanding in a set at once, over all its devices.
constexpr std::uint32_t kSlots = 16384;
/// Areas are numbered from 1, so that no buffer handle is 0.
constexpr std::uint32_t kMaxAreas = 63;

/// A number that grows whenever there is something to look at; waiters sleep while it stays the same.
struct Gate {
  std::atomic<std::uint32_t> sequence;
};

/// Gates by number, for systems whose waiting needs an object with a name.
enum GateNumber : std::uint32_t {
  kLockGate = 0,
  kConfigurationGate = 1,
  kCompletionGate = 2,
  kFirstDeviceGate = 3
};

/// A queue from one end to the other. Each keeps its own count and trusts only that; what is in the queue can
/// never exceed the slots, and so the ring is never full.
struct Ring {
  alignas(64) std::atomic<std::uint64_t> tail;
  alignas(64) std::atomic<std::uint64_t> tickets[kSlots];
};

/// Who has a slot now. Moves only by compare-and-swap together with the generation, so that an end that comes
/// late with a command of a closed device does not touch that slot's next tenant.
enum class SlotState : std::uint32_t { Free = 0, Queued = 1, Taken = 2, Completing = 3, Completed = 4 };

constexpr std::uint64_t slotWord(std::uint32_t generation, SlotState state) {
  return (static_cast<std::uint64_t>(generation) << 8) | static_cast<std::uint64_t>(state);
}
constexpr std::uint64_t ticketOf(std::uint32_t generation, std::uint32_t slot) {
  return (static_cast<std::uint64_t>(generation) << 32) | slot;
}
constexpr std::uint32_t slotOf(std::uint64_t ticket) { return static_cast<std::uint32_t>(ticket); }
constexpr std::uint32_t generationOf(std::uint64_t ticket) {
  return static_cast<std::uint32_t>(ticket >> 32);
}

/// A command on its way there (written by the server) and back (written by the client).
struct CommandSlot {
  std::atomic<std::uint64_t> word;
  std::uint32_t commandCode;
  std::uint32_t size;
  std::uint64_t position;
  std::uint32_t area;  // 0: no buffer
  std::uint32_t reserved;
  std::uint64_t offset;
  std::atomic<std::uint32_t> completionCode;
  std::atomic<std::uint32_t> bytesTransferred;
  std::atomic<std::uint64_t> outPosition;
};

enum class ServerDeviceState : std::uint32_t { Unopened = 0, Open = 1, Closed = 2 };
enum class ClientDeviceState : std::uint32_t { Unopened = 0, Open = 1, ToldOfClose = 2 };

struct SharedDevice {
  std::atomic<std::uint32_t> nameUnits;  // 0: not named yet; published after the name
  char16_t name[kMaxNameUnits + 1];
  std::atomic<std::uint32_t> server;  // ServerDeviceState
  std::atomic<std::uint32_t> client;  // ClientDeviceState
  std::atomic<std::uint32_t> errored;
  Gate gate;
  Ring commands;
  Ring completions;
};

struct AreaRecord {
  std::atomic<std::uint64_t> offset;
  std::atomic<std::uint64_t> bytes;
};

enum class Configured : std::uint32_t { No = 0, Yes = 1 };

struct ControlBlock {
  std::atomic<std::uint32_t> magic;
  std::uint32_t version;
  std::uint32_t blockBytes;
  std::atomic<std::uint32_t> lock;  // side of the owner, and a bit for waiters
  std::atomic<std::uint32_t> aborted;
  std::atomic<std::uint32_t> configured;    // Configured; published after finalConfig
  std::atomic<std::uint32_t> primaryReady;  // the primary client has got its configuration
  std::atomic<std::uint32_t> serverLeft;    // the server closed a set that had ended normally
  std::atomic<std::uint32_t> primaryLeft;   // the primary client did
  Gate lockGate;
  Gate configurationGate;
  Gate completionGate;
  std::atomic<std::uint64_t> devicesWithCompletions;  // a bit a device
  VDConfig clientConfig;
  VDConfig finalConfig;
  std::atomic<std::uint32_t> areaCount;  // published after the record
  AreaRecord areas[kMaxAreas];
  CommandSlot slots[kSlots];
  SharedDevice devices[kMaxDevices];
};

/// A number of the other end's, read exactly once: the compiler may not look again after a check.
template <class Number>
Number readOnce(const Number& shared) {
  return *static_cast<const volatile Number*>(&shared);
}
/// Likewise, field by field.
inline VDConfig readOnce(const VDConfig& shared) {
  VDConfig copy;
  const auto* const from = reinterpret_cast<const volatile std::uint32_t*>(&shared);
  auto* const to = reinterpret_cast<std::uint32_t*>(&copy);
  for (std::size_t i = 0; i < sizeof copy / sizeof *to; ++i) to[i] = from[i];
  return copy;
}

static_assert(std::atomic<std::uint64_t>::is_always_lock_free, "a lock of the library's would not be shared");
static_assert(std::is_standard_layout<ControlBlock>::value);

/// The block's room in memory, up to where areas may begin.
constexpr std::size_t kControlBytes = (sizeof(ControlBlock) + 65535) / 65536 * 65536;

}  // namespace vdi
