/// A client as vendors write them: C++ that knows the published declarations and COM, here in a single-threaded
/// apartment, with the habits that were seen in public clients. It backs up and restores on one interface,
/// while SQL Server's part is played on a thread of the multi-threaded apartment.

#include "vendor_interfaces_windows.h"

#include <cstring>
#include <string>
#include <vector>

#include "../threads/thread.h"
#include "registered_windows.h"
#include "runner.h"

namespace tests {
namespace {

using namespace vendor;

constexpr DWORD kPiece = 65536;
constexpr DWORD kPieces = 20;
constexpr DWORD kLast = 1536;  // of the last piece only so much
constexpr DWORD kBuffers = 3;

BYTE byteAt(std::size_t at) { return static_cast<BYTE>(at * 167 + (at >> 9)); }
DWORD sizeOf(DWORD piece) { return piece + 1 == kPieces ? kLast : kPiece; }

template <class Interface>
Interface* activate(const CLSID& clsid, const IID& iid, DWORD context) {
  void* object = nullptr;
  CHECK_EQ(CoCreateInstance(clsid, nullptr, context, iid, &object), S_OK);
  return static_cast<Interface*>(object);
}

/// A command of the server's, and the event that its completion sets.
struct Sent {
  ServerCommand command{};
  HANDLE completed = CreateEventW(nullptr, FALSE, FALSE, nullptr);
  ~Sent() { CloseHandle(completed); }

  void send(ServerDevice* device, DWORD code, DWORD size) {
    command.code = code;
    command.size = size;
    command.completionRoutine = &Sent::isCompleted;
    command.completionContext = this;
    // Until its agent's thread has come, the set refuses, which it tells the routine as well.
    HRESULT sent = kProtocol;
    while ((sent = device->SendCommand(&command)) == kProtocol) {
      WaitForSingleObject(completed, 0);
      Sleep(1);
    }
    CHECK_EQ(sent, S_OK);
  }
  static void STDMETHODCALLTYPE isCompleted(ServerCommand* command) {
    SetEvent(static_cast<Sent*>(command->completionContext)->completed);
  }
  void await() {
    CHECK_EQ(WaitForSingleObject(completed, 30000), WAIT_OBJECT_0);
    CHECK_EQ(command.completionCode, ERROR_SUCCESS);
    CHECK_EQ(command.bytesTransferred, command.size);
  }
};

/// BACKUP or RESTORE with one device: several commands outstanding, then Flush after a backup, then the end.
void playServer(const wchar_t* name, DWORD code) {
  CHECK_EQ(CoInitializeEx(nullptr, COINIT_MULTITHREADED), S_OK);
  auto* const set = activate<ServerSet2>(kServerClass, kServerSet2, CLSCTX_INPROC_SERVER);
  CHECK_EQ(set->Open(nullptr, name), S_OK);
  Config offered{};
  CHECK_EQ(set->GetConfiguration(&offered), S_OK);
  const DWORD direction = code == kWrite ? kWriteMedia : kReadMedia;
  CHECK_EQ(set->BeginConfiguration(offered.features | direction, 65536, 65536, kPiece, 0), S_OK);
  CHECK_EQ(set->RequestBuffers(kPiece, 65536, kBuffers), S_OK);
  CHECK_EQ(set->EndConfiguration(), S_OK);
  ServerDevice* device = nullptr;
  CHECK_EQ(set->OpenDevice(name, &device), S_OK);
  vdi::threads::Thread agent([set] { CHECK_EQ(set->ExecuteCompletionAgent(), S_OK); });
  Sent sent[kBuffers];
  for (Sent& each : sent) CHECK_EQ(set->AllocateBuffer(&each.command.buffer, kPiece, 65536), S_OK);
  const auto check = [&](DWORD piece) {
    Sent& each = sent[piece % kBuffers];
    each.await();
    if (code == kWrite) return;
    for (DWORD i = 0; i < sizeOf(piece); ++i)
      if (each.command.buffer[i] != byteAt(std::size_t{piece} * kPiece + i))
        return fail(__FILE__, __LINE__, "restored data differ");
  };
  for (DWORD piece = 0; piece < kPieces; ++piece) {
    if (piece >= kBuffers) check(piece - kBuffers);
    Sent& each = sent[piece % kBuffers];
    for (DWORD i = 0; i < sizeOf(piece); ++i)
      each.command.buffer[i] = code == kWrite ? byteAt(std::size_t{piece} * kPiece + i) : BYTE{0};
    each.send(device, code, sizeOf(piece));
  }
  for (DWORD piece = kPieces - kBuffers; piece < kPieces; ++piece) check(piece);
  if (code == kWrite) {
    Sent flush;
    flush.send(device, kFlush, 0);
    flush.await();
  }
  CHECK_EQ(device->CloseDevice(), S_OK);
  CHECK_EQ(set->Close(), S_OK);
  agent.join();
  device->Release();
  CHECK_EQ(set->Release(), 0);
  CoUninitialize();
}

/// The client's loop. Some public clients write how much they did into the command, which is not theirs.
void transfer(ClientDevice* device, std::vector<BYTE>& medium) {
  std::size_t at = 0;
  ClientCommand* command = nullptr;
  HRESULT got = S_OK;
  while ((got = device->GetCommand(INFINITE, &command)) == S_OK) {
    const DWORD bytes = command->code == kFlush ? 0 : command->size;
    if (command->code == kWrite) medium.insert(medium.end(), command->buffer, command->buffer + bytes);
    if (command->code == kRead) std::memcpy(command->buffer, medium.data() + at, bytes);
    at += bytes;
    command->size = bytes;
    CHECK_EQ(device->CompleteCommand(command, ERROR_SUCCESS, bytes, 0), S_OK);
  }
  CHECK_EQ(got, kClosed);
}

void runClient(ClientSet2* set, const wchar_t* name, DWORD code, std::vector<BYTE>& medium) {
  Config config{};
  config.deviceCount = 1;
  // An instance without a name is the default one, as is none.
  CHECK_EQ(set->CreateEx(L"", name, &config), S_OK);
  CHECK_EQ(set->GetConfiguration(1, &config), kTimeout);
  vdi::threads::Thread server([=] { playServer(name, code); });
  HRESULT configured = kTimeout;
  while (configured == kTimeout) configured = set->GetConfiguration(1000, &config);
  CHECK_EQ(configured, S_OK);
  CHECK_EQ(config.features, code == kWrite ? kWriteMedia : kReadMedia);
  ClientDevice* device = nullptr;
  CHECK_EQ(set->OpenDevice(name, &device), S_OK);
  if (device != nullptr) transfer(device, medium);
  CHECK_EQ(set->Close(), S_OK);
  // Some release their devices after the set is closed, some before.
  if (device != nullptr) CHECK_EQ(device->Release(), 0);
  server.join();
}

void addAll() {
  add("com: a C++ client in a single-threaded apartment backs up, and restores on the same interface", [] {
    const Registered registered;
    REQUIRE(registered);
    CHECK_EQ(CoInitializeEx(nullptr, COINIT_APARTMENTTHREADED), S_OK);
    // The class bears the first interface's identity, and some ask for that one and then for the second.
    auto* const first = activate<ClientSet>(kClientClass, kClientSet, CLSCTX_ALL);
    REQUIRE(first != nullptr);
    void* second = nullptr;
    CHECK_EQ(first->QueryInterface(kClientSet2, &second), S_OK);
    first->Release();
    auto* const set = static_cast<ClientSet2*>(second);
    REQUIRE(set != nullptr);

    const std::wstring name = L"vdi-vendor-" + std::to_wstring(GetCurrentProcessId());
    std::vector<BYTE> medium;
    runClient(set, name.c_str(), kWrite, medium);
    CHECK_EQ(medium.size(), (kPieces - 1) * kPiece + kLast);
    for (std::size_t at = 0; at < medium.size(); ++at) {
      if (medium[at] == byteAt(at)) continue;
      fail(__FILE__, __LINE__, "data that were backed up differ");
      break;
    }
    runClient(set, name.c_str(), kRead, medium);
    CHECK_EQ(set->Release(), 0);
    CoFreeUnusedLibraries();
    CHECK_EQ(registered.library.canUnload(), S_OK);
    CoUninitialize();
  });
  add("com: activation in every context that takes a library; never as a part of another object", [] {
    const Registered registered;
    REQUIRE(registered);
    CHECK_EQ(CoInitializeEx(nullptr, COINIT_APARTMENTTHREADED), S_OK);
    auto* const outer = activate<IUnknown>(kClientClass, kClientSet2, CLSCTX_INPROC_SERVER);
    for (const DWORD context : {CLSCTX_INPROC, CLSCTX_SERVER, CLSCTX_ALL}) {
      auto* const object = activate<IUnknown>(kClientClass, kClientSet2, context);
      if (object != nullptr) CHECK_EQ(object->Release(), 0);
    }
    for (const CLSID& clsid : {kClientClass, kServerClass}) {
      void* part = &part;
      CHECK_EQ(CoCreateInstance(clsid, outer, CLSCTX_INPROC_SERVER, kUnknown, &part),
               CLASS_E_NOAGGREGATION);
      CHECK(part == nullptr);
    }
    if (outer != nullptr) CHECK_EQ(outer->Release(), 0);
    CoUninitialize();
  });
}

const Registration registration(addAll);

}  // namespace
}  // namespace tests
