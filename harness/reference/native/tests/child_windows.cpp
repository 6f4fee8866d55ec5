/// Children by name: the test program is started anew and runs the role. Two pipes lead to and from it.

#include "child.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "parts_windows.h"

namespace tests {

namespace {

struct Connection final : Parent {
  Connection(HANDLE in, HANDLE out) : in_(in), out_(out) {}
  void tell(std::uint32_t number) override {
    DWORD done = 0;
    if (!WriteFile(out_, &number, sizeof number, &done, nullptr) || done != sizeof number) endProcess(200);
  }
  std::uint32_t hear() override {
    std::uint32_t number = 0;
    DWORD done = 0;
    if (!ReadFile(in_, &number, sizeof number, &done, nullptr) || done != sizeof number) endProcess(201);
    return number;
  }

private:
  HANDLE in_;
  HANDLE out_;
};

/// A child that cannot be started ends the test: by a word, so that it can be told from a crash.
[[noreturn]] void giveUp(const char* call) {
  std::printf("%s: error %lu\n", call, GetLastError());
  std::fflush(nullptr);
  std::abort();
}

/// Wine says this when the process beneath a new one died before it ran anything of ours: seen once in some six
/// thousand starts, on a machine with a load above ten. Windows has no such answer for a program that is in order.
bool wasLostByWine() {
  return GetLastError() == ERROR_INTERNAL_ERROR &&
         GetProcAddress(GetModuleHandleW(L"ntdll"), "wine_get_version") != nullptr;
}

void makePipe(HANDLE& read, HANDLE& write, HANDLE& inherited) {
  if (!CreatePipe(&read, &write, nullptr, 0)) giveUp("CreatePipe");
  SetHandleInformation(inherited, HANDLE_FLAG_INHERIT, HANDLE_FLAG_INHERIT);
}

std::string number(HANDLE handle) { return std::to_string(reinterpret_cast<std::uintptr_t>(handle)); }
HANDLE handleOf(const char* text) {
  return reinterpret_cast<HANDLE>(static_cast<std::uintptr_t>(std::strtoull(text, nullptr, 10)));
}

}  // namespace

struct Child::State {
  HANDLE process = nullptr;
  HANDLE in = nullptr;
  HANDLE out = nullptr;
};

Child::Child(const Role& role, const std::u16string& set, unsigned roleNumber)
    : state_(std::make_unique<State>()) {
  HANDLE childIn = nullptr, childOut = nullptr;
  makePipe(childIn, state_->out, childIn);
  makePipe(state_->in, childOut, childOut);
  // Names of tests' sets are plain.
  const std::string arguments = std::string("--role ") + role.name + " " +
                                std::string(set.begin(), set.end()) + " " + std::to_string(roleNumber) + " " +
                                number(childIn) + " " + number(childOut);
  PROCESS_INFORMATION started = startSelf(arguments, GetStdHandle(STD_OUTPUT_HANDLE), false);
  if (started.hProcess == nullptr && wasLostByWine()) {
    std::printf("CreateProcess: lost by Wine, asked once more\n");
    started = startSelf(arguments, GetStdHandle(STD_OUTPUT_HANDLE), false);
  }
  CloseHandle(childIn);
  CloseHandle(childOut);
  if (started.hProcess == nullptr) giveUp("CreateProcess");
  CloseHandle(started.hThread);
  state_->process = started.hProcess;
}

Child::Child(Child&&) noexcept = default;

Child::~Child() {
  if (state_ == nullptr) return;
  kill();
  for (const HANDLE handle : {state_->process, state_->in, state_->out}) CloseHandle(handle);
}

void Child::tell(std::uint32_t told) { Connection(state_->in, state_->out).tell(told); }
std::uint32_t Child::hear() { return Connection(state_->in, state_->out).hear(); }

void Child::kill() {
  TerminateProcess(state_->process, kKilledCode);
  WaitForSingleObject(state_->process, INFINITE);
}

namespace {

int codeOf(HANDLE process) {
  DWORD code = 0;
  GetExitCodeProcess(process, &code);
  return code == kKilledCode ? Child::kKilled : code < 0x10000 ? static_cast<int>(code) : Child::kCrashed;
}

}  // namespace

int Child::wait() {
  WaitForSingleObject(state_->process, INFINITE);
  return codeOf(state_->process);
}

bool Child::ended(int& code) {
  if (WaitForSingleObject(state_->process, 0) != WAIT_OBJECT_0) return false;
  code = codeOf(state_->process);
  return true;
}

int runRole(int argc, char** argv) {
  const Role* const role = argc == 7 ? roleNamed(argv[2]) : nullptr;
  if (role == nullptr) return 199;
  Connection parent(handleOf(argv[5]), handleOf(argv[6]));
  const std::string set = argv[3];
  // As _exit would: what the role leaves behind is no concern of the program's last steps.
  endProcess(role->body(parent, std::u16string(set.begin(), set.end()),
                        static_cast<unsigned>(std::strtoul(argv[4], nullptr, 10))));
}

void killSelf() { endProcess(static_cast<int>(kKilledCode)); }

void endProcess(int code) {
  TerminateProcess(GetCurrentProcess(), static_cast<UINT>(code));
  std::abort();
}

void expectCrash() {}  // there is no sanitizer here

void waitToBeKilled() {
  for (;;) Sleep(INFINITE);
}

}  // namespace tests
