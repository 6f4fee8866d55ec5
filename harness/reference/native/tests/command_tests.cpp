/// Commands: what is refused, the Errored state, the pool, order.

#include "runner.h"
#include "stage.h"

namespace tests {
namespace {

using namespace vdi;

void addAll() {
  add("a command without callback, one without buffer, one outside of the buffers", [] {
    Stage stage;
    stage.activate();
    IServerVirtualDevice* const device = stage.serverDevices[0];
    CHECK_EQ(device->SendCommand(nullptr), VD_E_INVALID);
    VDS_Command bare{};
    CHECK_EQ(device->SendCommand(&bare), VD_E_INVALID);
    BYTE here[512];
    Sent outside(VDC_Write, here, 512), without(VDC_Read, nullptr, 512), beyond(VDC_Write, nullptr, 512),
        empty(VDC_Read, nullptr, 0);
    CHECK_EQ(device->SendCommand(&outside.command), VD_E_INVALID);
    CHECK_EQ(outside.code.load(), ERROR_INVALID_HANDLE);
    CHECK_EQ(device->SendCommand(&without.command), VD_E_INVALID);
    CHECK_EQ(stage.server->AllocateBuffer(&beyond.command.buffer, 65536, 0), NOERROR);
    beyond.command.size = 0x7FFFFFFF;
    CHECK_EQ(device->SendCommand(&beyond.command), VD_E_INVALID);
    CHECK_EQ(device->SendCommand(&empty.command), NOERROR);
    stage.shutDown();
  });
  add("an error makes the device Errored until ClearError", [] {
    Stage stage;
    stage.activate();
    IServerVirtualDevice* const server = stage.serverDevices[0];
    IClientVirtualDevice* const client = stage.clientDevices[0];
    Sent first(VDC_Flush, nullptr, 0), queued(VDC_Flush, nullptr, 0), refused(VDC_Flush, nullptr, 0);
    Sent clear(VDC_ClearError, nullptr, 0), after(VDC_Flush, nullptr, 0);
    VDC_Command* command = nullptr;
    CHECK_EQ(server->SendCommand(&first.command), NOERROR);
    CHECK_EQ(server->SendCommand(&queued.command), NOERROR);
    CHECK_EQ(client->GetCommand(1000, &command), NOERROR);
    CHECK_EQ(client->CompleteCommand(command, 5, 0, 0), NOERROR);
    CHECK_EQ(client->CompleteCommand(command, 5, 0, 0), VD_E_INVALID);
    CHECK(first.waitCalled() && queued.waitCalled());
    CHECK_EQ(first.code.load(), 5);
    CHECK_EQ(queued.code.load(), ERROR_IO_DEVICE);
    CHECK_EQ(server->SendCommand(&refused.command), static_cast<HRESULT>(0x8007045D));
    CHECK_EQ(refused.code.load(), ERROR_IO_DEVICE);
    CHECK_EQ(server->SendCommand(&clear.command), NOERROR);
    CHECK_EQ(client->GetCommand(1000, &command), NOERROR);
    CHECK_EQ(command->commandCode, VDC_ClearError);
    CHECK_EQ(client->CompleteCommand(command, 0, 0, 0), NOERROR);
    CHECK(clear.waitCalled());
    CHECK_EQ(server->SendCommand(&after.command), NOERROR);
    CHECK_EQ(client->GetCommand(1000, &command), NOERROR);
    CHECK_EQ(client->CompleteCommand(command, ERROR_HANDLE_EOF, 0, 0), NOERROR);
    CHECK(after.waitCalled());
    CHECK_EQ(server->SendCommand(&refused.command), NOERROR);
    stage.shutDown();
  });
  add("the pool of commands is full: VD_E_BUSY", [] {
    Stage stage;
    stage.activate();
    std::vector<Sent> sent(16385);
    for (Sent& each : sent) each.fill(VDC_Flush, nullptr, 0);
    for (unsigned i = 0; i < 16384; ++i)
      CHECK_EQ(stage.serverDevices[0]->SendCommand(&sent[i].command), NOERROR);
    CHECK_EQ(stage.serverDevices[0]->SendCommand(&sent[16384].command), VD_E_BUSY);
    CHECK_EQ(sent[16384].code.load(), ERROR_NO_SYSTEM_RESOURCES);
    VDC_Command* command = nullptr;
    for (unsigned i = 0; i < 16384; ++i) {
      CHECK_EQ(stage.clientDevices[0]->GetCommand(1000, &command), NOERROR);
      CHECK_EQ(stage.clientDevices[0]->CompleteCommand(command, 0, 0, 0), NOERROR);
    }
    for (unsigned i = 0; i < 16384; ++i) CHECK(sent[i].waitCalled());
    CHECK_EQ(stage.serverDevices[0]->SendCommand(&sent[16384].command), NOERROR);
    stage.shutDown();
  });
  add("two threads a device, many commands each: order kept, each called back once", [] {
    Stage stage(4);
    stage.activate();
    std::vector<threads::Thread> workers;
    for (unsigned d = 0; d < 4; ++d) {
      workers.emplace_back([&, d] {
        VDC_Command* command = nullptr;
        std::uint64_t expected = 0;
        HRESULT got = NOERROR;
        while ((got = stage.clientDevices[d]->GetCommand(kInfinite, &command)) == NOERROR) {
          CHECK_EQ(command->position, expected++);
          CHECK_EQ(stage.clientDevices[d]->CompleteCommand(command, 0, 0, 0), NOERROR);
        }
        CHECK_EQ(got, VD_E_CLOSE);
      });
      workers.emplace_back([&, d] {
        std::vector<Sent> sent(2000);
        for (unsigned i = 0; i < sent.size(); ++i) {
          sent[i].fill(VDC_SetPosition, nullptr, 0);
          sent[i].command.inPosition = i;
          CHECK_EQ(stage.serverDevices[d]->SendCommand(&sent[i].command), NOERROR);
        }
        for (Sent& each : sent) {
          CHECK(each.waitCalled());
          CHECK_EQ(each.calls.load(), 1);
          CHECK_EQ(each.thread.load(), stage.agentThread.load());
        }
        CHECK_EQ(stage.serverDevices[d]->CloseDevice(), NOERROR);
      });
    }
    for (threads::Thread& worker : workers) worker.join();
    CHECK_EQ(stage.server->Close(), NOERROR);
    stage.joinAgent();
    CHECK_EQ(stage.agentResult.load(), NOERROR);
    CHECK_EQ(stage.client->Close(), NOERROR);
  });
}

const Registration registration(addAll);

}  // namespace
}  // namespace tests
