#include "conduct.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "client.h"
#include "text.h"

namespace clients {

namespace {

/// Calls with one slice of the time after the other, while the answer is that nothing came in it.
template <class Call>
HRESULT inSlices(DWORD ms, Call call) {
  using Clock = std::chrono::steady_clock;
  const auto until = Clock::now() + std::chrono::milliseconds(ms);
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
    const auto slice = std::clamp<long long>(left, 0, Conduct::kSliceMs);
    const HRESULT answer = call(static_cast<DWORD>(slice));
    if (answer != vdi::VD_E_TIMEOUT || left <= 0) return answer;
  }
}

}  // namespace

bool Conduct::prepare(Client&) { return true; }

HRESULT Conduct::awaitConfiguration(Client& client, VDConfig* config) {
  return inSlices(client.orders.waitMs,
                  [&](DWORD slice) { return client.set->GetConfiguration(slice, config); });
}

void Conduct::serve(Client& client) {
  const bool alone = client.orders.devices.size() == 1 && !client.orders.threads;
  if (alone || client.orders.secondary >= 0) return client.workers.front()->serve();
  client.start();
  client.join();
}

HRESULT Conduct::getCommand(Worker& worker, VDC_Command** command) {
  return inSlices(worker.client.orders.idleMs,
                  [&](DWORD slice) { return worker.device->GetCommand(slice, command); });
}

bool Conduct::isEnd(Worker&, HRESULT got) { return got == vdi::VD_E_CLOSE; }

bool Conduct::isFailure(const Done& done) {
  return done.code == vdi::ERROR_DISK_FULL || done.code == vdi::ERROR_IO_DEVICE;
}

HRESULT Conduct::complete(Worker& worker, VDC_Command* command, const Done& done) {
  return worker.device->CompleteCommand(command, done.code, done.bytes, worker.medium.position());
}

bool Conduct::stopsAfter(Worker&, DWORD) { return false; }

void Conduct::giveBack(Worker& worker) {
  if (worker.device != nullptr) worker.device->Release();
  worker.device = nullptr;
}

void Conduct::abort(Client& client) { client.set->SignalAbort(); }

void Conduct::end(Client& client) {
  if (client.begun) {
    const HRESULT closed = closeSet(client);
    if (closed != NOERROR) client.note(answered("Close", closed));
  }
  releaseSet(client);
  client.library.unload();
}

HRESULT Conduct::closeSet(Client& client) { return client.set->Close(); }

void Conduct::releaseSet(Client& client) {
  if (client.set != nullptr) client.set->Release();
  client.set = nullptr;
}

int Conduct::tell(Client& client) {
  if (client.failed()) {
    std::fprintf(stderr, "vdi_client: %s\n", client.failure().c_str());
    return 1;
  }
  if (client.orders.secondary < 0) std::puts("done");
  return 0;
}

}  // namespace clients
