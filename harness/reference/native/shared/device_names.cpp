#include "device_names.h"

#include <algorithm>

namespace vdi {

/// SQL Server's own limit for instance names.
constexpr std::size_t kMaxInstanceUnits = 16;

bool readName(const WCHAR* text, std::u16string& name) {
  name.clear();
  if (text == nullptr) return false;
  for (std::size_t i = 0; text[i] != 0; ++i) {
    if (i == kMaxNameUnits || text[i] == u'\\') return false;
    name.push_back(static_cast<char16_t>(text[i]));
  }
  return !name.empty();
}

bool acceptableInstance(const WCHAR* instance) {
  if (instance == nullptr) return true;
  for (std::size_t i = 0; instance[i] != 0; ++i) {
    const char16_t unit = static_cast<char16_t>(instance[i]);
    const bool refused = unit == u'\\' || unit == u'/' || unit == u':' || unit == u',' || unit <= u' ';
    if (refused || i == kMaxInstanceUnits) return false;
  }
  return true;
}

bool isNamed(const SharedDevice& device, const std::u16string& name) {
  const std::uint32_t units = device.nameUnits.load(std::memory_order_acquire);
  return units == name.size() && units <= kMaxNameUnits && std::equal(name.begin(), name.end(), device.name);
}

namespace {

void setName(SharedDevice& device, const std::u16string& name) {
  std::copy(name.begin(), name.end(), device.name);
  device.nameUnits.store(static_cast<std::uint32_t>(name.size()), std::memory_order_release);
}

}  // namespace

void nameFirstDevice(ControlBlock& block, const std::u16string& name) { setName(block.devices[0], name); }

NameLookup deviceByName(platform::Link& link, ControlBlock& block, std::uint32_t deviceCount,
                        const std::u16string& name, std::uint32_t& index) {
  const SetLock lock(link, block);
  if (!lock.held()) return NameLookup::Unavailable;
  std::uint32_t unnamed = deviceCount;
  for (std::uint32_t i = 0; i < deviceCount; ++i) {
    if (isNamed(block.devices[i], name)) {
      index = i;
      return NameLookup::Found;
    }
    if (unnamed == deviceCount && block.devices[i].nameUnits.load() == 0) unnamed = i;
  }
  if (unnamed == deviceCount) return NameLookup::NoSuchName;
  setName(block.devices[unnamed], name);
  index = unnamed;
  return NameLookup::Found;
}

}  // namespace vdi
