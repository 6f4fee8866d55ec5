#pragma once
/// What the platform itself keeps in a set's memory, behind the control block: who the primary client is, who
/// wants to join, and who sleeps. Trusted as little as the rest.

#include <atomic>
#include <cstdint>
#include <type_traits>

namespace vdi::platform {

constexpr std::uint32_t kTiesMagic = 0x54494456;  // "VDIT"
/// Gates that waiters may sleep at; more than the control block has.
constexpr std::uint32_t kGates = 72;
/// Threads of all ends that can sleep at once without looking up now and then.
constexpr std::uint32_t kSleepers = 256;
constexpr std::uint32_t kSleeperWords = kSleepers / 64;
/// Ends that can be tied to the primary client at once.
constexpr std::uint32_t kMaxEnds = 128;

constexpr std::uint32_t kMaxObjectName = 256;

enum class EndState : std::uint32_t {
  Free = 0,
  Writing = 1,
  Asking = 2,
  Admitted = 3,
  Refused = 4,
  Left = 5
};

/// An end that joins writes its part, and then Asking; the primary client writes its answer, and then
/// Admitted or Refused; the end writes Left when it goes in peace.
struct EndRecord {
  std::atomic<std::uint32_t> state;  // EndState
  std::uint32_t kind;                // EndKind
  std::uint32_t process;
  std::int32_t result;
  std::uint64_t birth;
  std::uint32_t side;
  std::uint32_t reserved;
};

struct Ties {
  std::atomic<std::uint32_t> magic;  // written last
  std::uint32_t hostProcess;
  std::uint64_t hostBirth;
  std::uint64_t number;                         // ends the names of the set's objects
  wchar_t name[kMaxObjectName];                 // under which the set is found; for whoever looks at a view
  std::atomic<std::uint32_t> closed;            // the primary client lets nobody in any more
  std::atomic<std::uint32_t> owner[kSleepers];  // side of the end whose thread may sleep there
  std::atomic<std::uint64_t> asleep[kGates][kSleeperWords];
  EndRecord ends[kMaxEnds];
};

static_assert(std::is_standard_layout<Ties>::value);

/// Room for the ties behind the control block.
constexpr std::uint32_t kTiesBytes = 64 * 1024;
static_assert(sizeof(Ties) <= kTiesBytes);

}  // namespace vdi::platform
