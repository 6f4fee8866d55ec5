#include "stage.h"

#include <dirent.h>
#include <dlfcn.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "runner.h"

namespace tests {

std::string libraryPath(const char* file) {
  char self[4096];
  const ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
  std::string path(self, length > 0 ? static_cast<std::size_t>(length) : 0);
  return path.substr(0, path.rfind('/') + 1) + file;
}

void* loadLibrary(const char* file) {
  void* const library = dlopen(libraryPath(file).c_str(), RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) {
    std::printf("%s\n", dlerror());
    std::abort();
  }
  return library;
}

IClassFactory* classFactory(std::uint32_t which, const char* file) {
  using Get = HRESULT (*)(std::uint32_t, void**);
  const auto get = reinterpret_cast<Get>(dlsym(loadLibrary(file), "VdiGetClassObject"));
  void* factory = nullptr;
  if (get == nullptr || failed(get(which, &factory))) std::abort();
  return static_cast<IClassFactory*>(factory);
}

namespace {

template <class Interface>
Interface* make(std::uint32_t which, const GUID& iid, const char* file) {
  IClassFactory* const factory = classFactory(which, file);
  void* out = nullptr;
  if (failed(factory->CreateInstance(nullptr, &iid, &out))) std::abort();
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

unsigned entriesOf(const char* folder) {
  unsigned count = 0;
  DIR* const listing = opendir(folder);
  while (const dirent* entry = readdir(listing)) count += entry->d_name[0] != '.' ? 1 : 0;
  closedir(listing);
  return count;
}

}  // namespace

IServerVirtualDeviceSet2* newServer(const char* file) {
  return make<IServerVirtualDeviceSet2>(0, IID_IServerVirtualDeviceSet2, file);
}
IClientVirtualDeviceSet2* newClient(const char* file) {
  return make<IClientVirtualDeviceSet2>(1, IID_IClientVirtualDeviceSet2, file);
}

std::u16string uniqueName(const std::u16string& what) {
  static unsigned count = 0;
  std::u16string name = u"test-" + what;
  for (const char c : std::to_string(getpid()) + "-" + std::to_string(++count)) name += static_cast<char16_t>(c);
  return name;
}

std::u16string deviceName(const std::u16string& set, unsigned index) {
  if (index == 0) return set;
  std::u16string name = set + u"-";
  for (const char c : std::to_string(index)) name += static_cast<char16_t>(c);
  return name;
}

std::string narrow(const std::u16string& text) { return std::string(text.begin(), text.end()); }

void sleepMs(unsigned ms) { std::this_thread::sleep_for(std::chrono::milliseconds(ms)); }

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
  for (unsigned waited = 0; calls.load() == 0 && waited < ms * 10; ++waited)
    std::this_thread::sleep_for(std::chrono::microseconds(100));
  return calls.load() != 0;
}

std::uint64_t callsSoFar() { return calls.load(); }
std::uint64_t threadNumber() { return static_cast<std::uint64_t>(syscall(SYS_gettid)); }

unsigned mappingsOf(const std::u16string& set) {
  const std::string wanted = "/memfd:" + narrow(set) + "_SQLVDIMemoryName_0";
  std::FILE* const maps = std::fopen("/proc/self/maps", "r");
  char line[4096];
  unsigned count = 0;
  while (std::fgets(line, sizeof line, maps) != nullptr) count += std::strstr(line, wanted.c_str()) != nullptr;
  std::fclose(maps);
  return count;
}

bool isMapped(const void* address) {
  std::FILE* const maps = std::fopen("/proc/self/maps", "r");
  char line[4096];
  bool found = false;
  while (!found && std::fgets(line, sizeof line, maps) != nullptr) {
    unsigned long from = 0, to = 0;
    char rights[8] = {};
    if (std::sscanf(line, "%lx-%lx %7s", &from, &to, rights) != 3) continue;
    const auto wanted = reinterpret_cast<unsigned long>(address);
    found = wanted >= from && wanted < to && rights[0] == 'r';
  }
  std::fclose(maps);
  return found;
}

unsigned openDescriptors() { return entriesOf("/proc/self/fd"); }
unsigned threads() { return entriesOf("/proc/self/task"); }

bool threadsDropTo(unsigned count) {
  for (int i = 0; i < 500 && threads() > count; ++i) sleepMs(2);
  return threads() <= count;
}

bool namedSocketExists(const std::u16string& set) {
  const std::string wanted = "@vdi/" + narrow(set) + "\n";
  std::FILE* const sockets = std::fopen("/proc/net/unix", "r");
  char line[4096];
  bool found = false;
  while (!found && std::fgets(line, sizeof line, sockets) != nullptr) found = std::strstr(line, wanted.c_str());
  std::fclose(sockets);
  return found;
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
void Stage::request(std::uint32_t size, unsigned count) { CHECK_EQ(server->RequestBuffers(size, 0, count), NOERROR); }

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
  agent = std::thread([this] {
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
  // Active begins when the agent is there; a refused command tells that it is not yet.
  Sent probe(vdi::VDC_Flush, nullptr, 0);
  HRESULT sent = vdi::VD_E_PROTOCOL;
  for (int i = 0; i < 5000 && (sent = serverDevices[0]->SendCommand(&probe.command)) == vdi::VD_E_PROTOCOL; ++i)
    sleepMs(1);
  CHECK_EQ(sent, NOERROR);
  VDC_Command* command = nullptr;
  CHECK_EQ(clientDevices[0]->GetCommand(5000, &command), NOERROR);
  probe.calls.store(0);
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
