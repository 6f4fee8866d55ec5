#pragma once
/// The few words of COM that VDI needs, in the binary shape that COM gives them: a vtable pointer first,
/// `this` as the first argument, 32-bit results, wide strings as UTF-16.

#include <cstdint>

#if defined(_WIN32)
#define VDI_CALL __stdcall
#define VDI_EXPORT extern "C" __declspec(dllexport)
#else
#define VDI_CALL
#define VDI_EXPORT extern "C" __attribute__((visibility("default")))
#endif

/// The same sixteen bits on every system; what C++ calls them on Windows is of no account to a caller.
using WCHAR = char16_t;
using HRESULT = std::int32_t;
using BYTE = std::uint8_t;
using DWORD = std::uint32_t;

struct GUID {
  std::uint32_t data1;
  std::uint16_t data2;
  std::uint16_t data3;
  std::uint8_t data4[8];
};
static_assert(sizeof(GUID) == 16, "a GUID is sixteen bytes on the wire");

inline bool operator==(const GUID& a, const GUID& b) {
  if (a.data1 != b.data1 || a.data2 != b.data2 || a.data3 != b.data3) return false;
  for (int i = 0; i < 8; ++i)
    if (a.data4[i] != b.data4[i]) return false;
  return true;
}

constexpr HRESULT S_OK = 0;
constexpr HRESULT NOERROR = 0;
constexpr HRESULT S_FALSE = 1;
constexpr HRESULT E_NOINTERFACE = static_cast<HRESULT>(0x80004002u);
constexpr HRESULT E_POINTER = static_cast<HRESULT>(0x80004003u);
constexpr HRESULT E_OUTOFMEMORY = static_cast<HRESULT>(0x8007000Eu);
constexpr HRESULT E_INVALIDARG = static_cast<HRESULT>(0x80070057u);
constexpr HRESULT E_FAIL = static_cast<HRESULT>(0x80004005u);
constexpr HRESULT CLASS_E_NOAGGREGATION = static_cast<HRESULT>(0x80040110u);
constexpr HRESULT CLASS_E_CLASSNOTAVAILABLE = static_cast<HRESULT>(0x80040111u);

/// No virtual destructor: it would take vtable slots that COM knows nothing of. Objects end in Release.
struct IUnknown {
  virtual HRESULT VDI_CALL QueryInterface(const GUID* iid, void** out) = 0;
  virtual std::uint32_t VDI_CALL AddRef() = 0;
  virtual std::uint32_t VDI_CALL Release() = 0;

protected:
  ~IUnknown() = default;
};

struct IClassFactory : IUnknown {
  virtual HRESULT VDI_CALL CreateInstance(IUnknown* outer, const GUID* iid, void** out) = 0;
  virtual HRESULT VDI_CALL LockServer(std::int32_t lock) = 0;

protected:
  ~IClassFactory() = default;
};

constexpr GUID IID_IUnknown{0x00000000, 0x0000, 0x0000, {0xC0, 0, 0, 0, 0, 0, 0, 0x46}};
constexpr GUID IID_IClassFactory{0x00000001, 0x0000, 0x0000, {0xC0, 0, 0, 0, 0, 0, 0, 0x46}};
