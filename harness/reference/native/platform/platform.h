#pragma once
/// All that the core asks of an operating system. One implementation a system; nothing else in the core may
/// include a system header.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace vdi::platform {

/// An HRESULT. This header must not include COM's words: on Windows the system's own would clash with them.
using Result = std::int32_t;
constexpr Result kDone = 0;

constexpr std::uint64_t kNever = UINT64_MAX;

/// A clock that only goes forward.
std::uint64_t nowNanoseconds();

/// The moment `timeoutMs` from now; kNever for the infinite time-out.
std::uint64_t deadlineAfter(std::uint32_t timeoutMs);

enum class EndKind : std::uint32_t { PrimaryClient = 1, Server = 2, SecondaryClient = 3 };

/// Whether a thread that waits lets calls be made on it that were queued to it, where the system knows such
/// calls.
enum class Alertable { No, Yes };

/// A piece of the set's memory as this process sees it.
struct Mapping {
  void* base = nullptr;
  std::size_t bytes = 0;
};
void unmap(const Mapping& mapping);

/// Bases of areas have this alignment in every process, so that an alignment asked of a buffer holds at both
/// ends.
constexpr std::uint64_t kAreaAlignment = 64 * 1024;

/// What an end wants to know of the others. Called on the link's own monitor thread.
class Peers {
public:
  /// The primary client decides who may join: kDone, or what the joiner is told.
  virtual Result admit(EndKind kind) = 0;
  /// The other end's process ended, or it left. Which of the two, the control block tells.
  virtual void departed(EndKind kind, std::uint32_t side) = 0;

protected:
  ~Peers() = default;
};

/// One end's tie to a set: its memory, the waiting on words in it, and the life of the other ends.
class Link {
public:
  virtual ~Link() = default;

  /// Makes the set's memory and claims its name. VD_E_PROTOCOL when a living process has it.
  static Result host(const std::u16string& setName, std::size_t controlBytes, std::unique_ptr<Link>& link);
  /// Finds the set by name and joins it. VD_E_INVALID when there is none.
  static Result join(const std::u16string& setName, EndKind kind, std::size_t controlBytes,
                     std::unique_ptr<Link>& link);

  /// A small number that no other living end of this set has, never 0.
  virtual std::uint32_t side() const = 0;
  virtual Mapping control() const = 0;

  virtual bool startMonitor(Peers& peers) = 0;
  /// Ends and joins the monitor thread, and gives the name and the ties back.
  virtual void stopMonitor() = 0;

  /// Adds `bytes` of shared memory at `offset` as area `index`. Takes memory only when it is touched.
  virtual bool addArea(std::uint32_t index, std::uint64_t offset, std::uint64_t bytes) = 0;
  /// Maps an area that some end added; false when there is no such memory.
  virtual bool mapArea(std::uint32_t index, std::uint64_t offset, std::uint64_t bytes, Mapping& out) = 0;

  /// Waits while `word` is `seen`, until `deadline`. May return early; false only when time is over.
  virtual bool wait(std::uint32_t gate, std::atomic<std::uint32_t>& word, std::uint32_t seen,
                    std::uint64_t deadline, Alertable alertable = Alertable::No) = 0;
  virtual void wake(std::uint32_t gate, std::atomic<std::uint32_t>& word) = 0;
};

}  // namespace vdi::platform
