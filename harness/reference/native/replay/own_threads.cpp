#include "own_threads.h"

#include <dirent.h>

#include <cstdio>
#include <thread>

namespace replay {

namespace {

const char* const kTasks = "/proc/self/task";

std::set<std::string> threads() {
  std::set<std::string> ids;
  DIR* const listing = opendir(kTasks);
  while (const dirent* const entry = readdir(listing))
    if (entry->d_name[0] != '.') ids.insert(entry->d_name);
  closedir(listing);
  return ids;
}

std::string statusOf(const std::string& id) {
  std::FILE* const file = std::fopen((std::string(kTasks) + "/" + id + "/status").c_str(), "r");
  if (file == nullptr) return "";  // it has ended
  char text[4096];
  const std::size_t size = std::fread(text, 1, sizeof text, file);
  std::fclose(file);
  return std::string(text, size);
}

}  // namespace

OwnThreads::OwnThreads() {
  // A sanitizer's own thread comes with the first one.
  std::thread([] {}).join();
  others_ = threads();
}

std::string OwnThreads::sleeping() const {
  std::string seen = "all sleep";
  for (const std::string& id : threads()) {
    if (others_.count(id) != 0) continue;
    const std::string status = statusOf(id);
    if (status.empty()) continue;
    if (status.find("\nState:\tS") == std::string::npos) return "";
    const std::size_t switches = status.rfind("\nvoluntary_ctxt_switches:");
    seen += " " + id + (switches == std::string::npos ? "" : status.substr(switches));
  }
  return seen;
}

}  // namespace replay
