#pragma once
/// What the client was given and has not completed: a command's memory may be read for as long only.

#include <map>
#include <mutex>

#include "../interface/vdi_types.h"
#include "../threads/lock.h"

namespace vdi::recording {

class TakenCommands {
public:
  void put(const VDC_Command* command, const VDC_Command& copy) {
    const std::lock_guard<threads::Mutex> lock(mutex_);
    commands_[command] = copy;
  }
  /// False when it is none that was given out, or one that was completed.
  bool take(const VDC_Command* command, VDC_Command& copy) {
    const std::lock_guard<threads::Mutex> lock(mutex_);
    const auto found = commands_.find(command);
    if (found == commands_.end()) return false;
    copy = found->second;
    commands_.erase(found);
    return true;
  }

private:
  threads::Mutex mutex_;
  std::map<const VDC_Command*, VDC_Command> commands_;
};

}  // namespace vdi::recording
