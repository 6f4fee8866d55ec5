#include "checksum.h"

namespace vdi::recording {

namespace {

/// Eight tables, so that eight bytes are taken at a time: whole buffers are read for every command.
struct Tables {
  std::uint32_t of[8][256] = {};

  constexpr Tables() {
    for (std::uint32_t byte = 0; byte < 256; ++byte) {
      std::uint32_t rest = byte;
      for (int bit = 0; bit < 8; ++bit) rest = (rest & 1) != 0 ? 0xEDB88320u ^ (rest >> 1) : rest >> 1;
      of[0][byte] = rest;
    }
    for (std::uint32_t byte = 0; byte < 256; ++byte)
      for (int table = 1; table < 8; ++table)
        of[table][byte] = (of[table - 1][byte] >> 8) ^ of[0][of[table - 1][byte] & 0xFF];
  }
};
constexpr Tables kTables;

}  // namespace

std::uint32_t checksum(const void* bytes, std::size_t size) {
  const auto* at = static_cast<const unsigned char*>(bytes);
  std::uint32_t rest = 0xFFFFFFFFu;
  for (; size >= 8; size -= 8, at += 8) {
    // The first four bytes meet what is left over of those before.
    std::uint32_t next = 0;
    for (int i = 0; i < 4; ++i) next ^= kTables.of[7 - i][at[i] ^ ((rest >> (8 * i)) & 0xFF)];
    for (int i = 4; i < 8; ++i) next ^= kTables.of[7 - i][at[i]];
    rest = next;
  }
  for (; size > 0; --size, ++at) rest = kTables.of[0][(rest ^ *at) & 0xFF] ^ (rest >> 8);
  return ~rest;
}

}  // namespace vdi::recording
