/// vdi_data_path server|client|copy LIBRARY SET DEVICES BYTES TRANSFERS

#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "ends.h"

int main(int argc, char** argv) {
  using namespace data_path;
  if (argc != 7) {
    std::fputs("vdi_data_path server|client|copy LIBRARY SET DEVICES BYTES TRANSFERS\n", stderr);
    return 2;
  }
  const std::string set = argv[3];
  const Load load{argv[2], std::u16string(set.begin(), set.end()), static_cast<unsigned>(std::atoi(argv[4])),
                  static_cast<std::uint32_t>(std::atoi(argv[5])),
                  static_cast<std::uint64_t>(std::atoll(argv[6]))};
  if (std::strcmp(argv[1], "server") == 0) return serve(load);
  if (std::strcmp(argv[1], "client") == 0) return take(load);
  return copy(load);
}
