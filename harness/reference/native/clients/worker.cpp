#include "worker.h"

#include "client.h"
#include "conduct.h"
#include "text.h"

namespace clients {

Worker::Worker(Client& client, unsigned index) : client(client), index(index) {}

const std::u16string& Worker::name() const { return client.orders.devices[index]; }

void Worker::serve() {
  if (open()) execute();
  // With the medium's last word: what is not stored was not backed up.
  if (device != nullptr && !client.orders.restore && medium.sync().code != vdi::ERROR_SUCCESS)
    client.note(medium.why());
  if (!medium.close()) client.note(medium.why());
  client.conduct.giveBack(*this);
}

bool Worker::open() {
  if (!medium.open(client.orders.medium(index), client.orders.restore))
    return client.fail(medium.why()), false;
  const HRESULT opened = client.set->OpenDevice(name().c_str(), &device);
  if (opened != NOERROR) client.fail(answered("OpenDevice", opened));
  return opened == NOERROR;
}

void Worker::execute() {
  Conduct& conduct = client.conduct;
  for (;;) {
    VDC_Command* command = nullptr;
    const HRESULT got = conduct.getCommand(*this, &command);
    if (conduct.isEnd(*this, got)) return;
    if (got != NOERROR) return client.fail(answered("GetCommand", got));
    taken += 1;
    const DWORD code = command->commandCode;
    const Done done = conduct.execute(*this, *command);
    if (conduct.isFailure(done))
      client.note(medium.why().empty() ? "a command could not be executed" : medium.why());
    const HRESULT completed = conduct.complete(*this, command, done);
    if (completed != NOERROR) return client.fail(answered("CompleteCommand", completed));
    if (conduct.stopsAfter(*this, code)) return;
  }
}

}  // namespace clients
