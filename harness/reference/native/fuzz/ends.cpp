#include "ends.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "../com/entry_points.h"
#include "../interface/vdi_codes.h"

namespace fuzz {

using vdi::failed;

namespace {

constexpr std::uint32_t kBufferBytes = 65536;
/// Calls with nothing to do must not make an input slow.
constexpr DWORD kShortlyMs = 1;

template <class Interface>
Interface* make(std::uint32_t which, const GUID& iid) {
  void* factory = nullptr;
  void* out = nullptr;
  if (failed(VdiGetClassObject(which, &factory))) std::abort();
  auto* const made = static_cast<IClassFactory*>(factory);
  if (failed(made->CreateInstance(nullptr, &iid, &out))) std::abort();
  made->Release();
  return static_cast<Interface*>(out);
}

void VDI_CALL note(VDS_Command* command) {
  static_cast<Sent*>(command->completionContext)->calls.fetch_add(1);
}

/// As the owner of a buffer does who trusts what he was given.
void use(const VDC_Command& command) {
  if (command.buffer == nullptr) return;
  volatile BYTE* const bytes = command.buffer;
  for (std::uint64_t at = 0; at < command.size; at += 512) bytes[at] = static_cast<BYTE>(bytes[at] + 1);
  if (command.size != 0) bytes[command.size - 1] = 1;
}

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "FAILED: %s\n", what);
  std::abort();
}

bool stillMapped(const std::u16string& set) {
  const std::string wanted =
      "/memfd:" + std::string(set.begin(), set.end()) + "_SQLVDIMemoryName_0";
  std::FILE* const maps = std::fopen("/proc/self/maps", "r");
  char line[4096];
  bool found = false;
  while (!found && std::fgets(line, sizeof line, maps) != nullptr)
    found = std::strstr(line, wanted.c_str()) != nullptr;
  std::fclose(maps);
  return found;
}

}  // namespace

std::u16string newName() {
  static unsigned count = 0;
  std::u16string name = u"fuzz-";
  for (const char c : std::to_string(getpid()) + "-" + std::to_string(++count))
    name += static_cast<char16_t>(c);
  return name;
}

Ends::Ends(std::u16string name, unsigned devices, Who who) : name_(std::move(name)), devices_(devices) {
  server_ = make<IServerVirtualDeviceSet2>(0, IID_IServerVirtualDeviceSet2);
  if (who == Who::Both) client_ = make<IClientVirtualDeviceSet2>(1, IID_IClientVirtualDeviceSet2);
}

Ends::~Ends() {
  server_->Close();
  if (agent_.joinable()) agent_.join();
  for (IServerVirtualDevice* device : serverDevices_) device->Release();
  server_->Release();
  if (client_ != nullptr) {
    client_->Close();
    for (IClientVirtualDevice* device : clientDevices_) device->Release();
    client_->Release();
  }
  for (const Sent& sent : sent_) require(sent.calls.load() == 1, "one callback for each command");
  require(!stillMapped(name_), "no memory of the set after Close");
}

std::u16string Ends::deviceName(unsigned index) const {
  return index == 0 ? name_ : name_ + u"-" + static_cast<char16_t>(u'a' + index);
}

HRESULT Ends::open() { return server_->Open(nullptr, name_.c_str()); }

void Ends::startAgent() {
  if (agent_.joinable()) return;
  agent_ = std::thread([this] { server_->ExecuteCompletionAgent(); });
}

void Ends::openServerDevice(unsigned index) {
  IServerVirtualDevice* device = nullptr;
  if (opensLeft_ == 0) return;
  if (failed(server_->OpenDevice(deviceName(index).c_str(), &device))) --opensLeft_;
  if (device != nullptr) serverDevices_.push_back(device);
}

void Ends::openClientDevice(unsigned index) {
  IClientVirtualDevice* device = nullptr;
  if (opensLeft_ == 0) return;
  if (failed(client_->OpenDevice(deviceName(index).c_str(), &device))) --opensLeft_;
  if (device != nullptr) clientDevices_.push_back(device);
}

void Ends::establish(unsigned steps) {
  VDConfig config{};
  config.deviceCount = devices_;
  if (steps < 1 || failed(client_->CreateEx(nullptr, name_.c_str(), &config))) return;
  if (steps < 2 || failed(open())) return;
  if (steps < 3 || failed(server_->BeginConfiguration(vdi::VDF_WriteMedia, 512, 4096, 1 << 20, 0))) return;
  server_->RequestBuffers(kBufferBytes, 0, 2);
  if (steps < 4 || failed(server_->EndConfiguration())) return;
  if (failed(client_->GetConfiguration(5000, &config))) return;
  if (steps < 5) return;
  for (unsigned i = 0; i < devices_; ++i) openClientDevice(i);
  for (unsigned i = 0; i < devices_; ++i) openServerDevice(i);
  if (steps < 6) return;
  startAgent();
  BYTE* buffer = nullptr;
  if (!failed(server_->AllocateBuffer(&buffer, kBufferBytes, 0))) buffers_.push_back(buffer);
  // The agent takes a moment to be there, and the set is not Active before.
  Bytes none(nullptr, 0);
  for (unsigned tries = 0; tries < 5000 && !serverDevices_.empty(); ++tries) {
    send(none);
    if (sent_.back().calls.load() == 0) return;
    sent_.pop_back();
    std::this_thread::yield();
  }
}

void Ends::call(Bytes& in) {
  if (client_ != nullptr && in.below(2) == 1) {
    clientCall(in);
  } else {
    serverCall(in);
  }
}

void Ends::serverCall(Bytes& in) {
  VDConfig config;
  DWORD count = 0;
  BYTE* buffer = nullptr;
  switch (in.below(20)) {
    case 0: server_->GetConfiguration(&config); break;
    case 1: server_->QueryAvailableBuffers(512u << in.below(8), 0, &count); break;
    case 2: server_->RequestBuffers(512u << in.below(8), 0, 1 + in.below(3)); break;
    case 3:
    case 4:
      if (!failed(server_->AllocateBuffer(&buffer, 1 + static_cast<DWORD>(in.number(2)), 0)))
        buffers_.push_back(buffer);
      break;
    case 5:
      if (buffers_.empty()) break;
      server_->FreeBuffer(buffers_.back(), kBufferBytes);
      buffers_.pop_back();
      break;
    case 6: server_->IsSharedBuffer(buffers_.empty() ? nullptr : buffers_.back()); break;
    case 7: openServerDevice(in.below(devices_ + 1)); break;
    case 8: server_->BeginConfiguration(0, 512, 512, 1 << 20, 0); break;
    case 9: server_->EndConfiguration(); break;
    case 10: startAgent(); break;
    case 11:
      if (in.below(4) == 0 && !serverDevices_.empty())
        serverDevices_[in.below(4) % serverDevices_.size()]->CloseDevice();
      break;
    case 12:
      if (in.below(16) == 0) server_->SignalAbort();
      break;
    case 13:
      if (in.below(16) == 0) server_->Close();
      break;
    default: send(in);
  }
}

void Ends::clientCall(Bytes& in) {
  VDConfig config{};
  DWORD handle = 0;
  BYTE* buffer = nullptr;
  switch (in.below(16)) {
    case 0: client_->GetConfiguration(kShortlyMs, &config); break;
    case 1: openClientDevice(in.below(devices_ + 1)); break;
    case 2:
      if (!taken_.empty()) client_->GetBufferHandle(taken_.back().command->buffer, &handle);
      break;
    case 3: client_->MapBufferHandle(static_cast<DWORD>(in.number(4)), &buffer); break;
    case 4: client_->MapBufferHandle(1u << 26, &buffer); break;
    case 5: secondary(in); break;
    case 6:
      if (in.below(16) == 0) client_->SignalAbort();
      break;
    case 7:
      if (in.below(16) != 0) break;
      client_->Close();
      taken_.clear();  // with the set go the commands that it gave
      break;
    case 8:
    case 9:
    case 10: complete(in); break;
    default: take(in);
  }
}

void Ends::send(Bytes& in) {
  if (serverDevices_.empty()) return;
  Sent& sent = sent_.emplace_back();
  sent.command.completionRoutine = &note;
  sent.command.completionContext = &sent;
  sent.command.commandCode = vdi::VDC_Write;
  if (in.below(8) == 0) sent.command.commandCode = in.byte();
  if (!buffers_.empty()) {
    sent.command.buffer = buffers_[in.below(8) % buffers_.size()];
    sent.command.size = in.below(8) == 0 ? static_cast<DWORD>(in.number(4)) : 512;
  }
  serverDevices_[in.below(4) % serverDevices_.size()]->SendCommand(&sent.command);
}

void Ends::take(Bytes& in) {
  if (clientDevices_.empty()) return;
  IClientVirtualDevice* const device = clientDevices_[in.below(4) % clientDevices_.size()];
  VDC_Command* command = nullptr;
  if (failed(device->GetCommand(in.below(2) * kShortlyMs, &command))) return;
  require(command != nullptr, "a command where GetCommand answered NOERROR");
  use(*command);
  taken_.push_back({command, device});
}

void Ends::complete(Bytes& in) {
  if (taken_.empty()) return;
  const Taken taken = taken_.back();
  taken_.pop_back();
  const DWORD code = in.below(4) == 0 ? static_cast<DWORD>(in.number(2)) : 0;
  const DWORD bytes = in.below(4) == 0 ? static_cast<DWORD>(in.number(4)) : 0;
  taken.device->CompleteCommand(taken.command, code, bytes, 0);
  // A client that completes twice is in error; the library is not.
  if (in.below(8) == 0) taken.device->CompleteCommand(taken.command, 0, 0, 0);
}

void Ends::secondary(Bytes& in) {
  auto* const other = make<IClientVirtualDeviceSet2>(1, IID_IClientVirtualDeviceSet2);
  if (!failed(other->OpenInSecondary(name_.c_str()))) {
    VDConfig config;
    BYTE* buffer = nullptr;
    other->GetConfiguration(kShortlyMs, &config);
    other->MapBufferHandle((1u << 26) * in.below(4), &buffer);
  }
  other->Close();
  other->Release();
}

}  // namespace fuzz
