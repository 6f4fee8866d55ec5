#include "end_player.h"

#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <thread>

#include "calls.h"
#include "journal.h"
#include "own_threads.h"

namespace replay {

namespace {

/// A call on a thread of its own.
class Waiting {
public:
  Waiting(Line line, std::unique_ptr<Calls::Prepared> call)
      : line_(std::move(line)), call_(std::move(call)), thread_([this] { run(); }) {}
  ~Waiting() { thread_.join(); }

  const Line& line() const { return line_; }
  bool returned() {
    const std::lock_guard<std::mutex> lock(mutex_);
    return returned_;
  }
  bool returnsWithin(std::chrono::milliseconds time) {
    std::unique_lock<std::mutex> lock(mutex_);
    return changed_.wait_for(lock, time, [this] { return returned_; });
  }
  Result result() {
    const std::lock_guard<std::mutex> lock(mutex_);
    return result_;
  }

private:
  void run() {
    const Result result = call_->run();
    const std::lock_guard<std::mutex> lock(mutex_);
    result_ = result;
    returned_ = true;
    changed_.notify_all();
  }

  const Line line_;
  const std::unique_ptr<Calls::Prepared> call_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool returned_ = false;
  Result result_;
  std::thread thread_;  // last: it uses all the others
};

class EndPlayer {
public:
  EndPlayer(const std::string& end, const std::string& library)
      : calls_(end == "server" ? serverCalls(library) : clientCalls(library)) {}

  std::string play(const Line& line) {
    const std::string& verb = line.words.at(0);
    if (verb == "fresh") return fresh(line.words.size() > 1);
    if (verb == "settle") {
      settle([] { return false; });
      return "done";
    }
    if (verb == "callbacks") return journal().atLeast(std::strtoull(line.words.at(1).c_str(), nullptr, 10));
    if (verb == "call") return told(line, calls_->prepare(line)->run());
    if (verb == "begin") return begin(line);
    if (verb == "await") return await(line.words.at(1));
    senseless(verb);
  }

private:
  std::string fresh(bool all) {
    calls_->fresh();
    if (all) journal().clear();
    return "done";
  }

  std::string begin(const Line& line) {
    const std::string& id = line.words.at(1);
    auto& call = waiting_[id] = std::make_unique<Waiting>(line, calls_->prepare(line));
    settle([&] { return call->returned(); });
    if (!call->returned()) return "waits";
    return taken(id);
  }

  std::string await(const std::string& id) {
    const auto found = waiting_.find(id);
    if (found == waiting_.end()) senseless("a call that is not under way: " + id);
    if (!found->second->returnsWithin(std::chrono::seconds(kPatienceSeconds))) return "missing";
    return taken(id);
  }

  std::string taken(const std::string& id) {
    const std::unique_ptr<Waiting> call = std::move(waiting_[id]);
    waiting_.erase(id);
    return told(call->line(), call->result());
  }

  std::string told(const Line& line, const Result& result) {
    const std::uint64_t command = calls_->keep(line, result);
    char text[40];
    std::snprintf(text, sizeof text, "%08x", static_cast<std::uint32_t>(result.value));
    return command == 0 ? text : text + (" " + std::to_string(command));
  }

  /// Until `enough`, or until every other thread sleeps: there is no event for that, so it is looked at.
  template <class Enough>
  void settle(Enough enough) {
    std::string before;
    while (!enough()) {
      const std::string now = threads_.sleeping();
      if (!now.empty() && now == before) return;
      before = now;
      std::this_thread::sleep_for(std::chrono::microseconds(100));
    }
  }

  const OwnThreads threads_;  // before any other thread
  const std::unique_ptr<Calls> calls_;
  std::map<std::string, std::unique_ptr<Waiting>> waiting_;
};

}  // namespace

void playEnd(int connection, const std::string& end, const std::string& library) {
  EndPlayer player(end, library);
  std::string text;
  for (char byte = 0; read(connection, &byte, 1) == 1;) {
    if (byte != '\n') {
      text += byte;
      continue;
    }
    const std::string answer = player.play(readLine(text)) + "\n";
    text.clear();
    if (write(connection, answer.data(), answer.size()) != static_cast<ssize_t>(answer.size())) return;
  }
}

}  // namespace replay
