#pragma once

namespace vdi {

/// Whether the conduct that was asked for exists. Always, in the library that is right.
bool conductIsKnown();

}  // namespace vdi
