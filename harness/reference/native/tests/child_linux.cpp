/// Children by fork: a role runs in a copy of the test's process.

#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>

#include "child.h"

namespace tests {

namespace {

struct Connection final : Parent {
  explicit Connection(int socket) : socket_(socket) {}
  void tell(std::uint32_t number) override {
    if (send(socket_, &number, sizeof number, MSG_NOSIGNAL) != sizeof number) _exit(200);
  }
  std::uint32_t hear() override {
    std::uint32_t number = 0;
    if (recv(socket_, &number, sizeof number, 0) != sizeof number) _exit(201);
    return number;
  }

private:
  int socket_;
};

}  // namespace

struct Child::State {
  pid_t process = -1;
  int socket = -1;
  bool gone = false;
  int code = 0;

  bool reap(int options) {
    int status = 0;
    if (gone || waitpid(process, &status, options) != process) return gone;
    gone = true;
    code = WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status) == SIGKILL ? kKilled : kCrashed;
    return true;
  }
};

Child::Child(const Role& role, const std::u16string& set, unsigned number)
    : state_(std::make_unique<State>()) {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends) != 0) std::abort();
  state_->process = fork();
  if (state_->process < 0) std::abort();
  if (state_->process == 0) {
    close(ends[0]);
    Connection parent(ends[1]);
    _exit(role.body(parent, set, number));
  }
  close(ends[1]);
  state_->socket = ends[0];
}

Child::Child(Child&&) noexcept = default;

Child::~Child() {
  if (state_ == nullptr) return;
  kill();
  close(state_->socket);
}

void Child::tell(std::uint32_t number) { Connection(state_->socket).tell(number); }
std::uint32_t Child::hear() { return Connection(state_->socket).hear(); }

void Child::kill() {
  if (!state_->gone) ::kill(state_->process, SIGKILL);
  state_->reap(0);
}

int Child::wait() {
  state_->reap(0);
  return state_->code;
}

bool Child::ended(int& code) {
  if (!state_->reap(WNOHANG)) return false;
  code = state_->code;
  return true;
}

void killSelf() {
  ::kill(getpid(), SIGKILL);
  std::abort();
}

void endProcess(int code) { _exit(code); }

void expectCrash() { signal(SIGSEGV, SIG_DFL); }

void waitToBeKilled() {
  for (;;) pause();
}

}  // namespace tests
