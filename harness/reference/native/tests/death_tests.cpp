/// The other end's process dies, at moments of a test's choosing and at random ones.

#include <chrono>
#include <cstdlib>

#include "child.h"
#include "runner.h"
#include "stage.h"

namespace tests {
namespace {

using namespace vdi;

enum Step { Opened, Begun, Ended, DevicesOpen };
const char* const kSteps[] = {"Open", "BeginConfiguration", "EndConfiguration", "OpenDevice"};

void serverUpTo(Step step, const std::u16string& name) {
  IServerVirtualDeviceSet2* const server = newServer();
  for (int i = 0; i < 5000 && server->Open(nullptr, name.c_str()) == VD_E_INVALID; ++i) sleepMs(1);
  if (step == Opened) return;
  server->BeginConfiguration(0, 512, 512, 65536, 0);
  if (step == Begun) return;
  server->RequestBuffers(65536, 0, 4);
  server->EndConfiguration();
  if (step == Ended) return;
  threads::Thread([server] { server->ExecuteCompletionAgent(); }).detach();
  IServerVirtualDevice* device = nullptr;
  server->OpenDevice(name.c_str(), &device);
}

const Role dyingServer("dying-server", [](Parent& parent, const std::u16string& set, unsigned step) {
  serverUpTo(static_cast<Step>(step), set);
  parent.hear();
  sleepMs(20);
  killSelf();
  return 0;
});

void serverDies(Step step) {
  const std::u16string name = uniqueName();
  // Started before the set exists: a forked child would else hold copies of this end's ties.
  Child server(dyingServer, name, step);
  const unsigned descriptors = openDescriptors();
  Stage stage;
  stage.name = name;
  stage.create();
  VDConfig config;
  if (step < Ended) server.tell(1);
  const HRESULT configuration = stage.client->GetConfiguration(10000, &config);
  if (step >= Ended) {
    CHECK_EQ(configuration, NOERROR);
    stage.openClientDevices();
    server.tell(1);
    VDC_Command* command = nullptr;
    CHECK_EQ(stage.clientDevices[0]->GetCommand(10000, &command), VD_E_ABORT);
    CHECK_EQ(stage.client->GetConfiguration(0, &config), VD_E_ABORT);
  } else {
    CHECK_EQ(configuration, VD_E_ABORT);
  }
  CHECK_EQ(stage.client->Close(), NOERROR);
  CHECK(!nameIsTaken(name));
  CHECK_EQ(mappingsOf(name), 0);
  CHECK_EQ(openDescriptors(), descriptors);
  CHECK_EQ(server.wait(), Child::kKilled);
}

const Role waitingPrimary("waiting-primary", [](Parent& parent, const std::u16string& set, unsigned) {
  IClientVirtualDeviceSet2* const client = newClient();
  VDConfig config{};
  config.deviceCount = 1;
  client->Create(set.c_str(), &config);
  threads::Thread([client, set] {
    VDConfig settled;
    if (client->GetConfiguration(kInfinite, &settled) != NOERROR) return;
    IClientVirtualDevice* device = nullptr;
    client->OpenDevice(set.c_str(), &device);
    for (;;) sleepMs(1000);
  }).detach();
  parent.tell(1);
  waitToBeKilled();
  return 0;
});

void primaryDies(bool active, unsigned outstanding) {
  const std::u16string name = uniqueName();
  Child primary(waitingPrimary, name);
  primary.hear();
  std::vector<Sent> sent(outstanding);
  const unsigned descriptors = openDescriptors(), running = threads();
  Stage stage;
  stage.name = name;
  stage.open();
  CHECK(nameIsTaken(name));
  stage.begin();
  stage.request();
  if (active) {
    CHECK_EQ(stage.server->EndConfiguration(), NOERROR);
    stage.startAgent();
    stage.openServerDevices();
    for (Sent& each : sent) {
      each.fill(VDC_Flush, nullptr, 0);
      CHECK_EQ(sendWhenActive(stage.serverDevices[0], each), NOERROR);
    }
  }
  primary.kill();
  CHECK(!nameIsTaken(name));
  if (active) {
    stage.joinAgent();
    CHECK_EQ(stage.agentResult.load(), VD_E_ABORT);
    for (Sent& each : sent) {
      CHECK_EQ(each.calls.load(), 1);
      CHECK_EQ(each.code.load(), ERROR_OPERATION_ABORTED);
    }
  } else {
    VDConfig config;
    for (int i = 0; i < 2000 && stage.server->GetConfiguration(&config) == NOERROR; ++i) sleepMs(1);
    CHECK_EQ(stage.server->GetConfiguration(&config), VD_E_ABORT);
  }
  CHECK_EQ(stage.server->Close(), NOERROR);
  CHECK_EQ(mappingsOf(name), 0);
  CHECK_EQ(openDescriptors(), descriptors);
  CHECK(threadsDropTo(running));
  stage.create();  // the name is free at once
}

const Role namingSecondary("naming-secondary", [](Parent& parent, const std::u16string& set, unsigned) {
  parent.hear();
  IClientVirtualDeviceSet2* const client = newClient();
  parent.tell(1);
  client->OpenInSecondary(set.c_str());
  // Names devices over and over, and so has the lock much of the time.
  for (unsigned i = 0;; ++i) {
    IClientVirtualDevice* device = nullptr;
    client->OpenDevice(deviceName(set, i % 8).c_str(), &device);
    if (device != nullptr) device->Release();
  }
  return 0;
});

void secondaryDies(unsigned round) {
  const std::u16string name = uniqueName();
  Child secondary(namingSecondary, name);
  Stage stage(64);
  stage.name = name;
  stage.create();
  stage.open();
  stage.begin();
  stage.end();
  secondary.tell(1);
  secondary.hear();
  std::srand(round);
  threads::pauseFor(std::chrono::microseconds(std::rand() % 6000));
  secondary.kill();
  // The secondary's death is no abort, and the names can be had.
  stage.openServerDevices();
  VDConfig config;
  CHECK_EQ(stage.client->GetConfiguration(0, &config), NOERROR);
  CHECK_EQ(stage.server->Close(), VD_E_PROTOCOL);
}

int clientToTheEnd(Parent& parent, const std::u16string& name, unsigned) {
  IClientVirtualDeviceSet2* const set = newClient();
  VDConfig config{};
  config.deviceCount = 2;
  parent.tell(1);
  parent.hear();
  set->Create(name.c_str(), &config);
  if (set->GetConfiguration(kInfinite, &config) != NOERROR) return 3;
  std::vector<threads::Thread> workers;
  for (unsigned i = 0; i < 2; ++i) {
    IClientVirtualDevice* device = nullptr;
    if (set->OpenDevice(deviceName(name, i).c_str(), &device) != NOERROR) endProcess(4);
    workers.emplace_back([device] {
      VDC_Command* command = nullptr;
      while (device->GetCommand(kInfinite, &command) == NOERROR) device->CompleteCommand(command, 0, 0, 0);
    });
  }
  for (threads::Thread& worker : workers) worker.join();
  set->Close();
  return 0;
}

int serverToTheEnd(Parent& parent, const std::u16string& name, unsigned) {
  Stage stage(2);
  stage.name = name;
  parent.tell(1);
  parent.hear();
  HRESULT opened = VD_E_INVALID;
  for (int i = 0; i < 200 && (opened = stage.server->Open(nullptr, name.c_str())) == VD_E_INVALID; ++i)
    sleepMs(1);
  if (opened != NOERROR) return 0;
  stage.server->BeginConfiguration(0, 512, 512, 65536, 0);
  if (stage.server->EndConfiguration() != NOERROR) return 0;
  stage.startAgent();
  for (unsigned i = 0; i < 2; ++i) {
    IServerVirtualDevice* device = nullptr;
    if (stage.server->OpenDevice(deviceName(name, i).c_str(), &device) == NOERROR)
      stage.serverDevices.push_back(device);
  }
  std::vector<Sent> sent(200000);
  std::size_t accepted = 0;
  if (stage.serverDevices.size() == 2) {
    for (Sent& each : sent) {
      each.fill(VDC_Flush, nullptr, 0);
      const HRESULT result = stage.serverDevices[accepted % 2]->SendCommand(&each.command);
      ++accepted;
      if (result == VD_E_ABORT) break;
    }
  }
  stage.server->SignalAbort();
  stage.joinAgent();
  for (std::size_t i = 0; i < accepted; ++i)
    if (sent[i].calls.load() != 1) endProcess(20);
  if (stage.server->Close() != NOERROR || mappingsOf(name) != 0) endProcess(21);
  return 0;
}

const Role mortalClient("mortal-client", &clientToTheEnd);
const Role mortalServer("mortal-server", &serverToTheEnd);

/// Long enough for a set to become Active, and for some commands.
#if defined(_WIN32)
constexpr int kLifeUs = 30000;
#else
constexpr int kLifeUs = 8000;
#endif

void anyEndDiesAtAnyTime(unsigned round) {
  const std::u16string name = uniqueName();
  std::srand(round);
  Child client(mortalClient, name);
  Child server(mortalServer, name);
  for (Child* const each : {&client, &server}) each->hear();
  for (Child* const each : {&client, &server}) each->tell(1);
  threads::pauseFor(std::chrono::microseconds(std::rand() % kLifeUs));
  const bool clientFirst = round % 2 == 0;
  (clientFirst ? client : server).kill();
  Child& other = clientFirst ? server : client;
  // The other comes to its end by itself, unless no server ever came: then the client waits for one, rightly,
  // and a late one is let in.
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(15);
  int code = Child::kKilled;
  while (!other.ended(code) && std::chrono::steady_clock::now() < deadline) {
    if (!clientFirst) {
      IServerVirtualDeviceSet2* const late = newServer();
      late->Open(nullptr, name.c_str());
      late->Release();
    }
    sleepMs(1);
  }
  CHECK(code >= 0 && code < 20);
  CHECK(!nameIsTaken(name));
}

void addAll() {
  for (const Step step : {Opened, Begun, Ended, DevicesOpen})
    add(std::string("the server is killed after ") + kSteps[step], [=] { serverDies(step); });
  add("the primary client is killed while it waits", [] { primaryDies(false, 0); });
  add("the primary client is killed, nothing outstanding", [] { primaryDies(true, 0); });
  add("the primary client is killed, 1000 outstanding", [] { primaryDies(true, 1000); });
  add("a secondary is killed at random moments, with the lock in hand too", [] {
    for (unsigned round = 0; round < 40; ++round) secondaryDies(round);
  });
  for (unsigned part = 0; part < 4; ++part)
    add("either end is killed at random moments, part " + std::to_string(part + 1), [=] {
      for (unsigned round = part * 20; round < part * 20 + 20; ++round) anyEndDiesAtAnyTime(round);
    });
}

const Registration registration(addAll);

}  // namespace
}  // namespace tests
