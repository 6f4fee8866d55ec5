#include "medium.h"

#include <cerrno>
#include <cstring>

#include "file.h"

namespace clients {

Medium::~Medium() { close(); }

bool Medium::open(const std::string& path, bool reading) {
  file_ = openFile(path, reading);
  if (file_ < 0) failed("open", 0);
  return file_ >= 0;
}

Done Medium::write(const BYTE* from, DWORD bytes) {
  DWORD done = 0;
  while (done < bytes) {
    const std::int64_t written = writeSome(file_, from + done, bytes - done);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return failed("write", done);
    done += static_cast<DWORD>(written);
    position_ += static_cast<std::uint64_t>(written);
  }
  return {vdi::ERROR_SUCCESS, done};
}

Done Medium::read(BYTE* into, DWORD bytes) {
  DWORD done = 0;
  while (done < bytes) {
    const std::int64_t got = readSome(file_, into + done, bytes - done);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return failed("read", done);
    if (got == 0) return {vdi::ERROR_HANDLE_EOF, done};
    done += static_cast<DWORD>(got);
    position_ += static_cast<std::uint64_t>(got);
  }
  return {vdi::ERROR_SUCCESS, done};
}

Done Medium::seek(std::uint64_t position) {
  if (position == position_) return {vdi::ERROR_SUCCESS, 0};
  if (seekTo(file_, position) != 0) return failed("seek", 0);
  position_ = position;
  return {vdi::ERROR_SUCCESS, 0};
}

Done Medium::sync() { return syncFile(file_) == 0 ? Done{vdi::ERROR_SUCCESS, 0} : failed("sync", 0); }

bool Medium::close() {
  if (file_ < 0) return true;
  const bool closed = closeFile(file_) == 0;
  if (!closed) failed("close", 0);
  file_ = -1;
  return closed;
}

Done Medium::failed(const char* doing, DWORD bytes) {
  const bool full = errno == ENOSPC;
  why_ = std::string("the medium, ") + doing + ": " + std::strerror(errno);
  return {full ? vdi::ERROR_DISK_FULL : vdi::ERROR_IO_DEVICE, bytes};
}

}  // namespace clients
