/// The binary interface: identities, slots, entry points, reference counts.

#include <cstring>

#include "runner.h"
#include "stage.h"

namespace tests {
namespace {

using namespace vdi;

static_assert(sizeof(VDConfig) == 44 && offsetof(VDConfig, bufferAreaSize) == 40);
static_assert(sizeof(VDC_Command) == 24 && sizeof(VDS_Command) == 56);
static_assert(offsetof(VDS_Command, outPosition) == 16 && offsetof(VDS_Command, completionRoutine) == 32 &&
              offsetof(VDS_Command, completionContext) == 40 &&
              offsetof(VDS_Command, bytesTransferred) == 52);

using GetClassObject = HRESULT(VDI_CALL*)(std::uint32_t, void**);
using CanUnloadNow = HRESULT(VDI_CALL*)();

/// Calls by slot number, as a binding in another language does.
template <class Result, class... Args>
Result bySlot(void* object, unsigned slot, Args... args) {
  void* const* const vtable = *static_cast<void* const* const*>(object);
  return reinterpret_cast<Result(VDI_CALL*)(void*, Args...)>(vtable[slot])(object, args...);
}

void addAll() {
  add("slots of both sets", [] {
    Stage stage;
    VDConfig got{};
    DWORD number = 0;
    void* const server = stage.server;
    void* const client = stage.client;
    CHECK_EQ((bySlot<HRESULT, const WCHAR*, const WCHAR*, VDConfig*>(client, 11, nullptr, stage.name.c_str(),
                                                                     &stage.config)),
             NOERROR);
    CHECK_EQ((bySlot<HRESULT, const WCHAR*, const WCHAR*>(server, 3, nullptr, stage.name.c_str())), NOERROR);
    CHECK_EQ((bySlot<HRESULT, VDConfig*>(server, 4, &got)), NOERROR);
    CHECK_EQ(got.deviceCount, 1);
    CHECK_EQ((bySlot<HRESULT, DWORD, DWORD, DWORD, DWORD, DWORD>(server, 5, 0x10000, 512, 1024, 131072, 0)),
             NOERROR);
    CHECK_EQ((bySlot<HRESULT, DWORD, DWORD, DWORD>(server, 7, 4096, 0, 2)), NOERROR);
    CHECK_EQ((bySlot<HRESULT>(server, 6)), NOERROR);
    CHECK_EQ((bySlot<HRESULT, DWORD, VDConfig*>(client, 4, 1000, &got)), NOERROR);
    CHECK_EQ(got.blockSize, 512);
    CHECK_EQ(got.alignment, 1024);
    CHECK_EQ(got.maxTransferSize, 131072);
    CHECK_EQ(got.features, 0x10000);
    CHECK_EQ(got.maxIODepth, 4);
    CHECK_EQ((bySlot<HRESULT, DWORD, DWORD, DWORD*>(server, 8, 4096, 0, &number)), NOERROR);
    CHECK(number >= 2);
    BYTE* buffer = nullptr;
    CHECK_EQ((bySlot<HRESULT, BYTE**, DWORD, DWORD>(server, 11, &buffer, 4096, 0)), NOERROR);
    CHECK_EQ((bySlot<HRESULT, BYTE*>(server, 13, buffer)), 1);
    CHECK_EQ((bySlot<HRESULT, BYTE*, DWORD>(server, 12, buffer, 4096)), NOERROR);
    void* device = nullptr;
    CHECK_EQ((bySlot<HRESULT, const WCHAR*, void**>(server, 10, stage.name.c_str(), &device)), NOERROR);
    CHECK_EQ((bySlot<HRESULT>(device, 4)), VD_E_PROTOCOL);
    CHECK_EQ((bySlot<std::uint32_t>(device, 2)), 0);
    CHECK_EQ((bySlot<HRESULT>(server, 14)), NOERROR);
    CHECK_EQ((bySlot<HRESULT>(server, 15)), NOERROR);
    CHECK_EQ((bySlot<HRESULT>(client, 7)), NOERROR);
    CHECK_EQ((bySlot<HRESULT>(client, 6)), NOERROR);
  });
  add("QueryInterface and reference counts", [] {
    Stage stage;
    void* out = nullptr;
    CHECK_EQ(stage.server->QueryInterface(&IID_IUnknown, &out), S_OK);
    CHECK(out == stage.server);
    CHECK_EQ(stage.server->QueryInterface(&IID_IServerVirtualDeviceSet2, &out), S_OK);
    CHECK_EQ(stage.server->Release(), 2);
    CHECK_EQ(stage.server->Release(), 1);
    CHECK_EQ(stage.server->QueryInterface(&IID_IClientVirtualDeviceSet, &out), E_NOINTERFACE);
    CHECK(out == nullptr);
    CHECK_EQ(stage.server->QueryInterface(&IID_IUnknown, nullptr), E_POINTER);
    for (const GUID& iid : {IID_IUnknown, IID_IClientVirtualDeviceSet, IID_IClientVirtualDeviceSet2}) {
      CHECK_EQ(stage.client->QueryInterface(&iid, &out), S_OK);
      CHECK_EQ(stage.client->Release(), 1);
    }
  });
  add("identities are as published", [] {
    const GUID server2{0xaecbd0d6, 0x24c6, 0x11d3, {0x85, 0xb7, 0x00, 0xc0, 0x4f, 0xc2, 0x17, 0x59}};
    const GUID clientClass{0x40700425, 0x0080, 0x11d2, {0x85, 0x1f, 0x00, 0xc0, 0x4f, 0xc2, 0x17, 0x59}};
    CHECK(IID_IServerVirtualDeviceSet2 == server2);
    CHECK(CLSID_ClientVirtualDeviceSet == clientClass);
  });
  add("DllGetClassObject and DllCanUnloadNow", [] {
    void* const library = loadLibrary(kReference);
    const auto get = find<HRESULT(VDI_CALL*)(const GUID*, const GUID*, void**)>(library, "DllGetClassObject");
    const auto unused = find<CanUnloadNow>(library, "DllCanUnloadNow");
    const auto plain = find<GetClassObject>(library, "VdiGetClassObject");
    const auto version = find<const char*(VDI_CALL*)()>(library, "VdiReferenceVersion");
    REQUIRE(get != nullptr && unused != nullptr && plain != nullptr && version != nullptr);
    CHECK(std::strlen(version()) != 0);
    CHECK_EQ(unused(), S_OK);
    void* out = nullptr;
    CHECK_EQ(get(&IID_IUnknown, &IID_IClassFactory, &out), CLASS_E_CLASSNOTAVAILABLE);
    CHECK_EQ(get(&CLSID_ClientVirtualDeviceSet, &IID_IClassFactory, nullptr), E_POINTER);
    CHECK_EQ(plain(2, &out), E_INVALIDARG);
    for (const GUID& clsid : {CLSID_ClientVirtualDeviceSet, CLSID_ServerVirtualDeviceSet}) {
      REQUIRE(get(&clsid, &IID_IClassFactory, &out) == S_OK);
      auto* const factory = static_cast<IClassFactory*>(out);
      CHECK_EQ(unused(), S_FALSE);
      CHECK_EQ(factory->CreateInstance(factory, &IID_IUnknown, &out), CLASS_E_NOAGGREGATION);
      CHECK_EQ(factory->CreateInstance(nullptr, &IID_IClassFactory, &out), E_NOINTERFACE);
      CHECK_EQ(factory->LockServer(1), S_OK);
      CHECK_EQ(factory->Release(), 0);
      CHECK_EQ(unused(), S_FALSE);
      REQUIRE(get(&clsid, &IID_IClassFactory, &out) == S_OK);
      static_cast<IClassFactory*>(out)->LockServer(0);
      static_cast<IClassFactory*>(out)->Release();
      CHECK_EQ(unused(), S_OK);
    }
    {
      Stage stage(3);
      stage.activate();
      CHECK_EQ(unused(), S_FALSE);
    }
    CHECK_EQ(unused(), S_OK);
  });
  add("unloading after use really unloads", [] {
    const std::string path = libraryPath(kReference);
    for (int round = 0; round < 3; ++round) {
      void* const library = openLibrary(path);
      const unsigned before = threads();
      const auto get = find<GetClassObject>(library, "VdiGetClassObject");
      const auto unused = find<CanUnloadNow>(library, "DllCanUnloadNow");
      void *factory = nullptr, *server = nullptr, *client = nullptr;
      REQUIRE(get(0, &factory) == S_OK);
      static_cast<IClassFactory*>(factory)->CreateInstance(nullptr, &IID_IServerVirtualDeviceSet2, &server);
      static_cast<IClassFactory*>(factory)->Release();
      REQUIRE(get(1, &factory) == S_OK);
      static_cast<IClassFactory*>(factory)->CreateInstance(nullptr, &IID_IClientVirtualDeviceSet2, &client);
      static_cast<IClassFactory*>(factory)->Release();
      auto* const set = static_cast<IServerVirtualDeviceSet2*>(server);
      VDConfig config{};
      config.deviceCount = 1;
      const std::u16string name = uniqueName();
      static_cast<IClientVirtualDeviceSet2*>(client)->Create(name.c_str(), &config);
      set->Open(nullptr, name.c_str());
      set->BeginConfiguration(0, 512, 512, 65536, 0);
      set->EndConfiguration();
      threads::Thread agent([&] { set->ExecuteCompletionAgent(); });
      sleepMs(5);
      CHECK_EQ(set->Close(), NOERROR);
      agent.join();
      static_cast<IClientVirtualDeviceSet2*>(client)->Release();
      set->Release();
      CHECK_EQ(unused(), S_OK);
      CHECK(threadsDropTo(before));
      closeLibrary(library);
#if !defined(__SANITIZE_THREAD__) && !defined(__SANITIZE_ADDRESS__)
      CHECK(!libraryIsLoaded(path));
#endif
    }
  });
}

const Registration registration(addAll);

}  // namespace
}  // namespace tests
