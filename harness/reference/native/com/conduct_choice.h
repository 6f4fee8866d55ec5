#pragma once
#include "class_factory.h"

namespace vdi {

/// What whoever asks for a class object is answered: S_OK, with the object, by the library that is right.
HRESULT classAnswer(ClassKind kind);

}  // namespace vdi
