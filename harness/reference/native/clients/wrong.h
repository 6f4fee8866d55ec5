#pragma once
/// A wrong client: one departure from the right conduct, as real programs make it.

#include <iterator>
#include <memory>

#include "client.h"
#include "conduct.h"

namespace clients {

struct Wrong {
  const char* name;
  const char* description;
  std::unique_ptr<Conduct> (*make)();
};

template <class Kind>
constexpr Wrong wrong(const char* name, const char* description) {
  return {name, description, [] { return std::unique_ptr<Conduct>(new Kind); }};
}

/// A span of them, one for each file.
struct WrongGroup {
  const Wrong* first;
  const Wrong* last;
};
WrongGroup wrongAtWaiting();
WrongGroup wrongAtCompleting();
WrongGroup wrongAtTheMedium();
WrongGroup wrongAtSeveralDevices();
WrongGroup wrongAtAborts();
WrongGroup wrongAtTheEnd();
WrongGroup wrongAtTheExit();

}  // namespace clients
