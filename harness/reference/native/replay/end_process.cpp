#include "end_process.h"

#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>

#include "end_player.h"
#include "journal.h"

namespace replay {

void EndProcess::start() {
  int pair[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) std::abort();
  const pid_t parent = getpid();
  process_ = fork();
  if (process_ < 0) std::abort();
  if (process_ == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(0);
    close(pair[0]);
    playEnd(pair[1], end_, library_);
    // Not _exit: a sanitizer looks for leaks then.
    std::exit(0);
  }
  close(pair[1]);
  connection_ = pair[0];
  // Twice what the process gives itself: its own word is the better one.
  const timeval limit{2 * kPatienceSeconds, 0};
  setsockopt(connection_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
}

bool EndProcess::ask(const std::string& line, std::string& answer) {
  if (process_ == 0) start();
  const std::string text = line + "\n";
  if (send(connection_, text.data(), text.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(text.size()))
    return false;
  answer.clear();
  for (char byte = 0; recv(connection_, &byte, 1, 0) == 1;) {
    if (byte == '\n') return true;
    answer += byte;
  }
  return false;
}

void EndProcess::kill() {
  if (process_ == 0) return;
  ::kill(process_, SIGKILL);
  waitpid(process_, nullptr, 0);
  close(connection_);
  process_ = 0;
}

bool EndProcess::leave() {
  if (process_ == 0) return true;
  // Closing would not do: a process that was forked later has the connection, too.
  shutdown(connection_, SHUT_RDWR);
  close(connection_);
  int status = 0;
  waitpid(process_, &status, 0);
  process_ = 0;
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

std::string EndProcess::ending() {
  int status = 0;
  for (int looks = 0; looks < 100; ++looks) {
    if (waitpid(process_, &status, WNOHANG) == process_) {
      process_ = 0;
      close(connection_);
      if (WIFSIGNALED(status)) return "its process ended by signal " + std::to_string(WTERMSIG(status));
      return "its process ended with exit code " + std::to_string(WEXITSTATUS(status));
    }
    usleep(10000);
  }
  kill();
  return "it did not answer, and was killed";
}

}  // namespace replay
