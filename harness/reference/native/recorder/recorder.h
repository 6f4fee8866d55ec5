#pragma once
/// The completion recorder: a completion routine that writes down what happened, on the thread on which it
/// happened, and calls nobody. Works with any VDI library, and knows of none but the binary interface.

#include <stdint.h>

#include "../interface/vdi_types.h"

enum VdiRecordKind : uint32_t { kVdiCallback = 1, kVdiAgentEntered = 2, kVdiAgentReturned = 3 };

struct VdiRecord {
  uint64_t order;             // from 0, over all threads
  uint64_t timeNs;            // of the monotonic clock
  uint64_t thread;            // as the system numbers it
  uint64_t command;           // address of the VDS_Command
  uint64_t context;           // its completionContext
  uint32_t kind;              // VdiRecordKind
  uint32_t completionCode;
  uint32_t bytesTransferred;
  uint32_t result;            // HRESULT of the agent, for its return
  uint64_t outPosition;
};
static_assert(sizeof(VdiRecord) == 64, "the layout is read from other languages");

/// Its address is what a command gets as completionRoutine. A null command is recorded as such.
VDI_EXPORT void VDI_CALL vdi_recorder_callback(VDS_Command* command);
/// Lends this thread to the set's completion agent, and records its coming and going.
VDI_EXPORT int32_t VDI_CALL vdi_recorder_lend_thread(void* serverSet);
VDI_EXPORT uint64_t VDI_CALL vdi_recorder_count(void);
/// Copies up to `max` records from number `from` on; answers how many.
VDI_EXPORT uint32_t VDI_CALL vdi_recorder_read(uint64_t from, struct VdiRecord* out, uint32_t max);
/// Waits until there are at least `count` records or time is over; answers how many there are.
VDI_EXPORT uint64_t VDI_CALL vdi_recorder_wait(uint64_t count, uint32_t timeoutMs);
VDI_EXPORT uint64_t VDI_CALL vdi_recorder_thread(void);
