#include "class_factory.h"

#include <new>

#include "../client/client_set.h"
#include "../recording/stand_ins.h"
#include "../server/server_set.h"
#include "com_object.h"

namespace vdi {

namespace {

class ClassFactory final : public ComObject<IClassFactory> {
public:
  explicit ClassFactory(ClassKind kind) : kind_(kind) {}

  HRESULT VDI_CALL QueryInterface(const GUID* iid, void** out) override {
    return answerQuery(iid, out, {IID_IUnknown, IID_IClassFactory});
  }

  HRESULT VDI_CALL CreateInstance(IUnknown* outer, const GUID* iid, void** out) override {
    if (out == nullptr) return E_POINTER;
    *out = nullptr;
    if (outer != nullptr) return CLASS_E_NOAGGREGATION;
    return kind_ == ClassKind::ServerSet ? query(new (std::nothrow) ServerSet(makeServerConduct()), iid, out)
                                         : query(new (std::nothrow) ClientSet(makeClientConduct()), iid, out);
  }

  HRESULT VDI_CALL LockServer(std::int32_t lock) override {
    if (lock != 0) {
      Module::keep();
    } else {
      Module::letGo();
    }
    return S_OK;
  }

private:
  HRESULT query(IUnknown* made, const GUID* iid, void** out) const {
    if (made == nullptr) return E_OUTOFMEMORY;
    const HRESULT result = made->QueryInterface(iid, out);
    made->Release();  // the caller has its own reference now, or nobody has
    if (result != S_OK || recording::recordedFromOutside()) return result;
    const auto end = kind_ == ClassKind::ServerSet ? recording::End::Server : recording::End::Client;
    *out = recording::beforeSet(end, *iid, *out);
    return result;
  }

  const ClassKind kind_;
};

}  // namespace

IClassFactory* makeClassFactory(ClassKind kind) { return new (std::nothrow) ClassFactory(kind); }

}  // namespace vdi
