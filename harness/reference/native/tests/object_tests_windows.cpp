/// The objects behind a set on Windows: their names, who may use them, and what somebody can do to them.

#include <algorithm>
#include <cstdlib>

#include "../platform/ties_windows.h"
#include "../shared/control_block.h"
#include "child.h"
#include "faulty_stage.h"
#include "probes_windows.h"
#include "runner.h"
#include "stage.h"

namespace tests {
namespace {

using namespace vdi;
using platform::Ties;

// The platform's files see no header of the core's.
static_assert(kFirstDeviceGate + kMaxDevices <= platform::kGates);
static_assert(kControlBytes % platform::kTiesBytes == 0);

std::u16string memoryOf(const std::u16string& set) { return u"Global\\" + set + u"_SQLVDIMemoryName_0"; }

Ties* tiesOf(const std::u16string& set) {
  void* const block = mapControlBlock(set, kControlBytes + platform::kTiesBytes);
  return block == nullptr ? nullptr : reinterpret_cast<Ties*>(static_cast<char*>(block) + kControlBytes);
}

/// A command there and back, woken on the way.
void exchange(Stage& stage) {
  Sent sent(VDC_Flush, nullptr, 0);
  threads::Thread worker([&] {
    VDC_Command* command = nullptr;
    CHECK_EQ(stage.clientDevices[0]->GetCommand(10000, &command), NOERROR);
    CHECK_EQ(stage.clientDevices[0]->CompleteCommand(command, 0, 0, 0), NOERROR);
  });
  sleepMs(20);
  CHECK_EQ(sendWhenActive(stage.serverDevices[0], sent), NOERROR);
  CHECK(sent.waitCalled());
  worker.join();
}

void scribble(unsigned seed) {
  std::srand(seed);
  std::vector<Sent> sent(40);
  Stage stage(4);
  stage.activate();
  auto* const bytes = reinterpret_cast<volatile BYTE*>(tiesOf(stage.name));
  REQUIRE(bytes != nullptr);
  for (unsigned i = 0; i < sent.size(); ++i) {
    sent[i].fill(VDC_Flush, nullptr, 0);
    stage.serverDevices[i % 4]->SendCommand(&sent[i].command);
    for (unsigned n = 0; n < 50; ++n)
      bytes[static_cast<std::size_t>(std::rand()) % sizeof(Ties)] = static_cast<BYTE>(std::rand());
    VDC_Command* command = nullptr;
    IClientVirtualDevice* const device = stage.clientDevices[i % 4];
    if (device->GetCommand(5, &command) == NOERROR) device->CompleteCommand(command, 0, 0, 0);
    IClientVirtualDeviceSet2* const late = newClient();
    if (i % 8 == 0) late->OpenInSecondary(stage.name.c_str());
    late->Release();
  }
  stage.server->SignalAbort();
  stage.server->Close();
  stage.joinAgent();
  for (Sent& each : sent) CHECK_EQ(each.calls.load(), 1);
}

const Role suspendedPrimary("suspended-primary", [](Parent& parent, const std::u16string& set, unsigned) {
  IClientVirtualDeviceSet2* const client = newClient();
  VDConfig config{};
  config.deviceCount = 1;
  client->Create(set.c_str(), &config);
  parent.tell(static_cast<std::uint32_t>(processNumber()));
  waitToBeKilled();
  return 0;
});

const Role idleSecondary("idle-secondary", [](Parent& parent, const std::u16string& set, unsigned) {
  parent.tell(static_cast<std::uint32_t>(newClient()->OpenInSecondary(set.c_str())));
  waitToBeKilled();
  return 0;
});

void addAll() {
  add("windows: the documented name is there as long as the primary client has the set", [] {
    Stage stage;
    CHECK(!sectionExists(memoryOf(stage.name)));
    stage.activate();
    CHECK(sectionExists(memoryOf(stage.name)));
    CHECK_EQ(stage.client->Close(), VD_E_OPEN);
    CHECK(!sectionExists(memoryOf(stage.name)));
    CHECK(objectsNamedAfter(stage.name).size() != 0);  // the server has not closed yet
    // A server that stays on is in nobody's way.
    Stage next;
    next.name = stage.name;
    next.activate();
    BYTE* buffer = nullptr;
    CHECK_EQ(next.server->AllocateBuffer(&buffer, 65536, 0), NOERROR);
    *buffer = 7;
    Sent sent(VDC_Write, buffer, 65536);
    CHECK_EQ(next.serverDevices[0]->SendCommand(&sent.command), NOERROR);
    VDC_Command* command = nullptr;
    CHECK_EQ(next.clientDevices[0]->GetCommand(10000, &command), NOERROR);
    CHECK_EQ(*command->buffer, 7);
    next.shutDown();
  });
  add("windows: no object bears the set's name when both ends have closed", [] {
    Stage stage(3);
    stage.activate();
    exchange(stage);
    CHECK(objectsNamedAfter(stage.name).size() >= 3);  // the block, the door, an area
    stage.closeServerDevices();
    stage.hearClose();
    CHECK_EQ(stage.server->Close(), NOERROR);
    stage.joinAgent();
    CHECK_EQ(stage.client->Close(), NOERROR);
    for (const std::string& left : objectsNamedAfter(stage.name)) fail(__FILE__, __LINE__, left);
  });
  fault("CLOSE-02.named-object-left", [](const char* id) {
    FaultyStage stage(id, 2);
    cleanEnd(stage, NOERROR);
    CHECK_EQ(stage.client->Close(), NOERROR);
    CHECK_EQ(objectsNamedAfter(stage.name).size(), 1u);
  });
  add("windows: one account may use a set's objects, and one more that is named", [] {
    const std::string account = ownAccount();
    {
      Stage stage;
      stage.create();
      const std::string security = securityOfSection(memoryOf(stage.name));
      CHECK(security.find("O:" + account) == 0);
      CHECK(security.find(";;;" + account + ")") != std::string::npos);
      CHECK_EQ(std::count(security.begin(), security.end(), '('), 1);
    }
    setVariable("VDI_REFERENCE_ACCOUNT", "S-1-5-80-1-2-3-4-5");
    Stage stage;
    stage.create();
    const std::string security = securityOfSection(memoryOf(stage.name));
    CHECK(security.find(";;;S-1-5-80-1-2-3-4-5)") != std::string::npos);
    CHECK_EQ(std::count(security.begin(), security.end(), '('), 2);
    stage.open();
  });
  add("windows: memory that another account made is not a set's", [] {
    Stage stage;
    void* const foreign = makeForeignSection(memoryOf(stage.name));
    REQUIRE(foreign != nullptr);
    CHECK_EQ(stage.server->Open(nullptr, stage.name.c_str()), VD_E_SECURITY);
    CHECK_EQ(stage.client->Create(stage.name.c_str(), &stage.config), VD_E_PROTOCOL);
    closeHandle(foreign);
    stage.activate();
  });
  add("windows: more threads sleep than there are places", [] {
    Stage stage;
    stage.create();
    Ties* const ties = tiesOf(stage.name);
    for (auto& owner : ties->owner) owner.store(99);
    stage.open();
    stage.begin();
    stage.request();
    stage.end();
    stage.openClientDevices();
    stage.openServerDevices();
    stage.startAgent();
    stage.awaitActive();
    exchange(stage);
    stage.shutDown();
  });
  add("windows: more ends than can be watched at once", [] {
    Stage stage;
    stage.activate();
    for (int i = 0; i < 5; ++i) exchange(stage);  // until every thread has its place
    const unsigned handles = openDescriptors();
    {
      std::vector<IClientVirtualDeviceSet2*> secondaries;
      for (int i = 0; i < 100; ++i) {
        secondaries.push_back(newClient());
        CHECK_EQ(secondaries.back()->OpenInSecondary(stage.name.c_str()), NOERROR);
      }
      Child child(idleSecondary, stage.name);
      CHECK_EQ(child.hear(), 0u);
      child.kill();
      exchange(stage);
      for (IClientVirtualDeviceSet2* const each : secondaries) each->Release();
    }
    exchange(stage);
    // The ends are cut by the monitor, a moment later.
    for (int i = 0; i < 1000 && openDescriptors() > handles; ++i) sleepMs(1);
    CHECK_EQ(openDescriptors(), handles);
    stage.shutDown();
  });
  add("windows: a primary client that is stopped does not stop its server for ever", [] {
    const std::u16string name = uniqueName();
    Child primary(suspendedPrimary, name);
    const std::uint32_t number = primary.hear();
    IServerVirtualDeviceSet2* const server = newServer();
    suspendProcess(number, true);
    CHECK_EQ(server->Open(nullptr, name.c_str()), VD_E_TIMEOUT);
    suspendProcess(number, false);
    CHECK_EQ(server->Open(nullptr, name.c_str()), NOERROR);
    server->Release();
  });
  for (unsigned part = 0; part < 4; ++part)
    add("windows: the platform's own words changed at random, part " + std::to_string(part + 1), [=] {
      for (unsigned seed = part * 4; seed < part * 4 + 4; ++seed) scribble(seed);
    });
}

const Registration registration(addAll);

}  // namespace
}  // namespace tests
