#include "calls.h"

#include <cstdio>
#include <cstdlib>

namespace data_path {

void need(HRESULT result, const char* call) {
  if (result >= 0) return;
  std::fprintf(stderr, "%s answered 0x%08x\n", call, static_cast<unsigned>(result));
  std::_Exit(1);
}

std::u16string deviceName(const std::u16string& set, unsigned index) {
  if (index == 0) return set;
  std::u16string name = set + u"-";
  for (const char digit : std::to_string(index)) name += static_cast<char16_t>(digit);
  return name;
}

}  // namespace data_path
