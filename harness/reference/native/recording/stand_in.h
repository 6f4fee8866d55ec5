#pragma once
/// An object that stands before a right one, and has as many references to it as it was given itself.

#include <atomic>
#include <memory>
#include <utility>

#include "call.h"

namespace vdi::recording {

template <class Interface>
class StandIn : public Interface {
public:
  StandIn(const StandIn&) = delete;
  StandIn& operator=(const StandIn&) = delete;

  /// An interface that is not recorded comes from the right object.
  HRESULT VDI_CALL QueryInterface(const GUID* iid, void** out) final {
    const HRESULT result = right_->QueryInterface(iid, out);
    if (result != S_OK || !isRecorded(*iid)) return result;
    references_.fetch_add(1);
    *out = static_cast<Interface*>(this);
    return result;
  }
  std::uint32_t VDI_CALL AddRef() final {
    references_.fetch_add(1);
    return right_->AddRef();
  }

protected:
  /// Takes over one reference.
  explicit StandIn(Interface* right) : right_(right) {}
  virtual ~StandIn() = default;

  virtual bool isRecorded(const GUID& iid) const = 0;
  /// The last reference goes.
  virtual void leaving() {}

  /// Release, without telling of it. Answers the right object's count.
  std::uint32_t letGo() {
    const bool last = references_.fetch_sub(1) == 1;
    if (last) leaving();
    const std::uint32_t left = right_->Release();
    if (last) delete this;
    return left;
  }

  Interface* const right_;

private:
  const Use use_;
  std::atomic<std::uint32_t> references_{1};
};

/// One whose calls are told.
template <class Interface>
class Recorded : public StandIn<Interface> {
public:
  std::uint32_t VDI_CALL Release() final {
    Call call = begin("Release");
    return call.returns(this->letGo());
  }

protected:
  Recorded(Interface* right, std::shared_ptr<Recording> recording, Place place)
      : StandIn<Interface>(right), recording_(std::move(recording)), place_(std::move(place)) {}

  Call begin(const char* method, const Fields& args = Fields()) const {
    return Call(recording_, place_, method, args);
  }
  /// A call without results.
  template <class Right>
  HRESULT pass(const char* method, const Fields& args, Right right) {
    Call call = begin(method, args);
    return call.returns(right());
  }
  /// A call whose results are read when it succeeded.
  template <class Right, class Results>
  HRESULT pass(const char* method, const Fields& args, Right right, Results results) {
    Call call = begin(method, args);
    const HRESULT result = right();
    return call.returns(result, result == NOERROR ? results() : Fields());
  }

  const std::shared_ptr<Recording> recording_;

private:
  const Place place_;
};

inline std::string deviceObject(const WCHAR* name) { return "device:" + utf8(name); }

}  // namespace vdi::recording
