/// Threads in every method while the set comes to its end.

#include <chrono>

#include "runner.h"
#include "stage.h"

namespace tests {
namespace {

using namespace vdi;

void addAll() {
  add("many threads in every method while the set is closed", [] {
    for (int round = 0; round < 30; ++round) {
      std::vector<Sent> sent(4 * 500);
      Stage stage(4);
      stage.activate();
      std::atomic<unsigned> next{0};
      std::vector<threads::Thread> workers;
      for (unsigned d = 0; d < 4; ++d) {
        workers.emplace_back([&, d] {
          for (unsigned i = 0; i < 500; ++i) {
            sent[d * 500 + i].fill(VDC_Flush, nullptr, 0);
            stage.serverDevices[d]->SendCommand(&sent[d * 500 + i].command);
          }
        });
        workers.emplace_back([&, d] {
          VDC_Command* command = nullptr;
          while (stage.clientDevices[d]->GetCommand(kInfinite, &command) == NOERROR)
            stage.clientDevices[d]->CompleteCommand(command, 0, 0, 0);
        });
      }
      workers.emplace_back([&] {
        DWORD count;
        BYTE* buffer;
        for (int i = 0; i < 300; ++i) {
          stage.server->QueryAvailableBuffers(512, 0, &count);
          if (stage.server->AllocateBuffer(&buffer, 512, 0) == NOERROR) stage.server->FreeBuffer(buffer, 512);
        }
      });
      threads::pauseFor(std::chrono::microseconds(round * 100));
      CHECK_EQ(stage.server->Close(), VD_E_PROTOCOL);
      stage.joinAgent();
      for (threads::Thread& worker : workers) worker.join();
      // Each once: completed, aborted, or refused.
      unsigned wrong = 0;
      for (Sent& each : sent) wrong += each.calls.load() != 1 ? 1 : 0;
      CHECK_EQ(wrong, 0);
    }
  });
}

const Registration registration(addAll);

}  // namespace
}  // namespace tests
