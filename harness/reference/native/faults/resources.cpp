/// Faults that keep what should be released, or never come to an end.

#include <vector>

#include "../com/module.h"
#include "fault.h"
#include "misdeeds.h"

namespace vdi::faults {

namespace {

bool clean(const ServerFacts& facts) { return facts.state == ServerState::NormallyTerminated; }

struct DescriptorLeft : ServerConduct {
  void afterClose(const ServerFacts& facts) override {
    if (clean(facts)) leakDescriptor();
  }
};

struct AreaLeft : ServerConduct {
  void unmapArea(const ServerFacts& facts, std::uint32_t area, const platform::Mapping& mapping) override {
    const bool last = facts.areas > 1 && area == facts.areas;
    if (!clean(facts) || !last) ServerConduct::unmapArea(facts, area, mapping);
  }
};

struct UnmappedLate : ServerConduct {
  void unmapArea(const ServerFacts& facts, std::uint32_t area, const platform::Mapping& mapping) override {
    if (facts.devicesOpen() == 0 || facts.aborted()) return ServerConduct::unmapArea(facts, area, mapping);
    afterPause(50, [mapping] { platform::unmap(mapping); });
  }
};

/// The mappings live as long as the interface, whatever Close says.
struct UnmappedAtRelease : ServerConduct {
  void unmapArea(const ServerFacts& facts, std::uint32_t area, const platform::Mapping& mapping) override {
    if (facts.devicesOpen() == 0 || facts.aborted()) return ServerConduct::unmapArea(facts, area, mapping);
    kept_.push_back(mapping);
  }
  ~UnmappedAtRelease() override {
    for (const platform::Mapping& mapping : kept_) platform::unmap(mapping);
  }

private:
  std::vector<platform::Mapping> kept_;
};

struct ThreadLeftOnAbort : ServerConduct {
  void afterClose(const ServerFacts& facts) override {
    if (facts.aborted()) afterPause(0, stayForEver);
  }
};

struct DescriptorLeftAfterDeath : ServerConduct {
  void afterClose(const ServerFacts& facts) override {
    if (facts.otherEndDied) leakDescriptor();
  }
};

struct CannotUnload : ServerConduct {
  void afterClose(const ServerFacts&) override { Module::keep(); }
};

struct AgentStays : ServerConduct {
  void agentReturning(const ServerFacts&) override { stayForEver(); }
};

struct HangsWithoutAgent : ServerConduct {
  void beforeClose(const ServerFacts& facts, AbortedCommands&) override {
    if (facts.devicesOpen() != 0 && !facts.agentEverRan) stayForEver();
  }
};

constexpr Fault kFaults[] = {
    serverFault<DescriptorLeft>("CLOSE-02.descriptor-left", "a clean Close leaves a descriptor open"),
    serverFault<AreaLeft>("CLOSE-02.area-left",
                          "a clean Close leaves the last buffer area mapped when there are several"),
    serverFault<UnmappedLate>(
        "CLOSE-05.unmapped-late",
        "with devices open the buffer areas are unmapped only after Close has returned"),
    serverFault<UnmappedAtRelease>("CLOSE-05.unmapped-at-release",
                                   "with devices open the buffer areas are unmapped at the last Release"),
    serverFault<ThreadLeftOnAbort>("CLOSE-11.thread-left-on-abort",
                                   "Close of an aborted set leaves a thread running"),
    serverFault<DescriptorLeftAfterDeath>("CLOSE-11.descriptor-left-after-death",
                                          "Close after the other end's death leaves a descriptor open"),
    serverFault<CannotUnload>("CLOSE-13.cannot-unload",
                              "DllCanUnloadNow stays S_FALSE when everything was released"),
    serverFault<AgentStays>("CLOSE-13.agent-stays", "the agent has completed everything but does not return"),
    serverFault<HangsWithoutAgent>("CLOSE-14.hangs-without-agent",
                                   "Close with a device open never returns when no agent ever ran"),
};

}  // namespace

FaultGroup faultsOfResources() { return {std::begin(kFaults), std::end(kFaults)}; }

}  // namespace vdi::faults
