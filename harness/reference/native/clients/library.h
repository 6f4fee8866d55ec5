#pragma once
/// The VDI library that a client uses, for as long as it uses it.

#include <string>

namespace clients {

/// Without COM's types: on Windows the system's headers say them in their own way.
class VdiLibrary {
public:
  /// A new client's set, by its second interface; null, and why, when there is none.
  void* newSet(const std::string& path, std::string& why);
  /// Nothing of the library's may be used any more. On Windows COM is left, too.
  void unload();

private:
  void* module_ = nullptr;
  bool com_ = false;
};

}  // namespace clients
