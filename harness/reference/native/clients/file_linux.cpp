#include "file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

namespace clients {

int openFile(const std::string& path, bool reading) {
  return open(path.c_str(), reading ? O_RDONLY | O_CLOEXEC : O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
}
int createFile(const std::string& path) {
  return open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
}
std::int64_t readSome(int file, void* into, std::uint32_t bytes) { return read(file, into, bytes); }
std::int64_t writeSome(int file, const void* from, std::uint32_t bytes) { return write(file, from, bytes); }
int seekTo(int file, std::uint64_t position) {
  return lseek(file, static_cast<off_t>(position), SEEK_SET) < 0 ? -1 : 0;
}
int syncFile(int file) {
  // A pipe or a character device has nothing that could be synchronised.
  return fsync(file) == 0 || errno == EINVAL || errno == EROFS ? 0 : -1;
}
int closeFile(int file) { return close(file); }
int removeFile(const std::string& path) { return unlink(path.c_str()); }

}  // namespace clients
