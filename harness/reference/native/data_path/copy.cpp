#include <cstdio>
#include <cstring>
#include <vector>

#include "../interface/vdi_types.h"
#include "calls.h"
#include "ends.h"

namespace data_path {

int copy(const Load& load) {
  const std::size_t buffers = std::size_t{load.devices} * kOutstanding;
  std::vector<std::vector<BYTE>> from(buffers, std::vector<BYTE>(load.transfer, 1));
  std::vector<std::vector<BYTE>> to(load.devices, std::vector<BYTE>(load.transfer));
  const std::uint64_t began = now();
  unsigned sum = 0;
  for (std::uint64_t i = 0; i < load.transfers * load.devices; ++i) {
    std::vector<BYTE>& here = to[i % load.devices];
    std::memcpy(here.data(), from[i % buffers].data(), load.transfer);
    // Without a look at it the compiler may leave the copy out.
    sum += here[i % load.transfer];
  }
  std::printf("%llu\n", static_cast<unsigned long long>(now() - began));
  return sum > 0 ? 0 : 1;
}

}  // namespace data_path
