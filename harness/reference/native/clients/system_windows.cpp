#include "system.h"

#include "wide_windows.h"

#include <shellapi.h>

#include <cstdlib>

namespace clients {

std::vector<std::string> argumentsOf(int, char**) {
  int count = 0;
  wchar_t** const words = CommandLineToArgvW(GetCommandLineW(), &count);
  std::vector<std::string> arguments;
  for (int i = 1; words != nullptr && i < count; ++i) arguments.push_back(utf8Of(words[i]));
  LocalFree(words);
  return arguments;
}

namespace {

/// In quotes, as the rules of CommandLineToArgvW undo them.
std::wstring quoted(const std::wstring& word) {
  std::wstring text = L"\"";
  std::size_t backslashes = 0;
  for (const wchar_t unit : word) {
    if (unit == L'"') text.append(backslashes + 1, L'\\');
    backslashes = unit == L'\\' ? backslashes + 1 : 0;
    text += unit;
  }
  return text.append(backslashes, L'\\') + L'"';
}

}  // namespace

bool Child::start(const std::vector<std::string>& arguments) {
  wchar_t self[MAX_PATH];
  if (GetModuleFileNameW(nullptr, self, MAX_PATH) == MAX_PATH) return false;
  std::wstring line = quoted(self);
  for (const std::string& each : arguments) line += L' ' + quoted(wideOf(each));
  STARTUPINFOW streams{};
  streams.cb = sizeof streams;
  PROCESS_INFORMATION started{};
  if (!CreateProcessW(self, line.data(), nullptr, nullptr, TRUE, 0, nullptr, nullptr, &streams, &started))
    return false;
  CloseHandle(started.hThread);
  process_ = reinterpret_cast<std::intptr_t>(started.hProcess);
  return true;
}

int Child::wait() {
  const auto process = reinterpret_cast<HANDLE>(process_);
  DWORD code = 0;
  WaitForSingleObject(process, INFINITE);
  GetExitCodeProcess(process, &code);
  CloseHandle(process);
  return code < 0x10000 ? static_cast<int>(code) : kCrashed;
}

void endAtOnce(int code) {
  ExitProcess(static_cast<UINT>(code));
  std::abort();
}

}  // namespace clients
