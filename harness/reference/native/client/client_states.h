#pragma once
/// The client's state table (VDI-FACTS section 3), as data.

#include <cstdint>

#include "../interface/vdi_codes.h"

namespace vdi {

enum class ClientState : std::uint32_t {
  DoesNotExist,  // never created, or closed: the client's interface may be used again
  Created,
  Initializing,
  Active,
  NormallyTerminated,
  AbnormallyTerminated,
};

/// In the order of the vtables: the set's, then the device's.
enum class ClientMethod : std::uint32_t {
  Create,
  GetConfiguration,
  OpenDevice,
  Close,
  SignalAbort,
  OpenInSecondary,
  GetBufferHandle,
  MapBufferHandle,
  CreateEx,
  OpenInSecondaryEx,
  GetCommand,
  CompleteCommand,
};

namespace client_table {
constexpr HRESULT O = NOERROR, P = VD_E_PROTOCOL, A = VD_E_ABORT;

// OpenDevice answers VD_E_OPEN by itself when all devices are open (page). GetCommand waits in Initializing, where
// the table says P: its page knows no VD_E_PROTOCOL, and a client of several processes opens and uses its devices
// in an order that no one of them can see. After the normal end it goes on saying VD_E_CLOSE.
constexpr HRESULT kAnswers[][6] = {
    // none cre. ini. act. nor. abn.
    {O, P, P, P, P, P},  // Create
    {P, O, O, O, O, A},  // GetConfiguration
    {P, P, O, O, P, A},  // OpenDevice
    {P, O, O, O, O, O},  // Close
    {P, O, O, O, O, O},  // SignalAbort
    {O, P, P, P, P, P},  // OpenInSecondary
    {P, O, O, O, O, O},  // GetBufferHandle: a buffer in hand stays valid after an abort
    {P, O, O, O, O, A},  // MapBufferHandle: but no new one is given
    {O, P, P, P, P, P},  // CreateEx
    {O, P, P, P, P, P},  // OpenInSecondaryEx
    {P, P, O, O, O, A},  // GetCommand
    {P, P, O, O, P, A},  // CompleteCommand
};
}  // namespace client_table

constexpr HRESULT admission(ClientMethod method, ClientState state) {
  return client_table::kAnswers[static_cast<std::uint32_t>(method)][static_cast<std::uint32_t>(state)];
}

}  // namespace vdi
