#pragma once
/// The calls of one end, by name, and what they work with: objects, commands and buffers.

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "../interface/vdi_interfaces.h"
#include "line.h"

namespace replay {

/// What a call came back with. `object` and `command` are kept by `Calls::keep`, on the thread that plays.
struct Result {
  HRESULT value = 0;
  VDC_Command* command = nullptr;
  IUnknown* object = nullptr;
  BYTE* buffer = nullptr;
};

class Calls {
public:
  explicit Calls(std::string library) : library_(std::move(library)) {}
  virtual ~Calls() = default;

  /// Gives back all objects and makes a set object.
  virtual void fresh() = 0;
  virtual void release() = 0;
  /// Makes the call ready; running it touches nothing of this object, so that it may wait on another thread.
  struct Prepared {
    virtual ~Prepared() = default;
    virtual Result run() = 0;
  };
  virtual std::unique_ptr<Prepared> prepare(const Line& line) = 0;
  /// Keeps what came out; answers the number of the command that did, 0 for none.
  virtual std::uint64_t keep(const Line& line, const Result& result) = 0;

protected:
  const std::string library_;
};

std::unique_ptr<Calls> serverCalls(const std::string& library);
std::unique_ptr<Calls> clientCalls(const std::string& library);

std::u16string wide(const std::string& text);
std::uint32_t number(const Line& line, const char* name);
/// The number in `device:1`, or behind any other colon.
std::uint32_t numberBehind(const std::string& text);

template <class Body>
std::unique_ptr<Calls::Prepared> prepared(Body body) {
  struct Call final : Calls::Prepared {
    explicit Call(Body body) : body_(std::move(body)) {}
    Result run() override { return body_(); }
    Body body_;
  };
  return std::make_unique<Call>(std::move(body));
}

/// Ends the process: the file asks for what cannot be done.
[[noreturn]] void senseless(const std::string& what);

}  // namespace replay
