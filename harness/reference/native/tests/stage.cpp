#include "stage.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "runner.h"

namespace tests {

using vdi::failed;

IClassFactory* classFactory(std::uint32_t which, const char* library) {
  using Get = HRESULT(VDI_CALL*)(std::uint32_t, void**);
  const auto get = find<Get>(loadLibrary(library), "VdiGetClassObject");
  void* factory = nullptr;
  if (get == nullptr || failed(get(which, &factory))) {
    std::printf("%s gives no class object\n", library);
    std::fflush(nullptr);
    std::abort();
  }
  return static_cast<IClassFactory*>(factory);
}

namespace {

template <class Interface>
Interface* make(std::uint32_t which, const GUID& iid, const char* library) {
  IClassFactory* const factory = classFactory(which, library);
  void* out = nullptr;
  const HRESULT made = factory->CreateInstance(nullptr, &iid, &out);
  if (failed(made)) {
    std::printf("CreateInstance: 0x%08x\n", static_cast<unsigned>(made));
    std::fflush(nullptr);
    std::abort();
  }
  factory->Release();
  return static_cast<Interface*>(out);
}

std::atomic<std::uint64_t> calls{0};

void VDI_CALL noteCompletion(VDS_Command* command) {
  Sent& sent = *static_cast<Sent*>(command->completionContext);
  sent.order = calls.fetch_add(1);
  sent.code.store(command->completionCode);
  sent.thread.store(threadNumber());
  sent.calls.fetch_add(1);
}

}  // namespace

IServerVirtualDeviceSet2* newServer(const char* library) {
  return make<IServerVirtualDeviceSet2>(0, IID_IServerVirtualDeviceSet2, library);
}
IClientVirtualDeviceSet2* newClient(const char* library) {
  return make<IClientVirtualDeviceSet2>(1, IID_IClientVirtualDeviceSet2, library);
}

std::u16string uniqueName(const std::u16string& what) {
  static unsigned count = 0;
  std::u16string name = u"test-" + what;
  for (const char c : std::to_string(processNumber()) + "-" + std::to_string(++count))
    name += static_cast<char16_t>(c);
  return name;
}

std::u16string deviceName(const std::u16string& set, unsigned index) {
  if (index == 0) return set;
  std::u16string name = set + u"-";
  for (const char c : std::to_string(index)) name += static_cast<char16_t>(c);
  return name;
}

void sleepMs(unsigned ms) { vdi::threads::pauseFor(std::chrono::milliseconds(ms)); }

Sent::Sent() {
  command.completionRoutine = &noteCompletion;
  command.completionContext = this;
}

void Sent::fill(std::uint32_t commandCode, BYTE* buffer, std::uint32_t size) {
  command.commandCode = commandCode;
  command.buffer = buffer;
  command.size = size;
}

bool Sent::waitCalled(unsigned ms) const {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(ms);
  while (calls.load() == 0 && std::chrono::steady_clock::now() < deadline) sleepMs(1);
  return calls.load() != 0;
}

HRESULT sendWhenActive(IServerVirtualDevice* device, Sent& sent) {
  HRESULT result = vdi::VD_E_PROTOCOL;
  for (int i = 0; i < 5000; ++i) {
    sent.calls.store(0);
    result = device->SendCommand(&sent.command);
    if (result != vdi::VD_E_PROTOCOL) break;
    sleepMs(1);
  }
  return result;
}

std::uint64_t callsSoFar() { return calls.load(); }

bool threadsDropTo(unsigned count) {
#if defined(__SANITIZE_THREAD__)
  ++count;  // the sanitizer's own, which comes with the first thread
#endif
  for (int i = 0; i < 500 && threads() > count; ++i) sleepMs(2);
  return threads() <= count;
}

Stage::Stage(unsigned devices, VDConfig wanted) : name(uniqueName()), config(wanted) {
  config.deviceCount = devices;
  client = newClient();
  server = newServer();
}

Stage::~Stage() {
  server->Close();
  joinAgent();
  client->Close();
  for (IServerVirtualDevice* device : serverDevices) device->Release();
  for (IClientVirtualDevice* device : clientDevices) device->Release();
  server->Release();
  client->Release();
}

void Stage::create() { CHECK_EQ(client->CreateEx(nullptr, name.c_str(), &config), NOERROR); }
void Stage::open() { CHECK_EQ(server->Open(nullptr, name.c_str()), NOERROR); }

void Stage::begin(std::uint32_t alignment) {
  CHECK_EQ(server->BeginConfiguration(vdi::VDF_WriteMedia, 512, alignment, 1024 * 1024, 0), NOERROR);
}
void Stage::request(std::uint32_t size, unsigned count) {
  CHECK_EQ(server->RequestBuffers(size, 0, count), NOERROR);
}

void Stage::end() {
  CHECK_EQ(server->EndConfiguration(), NOERROR);
  CHECK_EQ(client->GetConfiguration(5000, &settled), NOERROR);
}

void Stage::openClientDevices() {
  for (unsigned i = 0; i < config.deviceCount; ++i) {
    IClientVirtualDevice* device = nullptr;
    CHECK_EQ(client->OpenDevice(deviceName(name, i).c_str(), &device), NOERROR);
    clientDevices.push_back(device);
  }
}

void Stage::openServerDevices(unsigned count) {
  while (serverDevices.size() < config.deviceCount && count-- > 0) {
    IServerVirtualDevice* device = nullptr;
    const auto index = static_cast<unsigned>(serverDevices.size());
    CHECK_EQ(server->OpenDevice(deviceName(name, index).c_str(), &device), NOERROR);
    serverDevices.push_back(device);
  }
}

void Stage::startAgent() {
  agent = vdi::threads::Thread([this] {
    agentThread.store(threadNumber());
    agentResult.store(server->ExecuteCompletionAgent());
    agentReturned.store(true);
  });
}

void Stage::activate(std::uint32_t bufferSize, unsigned buffers) {
  create();
  open();
  begin();
  request(bufferSize, buffers);
  end();
  openClientDevices();
  openServerDevices();
  startAgent();
  awaitActive();
}

void Stage::awaitActive() {
  Sent probe(vdi::VDC_Flush, nullptr, 0);
  CHECK_EQ(sendWhenActive(serverDevices[0], probe), NOERROR);
  VDC_Command* command = nullptr;
  CHECK_EQ(clientDevices[0]->GetCommand(5000, &command), NOERROR);
  CHECK_EQ(clientDevices[0]->CompleteCommand(command, 0, 0, 0), NOERROR);
  CHECK(probe.waitCalled());
}

void Stage::closeServerDevices() {
  for (IServerVirtualDevice* device : serverDevices) CHECK_EQ(device->CloseDevice(), NOERROR);
}

void Stage::hearClose() {
  for (IClientVirtualDevice* device : clientDevices) {
    VDC_Command* command = nullptr;
    CHECK_EQ(device->GetCommand(5000, &command), vdi::VD_E_CLOSE);
  }
}

void Stage::shutDown() {
  server->Close();
  joinAgent();
}

void Stage::joinAgent() {
  if (agent.joinable()) agent.join();
}

}  // namespace tests
