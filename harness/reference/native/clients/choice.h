#pragma once
/// Which client the program is.

#include <memory>
#include <string>

#include "conduct.h"

namespace clients {

/// The right one has no name. Null: there is none of this name.
std::unique_ptr<Conduct> conductNamed(const std::string& name);
/// A line for each wrong one: its name, a tab, what is wrong with it.
std::string listOfWrong();

}  // namespace clients
