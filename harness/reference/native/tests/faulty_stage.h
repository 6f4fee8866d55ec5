#pragma once
/// A stage whose ends come from the faulty library.

#include <string>
#include <vector>

#include "runner.h"
#include "stage.h"

namespace tests {

inline constexpr const char* kFaulty = "vdi_faulty";

/// A stage whose ends come from the faulty library, with the fault that was chosen.
struct FaultyStage : Stage {
  explicit FaultyStage(const char* fault, unsigned devices = 1) : Stage(devices) {
    setVariable("VDI_REFERENCE_FAULT", fault);
    client->Release();
    server->Release();
    client = newClient(kFaulty);
    server = newServer(kFaulty);
  }
};

struct Outstanding {
  explicit Outstanding(FaultyStage& stage) : sent(3) {
    stage.activate();
    for (Sent& each : sent) {
      each.fill(vdi::VDC_Flush, nullptr, 0);
      CHECK_EQ(stage.serverDevices[0]->SendCommand(&each.command), NOERROR);
    }
  }
  std::vector<Sent> sent;
};

inline void cleanEnd(Stage& stage, HRESULT expected) {
  stage.activate();
  stage.server->RequestBuffers(4096, 0, 1);
  stage.closeServerDevices();
  stage.hearClose();
  CHECK_EQ(stage.server->Close(), expected);
  stage.joinAgent();
}

template <class Body>
void fault(const char* id, Body body) {
  add(std::string("fault ") + id, [=] { body(id); });
}

}  // namespace tests
