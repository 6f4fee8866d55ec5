/// The other end's process dies, at moments of a test's choosing and at random ones.

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <chrono>
#include <cstdlib>

#include "runner.h"
#include "stage.h"

namespace tests {
namespace {

using namespace vdi;

/// Forks a process that runs `body` and then waits to be killed; returns when `body` is at its end.
template <class Body>
pid_t runUntilKilled(Body body) {
  int done[2];
  if (pipe(done) != 0) std::abort();
  const pid_t child = fork();
  if (child == 0) {
    close(done[0]);
    body();
    (void)!write(done[1], "x", 1);
    for (;;) pause();
  }
  close(done[1]);
  char byte;
  (void)!read(done[0], &byte, 1);
  close(done[0]);
  return child;
}

void killAndWait(pid_t child) {
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
}

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
  std::thread([server] { server->ExecuteCompletionAgent(); }).detach();
  IServerVirtualDevice* device = nullptr;
  server->OpenDevice(name.c_str(), &device);
}

void serverDies(Step step) {
  const std::u16string name = uniqueName();
  // Forked before the set exists: a child would else hold copies of this end's ties.
  const pid_t child = fork();
  if (child == 0) {
    serverUpTo(step, name);
    if (step == Opened || step == Begun) sleepMs(30);
    else sleepMs(60);
    kill(getpid(), SIGKILL);
  }
  const unsigned descriptors = openDescriptors();
  Stage stage;
  stage.name = name;
  stage.create();
  VDConfig config;
  const HRESULT configuration = stage.client->GetConfiguration(10000, &config);
  if (step >= Ended) {
    CHECK_EQ(configuration, NOERROR);
    stage.openClientDevices();
    VDC_Command* command = nullptr;
    CHECK_EQ(stage.clientDevices[0]->GetCommand(10000, &command), VD_E_ABORT);
    CHECK_EQ(stage.client->GetConfiguration(0, &config), VD_E_ABORT);
  } else {
    CHECK_EQ(configuration, VD_E_ABORT);
  }
  CHECK_EQ(stage.client->Close(), NOERROR);
  CHECK(!namedSocketExists(name));
  CHECK_EQ(mappingsOf(name), 0);
  CHECK_EQ(openDescriptors(), descriptors);
  waitpid(child, nullptr, 0);
}

void primaryDies(bool active, unsigned outstanding) {
  const std::u16string name = uniqueName();
  const pid_t child = runUntilKilled([&] {
    IClientVirtualDeviceSet2* const client = newClient();
    VDConfig config{};
    config.deviceCount = 1;
    client->Create(name.c_str(), &config);
    std::thread([client, name] {
      VDConfig settled;
      if (client->GetConfiguration(kInfinite, &settled) != NOERROR) return;
      IClientVirtualDevice* device = nullptr;
      client->OpenDevice(name.c_str(), &device);
      for (;;) sleepMs(1000);
    }).detach();
  });
  std::vector<Sent> sent(outstanding);
  const unsigned descriptors = openDescriptors(), running = threads();
  Stage stage;
  stage.name = name;
  stage.open();
  CHECK(namedSocketExists(name));
  stage.begin();
  stage.request();
  if (active) {
    CHECK_EQ(stage.server->EndConfiguration(), NOERROR);
    stage.startAgent();
    stage.openServerDevices();
    sleepMs(30);
    for (Sent& each : sent) {
      each.fill(VDC_Flush, nullptr, 0);
      CHECK_EQ(stage.serverDevices[0]->SendCommand(&each.command), NOERROR);
    }
  }
  killAndWait(child);
  CHECK(!namedSocketExists(name));
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

void secondaryDies(unsigned round) {
  const std::u16string name = uniqueName();
  int go[2];
  if (pipe(go) != 0) std::abort();
  const pid_t child = fork();
  if (child == 0) {
    close(go[1]);
    char byte;
    (void)!read(go[0], &byte, 1);
    IClientVirtualDeviceSet2* const set = newClient();
    set->OpenInSecondary(name.c_str());
    // Names devices over and over, and so has the lock much of the time.
    for (unsigned i = 0;; ++i) {
      IClientVirtualDevice* device = nullptr;
      set->OpenDevice(deviceName(name, i % 8).c_str(), &device);
      if (device != nullptr) device->Release();
    }
  }
  close(go[0]);
  Stage stage(64);
  stage.name = name;
  stage.create();
  stage.open();
  stage.begin();
  stage.end();
  (void)!write(go[1], "x", 1);
  std::srand(round);
  std::this_thread::sleep_for(std::chrono::microseconds(std::rand() % 6000));
  killAndWait(child);
  close(go[1]);
  // The secondary's death is no abort, and the names can be had.
  stage.openServerDevices();
  VDConfig config;
  CHECK_EQ(stage.client->GetConfiguration(0, &config), NOERROR);
  CHECK_EQ(stage.server->Close(), VD_E_PROTOCOL);
}

void anyEndDiesAtAnyTime(unsigned round) {
  const std::u16string name = uniqueName();
  std::srand(round);
  pid_t client = fork();
  if (client == 0) {
    IClientVirtualDeviceSet2* const set = newClient();
    VDConfig config{};
    config.deviceCount = 2;
    set->Create(name.c_str(), &config);
    if (set->GetConfiguration(kInfinite, &config) != NOERROR) _exit(3);
    std::vector<std::thread> workers;
    for (unsigned i = 0; i < 2; ++i) {
      IClientVirtualDevice* device = nullptr;
      if (set->OpenDevice(deviceName(name, i).c_str(), &device) != NOERROR) _exit(4);
      workers.emplace_back([device] {
        VDC_Command* command = nullptr;
        while (device->GetCommand(kInfinite, &command) == NOERROR) device->CompleteCommand(command, 0, 0, 0);
      });
    }
    for (std::thread& worker : workers) worker.join();
    set->Close();
    _exit(0);
  }
  const pid_t server = fork();
  if (server == 0) {
    Stage stage(2);
    stage.name = name;
    HRESULT opened = VD_E_INVALID;
    for (int i = 0; i < 200 && (opened = stage.server->Open(nullptr, name.c_str())) == VD_E_INVALID; ++i) sleepMs(1);
    if (opened != NOERROR) _exit(0);
    stage.server->BeginConfiguration(0, 512, 512, 65536, 0);
    if (stage.server->EndConfiguration() != NOERROR) _exit(0);
    stage.startAgent();
    for (unsigned i = 0; i < 2; ++i) {
      IServerVirtualDevice* device = nullptr;
      if (stage.server->OpenDevice(deviceName(name, i).c_str(), &device) == NOERROR) stage.serverDevices.push_back(device);
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
      if (sent[i].calls.load() != 1) _exit(20);
    if (stage.server->Close() != NOERROR || mappingsOf(name) != 0) _exit(21);
    _exit(0);
  }
  std::this_thread::sleep_for(std::chrono::microseconds(std::rand() % 8000));
  const bool clientFirst = round % 2 == 0;
  kill(clientFirst ? client : server, SIGKILL);
  int status = 0;
  waitpid(clientFirst ? client : server, &status, 0);
  const pid_t other = clientFirst ? server : client;
  // The other comes to its end by itself, unless no server ever came: then the client waits for one, rightly.
  for (int i = 0; i < 3000; ++i) {
    if (waitpid(other, &status, WNOHANG) == other) {
      CHECK(WIFEXITED(status) && (WEXITSTATUS(status) < 20));
      CHECK(!namedSocketExists(name));
      return;
    }
    if (!clientFirst && i == 1000) break;
    sleepMs(1);
  }
  IServerVirtualDeviceSet2* const late = newServer();
  CHECK(!clientFirst && late->Open(nullptr, name.c_str()) == NOERROR);
  late->Release();
  waitpid(other, &status, 0);
  CHECK(WIFEXITED(status));
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
