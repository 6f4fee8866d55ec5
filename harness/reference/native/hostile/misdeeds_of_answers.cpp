/// Misdeeds of what comes back: results, objects, callbacks.

#include <cstring>

#include "misdeed.h"

namespace vdi::hostile {

VdsCompletionRoutine rightRoutine = nullptr;

namespace {

constexpr const char* kAnswering =
    "server-Open server-OpenDevice server-Close server-device-SendCommand server-device-CloseDevice client-CreateEx "
    "client-Close client-device-GetCommand";
constexpr const char* kGiving =
    "server-VdiGetClassObject server-CreateInstance client-CreateInstance server-OpenDevice client-OpenDevice";
constexpr const char* kSending = "server-device-SendCommand";

constexpr Misdeed answering(const char* what, const char* description, HRESULT answer) {
  return {what, description, kAnswering, nullptr, nullptr, true, answer, false, nullptr, nullptr};
}
Misdeed giving(const char* what, const char* description, std::uintptr_t address) {
  return {what,    description, kGiving, nullptr, nullptr, false, 0, true, reinterpret_cast<void*>(address),
          nullptr};
}
constexpr Misdeed callingBack(const char* what, const char* description, VdsCompletionRoutine routine) {
  return {what, description, kSending, nullptr, nullptr, false, 0, false, nullptr, routine};
}

void withNull(VDS_Command*) { rightRoutine(nullptr); }
void withAnother(VDS_Command* command) {
  VDS_Command another = *command;
  rightRoutine(&another);
}
void withWild(VDS_Command*) { rightRoutine(reinterpret_cast<VDS_Command*>(0x1234)); }
void afterOverwriting(VDS_Command* command) {
  std::memset(static_cast<void*>(command), 0xDD, sizeof *command);
  rightRoutine(command);
}

const Misdeed kMisdeeds[] = {
    answering("answers-an-undefined-code", "answers 0x8077baad, which is no code of the interface",
              static_cast<HRESULT>(0x8077BAADu)),
    answering("answers-S_FALSE", "answers S_FALSE whatever it did", S_FALSE),
    answering("answers-a-positive-code", "answers 0x12345678 whatever it did", 0x12345678),
    giving("gives-a-null-pointer", "answers NOERROR and no object", 0),
    giving("gives-a-garbage-pointer", "answers NOERROR and an address where nothing is", 0x1234),
    callingBack("calls-back-with-null", "calls back with a null pointer", withNull),
    callingBack("calls-back-with-a-copy", "calls back with a copy of the command", withAnother),
    callingBack("calls-back-with-a-wild-pointer", "calls back with an address where nothing is", withWild),
    callingBack("overwrites-the-command", "overwrites the whole command before it calls back", afterOverwriting),
};

}  // namespace

Misdeeds misdeedsOfAnswers() { return {kMisdeeds, kMisdeeds + sizeof kMisdeeds / sizeof *kMisdeeds}; }

}  // namespace vdi::hostile
