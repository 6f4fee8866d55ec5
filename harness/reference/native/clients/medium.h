#pragma once
/// Where one device's stream is stored, just as it comes.

#include <cstdint>
#include <string>

#include "../interface/vdi_codes.h"

namespace clients {

/// What a command is completed with.
struct Done {
  DWORD code;
  DWORD bytes;
};

class Medium {
public:
  Medium() = default;
  ~Medium();
  Medium(const Medium&) = delete;
  Medium& operator=(const Medium&) = delete;

  /// False: see why().
  bool open(const std::string& path, bool reading);
  /// All of it, or ERROR_DISK_FULL, ERROR_IO_DEVICE with what was written.
  Done write(const BYTE* from, DWORD bytes);
  /// All of it, or at the medium's end ERROR_HANDLE_EOF with what there was.
  Done read(BYTE* into, DWORD bytes);
  Done seek(std::uint64_t position);
  Done sync();
  /// False: what was written may be lost.
  bool close();

  std::uint64_t position() const { return position_; }
  /// The last failure.
  const std::string& why() const { return why_; }

private:
  Done failed(const char* doing, DWORD bytes);

  int file_ = -1;
  std::uint64_t position_ = 0;
  std::string why_;
};

}  // namespace clients
