#pragma once
/// A misdeed: what no real implementer would do on purpose, but what a broken or hostile library does. Each can be
/// done in several methods; the two together are an id such as HOSTILE.crashes-in-server-Close.

#include <initializer_list>

#include "../interface/vdi_interfaces.h"

namespace vdi::hostile {

/// A method of one of the objects, as ids name it: `server-Close`, `client-device-GetCommand`.
struct Place {
  const char* object;
  const char* method;
};

struct Misdeed {
  /// The part of an id before `-in-`.
  const char* what;
  const char* description;
  /// Where ids offer it, parted by blanks; `*`: everywhere.
  const char* places;
  /// Done before, or after, the right library does its part; null: nothing.
  void (*before)();
  void (*after)();
  /// In place of the right answer, if `answers`.
  bool answers;
  HRESULT answer;
  /// In place of the object that comes out, if `gives`.
  bool gives;
  void* object;
  /// In place of the completion routine; it finds the right one in `rightRoutine`. Null: the right one.
  VdsCompletionRoutine routine;
};

/// A span, one for each file of misdeeds.
struct Misdeeds {
  const Misdeed* first;
  const Misdeed* last;
};
Misdeeds misdeedsOfProcesses();
Misdeeds misdeedsOfAnswers();
Misdeeds misdeedsOfResources();

/// The completion routine of the one who sends: the same for all commands of a process.
extern VdsCompletionRoutine rightRoutine;

}  // namespace vdi::hostile
