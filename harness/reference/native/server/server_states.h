#pragma once
/// The server's state table (VDI-FACTS section 3), as data: may a method be called in a state, and what does it
/// answer if not.

#include <cstdint>

#include "../interface/vdi_codes.h"

namespace vdi {

enum class ServerState : std::uint32_t {
  DoesNotExist,
  Connected,
  Configurable,
  Initializing,
  Active,
  NormallyTerminated,
  AbnormallyTerminated,
  Gone,  // closed: the interface is of no further use
};

/// In the order of the vtables: the set's, then the device's.
enum class ServerMethod : std::uint32_t {
  Open,
  GetConfiguration,
  BeginConfiguration,
  EndConfiguration,
  RequestBuffers,
  QueryAvailableBuffers,
  ExecuteCompletionAgent,
  OpenDevice,
  AllocateBuffer,
  FreeBuffer,
  IsSharedBuffer,
  SignalAbort,
  Close,
  SendCommand,
  CloseDevice,
};

namespace server_table {
constexpr HRESULT O = NOERROR, P = VD_E_PROTOCOL, A = VD_E_ABORT;

// Where a page contradicts the table, the page was taken (VDI-FACTS section 5): VD_E_ABORT from
// BeginConfiguration, EndConfiguration, RequestBuffers and QueryAvailableBuffers; OpenDevice answers VD_E_OPEN by itself when all
// devices are open, and CloseDevice VD_E_CLOSE.
constexpr HRESULT kAnswers[][8] = {
    // none  conn. conf. init. activ norm. abno. gone
    {O, P, P, P, P, P, P, P},  // Open
    {P, O, O, O, O, O, A, P},  // GetConfiguration
    {P, O, P, P, P, P, A, P},  // BeginConfiguration
    {P, P, O, P, P, P, A, P},  // EndConfiguration
    {P, P, O, O, O, P, A, P},  // RequestBuffers
    {P, P, O, O, O, P, A, P},  // QueryAvailableBuffers
    {P, P, P, O, P, P, A, P},  // ExecuteCompletionAgent
    {P, P, P, O, O, P, A, P},  // OpenDevice
    {P, P, P, O, O, O, A, P},  // AllocateBuffer
    {P, P, P, O, O, O, A, P},  // FreeBuffer
    {O, O, O, O, O, O, O, O},  // IsSharedBuffer: 1 or 0, always
    {P, O, O, O, O, O, O, P},  // SignalAbort
    {P, O, O, O, O, O, O, P},  // Close
    {P, P, P, P, O, P, A, P},  // SendCommand
    {P, P, P, P, O, O, A, P},  // CloseDevice
};
}  // namespace server_table

/// NOERROR when the method may go on.
constexpr HRESULT admission(ServerMethod method, ServerState state) {
  return server_table::kAnswers[static_cast<std::uint32_t>(method)][static_cast<std::uint32_t>(state)];
}

}  // namespace vdi
