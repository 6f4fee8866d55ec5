/// The configuration that is settled, and the buffers that come of it.

#include <cstring>

#include "runner.h"
#include "stage.h"

namespace tests {
namespace {

using namespace vdi;

void addAll() {
  add("prefix zone, alignment, several areas, and the space that is left", [] {
    VDConfig wanted{};
    wanted.prefixZoneSize = 100;
    wanted.alignment = 8192;
    Stage stage(1, wanted);
    stage.create();
    stage.open();
    stage.begin(4096);
    CHECK_EQ(stage.server->RequestBuffers(5000, 0, 7), NOERROR);
    CHECK_EQ(stage.server->RequestBuffers(1, 65536, 3), NOERROR);
    stage.end();
    CHECK_EQ(stage.settled.alignment, 8192);
    CHECK_EQ(stage.settled.prefixZoneSize, 100);
    DWORD count = 0;
    CHECK_EQ(stage.server->QueryAvailableBuffers(5000, 0, &count), NOERROR);
    CHECK(count >= 7);
    std::vector<BYTE*> buffers;
    for (int i = 0; i < 10; ++i) {
      BYTE* buffer = nullptr;
      const bool coarse = i % 3 == 0 && i < 9;
      CHECK_EQ(stage.server->AllocateBuffer(&buffer, coarse ? 1 : 5000, coarse ? 65536 : 0), NOERROR);
      CHECK_EQ(reinterpret_cast<std::uintptr_t>(buffer) % (coarse ? 65536 : 8192), 0);
      std::memset(buffer - 100, i, 100 + (coarse ? 1 : 5000));
      buffers.push_back(buffer);
    }
    for (int i = 0; i < 10; ++i) CHECK_EQ(*buffers[i], i);  // nobody wrote over another's
    CHECK_EQ(stage.server->QueryAvailableBuffers(5000, 0, &count), NOERROR);
    for (DWORD left = count; left > 0; --left) {
      BYTE* buffer = nullptr;
      CHECK_EQ(stage.server->AllocateBuffer(&buffer, 5000, 0), NOERROR);
    }
    BYTE* none = nullptr;
    CHECK_EQ(stage.server->AllocateBuffer(&none, 5000, 0), VD_E_MEMORY);
    CHECK_EQ(stage.server->FreeBuffer(buffers[1], 4999), VD_E_INVALID);
    CHECK_EQ(stage.server->FreeBuffer(buffers[1] + 1, 5000), VD_E_INVALID);
    CHECK_EQ(stage.server->FreeBuffer(buffers[1], 5000), NOERROR);
    CHECK_EQ(stage.server->FreeBuffer(buffers[1], 5000), VD_E_INVALID);
    CHECK_EQ(stage.server->AllocateBuffer(&none, 5000, 0), NOERROR);
    CHECK(none == buffers[1]);
    CHECK_EQ(stage.server->AllocateBuffer(&none, 5000, 3), VD_E_INVALID);
    CHECK_EQ(stage.server->AllocateBuffer(&none, 0, 0), VD_E_INVALID);
    for (int area = 1; area < 63; ++area) CHECK_EQ(stage.server->RequestBuffers(4096, 0, 1), NOERROR);
    CHECK_EQ(stage.server->RequestBuffers(4096, 0, 1), VD_E_MEMORY);
    CHECK_EQ(mappingsOf(stage.name), 2 + 63);
    CHECK_EQ(stage.server->Close(), NOERROR);
    CHECK_EQ(mappingsOf(stage.name), 1);
  });
  add("memory that cannot be had leaves the set Configurable", [] {
    Stage stage;
    stage.create();
    stage.open();
    stage.begin();
    CHECK_EQ(stage.server->RequestBuffers(0x40000000, 0, 1000), NOERROR);
    CHECK_EQ(stage.server->EndConfiguration(), VD_E_MEMORY);
    CHECK_EQ(stage.server->RequestBuffers(0x40000000, 0, 4), NOERROR);  // four gigabytes, never touched
    CHECK_EQ(stage.server->EndConfiguration(), NOERROR);
  });
  add("BeginConfiguration: what is refused", [] {
    Stage stage;
    stage.create();
    stage.open();
    IServerVirtualDeviceSet2* const server = stage.server;
    CHECK_EQ(server->BeginConfiguration(0, 0, 512, 65536, 0), VD_E_INVALID);
    CHECK_EQ(server->BeginConfiguration(0, 500, 512, 65536, 0), VD_E_INVALID);
    CHECK_EQ(server->BeginConfiguration(0, 1024, 512, 65536, 0), VD_E_INVALID);
    CHECK_EQ(server->BeginConfiguration(0, 512, 131072, 65536, 0), VD_E_INVALID);
    CHECK_EQ(server->BeginConfiguration(0, 512, 512, 0, 0), VD_E_INVALID);
    CHECK_EQ(server->BeginConfiguration(0, 512, 512, 65537, 0), VD_E_INVALID);
    CHECK_EQ(server->BeginConfiguration(4, 512, 512, 65536, 0), VD_E_INVALID);
    CHECK_EQ(server->BeginConfiguration(VDF_ReadMedia, 512, 0, 65536, 0), NOERROR);
  });
  add("the client learns of the features that the server adds: the direction, and VDC_Complete", [] {
    VDConfig wanted{};
    wanted.features = VDF_RequestComplete;
    Stage stage(1, wanted);
    stage.create();
    stage.open();
    constexpr DWORD kAdded = VDF_WriteMedia | VDF_CompleteEnabled;
    CHECK_EQ(stage.server->BeginConfiguration(VDF_RequestComplete | kAdded, 512, 0, 65536, 0), NOERROR);
    stage.end();
    CHECK_EQ(stage.settled.features, VDF_RequestComplete | kAdded);
    stage.openClientDevices();
    stage.openServerDevices();
    stage.startAgent();
    Sent complete(VDC_Complete, nullptr, 0);
    CHECK_EQ(sendWhenActive(stage.serverDevices[0], complete), NOERROR);
    VDC_Command* command = nullptr;
    CHECK_EQ(stage.clientDevices[0]->GetCommand(10000, &command), NOERROR);
    REQUIRE(command != nullptr);
    CHECK_EQ(command->commandCode, VDC_Complete);
    CHECK_EQ(stage.clientDevices[0]->CompleteCommand(command, ERROR_SUCCESS, 0, 0), NOERROR);
    CHECK(complete.waitCalled());
    CHECK_EQ(complete.code.load(), ERROR_SUCCESS);
    stage.shutDown();
  });
  add("a server that adds no VDC_Complete has none, though the client asked for it", [] {
    VDConfig wanted{};
    wanted.features = VDF_RequestComplete;
    Stage stage(1, wanted);
    stage.create();
    stage.open();
    CHECK_EQ(stage.server->BeginConfiguration(VDF_WriteMedia, 512, 0, 65536, 0), NOERROR);
    stage.end();
    CHECK_EQ(stage.settled.features, VDF_RequestComplete | VDF_WriteMedia);
  });
}

const Registration registration(addAll);

}  // namespace
}  // namespace tests
