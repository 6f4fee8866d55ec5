/// What the recorder writes down of exceptions, and that it changes nothing of what they lead to.

#include "../recorder/exceptions_windows.h"

#include <windows.h>

#include <algorithm>
#include <cstdio>
#include <vector>

#include "child.h"
#include "runner.h"
#include "system.h"

namespace tests {
namespace {

constexpr DWORD kOwnException = 0xE0766469;
constexpr DWORD kWordToDebugger = 0x406D1388;

/// Names of children's files: one for each of this process's tests.
std::u16string uniqueName() {
  const std::string text = "vdi-exceptions-" + std::to_string(processNumber());
  return std::u16string(text.begin(), text.end());
}

std::wstring fileOf(const std::u16string& set) {
  wchar_t folder[MAX_PATH];
  const std::wstring path(folder, GetTempPathW(MAX_PATH, folder));
  return path + std::wstring(set.begin(), set.end()) + L".exceptions";
}

void noteInto(const std::u16string& set) {
  const auto note = find<decltype(&vdi_recorder_note_exceptions)>(loadLibrary("vdi_recorder"),
                                                                  "vdi_recorder_note_exceptions");
  if (note(fileOf(set).c_str()) != 0) endProcess(190);
  if (note(fileOf(set).c_str()) != ERROR_ALREADY_INITIALIZED) endProcess(191);
}

/// Reads what a child has written, and removes it.
std::vector<VdiException> notedIn(const std::u16string& set) {
  std::vector<VdiException> ring(kVdiExceptions);
  const HANDLE file = CreateFileW(fileOf(set).c_str(), GENERIC_READ, FILE_SHARE_READ, nullptr, OPEN_EXISTING,
                                  FILE_FLAG_DELETE_ON_CLOSE, nullptr);
  DWORD bytes = 0;
  ReadFile(file, ring.data(), static_cast<DWORD>(ring.size() * sizeof ring[0]), &bytes, nullptr);
  CloseHandle(file);
  std::vector<VdiException> noted;
  for (const VdiException& each : ring)
    if (each.order != 0) noted.push_back(each);
  return noted;
}

bool isNamed(const VdiException& exception, const char16_t* name) {
  return std::u16string(exception.name) == name;
}

const Role writesNowhere("exception-null", [](Parent&, const std::u16string& set, unsigned) {
  noteInto(set);
  volatile int* volatile nowhere = reinterpret_cast<int*>(16);
  *nowhere = 0;
  return 0;
});

const Role callsUnloaded("exception-unloaded", [](Parent&, const std::u16string& set, unsigned) {
  noteInto(set);
  void* const library = openLibrary(libraryPath("vdi_reference"));
  const auto canUnload = find<HRESULT(WINAPI*)()>(library, "DllCanUnloadNow");
  closeLibrary(library);
  canUnload();
  return 0;
});

/// Calls itself more often than any stack has room for, each time with something of the last.
int deeper(unsigned times, const volatile char* above) {
  volatile char room[1000];
  room[0] = *above;
  return times == 0 ? 0 : deeper(times - 1, room) + room[0];
}

const Role overflowsItsStack("exception-stack", [](Parent&, const std::u16string& set, unsigned) {
  noteInto(set);
  const char first = 1;
  return deeper(1000000, &first) == 0 ? 0 : 1;
});

LONG WINAPI handleOurs(EXCEPTION_POINTERS* about) {
  if (about->ExceptionRecord->ExceptionCode != kOwnException) return EXCEPTION_CONTINUE_SEARCH;
  SetLastError(0);
  return EXCEPTION_CONTINUE_EXECUTION;
}

const Role handlesItself("exception-handled", [](Parent&, const std::u16string& set, unsigned times) {
  AddVectoredExceptionHandler(1, handleOurs);
  noteInto(set);
  for (unsigned i = 0; i < times; ++i) RaiseException(kOwnException, 0, 0, nullptr);
  return 7;
});

LONG WINAPI handleAll(EXCEPTION_POINTERS*) { return EXCEPTION_CONTINUE_EXECUTION; }

const Role handlesAfterUs("exception-handled-later", [](Parent&, const std::u16string& set, unsigned times) {
  noteInto(set);
  AddVectoredExceptionHandler(0, handleAll);
  for (unsigned i = 0; i < times; ++i) {
    SetLastError(4711 + i);
    RaiseException(kOwnException, 0, 0, nullptr);
    if (GetLastError() != 4711 + i) return 8;
  }
  RaiseException(kWordToDebugger, 0, 0, nullptr);
  return 7;
});

using Compare = SIZE_T(WINAPI*)(const void*, const void*, SIZE_T);

/// As the system faults at a frame that it cannot read, whenever it is told of an exception.
LONG WINAPI faultsInNtdll(EXCEPTION_POINTERS*) {
  static const auto compare = find<Compare>(GetModuleHandleW(L"ntdll.dll"), "RtlCompareMemory");
  compare(reinterpret_cast<const void*>(8), reinterpret_cast<const void*>(8), 8);
  return EXCEPTION_CONTINUE_SEARCH;
}

const Role breaksDown("exception-breakdown", [](Parent&, const std::u16string& set, unsigned) {
  noteInto(set);
  AddVectoredExceptionHandler(0, faultsInNtdll);
  volatile int* volatile nowhere = reinterpret_cast<int*>(16);
  *nowhere = 0;
  return 0;
});

/// Handles an exception after more of them, each raised while the last is being handled.
LONG WINAPI handlesInTurn(EXCEPTION_POINTERS*) {
  static unsigned depth = 0;
  if (++depth < 30) RaiseException(kOwnException, 0, 0, nullptr);
  return EXCEPTION_CONTINUE_EXECUTION;
}

const Role nestsAndHandles("exception-nested", [](Parent&, const std::u16string& set, unsigned) {
  noteInto(set);
  AddVectoredExceptionHandler(0, handlesInTurn);
  RaiseException(kOwnException, 0, 0, nullptr);
  return 7;
});

LONG WINAPI endsInOrder(EXCEPTION_POINTERS*) {
  endProcess(9);
  return EXCEPTION_CONTINUE_SEARCH;
}

const Role hasItsOwnFilter("exception-filtered", [](Parent&, const std::u16string& set, unsigned) {
  SetUnhandledExceptionFilter(endsInOrder);
  noteInto(set);
  RaiseException(kOwnException, EXCEPTION_NONCONTINUABLE, 0, nullptr);
  return 0;
});

void addAll() {
  add("exceptions: a write to nowhere, with address and module", [] {
    const std::u16string set = uniqueName();
    CHECK_EQ(Child(writesNowhere, set).wait(), Child::kCrashed);
    const auto noted = notedIn(set);
    REQUIRE(!noted.empty());
    // The last tells the same once more, if the system asked the filter.
    for (const VdiException& each : noted) {
      CHECK_EQ(each.code, EXCEPTION_ACCESS_VIOLATION);
      CHECK_EQ(each.access, kVdiWrite);
      CHECK_EQ(each.accessed, 16);
      CHECK_EQ(each.module, kVdiLoaded);
      CHECK(isNamed(each, u"vdi_native_tests.exe"));
      CHECK(each.offset > 0 && each.offset < 0x1000000);
      CHECK_EQ((each.address - each.offset) % 0x10000, 0);
      CHECK_EQ(each.thread != 0, true);
    }
    CHECK_EQ(noted.back().unhandled, 1);
    CHECK_EQ(noted.front().unhandled, 0);
  });
  add("exceptions: a call of what was unloaded, with the module that was there", [] {
    const std::u16string set = uniqueName();
    CHECK_EQ(Child(callsUnloaded, set).wait(), Child::kCrashed);
    const auto noted = notedIn(set);
    REQUIRE(!noted.empty());
    CHECK_EQ(noted[0].code, EXCEPTION_ACCESS_VIOLATION);
    CHECK_EQ(noted[0].access, kVdiExecute);
    CHECK_EQ(noted[0].accessed, noted[0].address);
    CHECK_EQ(noted[0].module, kVdiUnloaded);
    CHECK(isNamed(noted[0], u"vdi_reference.dll"));
    void* const library = loadLibrary("vdi_reference");
    const auto* const function = static_cast<const char*>(symbolOf(library, "DllCanUnloadNow"));
    CHECK_EQ(noted[0].offset, function - static_cast<const char*>(library));
  });
  add("exceptions: a stack that overflows has room left to tell it", [] {
    const std::u16string set = uniqueName();
    // Wine 8.0 ends it with another code than the exception's.
    Child(overflowsItsStack, set).wait();
    const auto noted = notedIn(set);
    REQUIRE(!noted.empty());
    CHECK_EQ(noted[0].code, EXCEPTION_STACK_OVERFLOW);
    CHECK(isNamed(noted[0], u"vdi_native_tests.exe"));
  });
  add("exceptions: one that an earlier handler takes is not seen, and goes its way", [] {
    const std::u16string set = uniqueName();
    CHECK_EQ(Child(handlesItself, set, 3).wait(), 7);
    CHECK(notedIn(set).empty());
  });
  add("exceptions: ones that are handled are seen and go their way; the last are kept", [] {
    const std::u16string set = uniqueName();
    CHECK_EQ(Child(handlesAfterUs, set, 20).wait(), 7);
    const auto noted = notedIn(set);
    CHECK_EQ(noted.size(), kVdiExceptions);
    for (const VdiException& each : noted) {
      CHECK_EQ(each.code, kOwnException);
      CHECK_EQ(each.unhandled, 0);
      CHECK(each.order > 12 && each.order <= 20);
    }
  });
  add("exceptions: when the system's own handling breaks down, the first one ends the process and is told", [] {
    const std::u16string set = uniqueName();
    CHECK_EQ(Child(breaksDown, set).wait(), Child::kCrashed);
    const auto noted = notedIn(set);
    const auto last = std::max_element(noted.begin(), noted.end(), [](const auto& a, const auto& b) {
      return a.order < b.order;
    });
    REQUIRE(last != noted.end());
    CHECK_EQ(last->unhandled, 1);
    CHECK_EQ(last->code, EXCEPTION_ACCESS_VIOLATION);
    CHECK_EQ(last->access, kVdiWrite);
    CHECK_EQ(last->accessed, 16);
    CHECK(isNamed(*last, u"vdi_native_tests.exe"));
  });
  add("exceptions: many in one another that are handled go their way", [] {
    const std::u16string set = uniqueName();
    CHECK_EQ(Child(nestsAndHandles, set).wait(), 7);
    CHECK_EQ(notedIn(set).size(), kVdiExceptions);
  });
  add("exceptions: the program's own filter still decides", [] {
    const std::u16string set = uniqueName();
    CHECK_EQ(Child(hasItsOwnFilter, set).wait(), 9);
    const auto noted = notedIn(set);
    REQUIRE(!noted.empty());
    CHECK_EQ(noted.back().unhandled, 1);
  });
  add("exceptions: a file that cannot be made is told", [] {
    const auto note = find<decltype(&vdi_recorder_note_exceptions)>(loadLibrary("vdi_recorder"),
                                                                    "vdi_recorder_note_exceptions");
    CHECK_EQ(note(L"C:\\no-such-folder\\x"), ERROR_PATH_NOT_FOUND);
  });
}

const Registration registration(addAll);

}  // namespace
}  // namespace tests
