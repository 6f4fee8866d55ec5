#pragma once
/// Reference counting and QueryInterface for an object with one line of interfaces.

#include <atomic>
#include <initializer_list>

#include "../interface/com.h"
#include "module.h"

namespace vdi {

template <class Interface>
class ComObject : public Interface {
 public:
  std::uint32_t VDI_CALL AddRef() final { return references_.fetch_add(1) + 1; }
  std::uint32_t VDI_CALL Release() final {
    const std::uint32_t left = references_.fetch_sub(1) - 1;
    if (left == 0) delete this;
    return left;
  }
  ComObject(const ComObject&) = delete;
  ComObject& operator=(const ComObject&) = delete;

 protected:
  ComObject() = default;
  virtual ~ComObject() = default;

  HRESULT answerQuery(const GUID* iid, void** out, std::initializer_list<GUID> known) {
    if (out == nullptr) return E_POINTER;
    *out = nullptr;
    if (iid == nullptr) return E_INVALIDARG;
    for (const GUID& each : known) {
      if (!(each == *iid)) continue;
      *out = static_cast<Interface*>(this);
      AddRef();
      return S_OK;
    }
    return E_NOINTERFACE;
  }

 private:
  ModuleUse use_;
  std::atomic<std::uint32_t> references_{1};
};

}  // namespace vdi
