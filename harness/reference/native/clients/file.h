#pragma once
/// A file by number, with the same words on every system. What fails answers -1 and leaves the reason in errno.

#include <cstdint>
#include <string>

namespace clients {

/// Path in UTF-8. For reading, or anew for writing.
int openFile(const std::string& path, bool reading);
/// For a lock: made, and not there before.
int createFile(const std::string& path);
std::int64_t readSome(int file, void* into, std::uint32_t bytes);
std::int64_t writeSome(int file, const void* from, std::uint32_t bytes);
int seekTo(int file, std::uint64_t position);
/// Until the medium has it.
int syncFile(int file);
int closeFile(int file);
int removeFile(const std::string& path);

}  // namespace clients
