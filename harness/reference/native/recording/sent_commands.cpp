#include "sent_commands.h"

#include <atomic>
#include <mutex>
#include <utility>

#include "../interface/vdi_codes.h"
#include "../threads/lock.h"
#include "../threads/thread_number.h"

namespace vdi::recording::sent {

namespace {

struct Sent {
  VDS_Command* command;
  std::uint64_t number;
  VdsCompletionRoutine routine;
  /// As it was sent, since the callback may not trust what the command says.
  std::uint32_t commandCode;
  std::uint32_t size;
  BYTE* buffer;
  /// The thread that is in SendCommand with it; 0: none any more. A callback there is a refusal.
  std::uint64_t sender;
  /// A library that loses a command does not keep a recording alive.
  std::weak_ptr<ServerEnd> end;
  Sent* next;
};

/// By address, and not by the command's context: a library that calls back once too often calls with a command that is its
/// sender's again.
constexpr std::size_t kPlaces = 1024;
threads::Mutex mutex;
Sent* places[kPlaces] = {};
std::atomic<std::uint64_t> numbers{0};

Sent** placeOf(const VDS_Command* command) {
  return &places[reinterpret_cast<std::uintptr_t>(command) / 16 % kPlaces];
}

/// The first of those wanted, out of the table; null when there is none. Under the mutex.
template <class Wanted>
std::unique_ptr<Sent> take(const VDS_Command* command, Wanted wanted) {
  for (Sent** at = placeOf(command); *at != nullptr; at = &(*at)->next) {
    if ((*at)->command != command || !wanted(**at)) continue;
    std::unique_ptr<Sent> taken(*at);
    *at = taken->next;
    return taken;
  }
  return nullptr;
}

bool any(const Sent&) { return true; }

void told(const Sent& sent, const VDS_Command& command, std::uint64_t thread) {
  const std::shared_ptr<ServerEnd> end = sent.end.lock();
  if (end == nullptr) return;
  // Aborted: the client may still have it, and write. Refused: nobody knows whether there is such a buffer.
  const bool clients = sent.sender != thread && command.completionCode != ERROR_OPERATION_ABORTED;
  if (clients && sent.commandCode == VDC_Read) end->buffers.filled(sent.buffer, sent.size);
  end->recording->send(Fields()
                           .text("what", "callback")
                           .now()
                           .number("thread", thread)
                           .number("command", sent.number)
                           .number("context", reinterpret_cast<std::uintptr_t>(command.completionContext))
                           .number("completionCode", command.completionCode)
                           .number("bytesTransferred", command.bytesTransferred));
}

void VDI_CALL completed(VDS_Command* command) {
  if (command == nullptr) return;
  std::unique_ptr<Sent> sent;
  {
    const std::lock_guard<threads::Mutex> lock(mutex);
    sent = take(command, any);
  }
  if (sent != nullptr) {
    told(*sent, *command, threads::threadNumber());
    command->completionRoutine = sent->routine;
  }
  const VdsCompletionRoutine routine = command->completionRoutine;
  sent.reset();
  // From here on the command is its sender's.
  if (routine != nullptr && routine != &completed) routine(command);
}

}  // namespace

std::uint64_t nextNumber() { return numbers.fetch_add(1) + 1; }

void put(VDS_Command* command, std::uint64_t number, const std::shared_ptr<ServerEnd>& end) {
  auto* const sent = new Sent{command,         number,          command->completionRoutine, command->commandCode,
                              command->size,   command->buffer, threads::threadNumber(),    end,
                              nullptr};
  const std::lock_guard<threads::Mutex> lock(mutex);
  // There is one already: it was lost, and the memory has a new command; or this one is sent a second time while it is on its way.
  if (const std::unique_ptr<Sent> earlier = take(command, any))
    if (sent->routine == &completed) sent->routine = earlier->routine;
  Sent*& place = *placeOf(command);
  sent->next = std::exchange(place, sent);
  command->completionRoutine = &completed;
}

void returned(VDS_Command* command, std::uint64_t number, bool taken) {
  const auto same = [&](const Sent& sent) { return sent.number == number; };
  const std::lock_guard<threads::Mutex> lock(mutex);
  std::unique_ptr<Sent> sent = take(command, same);
  if (sent == nullptr) return;
  if (!taken) {
    command->completionRoutine = sent->routine;
    return;
  }
  sent->sender = 0;
  Sent*& place = *placeOf(command);
  sent->next = place;
  place = sent.release();
}

}  // namespace vdi::recording::sent
