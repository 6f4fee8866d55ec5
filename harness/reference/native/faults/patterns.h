#pragma once
/// Shapes that many faults have: one thing done otherwise, in one situation.

#include <atomic>

#include "misdeeds.h"
#include "situations.h"

namespace vdi::faults {

/// A method of the server's answers this, whatever it did.
template <ServerMethod kMethod, Situation when, HRESULT kAnswer>
struct Answers : ServerConduct {
  HRESULT answer(ServerMethod method, const ServerFacts& facts, HRESULT right) override {
    return method == kMethod && when(facts) ? kAnswer : right;
  }
};

/// Close does something when all is released.
template <Situation when, void (*misdeed)()>
struct AfterClose : ServerConduct {
  void afterClose(const ServerFacts& facts) override {
    if (when(facts)) misdeed();
  }
};

/// The same, but only every tenth time in a process.
template <Situation when, void (*misdeed)()>
struct AfterEveryTenthClose : ServerConduct {
  void afterClose(const ServerFacts& facts) override {
    static std::atomic<unsigned> times{0};
    if (when(facts) && ++times % 10 == 0) misdeed();
  }
};

/// Close does something before anything is released.
template <Situation when, void (*misdeed)()>
struct BeforeClose : ServerConduct {
  void beforeClose(const ServerFacts& facts, AbortedCommands&) override {
    if (when(facts)) misdeed();
  }
};

/// In place of unmapping buffer areas, from the `first` on, Close does this with them.
template <Situation when, std::uint32_t first, void (*instead)(const platform::Mapping&)>
struct InsteadOfUnmapping : ServerConduct {
  void unmapArea(const ServerFacts& facts, std::uint32_t area, const platform::Mapping& mapping) override {
    if (when(facts) && area >= first) return instead(mapping);
    ServerConduct::unmapArea(facts, area, mapping);
  }
};

}  // namespace vdi::faults
