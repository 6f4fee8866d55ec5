#pragma once
/// Which misdeed the library does, and where: by the environment, HOSTILE.<what>-in-<object>-<Method>, to which
/// `.with-3-devices` may be added.

#include <string>

#include "misdeed.h"

namespace vdi::hostile {

/// The misdeed to be done at a place by a set of so many devices (0: not known yet); null: none.
const Misdeed* misdeedAt(const Place& place, std::uint32_t devices);
/// Whether the number of devices matters, so that it has to be found out.
bool countsDevices();
/// Is the environment's id one of ours, or is there none?
bool choiceIsKnown();
/// A line for each id: the id, a tab, what it does.
const std::string& listOfIds();

}  // namespace vdi::hostile
