#include "file.h"

#include "wide_windows.h"

#include <fcntl.h>
#include <io.h>
#include <sys/stat.h>

namespace clients {

int openFile(const std::string& path, bool reading) {
  const int how = reading ? _O_RDONLY : _O_WRONLY | _O_CREAT | _O_TRUNC;
  return _wopen(wideOf(path).c_str(), how | _O_BINARY | _O_NOINHERIT, _S_IREAD | _S_IWRITE);
}
int createFile(const std::string& path) {
  const int how = _O_WRONLY | _O_CREAT | _O_EXCL | _O_BINARY | _O_NOINHERIT;
  return _wopen(wideOf(path).c_str(), how, _S_IREAD | _S_IWRITE);
}
std::int64_t readSome(int file, void* into, std::uint32_t bytes) { return _read(file, into, bytes); }
std::int64_t writeSome(int file, const void* from, std::uint32_t bytes) { return _write(file, from, bytes); }
int seekTo(int file, std::uint64_t position) {
  return _lseeki64(file, static_cast<std::int64_t>(position), SEEK_SET) < 0 ? -1 : 0;
}
int syncFile(int file) { return _commit(file); }
int closeFile(int file) { return _close(file); }
int removeFile(const std::string& path) { return _wunlink(wideOf(path).c_str()); }

}  // namespace clients
