#pragma once
#include "../interface/com.h"

namespace vdi {

enum class ClassKind : std::uint32_t { ServerSet = 0, ClientSet = 1 };

/// A new class object with one reference; null when there is no memory for it.
IClassFactory* makeClassFactory(ClassKind kind);

}  // namespace vdi
