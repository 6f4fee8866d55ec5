/// Runs on the thread that has the exception, wherever that was: in the midst of the heap, with the loader's
/// lock, at the end of its stack. So it takes no lock and no memory, and little stack. It decides nothing: the
/// exception goes on to whoever handles it, and ends the process as if nobody had looked. One case apart: see
/// Breakdown.

#include "exceptions_windows.h"

#include <windows.h>

#include <atomic>

#include "breakdown_windows.h"

namespace {

/// UNICODE_STRING, and the text that NtQueryVirtualMemory puts behind it.
struct FileName {
  USHORT bytes;
  USHORT room;
  wchar_t* text;
  wchar_t behind[600];
};
constexpr int kMappedFileName = 2;
using QueryMemory = LONG(WINAPI*)(HANDLE, const void*, int, void*, SIZE_T, SIZE_T*);

/// RTL_UNLOAD_EVENT_TRACE: the system keeps the last modules that were unloaded.
struct Unloaded {
  const char* base;
  SIZE_T bytes;
  ULONG order;
  ULONG timeStamp;
  ULONG checkSum;
  wchar_t name[32];
};
using UnloadTrace = void(WINAPI*)(ULONG** bytesEach, ULONG** count, void** array);

/// For each exception of the ring room of its own: threads may have exceptions at once.
struct Place {
  VdiException exception;
  FileName name;
};
Place places[kVdiExceptions];
std::atomic<std::uint64_t> noted{0};

HANDLE file = INVALID_HANDLE_VALUE;
QueryMemory queryMemory = nullptr;
const ULONG* unloadedBytes = nullptr;
const ULONG* unloadedCount = nullptr;
const char* const* unloadedArray = nullptr;
LPTOP_LEVEL_EXCEPTION_FILTER filterBefore = nullptr;

/// At most `units` of the text, from what follows its last backslash.
void nameAfter(char16_t (&name)[96], const wchar_t* text, unsigned units) {
  unsigned from = 0;
  for (unsigned i = 0; i < units; ++i)
    if (text[i] == L'\\') from = i + 1;
  unsigned length = 0;
  for (; from + length < units && text[from + length] != 0 && length < 95; ++length)
    name[length] = static_cast<char16_t>(text[from + length]);
  name[length] = 0;
}

void findUnloaded(const char* address, VdiException& exception) {
  if (unloadedArray == nullptr || *unloadedArray == nullptr) return;
  ULONG newest = 0;
  for (ULONG i = 0; i < *unloadedCount; ++i) {
    const auto& each = *reinterpret_cast<const Unloaded*>(*unloadedArray + i * *unloadedBytes);
    const bool inside = address >= each.base && address < each.base + each.bytes;
    if (!inside || (exception.module == kVdiUnloaded && each.order < newest)) continue;
    newest = each.order;
    exception.module = kVdiUnloaded;
    exception.offset = static_cast<std::uint64_t>(address - each.base);
    nameAfter(exception.name, each.name, 32);
  }
}

/// By what the system knows of the memory: the loader's own list has a lock.
void findModule(const char* address, Place& place) {
  VdiException& exception = place.exception;
  MEMORY_BASIC_INFORMATION part;
  if (VirtualQuery(address, &part, sizeof part) != sizeof part) return;
  if (part.State == MEM_FREE) return findUnloaded(address, exception);
  if (part.Type != MEM_IMAGE) return;
  exception.module = kVdiLoaded;
  exception.offset = static_cast<std::uint64_t>(address - static_cast<const char*>(part.AllocationBase));
  FileName& name = place.name;
  if (queryMemory == nullptr ||
      queryMemory(GetCurrentProcess(), address, kMappedFileName, &name, sizeof name, nullptr) < 0)
    return;
  nameAfter(exception.name, name.text, name.bytes / 2u);
}

void noteAccess(const EXCEPTION_RECORD& record, VdiException& exception) {
  if (record.ExceptionCode != EXCEPTION_ACCESS_VIOLATION && record.ExceptionCode != EXCEPTION_IN_PAGE_ERROR)
    return;
  const ULONG_PTR how = record.ExceptionInformation[0];
  exception.access = how == 0 ? kVdiRead : how == 1 ? kVdiWrite : kVdiExecute;
  exception.accessed = record.ExceptionInformation[1];
}

void note(const EXCEPTION_RECORD& record, bool unhandled) {
  // What a thread finds in GetLastError after an exception that it handled is its own.
  const DWORD lastError = GetLastError();
  const std::uint64_t order = noted.fetch_add(1) + 1;
  const unsigned number = static_cast<unsigned>(order % kVdiExceptions);
  Place& place = places[number];
  VdiException& exception = place.exception;
  exception.order = order;
  exception.thread = GetCurrentThreadId();
  exception.address = reinterpret_cast<std::uintptr_t>(record.ExceptionAddress);
  exception.code = record.ExceptionCode;
  exception.unhandled = unhandled ? 1 : 0;
  exception.access = kVdiNoAccess;
  exception.module = kVdiNoModule;
  exception.accessed = exception.offset = 0;
  exception.name[0] = 0;
  noteAccess(record, exception);
  findModule(static_cast<const char*>(record.ExceptionAddress), place);

  OVERLAPPED where = {};
  where.Offset = number * static_cast<DWORD>(sizeof exception);
  DWORD written = 0;
  WriteFile(file, &exception, sizeof exception, &written, &where);
  SetLastError(lastError);
}

vdi::recorder::Breakdown breakdown;

LONG WINAPI seen(EXCEPTION_POINTERS* about) {
  const EXCEPTION_RECORD& record = *about->ExceptionRecord;
  // Others are words to a debugger.
  if ((record.ExceptionCode & 0x80000000) == 0) return EXCEPTION_CONTINUE_SEARCH;
  static EXCEPTION_RECORD first;
  if (breakdown.at(*about, first)) {
    note(first, true);
    TerminateProcess(GetCurrentProcess(), first.ExceptionCode);
  }
  note(record, false);
  return EXCEPTION_CONTINUE_SEARCH;
}

LONG WINAPI unhandled(EXCEPTION_POINTERS* about) {
  note(*about->ExceptionRecord, true);
  return filterBefore == nullptr ? EXCEPTION_CONTINUE_SEARCH : filterBefore(about);
}

template <class Function>
Function fromNtdll(const char* name) {
  return reinterpret_cast<Function>(
      reinterpret_cast<void*>(GetProcAddress(GetModuleHandleW(L"ntdll.dll"), name)));
}

void findUnloadTrace() {
  const auto trace = fromNtdll<UnloadTrace>("RtlGetUnloadEventTraceEx");
  if (trace == nullptr) return;
  ULONG* bytes = nullptr;
  ULONG* count = nullptr;
  void* array = nullptr;
  trace(&bytes, &count, &array);
  if (bytes == nullptr || count == nullptr || array == nullptr || *bytes < sizeof(Unloaded)) return;
  unloadedBytes = bytes;
  unloadedCount = count;
  // Where the system keeps the array's address: there may be no array yet.
  unloadedArray = static_cast<const char* const*>(array);
}

}  // namespace

std::uint32_t __stdcall vdi_recorder_note_exceptions(const wchar_t* path) {
  if (file != INVALID_HANDLE_VALUE) return ERROR_ALREADY_INITIALIZED;
  constexpr DWORD kShared = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;
  file = CreateFileW(path, GENERIC_WRITE, kShared, nullptr, CREATE_ALWAYS, FILE_ATTRIBUTE_NORMAL, nullptr);
  if (file == INVALID_HANDLE_VALUE) return GetLastError();
  // A library that closes handles that are not its own must not lead us into a file of its own.
  SetHandleInformation(file, HANDLE_FLAG_PROTECT_FROM_CLOSE, HANDLE_FLAG_PROTECT_FROM_CLOSE);
  queryMemory = fromNtdll<QueryMemory>("NtQueryVirtualMemory");
  findUnloadTrace();
  breakdown.findNtdll();
  // The last to be asked: what others handle there, as V8 does its own traps, does not come here.
  AddVectoredExceptionHandler(0, seen);
  filterBefore = SetUnhandledExceptionFilter(unhandled);
  return 0;
}
