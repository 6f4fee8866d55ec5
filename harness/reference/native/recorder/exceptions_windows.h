#pragma once
/// Exceptions of this process, written into a file where another process reads them when this one has ended.
/// What stands there may have been handled: the process ended by an exception if it ended with the exception's
/// code.

#include <cstdint>

/// The file is a ring of these.
struct VdiException {
  std::uint64_t order;  // from 1; 0: this place was not written to
  std::uint64_t thread;
  std::uint64_t address;  // of the instruction
  std::uint64_t accessed;
  std::uint64_t offset;  // of the address in the module
  std::uint32_t code;
  std::uint32_t access;     // VdiAccess
  std::uint32_t module;     // VdiModule
  std::uint32_t unhandled;  // 1: Windows asked what to do with an exception that nobody had handled
  char16_t name[96];        // of the module's file, without a folder; ends with 0
};
static_assert(sizeof(VdiException) == 248, "the layout is read from other languages");

enum VdiAccess : std::uint32_t { kVdiNoAccess, kVdiRead, kVdiWrite, kVdiExecute };
/// Whether the address lies in a module, or in what was one and has been unloaded.
enum VdiModule : std::uint32_t { kVdiNoModule, kVdiLoaded, kVdiUnloaded };

constexpr unsigned kVdiExceptions = 8;

/// Notes exceptions from now on. Once in a process.
/// @return 0, or Windows' error: of the file, which is made anew, or ERROR_ALREADY_INITIALIZED.
extern "C" __declspec(dllexport) std::uint32_t __stdcall vdi_recorder_note_exceptions(const wchar_t* file);
