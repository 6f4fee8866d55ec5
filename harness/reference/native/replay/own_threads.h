#pragma once
/// Whether the threads of this process sleep, by the operating system's word.

#include <set>
#include <string>

namespace replay {

/// Watches the threads that start after it was made; a sanitizer's own are there before, if `started` made them
/// come.
class OwnThreads {
public:
  OwnThreads();
  /// A fingerprint while all watched threads sleep; two equal ones mean that none ran in between. Empty: one runs.
  std::string sleeping() const;

private:
  std::set<std::string> others_;
};

}  // namespace replay
