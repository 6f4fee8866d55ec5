#include "choice.h"

#include <cstdlib>
#include <sstream>

namespace vdi::hostile {

namespace {

constexpr const char* kEverywhere =
    "server-VdiGetClassObject server-CreateInstance client-CreateInstance "
    "server-QueryInterface server-AddRef server-Release server-Open server-GetConfiguration "
    "server-BeginConfiguration server-EndConfiguration server-RequestBuffers server-QueryAvailableBuffers "
    "server-ExecuteCompletionAgent server-OpenDevice server-AllocateBuffer server-FreeBuffer "
    "server-IsSharedBuffer server-SignalAbort server-Close "
    "server-device-QueryInterface server-device-AddRef server-device-Release server-device-SendCommand "
    "server-device-CloseDevice "
    "client-QueryInterface client-AddRef client-Release client-Create client-GetConfiguration "
    "client-OpenDevice client-Close client-SignalAbort client-OpenInSecondary client-GetBufferHandle "
    "client-MapBufferHandle client-CreateEx client-OpenInSecondaryEx "
    "client-device-QueryInterface client-device-AddRef client-device-Release client-device-GetCommand "
    "client-device-CompleteCommand";
constexpr std::uint32_t kDevices = 3;
const std::string kOnlyThen = ".with-3-devices";

template <class Visit>
void forEachId(Visit visit) {
  for (const Misdeeds& span : {misdeedsOfProcesses(), misdeedsOfAnswers(), misdeedsOfResources()}) {
    for (const Misdeed* misdeed = span.first; misdeed != span.last; ++misdeed) {
      std::istringstream places(*misdeed->places == '*' ? kEverywhere : misdeed->places);
      for (std::string place; places >> place;) visit(*misdeed, place);
    }
  }
}

struct Choice {
  bool known = true;
  const Misdeed* misdeed = nullptr;
  std::string place;
  bool countsDevices = false;
};

Choice readChoice() {
  Choice choice;
  const char* const given = std::getenv("VDI_REFERENCE_FAULT");
  if (given == nullptr || *given == 0) return choice;
  std::string id = given;
  if (id.size() > kOnlyThen.size() && id.compare(id.size() - kOnlyThen.size(), kOnlyThen.size(), kOnlyThen) == 0) {
    choice.countsDevices = true;
    id.resize(id.size() - kOnlyThen.size());
  }
  forEachId([&](const Misdeed& misdeed, const std::string& place) {
    if (id != std::string("HOSTILE.") + misdeed.what + "-in-" + place) return;
    choice.misdeed = &misdeed;
    choice.place = place;
  });
  choice.known = choice.misdeed != nullptr;
  return choice;
}

const Choice& choice() {
  // Never destroyed: threads of the library may outlive its last caller.
  static const Choice* const the = new Choice(readChoice());
  return *the;
}

}  // namespace

const Misdeed* misdeedAt(const Place& place, std::uint32_t devices) {
  const Choice& chosen = choice();
  if (chosen.misdeed == nullptr || (chosen.countsDevices && devices != kDevices)) return nullptr;
  return chosen.place == std::string(place.object) + "-" + place.method ? chosen.misdeed : nullptr;
}

bool countsDevices() { return choice().countsDevices; }
bool choiceIsKnown() { return choice().known; }

const std::string& listOfIds() {
  static const std::string* const list = [] {
    auto* const text = new std::string;
    forEachId([&](const Misdeed& misdeed, const std::string& place) {
      const std::string id = std::string("HOSTILE.") + misdeed.what + "-in-" + place;
      *text += id + "\t" + misdeed.description + "\n";
      *text += id + kOnlyThen + "\t" + misdeed.description + ", in a set of three devices\n";
    });
    return text;
  }();
  return *list;
}

}  // namespace vdi::hostile
