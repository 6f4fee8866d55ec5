/// Close, SignalAbort and the end of the agent.

#include <algorithm>
#include <chrono>

#include "runner.h"
#include "stage.h"

namespace tests {
namespace {

using namespace vdi;

double closeWithOutstanding(unsigned devices, unsigned count) {
  std::vector<Sent> sent(count);
  Stage stage(devices);
  stage.activate();
  BYTE* buffer = nullptr;
  CHECK_EQ(stage.server->AllocateBuffer(&buffer, 65536, 0), NOERROR);
  for (unsigned i = 0; i < count; ++i) {
    sent[i].fill(i % 2 != 0 ? VDC_Read : VDC_Write, buffer, 65536);
    CHECK_EQ(stage.serverDevices[i % devices]->SendCommand(&sent[i].command), NOERROR);
  }
  const auto start = std::chrono::steady_clock::now();
  CHECK_EQ(stage.server->Close(), VD_E_PROTOCOL);
  CHECK(!isShared(buffer));
  CHECK_EQ(mappingsOf(stage.name), 1);  // the client's control block
  stage.joinAgent();
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  CHECK_EQ(stage.agentResult.load(), VD_E_ABORT);
  for (unsigned i = 0; i < count; ++i) {
    CHECK_EQ(sent[i].calls.load(), 1);
    CHECK_EQ(sent[i].code.load(), ERROR_OPERATION_ABORTED);
    CHECK_EQ(sent[i].thread.load(), stage.agentThread.load());
    CHECK_EQ(sent[i].order, sent[0].order + i);  // in the order of sending
  }
  return seconds;
}

Stage* closingStage = nullptr;
HRESULT closedInside = 1;
void VDI_CALL closeInside(VDS_Command*) { closedInside = closingStage->server->Close(); }

void addAll() {
  for (const unsigned devices : {1u, 3u, 64u})
    for (const unsigned count : {1u, 256u})
      add("Close with " + std::to_string(devices) + " devices open and " + std::to_string(count) +
              " commands outstanding",
          [=] { closeWithOutstanding(devices, count); });
  add("Close with 10,000 commands outstanding takes time linear in their number", [] {
    for (const unsigned devices : {1u, 64u}) {
      closeWithOutstanding(devices, 1000);
      const double few = closeWithOutstanding(devices, 1000), many = closeWithOutstanding(devices, 10000);
      std::printf("%u devices: 1000 in %.2f ms, 10000 in %.2f ms\n", devices, few * 1e3, many * 1e3);
      CHECK(many < 0.05 + few * 40);
    }
  });
  add("a clean Close gives back all that Open took", [] {
    Stage warm;
    const unsigned descriptors = openDescriptors(), running = threads();
    for (int round = 0; round < 5; ++round) {
      Stage stage(3);
      stage.activate();
      CHECK_EQ(stage.server->RequestBuffers(65536, 0, 2), NOERROR);
      stage.closeServerDevices();
      stage.hearClose();
      CHECK_EQ(stage.server->Close(), NOERROR);
      stage.joinAgent();
      CHECK_EQ(stage.agentResult.load(), NOERROR);
      CHECK_EQ(stage.server->IsSharedBuffer(nullptr), 0);
      CHECK_EQ(stage.client->Close(), NOERROR);
      CHECK_EQ(mappingsOf(stage.name), 0);
      CHECK_EQ(openDescriptors(), descriptors);
      CHECK(threadsDropTo(running));
      CHECK(!nameIsTaken(stage.name));
    }
  });
  add("a normal end in which the client hears of it only after the server is gone", [] {
    Stage stage(2);
    stage.activate();
    stage.closeServerDevices();
    CHECK_EQ(stage.server->Close(), NOERROR);
    stage.joinAgent();
    sleepMs(20);
    stage.hearClose();
    stage.hearClose();
    CHECK_EQ(stage.client->Close(), NOERROR);
  });
  add("the agent stays when all devices are closed, until Close", [] {
    Stage stage;
    stage.activate();
    stage.closeServerDevices();
    sleepMs(30);
    CHECK(!stage.agentReturned.load());
    CHECK_EQ(stage.server->Close(), NOERROR);
    stage.joinAgent();
  });
  add("CloseDevice gives back what the device had outstanding, and leaves the other devices alone", [] {
    Sent mine(VDC_Flush, nullptr, 0), taken(VDC_Flush, nullptr, 0), other(VDC_Flush, nullptr, 0);
    Stage stage(2);
    stage.activate();
    VDC_Command* command = nullptr;
    CHECK_EQ(stage.serverDevices[0]->SendCommand(&taken.command), NOERROR);
    CHECK_EQ(stage.serverDevices[0]->SendCommand(&mine.command), NOERROR);
    CHECK_EQ(stage.serverDevices[1]->SendCommand(&other.command), NOERROR);
    CHECK_EQ(stage.clientDevices[0]->GetCommand(1000, &command), NOERROR);
    CHECK_EQ(stage.serverDevices[0]->CloseDevice(), NOERROR);
    CHECK(mine.waitCalled() && taken.waitCalled());
    CHECK_EQ(mine.code.load(), ERROR_OPERATION_ABORTED);
    CHECK_EQ(taken.code.load(), ERROR_OPERATION_ABORTED);
    CHECK_EQ(stage.clientDevices[0]->CompleteCommand(command, 0, 0, 0), VD_E_PROTOCOL);
    CHECK_EQ(stage.clientDevices[0]->GetCommand(1000, &command), VD_E_CLOSE);
    CHECK_EQ(stage.clientDevices[1]->GetCommand(1000, &command), NOERROR);
    CHECK_EQ(stage.clientDevices[1]->CompleteCommand(command, 7, 3, 9), NOERROR);
    CHECK(other.waitCalled());
    CHECK_EQ(other.code.load(), 7);
    CHECK_EQ(other.command.bytesTransferred, 3);
    CHECK_EQ(taken.calls.load(), 1);
  });
  add("Close within a callback, with devices open and more outstanding", [] {
    std::vector<Sent> sent(20);
    Stage stage;
    stage.activate();
    closingStage = &stage;
    VDS_Command closer{};
    closer.commandCode = VDC_Flush;
    closer.completionRoutine = &closeInside;
    CHECK_EQ(stage.serverDevices[0]->SendCommand(&closer), NOERROR);
    for (Sent& each : sent) {
      each.fill(VDC_Flush, nullptr, 0);
      CHECK_EQ(stage.serverDevices[0]->SendCommand(&each.command), NOERROR);
    }
    VDC_Command* command = nullptr;
    CHECK_EQ(stage.clientDevices[0]->GetCommand(1000, &command), NOERROR);
    CHECK_EQ(stage.clientDevices[0]->CompleteCommand(command, 0, 0, 0), NOERROR);
    stage.joinAgent();
    CHECK_EQ(closedInside, VD_E_PROTOCOL);
    for (Sent& each : sent) {
      CHECK_EQ(each.calls.load(), 1);
      CHECK_EQ(each.code.load(), ERROR_OPERATION_ABORTED);
    }
  });
  add("commands sent without an agent are refused, and Close returns", [] {
    Stage stage(2);
    stage.create();
    stage.open();
    stage.begin();
    stage.request();
    stage.end();
    stage.openServerDevices();
    Sent sent(VDC_Flush, nullptr, 0);
    CHECK_EQ(stage.serverDevices[0]->SendCommand(&sent.command), VD_E_PROTOCOL);
    CHECK_EQ(stage.server->Close(), VD_E_PROTOCOL);
    CHECK_EQ(stage.server->Close(), VD_E_PROTOCOL);
  });
  for (const bool byServer : {true, false}) {
    add(std::string("abort by the ") + (byServer ? "server" : "client") + " ends every wait", [=] {
      Sent sent(VDC_Flush, nullptr, 0);
      Stage stage(2);
      stage.activate();
      CHECK_EQ(stage.serverDevices[0]->SendCommand(&sent.command), NOERROR);
      VDC_Command* command = nullptr;
      CHECK_EQ(stage.clientDevices[0]->GetCommand(1000, &command), NOERROR);
      threads::Thread waiter([&] {
        VDC_Command* none = nullptr;
        CHECK_EQ(stage.clientDevices[1]->GetCommand(kInfinite, &none), VD_E_ABORT);
      });
      sleepMs(20);
      CHECK_EQ(byServer ? stage.server->SignalAbort() : stage.client->SignalAbort(), NOERROR);
      waiter.join();
      stage.joinAgent();
      CHECK_EQ(stage.agentResult.load(), VD_E_ABORT);
      CHECK_EQ(sent.calls.load(), 1);
      CHECK_EQ(sent.code.load(), ERROR_OPERATION_ABORTED);
      CHECK_EQ(stage.clientDevices[0]->CompleteCommand(command, 0, 0, 0), VD_E_ABORT);
      CHECK_EQ(stage.serverDevices[0]->CloseDevice(), VD_E_ABORT);
      CHECK_EQ(stage.server->Close(), NOERROR);
      CHECK_EQ(sent.calls.load(), 1);
      CHECK_EQ(stage.client->Close(), NOERROR);
    });
  }
  add("Close while the client waits for its configuration", [] {
    Stage stage;
    stage.create();
    stage.open();
    threads::Thread waiter([&] {
      VDConfig config;
      CHECK_EQ(stage.client->GetConfiguration(kInfinite, &config), VD_E_ABORT);
    });
    sleepMs(20);
    CHECK_EQ(stage.server->Close(), NOERROR);
    waiter.join();
  });
  add("the client's Close ends its own waits, and the server's", [] {
    Stage stage;
    stage.activate();
    threads::Thread waiter([&] {
      VDC_Command* none = nullptr;
      CHECK_EQ(stage.clientDevices[0]->GetCommand(kInfinite, &none), VD_E_ABORT);
    });
    sleepMs(20);
    CHECK_EQ(stage.client->Close(), VD_E_OPEN);
    waiter.join();
    stage.joinAgent();
    CHECK_EQ(stage.agentResult.load(), VD_E_ABORT);
    CHECK_EQ(stage.server->Close(), NOERROR);
  });
  add("a buffer that the client holds outlives the server's Close", [] {
    Sent sent;
    Stage stage;
    stage.activate();
    BYTE* buffer = nullptr;
    CHECK_EQ(stage.server->AllocateBuffer(&buffer, 65536, 0), NOERROR);
    *buffer = 77;
    sent.fill(VDC_Write, buffer, 65536);
    CHECK_EQ(stage.serverDevices[0]->SendCommand(&sent.command), NOERROR);
    VDC_Command* command = nullptr;
    CHECK_EQ(stage.clientDevices[0]->GetCommand(1000, &command), NOERROR);
    CHECK_EQ(stage.server->Close(), VD_E_PROTOCOL);
    stage.joinAgent();
    CHECK_EQ(*command->buffer, 77);
    command->buffer[65535] = 1;
    BYTE* const held = command->buffer;
    CHECK_EQ(stage.client->Close(), NOERROR);
    CHECK(!isShared(held));
  });
  add("serverTimeOut: a client that completes nothing is given up", [] {
    Sent sent(VDC_Flush, nullptr, 0);
    VDConfig config{};
    config.serverTimeOut = 50;
    Stage stage(1, config);
    stage.activate();
    sleepMs(200);
    CHECK(!stage.agentReturned.load());  // idle is no reason
    const auto start = std::chrono::steady_clock::now();
    CHECK_EQ(stage.serverDevices[0]->SendCommand(&sent.command), NOERROR);
    stage.joinAgent();
    CHECK(std::chrono::steady_clock::now() - start >= std::chrono::milliseconds(100));
    CHECK_EQ(stage.agentResult.load(), VD_E_ABORT);
    CHECK_EQ(sent.code.load(), ERROR_OPERATION_ABORTED);
  });
  add("Release without Close does what Close does", [] {
    Stage stage;
    stage.activate();
    stage.server->AddRef();
    threads::Thread other([&] { stage.server->Release(); });
    other.join();
    stage.server->SignalAbort();
    stage.joinAgent();
    CHECK_EQ(stage.server->Release(), 0);
    CHECK_EQ(mappingsOf(stage.name), 1);
    Sent sent(VDC_Flush, nullptr, 0);
    CHECK_EQ(stage.serverDevices[0]->SendCommand(&sent.command), VD_E_ABORT);
    CHECK_EQ(stage.serverDevices[0]->CloseDevice(), VD_E_ABORT);
    CHECK_EQ(stage.client->Release(), 0);
    CHECK_EQ(mappingsOf(stage.name), 0);
    stage.server = newServer();
    stage.client = newClient();
  });
}

const Registration registration(addAll);

}  // namespace
}  // namespace tests
