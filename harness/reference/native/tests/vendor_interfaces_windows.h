#pragma once
/// The interfaces as a vendor's C++ program declares them: with Windows' own types and base classes, and
/// nothing of ours. What is not called here is declared for its place in the vtable.

#include <windows.h>

#include <objbase.h>  // after windows.h

namespace tests::vendor {

#pragma pack(push, 8)
struct Config {
  unsigned long deviceCount, features, prefixZoneSize, alignment, softFileMarkBlockSize, EOMWarningSize,
      serverTimeOut, blockSize, maxIODepth, maxTransferSize, bufferAreaSize;
};
struct ClientCommand {
  DWORD code, size;
  DWORDLONG position;
  BYTE* buffer;
};
struct ServerCommand {
  DWORD code, size;
  DWORDLONG inPosition, outPosition;
  BYTE* buffer;
  void(STDMETHODCALLTYPE* completionRoutine)(ServerCommand*);
  void* completionContext;
  DWORD completionCode, bytesTransferred;
};
#pragma pack(pop)

struct ClientDevice : IUnknown {
  virtual HRESULT STDMETHODCALLTYPE GetCommand(DWORD timeout, ClientCommand** command) = 0;
  virtual HRESULT STDMETHODCALLTYPE CompleteCommand(ClientCommand* command, DWORD code, DWORD bytes,
                                                    DWORDLONG position) = 0;
};
struct ClientSet : IUnknown {
  virtual HRESULT STDMETHODCALLTYPE Create(const wchar_t* name, Config* config) = 0;
  virtual HRESULT STDMETHODCALLTYPE GetConfiguration(DWORD timeout, Config* config) = 0;
  virtual HRESULT STDMETHODCALLTYPE OpenDevice(const wchar_t* name, ClientDevice** device) = 0;
  virtual HRESULT STDMETHODCALLTYPE Close() = 0;
  virtual HRESULT STDMETHODCALLTYPE SignalAbort() = 0;
  virtual HRESULT STDMETHODCALLTYPE OpenInSecondary(const wchar_t* name) = 0;
  virtual HRESULT STDMETHODCALLTYPE GetBufferHandle(BYTE* buffer, DWORD* handle) = 0;
  virtual HRESULT STDMETHODCALLTYPE MapBufferHandle(DWORD handle, BYTE** buffer) = 0;
};
struct ClientSet2 : ClientSet {
  virtual HRESULT STDMETHODCALLTYPE CreateEx(const wchar_t* instance, const wchar_t* name, Config* config) = 0;
  virtual HRESULT STDMETHODCALLTYPE OpenInSecondaryEx(const wchar_t* instance, const wchar_t* name) = 0;
};
struct ServerDevice : IUnknown {
  virtual HRESULT STDMETHODCALLTYPE SendCommand(ServerCommand* command) = 0;
  virtual HRESULT STDMETHODCALLTYPE CloseDevice() = 0;
};
struct ServerSet2 : IUnknown {
  virtual HRESULT STDMETHODCALLTYPE Open(const wchar_t* instance, const wchar_t* name) = 0;
  virtual HRESULT STDMETHODCALLTYPE GetConfiguration(Config* config) = 0;
  virtual HRESULT STDMETHODCALLTYPE BeginConfiguration(DWORD features, DWORD blockSize, DWORD alignment,
                                                       DWORD maxTransferSize, DWORD timeout) = 0;
  virtual HRESULT STDMETHODCALLTYPE EndConfiguration() = 0;
  virtual HRESULT STDMETHODCALLTYPE RequestBuffers(DWORD size, DWORD alignment, DWORD count) = 0;
  virtual HRESULT STDMETHODCALLTYPE QueryAvailableBuffers(DWORD size, DWORD alignment, DWORD* count) = 0;
  virtual HRESULT STDMETHODCALLTYPE ExecuteCompletionAgent() = 0;
  virtual HRESULT STDMETHODCALLTYPE OpenDevice(const wchar_t* name, ServerDevice** device) = 0;
  virtual HRESULT STDMETHODCALLTYPE AllocateBuffer(BYTE** buffer, DWORD size, DWORD alignment) = 0;
  virtual HRESULT STDMETHODCALLTYPE FreeBuffer(BYTE* buffer, DWORD size) = 0;
  virtual HRESULT STDMETHODCALLTYPE IsSharedBuffer(BYTE* buffer) = 0;
  virtual HRESULT STDMETHODCALLTYPE SignalAbort() = 0;
  virtual HRESULT STDMETHODCALLTYPE Close() = 0;
};

constexpr IID kUnknown = {0, 0, 0, {0xc0, 0, 0, 0, 0, 0, 0, 0x46}};
constexpr IID kClientSet = {0x40700425, 0x0080, 0x11d2, {0x85, 0x1f, 0, 0xc0, 0x4f, 0xc2, 0x17, 0x59}};
constexpr IID kClientSet2 = {0xd0e6eb07, 0x7a62, 0x11d2, {0x85, 0x73, 0, 0xc0, 0x4f, 0xc2, 0x17, 0x59}};
constexpr IID kServerSet2 = {0xaecbd0d6, 0x24c6, 0x11d3, {0x85, 0xb7, 0, 0xc0, 0x4f, 0xc2, 0x17, 0x59}};

constexpr DWORD kRead = 1, kWrite = 2, kFlush = 12;
constexpr DWORD kWriteMedia = 0x10000, kReadMedia = 0x20000;
constexpr HRESULT kTimeout = static_cast<HRESULT>(0x80770003), kProtocol = static_cast<HRESULT>(0x8077000C),
                  kClosed = static_cast<HRESULT>(0x8077000E);

}  // namespace tests::vendor
