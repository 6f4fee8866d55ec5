/// Runs the fuzz target where there is no engine: random inputs made from a seed, in processes that may crash.
///
///     vdi_fuzz [--runs N] [--seed N] [--save FOLDER] [--hang-after SECONDS] [FILE ...]
///
/// Input number i of a seed is always the same. With files: those inputs, once each. Exit code 1 when an input
/// crashed, hung, or was found wanting by a sanitizer; the input is saved, and what was said about it printed.

#include <poll.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

using Input = std::vector<std::uint8_t>;

/// A process runs so many inputs, and then ends in order: sanitizers report leaks at the end.
constexpr unsigned long kBatch = 250;
constexpr std::size_t kLongest = 300;

struct Options {
  unsigned long runs = 20000;
  unsigned long seed = 1;
  std::string save = ".";
  /// The longest that an input may wait in order: some locks are waited for, for two seconds each.
  unsigned long hangAfter = 60;
  std::vector<std::string> files;
};

std::uint64_t mixed(std::uint64_t& state) {  // splitmix64
  std::uint64_t z = state += 0x9E3779B97F4A7C15u;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

Input readFile(const std::string& name) {
  Input input;
  std::FILE* const file = std::fopen(name.c_str(), "rb");
  if (file == nullptr) {
    std::fprintf(stderr, "cannot read %s\n", name.c_str());
    std::exit(2);
  }
  for (int c = std::fgetc(file); c != EOF; c = std::fgetc(file)) input.push_back(static_cast<std::uint8_t>(c));
  std::fclose(file);
  return input;
}

Input inputNumber(const Options& options, unsigned long number) {
  if (!options.files.empty()) return readFile(options.files[number]);
  std::uint64_t state = options.seed * 1000003u + number;
  Input input(8 + mixed(state) % kLongest);
  for (std::uint8_t& byte : input) byte = static_cast<std::uint8_t>(mixed(state));
  return input;
}

[[noreturn]] void runBatch(const Options& options, std::atomic<unsigned long>& at, unsigned long end) {
  for (; at.load() < end; at.fetch_add(1)) {
    const Input input = inputNumber(options, at.load());
    LLVMFuzzerTestOneInput(input.data(), input.size());
  }
  std::exit(0);
}

struct Ended {
  bool well;
  std::string how;
};

Ended await(pid_t child, int said, const std::atomic<unsigned long>& at, unsigned long hangAfter) {
  std::string text;
  unsigned long seen = at.load();
  auto since = std::chrono::steady_clock::now();
  bool hung = false;
  for (;;) {
    pollfd watched{said, POLLIN, 0};
    if (poll(&watched, 1, 1000) > 0) {
      char part[4096];
      const ssize_t got = read(said, part, sizeof part);
      if (got <= 0) break;
      if (text.size() < 65536) text.append(part, static_cast<std::size_t>(got));
      continue;
    }
    const auto now = std::chrono::steady_clock::now();
    if (at.load() != seen) {
      seen = at.load();
      since = now;
    } else if (!hung && now - since > std::chrono::seconds(hangAfter)) {
      hung = true;
      kill(child, SIGKILL);
    }
  }
  int status = 0;
  waitpid(child, &status, 0);
  const bool well = WIFEXITED(status) && WEXITSTATUS(status) == 0;
  std::string how = hung                 ? "no end after " + std::to_string(hangAfter) + " s"
                    : WIFSIGNALED(status) ? strsignal(WTERMSIG(status))
                                          : "exit code " + std::to_string(WEXITSTATUS(status));
  return {well, how + "\n" + text};
}

void save(const Options& options, unsigned long number) {
  const std::string name =
      options.save + "/fuzz-" + std::to_string(options.seed) + "-" + std::to_string(number) + ".bin";
  const Input input = inputNumber(options, number);
  std::FILE* const file = std::fopen(name.c_str(), "wb");
  if (file == nullptr) return;
  std::fwrite(input.data(), 1, input.size(), file);
  std::fclose(file);
  std::printf("saved as %s\n", name.c_str());
}

Options parse(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string option = argv[i];
    const bool valued =
        option == "--runs" || option == "--seed" || option == "--save" || option == "--hang-after";
    if (option.rfind("--", 0) == 0 && (!valued || i + 1 == argc)) {
      std::fprintf(stderr, "vdi_fuzz [--runs N] [--seed N] [--save FOLDER] [--hang-after SECONDS] [FILE ...]\n");
      std::exit(2);
    }
    if (option == "--runs") options.runs = std::strtoul(argv[++i], nullptr, 10);
    else if (option == "--seed") options.seed = std::strtoul(argv[++i], nullptr, 10);
    else if (option == "--hang-after") options.hangAfter = std::strtoul(argv[++i], nullptr, 10);
    else if (option == "--save") options.save = argv[++i];
    else options.files.push_back(option);
  }
  if (!options.files.empty()) options.runs = options.files.size();
  return options;
}

}  // namespace

int main(int argc, char** argv) {
  const Options options = parse(argc, argv);
  void* const shared =
      mmap(nullptr, sizeof(std::atomic<unsigned long>), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  auto& at = *new (shared) std::atomic<unsigned long>(0);
  unsigned failures = 0;
  while (at.load() < options.runs) {
    const unsigned long from = at.load();
    const unsigned long end = std::min(options.runs, from + kBatch);
    int pipes[2];
    if (pipe(pipes) != 0) return 2;
    std::fflush(nullptr);
    const pid_t child = fork();
    if (child == 0) {
      dup2(pipes[1], 2);
      close(pipes[0]);
      close(pipes[1]);
      runBatch(options, at, end);
    }
    close(pipes[1]);
    const Ended ended = await(child, pipes[0], at, options.hangAfter);
    close(pipes[0]);
    // A process that ends as if all were well, before its inputs are through, was ended by one of them.
    if (ended.well && at.load() >= end) continue;
    ++failures;
    const unsigned long number = at.load();
    if (number < end) {
      std::printf("input %lu: %s\n", number, ended.how.c_str());
      save(options, number);
      at.fetch_add(1);
    } else {
      std::printf("inputs %lu to %lu, at the end of their process: %s\n", from, end - 1, ended.how.c_str());
    }
    std::fflush(stdout);
  }
  std::printf("%lu inputs, %u failures (seed %lu)\n", options.runs, failures, options.seed);
  return failures == 0 ? 0 : 1;
}
