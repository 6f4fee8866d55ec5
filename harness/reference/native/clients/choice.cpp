#include "choice.h"

#include "wrong.h"

namespace clients {

namespace {

template <class Visit>
void forEachWrong(Visit visit) {
  for (const WrongGroup& group : {wrongAtWaiting(), wrongAtCompleting(), wrongAtTheMedium(),
                                  wrongAtSeveralDevices(), wrongAtAborts(), wrongAtTheEnd(), wrongAtTheExit()})
    for (const Wrong* each = group.first; each != group.last; ++each) visit(*each);
}

}  // namespace

std::unique_ptr<Conduct> conductNamed(const std::string& name) {
  if (name.empty()) return std::make_unique<Conduct>();
  std::unique_ptr<Conduct> found;
  forEachWrong([&](const Wrong& each) {
    if (name == each.name) found = each.make();
  });
  return found;
}

std::string listOfWrong() {
  std::string list;
  forEachWrong([&](const Wrong& each) { list += std::string(each.name) + "\t" + each.description + "\n"; });
  return list;
}

}  // namespace clients
