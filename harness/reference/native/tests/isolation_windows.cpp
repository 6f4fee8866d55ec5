#include "isolation.h"

#include <cstdio>
#include <cstdlib>

#include "parts_windows.h"
#include "runner.h"

namespace tests {

namespace {

/// More than on Linux: a process takes longer to start, and under Wine much longer.
constexpr DWORD kLimitMs = 60000;

/// A temporary file that ends with its last handle, for children to print into.
HANDLE outputFile() {
  wchar_t folder[MAX_PATH], name[MAX_PATH];
  if (GetTempPathW(MAX_PATH, folder) == 0 || GetTempFileNameW(folder, L"vdi", 0, name) == 0) return nullptr;
  SECURITY_ATTRIBUTES inheritable{sizeof inheritable, nullptr, TRUE};
  const HANDLE file =
      CreateFileW(name, GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
                  &inheritable, CREATE_ALWAYS, FILE_ATTRIBUTE_TEMPORARY | FILE_FLAG_DELETE_ON_CLOSE, nullptr);
  return file == INVALID_HANDLE_VALUE ? nullptr : file;
}

std::string contents(HANDLE file) {
  std::string text;
  char part[4096];
  DWORD got = 0;
  SetFilePointer(file, 0, nullptr, FILE_BEGIN);
  while (ReadFile(file, part, sizeof part, &got, nullptr) && got != 0) text.append(part, got);
  return text;
}

/// Whatever is in it ends when its handle is closed.
HANDLE makeJob() {
  const HANDLE job = CreateJobObjectW(nullptr, nullptr);
  JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits{};
  limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE;
  SetInformationJobObject(job, JobObjectExtendedLimitInformation, &limits, sizeof limits);
  return job;
}

/// A process that names an object for the first time keeps a handle to the folder of names, which is no leak.
void nameSomething() {
  const std::wstring name = L"Local\\vdi-test-" + std::to_wstring(GetCurrentProcessId());
  CloseHandle(CreateEventW(nullptr, FALSE, FALSE, name.c_str()));
}

/// Instead of a dialogue or a debugger: one line, and an end with the exception's code.
LONG WINAPI sayAndEnd(EXCEPTION_POINTERS* pointers) {
  const EXCEPTION_RECORD& record = *pointers->ExceptionRecord;
  char line[100];
  const int length = std::snprintf(line, sizeof line, "exception 0x%08lx at %p\n", record.ExceptionCode,
                                   record.ExceptionAddress);
  DWORD written = 0;
  WriteFile(GetStdHandle(STD_OUTPUT_HANDLE), line, static_cast<DWORD>(length), &written, nullptr);
  TerminateProcess(GetCurrentProcess(), record.ExceptionCode);
  return EXCEPTION_EXECUTE_HANDLER;
}

}  // namespace

PROCESS_INFORMATION startSelf(const std::string& arguments, HANDLE output, bool suspended) {
  char self[4096];
  GetModuleFileNameA(nullptr, self, sizeof self);
  std::string line = "\"" + std::string(self) + "\" " + arguments;
  STARTUPINFOA how{};
  how.cb = sizeof how;
  how.dwFlags = STARTF_USESTDHANDLES;
  how.hStdOutput = how.hStdError = output;
  PROCESS_INFORMATION started{};
  CreateProcessA(self, line.data(), nullptr, nullptr, TRUE, suspended ? CREATE_SUSPENDED : 0, nullptr,
                 nullptr, &how, &started);
  return started;
}

bool ranAsPart(int argc, char** argv, int& code) {
  SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX);
  const std::string what = argc > 2 ? argv[1] : "";
  if (what != "--test" && what != "--role") return false;
  SetUnhandledExceptionFilter(&sayAndEnd);
  nameSomething();
  std::setvbuf(stdout, nullptr, _IONBF, 0);  // Windows takes line buffering for full buffering
  code = what == "--role" ? runRole(argc, argv)
                          : runHere(static_cast<unsigned>(std::strtoul(argv[2], nullptr, 10)));
  return true;
}

bool runApart(unsigned number, const std::function<void()>&, std::string& output) {
  const HANDLE file = outputFile();
  const HANDLE job = makeJob();
  const PROCESS_INFORMATION test = startSelf("--test " + std::to_string(number), file, true);
  if (file == nullptr || job == nullptr || test.hProcess == nullptr) {
    output = "the test's process did not start: error " + std::to_string(GetLastError()) + "\n";
    return false;
  }
  AssignProcessToJobObject(job, test.hProcess);
  ResumeThread(test.hThread);
  const bool late = WaitForSingleObject(test.hProcess, kLimitMs) != WAIT_OBJECT_0;
  DWORD code = 1;
  GetExitCodeProcess(test.hProcess, &code);
  TerminateJobObject(job, kKilledCode);  // whatever it left running, and itself if it is late
  WaitForSingleObject(test.hProcess, INFINITE);
  output += contents(file);
  if (late) output += "not at its end after " + std::to_string(kLimitMs / 1000) + " s\n";
  if (!late && code > 1) output += "ended with code " + std::to_string(code) + "\n";
  for (const HANDLE handle : {test.hThread, test.hProcess, job, file}) CloseHandle(handle);
  return !late && code == 0;
}

}  // namespace tests
