#pragma once

namespace linux_client {

/// Prints sizes and offsets of what clients share with the library, as it was compiled here: JSON.
void printLayout();

}  // namespace linux_client
