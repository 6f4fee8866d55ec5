#pragma once
/// Which of a set's devices bears a name. The first bears the set's; the others are named by whichever end says
/// a new name first.

#include <string>

#include "set_lock.h"

namespace vdi {

enum class NameLookup { Found, NoSuchName, Unavailable };

/// Copies a caller's name. False when it is null, empty, longer than a name may be, or holds a backslash
/// (CreateEx's page: the rules of CreateFileMapping).
bool readName(const WCHAR* text, std::u16string& name);

/// An instance's name: null and empty mean the default instance; a machine's prefix is not accepted.
bool acceptableInstance(const WCHAR* instance);

/// Names device 0, before any other end can see the block.
void nameFirstDevice(ControlBlock& block, const std::u16string& setName);
/// Whether the block belongs to the set of that name.
bool isNamed(const SharedDevice& device, const std::u16string& name);

/// The device of that name, which is given to the first unnamed one if none has it.
NameLookup deviceByName(platform::Link& link, ControlBlock& block, std::uint32_t deviceCount,
                        const std::u16string& name, std::uint32_t& index);

}  // namespace vdi
