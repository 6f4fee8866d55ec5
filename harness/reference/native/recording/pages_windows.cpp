#include <windows.h>

#include "pages.h"

namespace vdi::recording::pages {

namespace {

void (*teller)(std::uintptr_t) = nullptr;
void* handler = nullptr;

LONG CALLBACK faulted(EXCEPTION_POINTERS* pointers) {
  const EXCEPTION_RECORD& exception = *pointers->ExceptionRecord;
  constexpr ULONG_PTR kWrite = 1;
  if (exception.ExceptionCode == EXCEPTION_ACCESS_VIOLATION && exception.NumberParameters >= 2 &&
      exception.ExceptionInformation[0] == kWrite)
    teller(exception.ExceptionInformation[1]);
  return EXCEPTION_CONTINUE_SEARCH;
}

}  // namespace

std::uintptr_t size() {
  SYSTEM_INFO information;
  GetSystemInfo(&information);
  return information.dwPageSize;
}

bool setWritable(std::uintptr_t from, std::uintptr_t to, bool writable) {
  DWORD before = 0;
  return VirtualProtect(reinterpret_cast<void*>(from), to - from, writable ? PAGE_READWRITE : PAGE_READONLY,
                        &before) != 0;
}

void watchFaults(void (*told)(std::uintptr_t)) {
  teller = told;
  handler = AddVectoredExceptionHandler(1, &faulted);
}

void unwatchFaults() {
  if (handler != nullptr) RemoveVectoredExceptionHandler(handler);
  handler = nullptr;
}

}  // namespace vdi::recording::pages
