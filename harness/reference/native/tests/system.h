#pragma once
/// What tests ask of the system that they run on. Free of COM's words: a system's own headers define them in
/// their own way.

#include <cstddef>
#include <cstdint>
#include <string>

namespace tests {

/// Where the library of that name, without prefix and ending, lies: beside the test program.
std::string libraryPath(const char* name);
/// Null when it cannot be loaded.
void* openLibrary(const std::string& path);
void closeLibrary(void* library);
bool libraryIsLoaded(const std::string& path);
/// Loads a library by its name, or ends the program. Never unloads it.
void* loadLibrary(const char* name);
/// Null when the library shows no such thing.
void* symbolOf(void* library, const char* name);
template <class Function>
Function find(void* library, const char* name) {
  return reinterpret_cast<Function>(symbolOf(library, name));
}

void setVariable(const char* name, const char* value);
std::uint64_t processNumber();
std::uint64_t threadNumber();

/// How many pieces of the set's memory this process has mapped. Where the system does not name them: of any
/// set's.
unsigned mappingsOf(const std::u16string& set);
bool isMapped(const void* address);
/// Mapped to memory that processes share: what else may come to lie at an address that was given back is not.
bool isShared(const void* address);
/// Descriptors, or handles.
unsigned openDescriptors();
unsigned threads();
/// Whether somebody has the name under which a set is found.
bool nameIsTaken(const std::u16string& set);

/// The set's control block at an address of our own, as another process would map it. Null when there is
/// none.
void* mapControlBlock(const std::u16string& set, std::size_t bytes);
void unmapControlBlock(void* block, std::size_t bytes);

}  // namespace tests
