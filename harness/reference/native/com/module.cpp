#include "module.h"

namespace vdi {

std::atomic<std::int64_t> Module::uses_{0};

}  // namespace vdi
