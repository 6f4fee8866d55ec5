#pragma once
#include <windows.h>

#include <cstddef>
#include <cstdint>

namespace vdi::recorder {

/// On its way through a stack's frames the system may fault itself: at one that no compiler made, as those are
/// on which koffi calls a library. It then begins anew with that fault, and faults at the same place, until the
/// stack is full. Windows ends the process then; Wine 8.0 ends the thread, and the rest hangs.
class Breakdown {
public:
  void findNtdll() {
    ntdll_ = reinterpret_cast<const char*>(GetModuleHandleW(L"ntdll.dll"));
    const auto& dos = *reinterpret_cast<const IMAGE_DOS_HEADER*>(ntdll_);
    ntdllBytes_ = reinterpret_cast<const IMAGE_NT_HEADERS*>(ntdll_ + dos.e_lfanew)->OptionalHeader.SizeOfImage;
  }

  /// Whether this exception is one too many of that kind; `first` is the one that it began with then. Of two
  /// threads at once it knows one.
  bool at(const EXCEPTION_POINTERS& about, EXCEPTION_RECORD& first) {
    const EXCEPTION_RECORD& record = *about.ExceptionRecord;
    const DWORD thread = GetCurrentThreadId();
    const std::uintptr_t stack = stackOf(*about.ContextRecord);
    const auto* const address = static_cast<const char*>(record.ExceptionAddress);
    const bool below = thread == thread_ && stack < stack_;
    const bool inNtdll = address >= ntdll_ && address < ntdll_ + ntdllBytes_;
    stack_ = stack;
    if (!below || !inNtdll || record.ExceptionCode != EXCEPTION_ACCESS_VIOLATION) {
      thread_ = thread;
      first_ = record;
      times_ = 0;
      return false;
    }
    times_ = address == address_ ? times_ + 1 : 1;
    address_ = address;
    if (times_ < kTooMany) return false;
    first = first_;
    return true;
  }

private:
  static constexpr unsigned kTooMany = 16;

  static std::uintptr_t stackOf(const CONTEXT& context) {
#ifdef _WIN64
    return context.Rsp;
#else
    return context.Esp;
#endif
  }

  const char* ntdll_ = nullptr;
  std::size_t ntdllBytes_ = 0;
  DWORD thread_ = 0;
  std::uintptr_t stack_ = 0;
  const char* address_ = nullptr;
  unsigned times_ = 0;
  EXCEPTION_RECORD first_ = {};
};

}  // namespace vdi::recorder
