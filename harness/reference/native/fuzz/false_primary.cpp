#include <string>

#include "false_primary.h"

#include <poll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <thread>
#include <utility>

#include "../platform/rendezvous_linux.h"
#include "../shared/device_names.h"
#include "corruption.h"
#include "ends.h"

namespace fuzz {

using vdi::ControlBlock;
using vdi::platform::Descriptor;

namespace {

std::uint64_t chosenBytes(Bytes& in) {
  switch (in.below(6)) {
    case 0: return 0;
    case 1: return in.number(2);
    case 2: return sizeof(ControlBlock) / 2;
    case 3: return vdi::kControlBytes - 1;
    default: return vdi::kControlBytes;
  }
}

/// Memory with a block as a primary makes it, if there is room for one; sealed, or not.
Descriptor offeredMemory(Bytes& in, const std::u16string& name, unsigned devices) {
  const std::uint64_t bytes = chosenBytes(in);
  const std::string shown = std::string(name.begin(), name.end()) + "_SQLVDIMemoryName_0";
  Descriptor memory = in.below(4) == 0 ? Descriptor(memfd_create(shown.c_str(), MFD_CLOEXEC))
                                       : vdi::platform::createMemory(shown, bytes);
  if (!vdi::platform::growMemory(memory.get(), bytes) || bytes < vdi::kControlBytes) return memory;
  SharedView view(memory.get());
  ControlBlock& block = *view.block();
  block.magic.store(vdi::kBlockMagic);
  block.version = vdi::kBlockVersion;
  block.blockBytes = sizeof(ControlBlock);
  block.clientConfig.deviceCount = devices;
  block.primaryReady.store(1);
  vdi::nameFirstDevice(block, name);
  if (in.below(3) == 0) block.clientConfig.deviceCount = static_cast<std::uint32_t>(in.number(1 + in.below(4)));
  for (unsigned spoilt = in.below(4); spoilt > 0; --spoilt) view.corrupt(in);
  return memory;
}

void sayWelcome(Bytes& in, int connection, int memory) {
  const std::uint32_t side = in.below(4) == 0 ? static_cast<std::uint32_t>(in.number(4)) : 2;
  switch (in.below(6)) {
    case 0: shutdown(connection, SHUT_RDWR); break;  // hangs up without a word
    case 1: {
      const std::uint64_t word = in.number(8);
      (void)!send(connection, &word, in.below(9), MSG_NOSIGNAL);
      break;
    }
    case 2: vdi::platform::sendWelcome(connection, static_cast<std::int32_t>(in.number(4)), side, memory); break;
    default: vdi::platform::sendWelcome(connection, 0, side, memory);
  }
}

}  // namespace

void meetFalsePrimary(Bytes& in) {
  const std::u16string name = newName();
  const unsigned devices = 1 + in.below(4);
  bool taken = false;
  Descriptor listener = vdi::platform::listenAs(name, taken);
  Descriptor memory = offeredMemory(in, name, devices);
  Bytes welcome = in;
  std::thread host([&] {
    Descriptor connection(accept(listener.get(), nullptr, nullptr));
    sayWelcome(welcome, connection.get(), memory.get());
    // Until the server goes: the connection is its lifeline.
    pollfd watched{connection.get(), POLLRDHUP, 0};
    if (welcome.below(4) != 0) poll(&watched, 1, 10000);
  });
  {
    Ends ends(name, devices, Ends::Who::ServerOnly);
    SharedView view(memory.get());
    ends.open();
    while (!in.empty()) {
      // What is sealed does not shrink; a server that took what is not would be cut off from under its feet.
      if (in.below(16) == 0) (void)!ftruncate(memory.get(), 0);
      if (in.below(3) == 0 && vdi::platform::memoryBytes(memory.get()) >= vdi::kControlBytes) {
        view.corrupt(in);
      } else {
        ends.call(in);
      }
    }
    view.endStorm();
  }
  listener.reset();
  host.join();
}

Stranger::Stranger(const std::u16string& set, Bytes& in)
    : connection_(vdi::platform::connectTo(set).release()) {
  if (connection_ < 0) return;
  const std::uint64_t words[2] = {in.number(8), in.number(8)};
  const unsigned length = in.below(sizeof words + 1);
  if (in.below(2) == 0) vdi::platform::sendHello(connection_, vdi::platform::EndKind::Server);
  (void)!send(connection_, words, length, MSG_NOSIGNAL | MSG_DONTWAIT);
}

Stranger::Stranger(Stranger&& other) noexcept : connection_(std::exchange(other.connection_, -1)) {}

Stranger::~Stranger() {
  if (connection_ >= 0) close(connection_);
}

}  // namespace fuzz
