#include <cstdio>

#include "stand_in.h"
#include "stand_ins.h"

namespace vdi::recording {

namespace {

class Factory final : public StandIn<IClassFactory> {
public:
  Factory(IClassFactory* right, End end) : StandIn(right), end_(end) {}

  std::uint32_t VDI_CALL Release() override { return letGo(); }
  HRESULT VDI_CALL CreateInstance(IUnknown* outer, const GUID* iid, void** out) override {
    const HRESULT result = right_->CreateInstance(outer, iid, out);
    if (result == S_OK) *out = beforeSet(end_, *iid, *out);
    return result;
  }
  HRESULT VDI_CALL LockServer(std::int32_t lock) override { return right_->LockServer(lock); }

protected:
  bool isRecorded(const GUID& iid) const override { return iid == IID_IUnknown || iid == IID_IClassFactory; }

private:
  const End end_;
};

bool isSets(End end, const GUID& iid) {
  if (iid == IID_IUnknown) return true;
  // The first version of the server's set is another interface, that nobody describes.
  return end == End::Server ? iid == IID_IServerVirtualDeviceSet2
                            : iid == IID_IClientVirtualDeviceSet || iid == IID_IClientVirtualDeviceSet2;
}

}  // namespace

void* beforeSet(End end, const GUID& iid, void* made) {
  if (made == nullptr || !isSets(end, iid)) return made;
  std::shared_ptr<Recording> recording = Recording::begin(end);
  if (recording == nullptr) return made;
  auto* const unknown = static_cast<IUnknown*>(made);
  const GUID& wanted = end == End::Server ? IID_IServerVirtualDeviceSet2 : IID_IClientVirtualDeviceSet2;
  void* right = nullptr;
  if (unknown->QueryInterface(&wanted, &right) != S_OK) {
    std::fprintf(stderr, "vdi recording: the set has not the interface that is recorded; it is not recorded\n");
    return made;
  }
  unknown->Release();
  if (end == End::Server) return beforeServer(static_cast<IServerVirtualDeviceSet2*>(right), std::move(recording));
  return beforeClient(static_cast<IClientVirtualDeviceSet2*>(right), std::move(recording));
}

IClassFactory* beforeFactory(End end, IClassFactory* right) { return new Factory(right, end); }

}  // namespace vdi::recording
