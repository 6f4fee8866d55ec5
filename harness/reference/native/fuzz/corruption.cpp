#include "corruption.h"

#include <dirent.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>

namespace fuzz {

using vdi::CommandSlot;
using vdi::ControlBlock;
using vdi::SharedDevice;

namespace {

int descriptorOf(const std::u16string& set) {
  const std::string wanted =
      "/memfd:" + std::string(set.begin(), set.end()) + "_SQLVDIMemoryName_0";
  DIR* const listing = opendir("/proc/self/fd");
  int found = -1;
  while (const dirent* const entry = listing == nullptr ? nullptr : readdir(listing)) {
    const std::string link = std::string("/proc/self/fd/") + entry->d_name;
    char target[512] = {};
    if (readlink(link.c_str(), target, sizeof target - 1) <= 0) continue;
    if (std::strncmp(target, wanted.c_str(), wanted.size()) == 0) found = std::atoi(entry->d_name);
  }
  if (listing != nullptr) closedir(listing);
  return found;
}

/// Values at which checks go wrong, and now and then any other.
std::uint64_t value(Bytes& in) {
  constexpr std::uint64_t kSuspects[] = {
      0,
      1,
      2,
      3,
      vdi::kSlots - 1,
      vdi::kSlots,
      vdi::kMaxAreas,
      vdi::kMaxAreas + 1,
      vdi::kMaxDevices,
      vdi::kMaxDevices + 1,
      0x7FFFFFFF,
      0x80000000,
      0xFFFFFFFF,
      ~0ull,
      vdi::kControlBytes,
      vdi::kControlBytes - 1,
      ~0ull - vdi::kControlBytes,
      1ull << 32,
  };
  constexpr unsigned kCount = sizeof kSuspects / sizeof *kSuspects;
  const unsigned choice = in.below(kCount + 6);
  return choice < kCount ? kSuspects[choice] : in.number(choice % 2 == 0 ? 1 : 8);
}

std::uint64_t ticket(Bytes& in) {
  const auto slot = static_cast<std::uint32_t>(in.below(2) == 0 ? in.below(8) : value(in));
  return vdi::ticketOf(in.below(4), slot);
}

}  // namespace

SharedView::SharedView(const std::u16string& set) : SharedView(descriptorOf(set)) {}

SharedView::SharedView(int memory) {
  if (memory < 0) return;
  void* const block =
      mmap(nullptr, sizeof(ControlBlock), PROT_READ | PROT_WRITE, MAP_SHARED, memory, 0);
  if (block != MAP_FAILED) block_ = static_cast<ControlBlock*>(block);
}

SharedView::~SharedView() {
  endStorm();
  if (block_ != nullptr) munmap(block_, sizeof(ControlBlock));
}

SharedView::Place SharedView::place(Bytes& in) {
  constexpr std::size_t kHead = offsetof(SharedDevice, commands);
  auto at = [](void* field, std::size_t offset, unsigned width) {
    return Place{static_cast<std::uint8_t*>(field) + offset, width};
  };
  // Mostly what an end is about to read: a few slots, the first tickets, the devices that there are.
  SharedDevice& device = block_->devices[in.below(8) % 5];
  CommandSlot& slot = block_->slots[in.below(4)];
  vdi::AreaRecord& area = block_->areas[in.below(3)];
  vdi::Ring& ring = in.below(2) == 0 ? device.commands : device.completions;
  switch (in.below(24)) {
    case 0: return at(block_, in.below(offsetof(ControlBlock, areaCount)) & ~3u, 4);
    case 1: return at(block_, in.number(4) % sizeof(ControlBlock) & ~7ull, 8);
    case 2: return at(&device, in.number(2) % kHead & ~3ull, 4);
    case 3: return at(&device.server, 0, 4);
    case 4: return at(&device.client, 0, 4);
    case 5: return at(&device.errored, 0, 4);
    case 6: return at(&block_->areaCount, 0, 4);
    case 7: return at(&area.offset, 0, 8);
    case 8: return at(&area.bytes, 0, 8);
    case 9: return at(&block_->devicesWithCompletions, 0, 8);
    case 10: return at(&block_->clientConfig, in.below(11) * 4, 4);
    case 11: return at(&block_->finalConfig, in.below(11) * 4, 4);
    case 12: return at(&slot.word, 0, 8);
    case 13: return at(&slot.commandCode, 0, 4);
    case 14:
    case 15: return at(&slot.size, 0, 4);
    case 16:
    case 17: return at(&slot.area, 0, 4);
    case 18: return at(&slot.offset, 0, 8);
    case 19: return at(&ring.tail, 0, 8);
    default: return at(&ring.tickets[in.below(6)], 0, 8);
  }
}

void SharedView::write(const Place& place, std::uint64_t value) {
  switch (place.width) {
    case 1: __atomic_store_n(place.at, static_cast<std::uint8_t>(value), __ATOMIC_RELAXED); break;
    case 2:
      __atomic_store_n(reinterpret_cast<std::uint16_t*>(place.at), static_cast<std::uint16_t>(value),
                       __ATOMIC_RELAXED);
      break;
    case 4:
      __atomic_store_n(reinterpret_cast<std::uint32_t*>(place.at), static_cast<std::uint32_t>(value),
                       __ATOMIC_RELAXED);
      break;
    default: __atomic_store_n(reinterpret_cast<std::uint64_t*>(place.at), value, __ATOMIC_RELAXED);
  }
}

void SharedView::corrupt(Bytes& in) {
  if (block_ == nullptr) return;
  const Place where = place(in);
  write(where, in.below(3) == 0 ? ticket(in) : value(in));
}

void SharedView::startStorm(Bytes& in) {
  if (block_ == nullptr) return;
  endStorm();
  const Place where = place(in);
  const std::uint64_t one = value(in);
  const std::uint64_t other = value(in);
  calm_.store(false);
  storm_ = std::thread([this, where, one, other] {
    while (!calm_.load()) {
      write(where, one);
      write(where, other);
    }
  });
}

void SharedView::endStorm() {
  calm_.store(true);
  if (storm_.joinable()) storm_.join();
}

}  // namespace fuzz
