/// Faults of the server's end that answer the wrong thing, and do nothing else wrong.

#include "fault.h"
#include "patterns.h"

namespace vdi::faults {

namespace {

bool cleanOf64(const ServerFacts& at) { return clean(at) && at.deviceCount == 64; }
bool someClosed(const ServerFacts& at) { return devicesOpen(at) && at.devicesClosed != 0; }
bool open64(const ServerFacts& at) { return devicesOpenUnderAgent(at) && at.deviceCount == 64; }
bool openWhenReading(const ServerFacts& at) {
  return devicesOpenUnderAgent(at) && (at.features & VDF_ReadMedia) != 0;
}
bool openUnderLoad(const ServerFacts& at) { return devicesOpenUnderAgent(at) && at.outstanding != 0; }
bool singleOpenIdle(const ServerFacts& at) {
  return devicesOpenUnderAgent(at) && at.deviceCount == 1 && at.outstanding == 0;
}

/// Nobody sets what Close is to answer: what it had counted comes back.
struct NoResult : ServerConduct {
  HRESULT answer(ServerMethod method, const ServerFacts& facts, HRESULT right) override {
    if (method != ServerMethod::Close || !devicesOpenUnderAgent(facts)) return right;
    return static_cast<HRESULT>(facts.devicesOpen());
  }
};

/// A set that another interface of this process closed can be opened, or seems so.
template <Situation when>
struct StillOpenable : ServerConduct {
  void afterClose(const ServerFacts& facts) override {
    if (when(facts)) ended() = true;
  }
  HRESULT answer(ServerMethod method, const ServerFacts& facts, HRESULT right) override {
    const bool missing = method == ServerMethod::Open && neverOpened(facts) && failed(right);
    return missing && ended() ? NOERROR : right;
  }

private:
  static std::atomic<bool>& ended() {
    static std::atomic<bool> ended{false};
    return ended;
  }
};

bool notClean(const ServerFacts& at) { return !clean(at); }

/// Of the Closes after the first, the one with this number succeeds.
template <unsigned kNumber>
struct IdleCloseSucceeds : ServerConduct {
  HRESULT answer(ServerMethod method, const ServerFacts& facts, HRESULT right) override {
    return method == ServerMethod::Close && gone(facts) && ++times_ == kNumber ? NOERROR : right;
  }

private:
  std::atomic<unsigned> times_{0};
};

/// A Close before Open leaves a mark that Open takes for a set.
struct PoisonedByClose : ServerConduct {
  HRESULT answer(ServerMethod method, const ServerFacts& facts, HRESULT right) override {
    if (method == ServerMethod::Close && neverOpened(facts)) poisoned_ = true;
    return method == ServerMethod::Open && poisoned_ ? VD_E_PROTOCOL : right;
  }

private:
  std::atomic<bool> poisoned_{false};
};

template <Situation when, HRESULT kAnswer>
using CloseAnswers = Answers<ServerMethod::Close, when, kAnswer>;
/// On the closed interface.
template <ServerMethod kMethod, HRESULT kAnswer = NOERROR>
using StillAnswers = Answers<kMethod, gone, kAnswer>;

constexpr Fault kFaults[] = {
    serverFault<CloseAnswers<cleanOfSeveral, S_FALSE>>(
        "CLOSE-01.false-success-of-several", "a clean Close of a set of several devices answers S_FALSE"),
    serverFault<CloseAnswers<cleanOf64, VD_E_PROTOCOL>>(
        "CLOSE-01.miscounted-at-64", "Close answers VD_E_PROTOCOL although all of 64 devices were closed"),
    serverFault<StillOpenable<clean>>("CLOSE-01.still-openable",
                                      "Open of the name answers NOERROR after a clean Close"),

    serverFault<StillAnswers<ServerMethod::GetConfiguration>>(
        "CLOSE-03.configuration-still-answered", "GetConfiguration answers NOERROR on a closed interface"),
    serverFault<StillAnswers<ServerMethod::IsSharedBuffer, 1>>("CLOSE-03.buffer-still-shared",
                                                               "IsSharedBuffer answers 1 on a closed interface"),
    serverFault<StillAnswers<ServerMethod::SignalAbort>>("CLOSE-03.abort-still-accepted",
                                                         "SignalAbort answers NOERROR on a closed interface"),
    serverFault<StillAnswers<ServerMethod::OpenDevice>>("CLOSE-03.device-still-opened",
                                                        "OpenDevice answers NOERROR on a closed interface"),
    serverFault<StillAnswers<ServerMethod::Open, S_FALSE>>("CLOSE-03.opened-again",
                                                           "Open answers S_FALSE on a closed interface"),

    serverFault<CloseAnswers<someClosed, NOERROR>>(
        "CLOSE-04.noerror-if-some-closed", "Close answers NOERROR when some, but not all, devices were closed"),
    serverFault<CloseAnswers<open64, NOERROR>>("CLOSE-04.noerror-with-64",
                                               "Close answers NOERROR when all of 64 devices are open"),
    serverFault<CloseAnswers<openWhenReading, NOERROR>>(
        "CLOSE-04.noerror-when-reading", "Close answers NOERROR with devices open when the set reads"),
    serverFault<CloseAnswers<openUnderLoad, VD_E_ABORT>>(
        "CLOSE-04.abort-under-load", "Close with devices open and commands outstanding answers VD_E_ABORT"),
    serverFault<CloseAnswers<singleOpenIdle, VD_E_OPEN>>(
        "CLOSE-04.open-as-the-client-says", "Close with the only device open answers VD_E_OPEN"),
    serverFault<NoResult>("CLOSE-04.no-result",
                          "Close with devices open sets no result: the number of those devices comes back"),

    serverFault<StillAnswers<ServerMethod::CloseDevice>>(
        "CLOSE-12.device-still-answers", "CloseDevice answers NOERROR on a device pointer after Close"),
    serverFault<StillAnswers<ServerMethod::SendCommand>>(
        "CLOSE-12.command-still-taken", "SendCommand answers NOERROR on a device pointer after Close"),

    serverFault<CloseAnswers<devicesOpenWithoutAgent, VD_E_UNEXPECTED>>(
        "CLOSE-14.unexpected-without-agent",
        "Close with devices open answers VD_E_UNEXPECTED when no agent ever ran"),

    serverFault<CloseAnswers<connected, VD_E_PROTOCOL>>("CLOSE-15.protocol-when-connected",
                                                        "Close of a set that was only opened answers VD_E_PROTOCOL"),
    serverFault<CloseAnswers<configurable, VD_E_PROTOCOL>>("CLOSE-15.protocol-when-configurable",
                                                           "Close of a set being configured answers VD_E_PROTOCOL"),
    serverFault<CloseAnswers<initializingIdle, VD_E_PROTOCOL>>(
        "CLOSE-15.protocol-when-initializing",
        "Close of a configured set of which no device was opened answers VD_E_PROTOCOL"),
    serverFault<CloseAnswers<aborted, VD_E_PROTOCOL>>(
        "CLOSE-15.protocol-after-abort", "Close after an abort answers VD_E_PROTOCOL for devices never closed"),
    serverFault<StillOpenable<notClean>>("CLOSE-15.still-openable-after-abort",
                                         "Open of the name answers NOERROR after a Close that aborted"),

    serverFault<IdleCloseSucceeds<1>>("CLOSE-16.second-close-succeeds", "a second Close answers NOERROR"),
    serverFault<IdleCloseSucceeds<2>>("CLOSE-16.third-close-succeeds", "a third Close answers NOERROR"),
    serverFault<CloseAnswers<neverOpened, NOERROR>>("CLOSE-16.close-unopened-succeeds",
                                                    "Close of a set that was never opened answers NOERROR"),
    serverFault<PoisonedByClose>("CLOSE-16.poisoned-by-close",
                                 "after a Close before it Open answers VD_E_PROTOCOL"),
};

}  // namespace

FaultGroup faultsOfResults() { return {std::begin(kFaults), std::end(kFaults)}; }

}  // namespace vdi::faults
