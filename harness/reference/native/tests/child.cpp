#include "child.h"

#include <vector>

namespace tests {

namespace {

std::vector<const Role*>& roles() {
  static std::vector<const Role*> all;
  return all;
}

}  // namespace

Role::Role(const char* roleName, Body roleBody) : name(roleName), body(roleBody) { roles().push_back(this); }

const Role* roleNamed(const std::string& name) {
  for (const Role* role : roles())
    if (name == role->name) return role;
  return nullptr;
}

}  // namespace tests
