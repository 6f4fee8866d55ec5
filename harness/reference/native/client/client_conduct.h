#pragma once
/// The steps of the client's end at which a real implementation may go wrong; see server_conduct.h.

#include <cstdint>
#include <memory>
#include <string>

#include "../platform/platform.h"
#include "client_states.h"

namespace vdi {

struct ClientFacts {
  ClientState state = ClientState::DoesNotExist;
  bool primary = false;
  std::uint32_t deviceCount = 0;
  std::uint32_t devicesOpen = 0;  // opened, and not yet told that the server closed them
  std::uint32_t areas = 0;
  bool otherEndDied = false;

  bool aborted() const { return state == ClientState::AbnormallyTerminated; }
};

class ClientConduct {
public:
  virtual ~ClientConduct() = default;

  /// Every method's result passes here; `facts` are from after the method was done, since it may have waited.
  virtual HRESULT answer(ClientMethod, const ClientFacts&, HRESULT right) { return right; }
  /// Whether there is such an instance; null and empty mean the default one.
  virtual bool knowsInstance(const WCHAR* instance);
  /// Create succeeded: the set has this name.
  virtual void created(const std::u16string& /* setName */) {}
  /// A call that waited is about to return because the set was aborted; `device` counts from 0.
  virtual void wokenByAbort(ClientMethod, std::uint32_t /* device */) {}
  virtual void unmapArea(const ClientFacts&, std::uint32_t area, const platform::Mapping& mapping);
  virtual void afterClose(const ClientFacts&) {}
};

/// One for each set object. Which definition is linked decides between the right library and the faulty one.
std::shared_ptr<ClientConduct> makeClientConduct();

}  // namespace vdi
