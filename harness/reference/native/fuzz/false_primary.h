#pragma once
/// Somebody who has claimed the set's name and is no primary client: what he hands the server is too short, not
/// sealed, or not what it should be.

#include "bytes.h"

namespace fuzz {

/// A server opens a set that a false primary offers, and uses what it got.
void meetFalsePrimary(Bytes& in);

/// Somebody knocks at the set's socket and does not say what is expected there.
class Stranger {
public:
  Stranger(const std::u16string& set, Bytes& in);
  ~Stranger();
  Stranger(Stranger&&) noexcept;
  Stranger& operator=(const Stranger&) = delete;

private:
  int connection_;
};

}  // namespace fuzz
