/// Faults that keep what should be released.

#include <chrono>
#include <mutex>
#include <vector>

#include "../com/module.h"
#include "../threads/lock.h"
#include "../threads/thread.h"
#include "fault.h"
#include "patterns.h"

namespace vdi::faults {

namespace {

bool openUnderLoad(const ServerFacts& at) { return devicesOpen(at) && at.outstanding != 0; }
/// The client aborted, or was never heard of again, but did not die: the server did not abort either.
struct AbortedByClient : ServerConduct {
  HRESULT answer(ServerMethod method, const ServerFacts&, HRESULT right) override {
    if (method == ServerMethod::SignalAbort) byServer_ = true;
    return right;
  }
  void beforeClose(const ServerFacts& facts, AbortedCommands&) override {
    if (facts.aborted() && !facts.otherEndDied && !byServer_) leakControlBlock();
  }

private:
  std::atomic<bool> byServer_{false};
};

void unmapLate(const platform::Mapping& mapping) {
  afterPause(50, [mapping] { platform::unmap(mapping); });
}

/// The mappings live as long as the interface, whatever Close says.
struct UnmappedAtRelease : ServerConduct {
  void unmapArea(const ServerFacts& facts, std::uint32_t area, const platform::Mapping& mapping) override {
    if (!devicesOpen(facts)) return ServerConduct::unmapArea(facts, area, mapping);
    kept_.push_back(mapping);
  }
  ~UnmappedAtRelease() override {
    for (const platform::Mapping& mapping : kept_) platform::unmap(mapping);
  }

private:
  std::vector<platform::Mapping> kept_;
};

/// Whoever aborted, the interface counts a reference that nobody has.
struct ReferenceLeftByAbort : ServerConduct {
  void opened(IServerVirtualDeviceSet2& set, const std::u16string&) override { set_ = &set; }
  HRESULT answer(ServerMethod method, const ServerFacts& facts, HRESULT right) override {
    if (method == ServerMethod::SignalAbort && !gone(facts)) set_.load()->AddRef();
    return right;
  }

private:
  std::atomic<IServerVirtualDeviceSet2*> set_{nullptr};
};

/// Counts itself as a user of the library for each run in which it had commands to abort.
struct UseKeptByAgent : ServerConduct {
  void deliverAborted(AbortedCommands& commands) override {
    VDS_Command* const first = commands.next();
    if (first == nullptr) return;
    Module::keep();
    complete(first, ERROR_OPERATION_ABORTED, 0, 0);
    ServerConduct::deliverAborted(commands);
  }
};

/// The last Release leaves its clean-up to a thread that it does not wait for: one that works, or one that
/// sleeps first.
template <void (*leaveCleanUp)()>
struct LateCleanUp : ServerConduct {
  void beforeClose(const ServerFacts& facts, AbortedCommands&) override { due_ = devicesOpen(facts); }
  ~LateCleanUp() override {
    if (due_) leaveCleanUp();
  }

private:
  bool due_ = false;
};

void cleanUpBitByBit() {
  afterPause(0, [] {
    for (int bit = 0; bit < 200; ++bit) threads::pauseFor(std::chrono::milliseconds(1));
  });
}

/// Outlives the library: a thread that sleeps needs it.
struct Bed {
  threads::Mutex mutex;
  threads::Condition condition;
  bool taken = false;
};
/// Far longer than a busy machine takes from the release to the look at the threads.
constexpr std::chrono::seconds kSleep{30};

/// Returns when the thread sleeps: the lock is free only when it is in the system's code, and no longer in the
/// library's, in which it would die as soon as that is unloaded.
void cleanUpLater() {
  Bed* const bed = new Bed;
  std::unique_lock<threads::Mutex> lock(bed->mutex);
  threads::Thread([bed] {
    std::unique_lock<threads::Mutex> own(bed->mutex);
    bed->taken = true;
    bed->condition.notify_all();
    bed->condition.wait_until(own, std::chrono::steady_clock::now() + kSleep, [] { return false; });
  }).detach();
  bed->condition.wait(lock, [bed] { return bed->taken; });
}

constexpr Fault kFaults[] = {
    serverFault<AfterClose<clean, leakDescriptor>>("CLOSE-02.descriptor-left",
                                                   "a clean Close leaves a descriptor open"),
    serverFault<AfterEveryTenthClose<clean, leakDescriptor>>(
        "CLOSE-02.descriptor-left-every-tenth-time", "every tenth clean Close leaves a descriptor open"),
    serverFault<AfterClose<cleanOfSeveral, leakThread>>(
        "CLOSE-02.thread-left", "a clean Close of several devices leaves a thread running"),
    serverFault<InsteadOfUnmapping<clean, 2, leaveMapped>>(
        "CLOSE-02.area-left", "a clean Close leaves buffer areas mapped but the first"),
    serverFault<BeforeClose<cleanOfSeveral, leakControlBlock>>(
        "CLOSE-02.control-block-left", "a clean Close of several devices leaves the control block mapped"),

    serverFault<ReferenceLeftByAbort>("CLOSE-03.reference-left-by-abort",
                                      "the last Release leaves one reference when the server had aborted"),

    serverFault<InsteadOfUnmapping<devicesOpen, 1, unmapLate>>(
        "CLOSE-05.unmapped-late",
        "with devices open the buffer areas are unmapped only after Close has returned"),
    serverFault<UnmappedAtRelease>("CLOSE-05.unmapped-at-release",
                                   "with devices open the buffer areas are unmapped at the last Release"),
    serverFault<InsteadOfUnmapping<devicesOpen, 2, leaveMapped>>(
        "CLOSE-05.further-areas-left", "with devices open only the first buffer area is unmapped"),
    serverFault<InsteadOfUnmapping<openUnderLoad, 1, leaveMapped>>(
        "CLOSE-05.left-under-load",
        "with devices open and commands outstanding the buffer areas stay mapped"),
    serverFault<InsteadOfUnmapping<devicesOpen, 1, protectOnly>>(
        "CLOSE-05.only-protected", "with devices open the buffer areas are protected, not unmapped"),
    serverFault<BeforeClose<devicesOpen, leakControlBlock>>(
        "CLOSE-05.control-block-left", "with devices open the control block stays mapped"),

    serverFault<AfterClose<aborted, leakThread>>("CLOSE-11.thread-left-on-abort",
                                                 "Close of an aborted set leaves a thread running"),
    serverFault<AfterClose<otherEndDied, leakDescriptor>>(
        "CLOSE-11.descriptor-left-after-death", "Close after the other end's death leaves a descriptor open"),
    serverFault<AfterClose<devicesOpenUnderAgent, leakDescriptor>>(
        "CLOSE-11.descriptor-left-with-devices-open",
        "Close with devices open under an agent leaves a descriptor open"),
    serverFault<AfterEveryTenthClose<aborted, leakDescriptor>>(
        "CLOSE-11.descriptor-left-every-tenth-time",
        "every tenth Close of an aborted set leaves a descriptor open"),
    serverFault<InsteadOfUnmapping<aborted, 2, leaveMapped>>(
        "CLOSE-11.further-areas-left-on-abort", "Close of an aborted set unmaps only the first buffer area"),
    serverFault<InsteadOfUnmapping<initializingIdle, 2, leaveMapped>>(
        "CLOSE-11.further-areas-left-when-initializing",
        "Close before any device was opened unmaps only the first buffer area"),
    serverFault<AbortedByClient>("CLOSE-11.control-block-left-on-clients-abort",
                                 "Close after the client's abort leaves the control block mapped"),

    serverFault<InsteadOfUnmapping<clean, 1, reserveRange>>(
        "CLOSE-12.range-reserved", "after a clean Close the addresses of the buffers are still mapped, to nothing"),

    serverFault<AfterClose<always, Module::keep>>("CLOSE-13.cannot-unload",
                                                  "DllCanUnloadNow stays S_FALSE when everything was released"),
    serverFault<UseKeptByAgent>("CLOSE-13.use-kept-by-agent",
                                "DllCanUnloadNow stays S_FALSE when an agent had commands to abort"),
    serverFault<LateCleanUp<cleanUpBitByBit>>("CLOSE-13.clean-up-runs-on",
                                              "with devices open the last Release leaves a thread at work"),
    serverFault<LateCleanUp<cleanUpLater>>("CLOSE-13.clean-up-sleeps-on",
                                           "with devices open the last Release leaves a thread that sleeps"),

    serverFault<AfterClose<devicesOpenWithoutAgent, leakDescriptor>>(
        "CLOSE-14.descriptor-left-without-agent",
        "Close with devices open leaves a descriptor open when no agent ever ran"),
    serverFault<AfterClose<connected, leakThread>>(
        "CLOSE-14.thread-left-when-connected", "Close of a set that was only opened leaves a thread running"),
};

}  // namespace

FaultGroup faultsOfResources() { return {std::begin(kFaults), std::end(kFaults)}; }

}  // namespace vdi::faults
