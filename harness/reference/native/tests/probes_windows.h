#pragma once
/// What only Windows can be asked. Free of COM's words, like system.h.

#include <cstdint>
#include <string>
#include <vector>

namespace tests {

bool sectionExists(const std::u16string& name);
/// Owner and rights of a section, in Windows' own notation; empty when it cannot be had.
std::string securityOfSection(const std::u16string& name);
/// The account of this process, in the same notation.
std::string ownAccount();
/// The names of all objects, in every namespace that this process sees, that bear the set's name.
std::vector<std::string> objectsNamedAfter(const std::u16string& set);

/// Makes a section that belongs to the administrators, and not to this account; null when it may not.
void* makeForeignSection(const std::u16string& name);
void closeHandle(void* handle);

/// Queues a call to a thread of this process. It is made when that thread waits and may be interrupted.
void queueCall(std::uint64_t thread, void (*call)(std::uintptr_t), std::uintptr_t argument);

/// Stops every thread of a process, or lets them go on.
void suspendProcess(unsigned long number, bool suspended);

}  // namespace tests
