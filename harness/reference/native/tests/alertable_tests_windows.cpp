/// GetCommand's page: while it waits, the thread is alertable. Clients rely on it that read and write their
/// media asynchronously: the system calls their completion routines on the thread that waits, and these
/// complete the commands.

#include <chrono>

#include "probes_windows.h"
#include "runner.h"
#include "stage.h"

namespace tests {
namespace {

using namespace vdi;
using Clock = std::chrono::steady_clock;

/// A command that is completed by a call that was queued.
struct Pending {
  IClientVirtualDevice* device;
  VDC_Command* command;
};

void completePending(std::uintptr_t argument) {
  const auto* const pending = reinterpret_cast<const Pending*>(argument);
  CHECK_EQ(pending->device->CompleteCommand(pending->command, ERROR_SUCCESS, 0, 0), NOERROR);
}

void count(std::uintptr_t argument) { ++*reinterpret_cast<std::atomic<int>*>(argument); }

void addAll() {
  add("GetCommand: what is queued to the waiting thread is done, and may complete a command", [] {
    Sent first(VDC_Flush, nullptr, 0), second(VDC_Flush, nullptr, 0);
    Stage stage;
    stage.activate();
    IClientVirtualDevice* const client = stage.clientDevices[0];
    CHECK_EQ(stage.serverDevices[0]->SendCommand(&first.command), NOERROR);
    VDC_Command* command = nullptr;
    CHECK_EQ(client->GetCommand(10000, &command), NOERROR);
    Pending pending{client, command};
    queueCall(threadNumber(), &completePending, reinterpret_cast<std::uintptr_t>(&pending));
    // The second command is sent only when the first is back, which nobody else completes.
    threads::Thread server([&] {
      CHECK(first.waitCalled());
      CHECK_EQ(stage.serverDevices[0]->SendCommand(&second.command), NOERROR);
    });
    CHECK_EQ(client->GetCommand(kInfinite, &command), NOERROR);
    CHECK_EQ(first.calls.load(), 1);
    server.join();
    CHECK_EQ(client->CompleteCommand(command, ERROR_SUCCESS, 0, 0), NOERROR);
    CHECK(second.waitCalled());
    stage.shutDown();
  });
  add("GetCommand: its time-out goes on while calls are made on the waiting thread", [] {
    std::atomic<int> made{0};
    std::atomic<bool> over{false};
    Stage stage;
    stage.activate();
    threads::Thread other([&, waiting = threadNumber()] {
      while (!over) {
        queueCall(waiting, &count, reinterpret_cast<std::uintptr_t>(&made));
        sleepMs(5);
      }
    });
    VDC_Command* command = nullptr;
    const auto before = Clock::now();
    CHECK_EQ(stage.clientDevices[0]->GetCommand(200, &command), VD_E_TIMEOUT);
    CHECK(Clock::now() - before >= std::chrono::milliseconds(200));
    CHECK(made.load() > 1);
    over = true;
    other.join();
    stage.shutDown();
  });
  add("GetCommand: a poll does not wait, and no call is made in it", [] {
    std::atomic<int> made{0};
    Stage stage;
    stage.activate();
    queueCall(threadNumber(), &count, reinterpret_cast<std::uintptr_t>(&made));
    VDC_Command* command = nullptr;
    CHECK_EQ(stage.clientDevices[0]->GetCommand(0, &command), VD_E_TIMEOUT);
    CHECK_EQ(made.load(), 0);
    CHECK_EQ(stage.clientDevices[0]->GetCommand(300, &command), VD_E_TIMEOUT);
    CHECK_EQ(made.load(), 1);
    stage.shutDown();
  });
}

const Registration registration(addAll);

}  // namespace
}  // namespace tests
