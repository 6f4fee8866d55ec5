#include "buffer_guard.h"

#include <chrono>
#include <cstdio>
#include <mutex>

#include "../threads/lock.h"
#include "../threads/thread_number.h"
#include "pages.h"
#include "recording.h"

namespace vdi::recording::guard {

namespace {

struct Guarded {
  Recording* recording;
  std::uintptr_t buffer;
  std::uint32_t size;
  /// Of its whole pages.
  std::uintptr_t from;
  std::uintptr_t to;
  bool told;
  Guarded* next;
};

threads::Mutex mutex;
Guarded* first = nullptr;
unsigned users = 0;

/// Under the mutex.
template <class Wanted>
void openThose(Wanted wanted) {
  for (Guarded** at = &first; *at != nullptr;) {
    Guarded* const each = *at;
    if (!wanted(*each)) {
      at = &each->next;
      continue;
    }
    *at = each->next;
    pages::setWritable(each->from, each->to, true);
    delete each;
  }
}

/// On the thread that wrote, which holds no lock of ours: nothing here writes to buffers.
void writeFaulted(std::uintptr_t address) {
  const std::lock_guard<threads::Mutex> lock(mutex);
  for (Guarded* each = first; each != nullptr; each = each->next) {
    if (address < each->from || address >= each->to || each->told) continue;
    each->told = true;  // a program that handles the fault may try again for ever
    const auto since = std::chrono::steady_clock::now().time_since_epoch();
    // Without memory of the heap's, whose locks the thread may hold.
    char line[256];
    const int length = std::snprintf(
        line, sizeof line,
        "{\"what\":\"stray-write\",\"atNs\":\"%lld\",\"seenBy\":\"protected\",\"buffer\":\"0x%llx\",\"size\":%lu,"
        "\"thread\":%llu}\n",
        static_cast<long long>(std::chrono::duration_cast<std::chrono::nanoseconds>(since).count()),
        static_cast<unsigned long long>(each->buffer), static_cast<unsigned long>(each->size),
        static_cast<unsigned long long>(threads::threadNumber()));
    each->recording->send(line, static_cast<std::size_t>(length));
  }
}

}  // namespace

void begin() {
  const std::lock_guard<threads::Mutex> lock(mutex);
  if (users++ == 0) pages::watchFaults(&writeFaulted);
}

void end() {
  const std::lock_guard<threads::Mutex> lock(mutex);
  if (--users == 0) pages::unwatchFaults();
}

void protect(Recording& recording, BYTE* buffer, std::uint32_t size) {
  const auto start = reinterpret_cast<std::uintptr_t>(buffer);
  const std::uintptr_t page = pages::size();
  const std::uintptr_t from = (start + page - 1) / page * page, to = (start + size) / page * page;
  if (from >= to) return;
  const std::lock_guard<threads::Mutex> lock(mutex);
  if (!pages::setWritable(from, to, false)) return;
  first = new Guarded{&recording, start, size, from, to, false, first};
}

void open(const BYTE* buffer, std::uint32_t size) {
  const auto start = reinterpret_cast<std::uintptr_t>(buffer);
  const std::lock_guard<threads::Mutex> lock(mutex);
  openThose([&](const Guarded& each) { return start < each.to && each.from < start + size; });
}

void openAll(const Recording& recording) {
  const std::lock_guard<threads::Mutex> lock(mutex);
  openThose([&](const Guarded& each) { return each.recording == &recording; });
}

}  // namespace vdi::recording::guard
