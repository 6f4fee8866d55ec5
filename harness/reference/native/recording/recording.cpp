#include "recording.h"

#include <cstdio>
#include <cstring>
#include <mutex>
#include <utility>

#include "../threads/process_number.h"
#include "buffer_guard.h"
#include "uses.h"

namespace vdi::recording {

std::atomic<std::int64_t> Use::uses_{0};

namespace {

void unrecorded(const char* why) {
  std::fprintf(stderr, "vdi recording: %s; the set is not recorded\n", why);
}

Fields introduced(const Invitation& invitation, const char* as) {
  return Fields().text("as", as).text("secret", invitation.secret).number("pid", threads::processNumber());
}

bool sendLine(Connection& connection, const Fields& line) {
  const std::string text = line.whole() + '\n';
  return connection.send(text.data(), text.size());
}

const char* nameOf(At at) { return at == At::Enter ? "enter" : "return"; }

}  // namespace

std::shared_ptr<Recording> Recording::begin(End end) {
  Invitation invitation;
  const Invited invited = readInvitation(invitation);
  if (invited == Invited::Unreadable)
    unrecorded("VDI_CONFORMANCE_RECORD is not <loopback IPv4>:<port>:<secret in hex>");
  if (invited != Invited::Yes) return nullptr;
  std::unique_ptr<Connection> connection = Connection::open(invitation.address, invitation.port);
  if (connection == nullptr) {
    unrecorded("nobody listens where VDI_CONFORMANCE_RECORD says");
    return nullptr;
  }
  Fields hello = introduced(invitation, "recording");
  hello.text("end", end == End::Client ? "client" : "server");
  std::string line;
  Answer answer;
  if (!sendLine(*connection, hello) || !connection->receiveLine(line) || !readAnswer(line, answer)) {
    unrecorded("the agent's answer did not come, or is none");
    return nullptr;
  }
  if (answer.refused) {
    unrecorded("the agent refused");
    return nullptr;
  }
  return std::shared_ptr<Recording>(new Recording(std::move(invitation), std::move(connection), answer));
}

Recording::Recording(Invitation invitation, std::unique_ptr<Connection> connection, const Answer& answer)
    : invitation_(std::move(invitation)),
      connection_(std::move(connection)),
      holds_(answer.holds),
      protect_(answer.protect) {
  for (const Hold& hold : holds_) {
    bool known = false;
    for (const auto& count : counts_) known = known || count->method == hold.method;
    if (known) continue;
    counts_.push_back(std::make_unique<Count>());
    counts_.back()->method = hold.method;
  }
  if (protect_) guard::begin();
}

Recording::~Recording() {
  if (!protect_) return;
  guard::openAll(*this);
  guard::end();
}

std::uint64_t Recording::countCall(const char* method) {
  for (const auto& count : counts_)
    if (count->method == method) return count->calls.fetch_add(1) + 1;
  return 0;
}

bool Recording::isHeld(const char* method, std::uint64_t count, At at) const {
  if (count == 0) return false;
  for (const Hold& hold : holds_)
    if (hold.method == method && hold.at == at && count >= hold.nth) return true;
  return false;
}

void Recording::hold(std::uint64_t call, At at) {
  if (!live_.load()) return;
  send(Fields().text("what", "held").number("call", call).text("at", nameOf(at)).now());
  if (const std::unique_ptr<Connection> gate = Connection::open(invitation_.address, invitation_.port)) {
    Fields hello = introduced(invitation_, "gate");
    hello.number("call", call);
    if (sendLine(*gate, hello)) gate->awaitByteOrEnd();
  }
  send(Fields().text("what", "let-go").number("call", call).now());
}

void Recording::send(const Fields& line) {
  const std::string text = line.whole() + '\n';
  send(text.data(), text.size());
}

void Recording::send(const char* line, std::size_t size) {
  const std::lock_guard<threads::Mutex> lock(sending_);
  if (!live_.load() || connection_->send(line, size)) return;
  // Part of the line may be on its way, so nothing may follow it.
  live_.store(false);
  connection_->end();
}

}  // namespace vdi::recording
