#pragma once
#include <string>

namespace linux_client {

/// Calls without a server, a line each: what was done, and what it was answered. `unique`: a name that no set has.
void check(const std::string& unique);

}  // namespace linux_client
