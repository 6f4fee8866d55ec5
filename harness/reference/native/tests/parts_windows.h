#pragma once
/// Processes of the test program itself, on Windows: there is no fork, so it is started anew and told what to
/// do.

#include <windows.h>

#include <string>

namespace tests {

/// Starts this program with these arguments, printing to `output`. It inherits every handle that is
/// inheritable. The process and its first thread, which is suspended if wanted; null when it failed.
PROCESS_INFORMATION startSelf(const std::string& arguments, HANDLE output, bool suspended);

/// Runs the role that the arguments name: `--role NAME SET NUMBER IN OUT`.
int runRole(int argc, char** argv);

constexpr DWORD kKilledCode = 0x4B494C4C;  // what a child that is killed ends with

}  // namespace tests
