#pragma once
/// An end's process, from the side of the one who replays.

#include <sys/types.h>

#include <string>

namespace replay {

class EndProcess {
public:
  EndProcess(std::string end, std::string library) : end_(std::move(end)), library_(std::move(library)) {}
  ~EndProcess() { kill(); }
  EndProcess(const EndProcess&) = delete;
  EndProcess& operator=(const EndProcess&) = delete;

  /// Hands a line to the process, which is started if there is none; false: it ended, or did not answer.
  bool ask(const std::string& line, std::string& answer);
  /// kill -9.
  void kill();
  /// Lets it end by itself; false: it ended otherwise than with 0, as after a sanitizer's finding.
  bool leave();
  /// How it ended, after `ask` was false.
  std::string ending();

private:
  void start();

  const std::string end_;
  const std::string library_;
  pid_t process_ = 0;
  int connection_ = -1;
};

}  // namespace replay
