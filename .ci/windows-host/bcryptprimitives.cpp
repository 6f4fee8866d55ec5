// A library of Windows 10 and later that Wine 8 has not, and that native parts of vitest's ask for random bytes. Wine
// finds this one in WINEPATH.
#include <windows.h>

extern "C" BOOLEAN NTAPI SystemFunction036(PVOID bytes, ULONG count); // RtlGenRandom

extern "C" __declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE bytes, SIZE_T count) {
  return SystemFunction036(bytes, static_cast<ULONG>(count));
}
