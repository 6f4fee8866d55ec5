#include "layout.h"

#include <cstddef>
#include <cstdio>

#include "../linux_vendor/client_virtual_device.h"

namespace linux_client {

namespace {

struct Fact {
  const char* of;
  std::size_t bytes;
};

#define SIZE(type) {#type, sizeof(type)}
#define OFFSET(type, field) {#type "." #field, offsetof(type, field)}

constexpr Fact kFacts[] = {
    SIZE(ClientVirtualDevice),
    SIZE(ClientVirtualDeviceSet),
    SIZE(VDConfig),
    OFFSET(VDConfig, deviceCount),
    OFFSET(VDConfig, features),
    OFFSET(VDConfig, prefixZoneSize),
    OFFSET(VDConfig, alignment),
    OFFSET(VDConfig, softFileMarkBlockSize),
    OFFSET(VDConfig, EOMWarningSize),
    OFFSET(VDConfig, serverTimeOut),
    OFFSET(VDConfig, blockSize),
    OFFSET(VDConfig, maxIODepth),
    OFFSET(VDConfig, maxTransferSize),
    OFFSET(VDConfig, bufferAreaSize),
    SIZE(VDC_Command),
    OFFSET(VDC_Command, commandCode),
    OFFSET(VDC_Command, size),
    OFFSET(VDC_Command, position),
    OFFSET(VDC_Command, buffer),
};

}  // namespace

void printLayout() {
  const char* before = "{";
  for (const Fact& each : kFacts) {
    std::printf("%s\"%s\":%zu", before, each.of, each.bytes);
    before = ",";
  }
  std::puts("}");
}

}  // namespace linux_client
