#include "recorder.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include "../interface/vdi_interfaces.h"
#include "../threads/lock.h"
#include "../threads/thread_number.h"

namespace {

constexpr uint64_t kRecordsPerChunk = 4096;
constexpr uint64_t kChunks = 4096;  // sixteen million records

/// Records are only ever added, in chunks that never move. One short lock makes the order total: what it
/// costs is paid after the event that is recorded.
class Journal {
public:
  void add(VdiRecord record) {
    {
      const std::lock_guard<vdi::threads::Mutex> lock(mutex_);
      VdiRecord*& chunk = chunks_[(count_ / kRecordsPerChunk) % kChunks];
      if (count_ >= kRecordsPerChunk * kChunks) return;
      if (chunk == nullptr)
        chunk = static_cast<VdiRecord*>(std::malloc(kRecordsPerChunk * sizeof(VdiRecord)));
      if (chunk == nullptr) return;
      record.order = count_;
      record.timeNs = static_cast<uint64_t>(std::chrono::duration_cast<std::chrono::nanoseconds>(
                                                std::chrono::steady_clock::now().time_since_epoch())
                                                .count());
      chunk[count_ % kRecordsPerChunk] = record;
      ++count_;
    }
    added_.notify_all();
  }

  uint64_t count() {
    const std::lock_guard<vdi::threads::Mutex> lock(mutex_);
    return count_;
  }

  uint32_t read(uint64_t from, VdiRecord* out, uint32_t max) {
    const std::lock_guard<vdi::threads::Mutex> lock(mutex_);
    uint32_t copied = 0;
    for (; copied < max && from + copied < count_; ++copied) {
      const uint64_t number = from + copied;
      out[copied] = chunks_[number / kRecordsPerChunk][number % kRecordsPerChunk];
    }
    return copied;
  }

  uint64_t waitFor(uint64_t count, uint32_t timeoutMs) {
    std::unique_lock<vdi::threads::Mutex> lock(mutex_);
    const auto enough = [&] { return count_ >= count; };
    if (timeoutMs == 0xFFFFFFFFu) {
      added_.wait(lock, enough);
    } else {
      const auto deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(timeoutMs);
      added_.wait_until(lock, deadline, enough);
    }
    return count_;
  }

private:
  vdi::threads::Mutex mutex_;
  vdi::threads::Condition added_;
  VdiRecord* chunks_[kChunks] = {};
  uint64_t count_ = 0;
};

/// Never destroyed: a thread of a library under test may still call back while the process ends.
Journal& journal() {
  alignas(Journal) static unsigned char room[sizeof(Journal)];
  static Journal* const the = new (room) Journal;
  return *the;
}

VdiRecord recordOf(uint32_t kind) {
  VdiRecord record{};
  record.kind = kind;
  record.thread = vdi::threads::threadNumber();
  return record;
}

}  // namespace

void VDI_CALL vdi_recorder_callback(VDS_Command* command) {
  VdiRecord record = recordOf(kVdiCallback);
  record.command = reinterpret_cast<uintptr_t>(command);
  if (command != nullptr) {
    record.context = reinterpret_cast<uintptr_t>(command->completionContext);
    record.completionCode = command->completionCode;
    record.bytesTransferred = command->bytesTransferred;
    record.outPosition = command->outPosition;
  }
  journal().add(record);
}

int32_t VDI_CALL vdi_recorder_lend_thread(void* serverSet) {
  journal().add(recordOf(kVdiAgentEntered));
  const HRESULT result = static_cast<IServerVirtualDeviceSet2*>(serverSet)->ExecuteCompletionAgent();
  VdiRecord returned = recordOf(kVdiAgentReturned);
  returned.result = static_cast<uint32_t>(result);
  journal().add(returned);
  return result;
}

uint64_t VDI_CALL vdi_recorder_count(void) { return journal().count(); }

uint32_t VDI_CALL vdi_recorder_read(uint64_t from, struct VdiRecord* out, uint32_t max) {
  return out == nullptr ? 0 : journal().read(from, out, max);
}

uint64_t VDI_CALL vdi_recorder_wait(uint64_t count, uint32_t timeoutMs) {
  return journal().waitFor(count, timeoutMs);
}

uint64_t VDI_CALL vdi_recorder_thread(void) { return vdi::threads::threadNumber(); }
