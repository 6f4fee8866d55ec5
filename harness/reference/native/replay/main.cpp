/// Plays sequences of calls that `vdi-conformance explore --write-sequences` wrote, each end in a process of its
/// own, and compares every answer and callback. For sanitizers, which no process of Node's can host.
///
///     vdi_replay FILE [LIBRARY]     the library is the reference beside this program unless it is named
///
/// Exit code: 0, and how many sequences; 1, and the first difference; 2 when the file cannot be played.

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <set>
#include <string>

#include "end_process.h"
#include "line.h"

namespace {

using replay::EndProcess;
using replay::Line;

const char* const kHeader = "vdi-sequences 1";

std::string besideThisProgram(const char* file) {
  char self[4096];
  const ssize_t length = readlink("/proc/self/exe", self, sizeof self);
  const std::string path(self, length > 0 ? static_cast<std::size_t>(length) : 0);
  return path.substr(0, path.rfind('/') + 1) + file;
}

void replaceAll(std::string& text, const std::string& what, const std::string& by) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
    text.replace(at, what.size(), by);
}

/// Callbacks, as text: `command:code`, and `command:code,code` where one of several will do.
class Due {
public:
  void clear() { due_.clear(); }

  /// What came since the sequence, or the server's process, began is due; `all`: and all that is due has come.
  /// Empty: so it is.
  std::string compare(const std::string& told, bool all) const {
    std::vector<std::string> came = replay::split(told, ' ');
    for (const std::string& each : due_) {
      const std::string command = each.substr(0, each.find(':') + 1);
      const auto found = std::find_if(came.begin(), came.end(), [&](const std::string& one) {
        return one.compare(0, command.size(), command) == 0;
      });
      if (found == came.end()) {
        if (all) return "no callback " + each;
        continue;
      }
      const std::vector<std::string> codes = replay::split(each.substr(command.size()), ',');
      const std::string code = found->substr(command.size());
      if (std::find(codes.begin(), codes.end(), code) == codes.end())
        return "callback " + *found + " instead of " + each;
      came.erase(found);
    }
    return came.empty() ? "" : "a callback that is not due: " + came.front();
  }

  /// The next step causes these.
  void add(const Line& line) { due_.insert(due_.end(), line.words.begin() + 1, line.words.end()); }

private:
  std::vector<std::string> due_;
};

class Replay {
public:
  explicit Replay(const std::string& library) : server_("server", library), client_("client", library) {}

  /// Empty: what came of the line is as expected.
  std::string play(const Line& line, const std::string& text) {
    EndProcess& end = line.end == "server" ? server_ : client_;
    const std::string& verb = line.words.at(0);
    if (verb == "dies") {
      end.kill();
      if (line.end == "server") due_.clear();
      return "";
    }
    if (verb == "fresh" && line.words.size() > 1 && line.end == "server") due_.clear();
    if (verb == "due") {
      const std::string early = callbacks("callbacks 0", false);
      due_.add(line);
      return early;
    }
    if (verb == "callbacks") return callbacks(text, true);
    std::string said;
    if (!end.ask(text, said)) return end.ending();
    if (line.allowed.empty()) return "";
    const std::vector<std::string> words = replay::split(said, ' ');
    if (!replay::allows(line.allowed, words.at(0))) return said;
    const std::string brought = words.size() > 1 ? words[1] : "0";
    const bool right = line.brings == 0 || brought == std::to_string(line.brings);
    return right ? "" : "it brought the command " + brought;
  }

  /// What has come that was never due shows at the end.
  std::string ended() { return callbacks("callbacks 0", true); }

  bool leave() {
    const bool server = server_.leave();
    return client_.leave() && server;
  }

private:
  std::string callbacks(const std::string& text, bool all) {
    std::string said;
    if (!server_.ask(text, said)) return server_.ending();
    return due_.compare(said, all);
  }

  EndProcess server_;
  EndProcess client_;
  Due due_;
};

int differs(const std::string& sequence, std::size_t number, const std::string& line,
            const std::string& observed) {
  std::printf("%s, line %zu: %s\nobserved: %s\n", sequence.c_str(), number, line.c_str(), observed.c_str());
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2 || argc > 3) {
    std::fprintf(stderr, "usage: vdi_replay FILE [LIBRARY]\n");
    return 2;
  }
  std::ifstream file(argv[1]);
  std::string text;
  if (!std::getline(file, text) || text != kHeader) {
    std::fprintf(stderr, "%s: no file of sequences (it begins with \"%s\")\n", argv[1], kHeader);
    return 2;
  }
  Replay replay(argc == 3 ? argv[2] : besideThisProgram("libvdi_reference.so"));
  std::string sequence = "before the first sequence";
  std::string setName;
  std::size_t number = 1, played = 0;
  while (std::getline(file, text)) {
    ++number;
    replaceAll(text, "@set", setName);
    const Line line = replay::readLine(text);
    if (line.words.empty()) continue;
    if (line.end.empty() && line.words[0] == "sequence") {
      sequence = text;
      setName = "replay-" + std::to_string(getpid()) + "-" + std::to_string(number);
    } else if (line.end.empty() && line.words[0] == "end") {
      const std::string observed = replay.ended();
      if (!observed.empty()) return differs(sequence, number, text, observed);
      ++played;
    } else if (line.end.empty()) {
      std::fprintf(stderr, "%s, line %zu: what is \"%s\"?\n", argv[1], number, text.c_str());
      return 2;
    } else {
      const std::string observed = replay.play(line, text);
      if (!observed.empty()) return differs(sequence, number, text, observed);
    }
  }
  if (!replay.leave()) {
    std::printf("an end's process did not end in order; its standard error says more\n");
    return 1;
  }
  std::printf("%zu sequences, no difference\n", played);
  return 0;
}
