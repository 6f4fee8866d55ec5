#include "checks.h"

#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

#include "../linux_vendor/client_virtual_device.h"

namespace linux_client {

namespace {

/// The name of a set; the library takes it as it was declared long ago, writable.
class Name {
public:
  explicit Name(std::string text) : text_(std::move(text)) {}
  operator char*() { return &text_[0]; }

private:
  std::string text_;
};

void say(const std::string& what, int result) {
  std::printf("%s 0x%08x\n", what.c_str(), static_cast<unsigned>(result));
}

VDConfig oneDevice() {
  VDConfig config{};
  config.deviceCount = 1;
  return config;
}

void withoutASet() {
  ClientVirtualDevice device;
  VDC_Command* command = nullptr;
  say("GetCommand of a device that nobody opened", device.GetCommand(0, &command));
  say("CompleteCommand of a device that nobody opened", device.CompleteCommand(command, 0, 0, 0));

  ClientVirtualDeviceSet set;
  VDConfig config = oneDevice();
  auto* opened = reinterpret_cast<ClientVirtualDevice*>(&config);
  Name name("nobody-has-created-this");
  BYTE byte = 0;
  BYTE* mapped = nullptr;
  unsigned handle = 0;
  say("GetConfiguration without a set", set.GetConfiguration(0, &config));
  say("OpenDevice without a set", set.OpenDevice(name, &opened));
  say("and gives null", opened == nullptr ? 0 : 1);
  say("SignalAbort without a set", set.SignalAbort());
  say("GetBufferHandle without a set", set.GetBufferHandle(&byte, &handle));
  say("MapBufferHandle without a set", set.MapBufferHandle(1, &mapped));
  say("OpenInSecondary of no set", set.OpenInSecondary(name));
  say("Close without a set", set.Close());
}

void names(const std::string& unique) {
  ClientVirtualDeviceSet set;
  VDConfig config = oneDevice();
  say("Create without a name", set.Create(nullptr, &config));
  const std::vector<std::string> bad = {"", "a\\b", "\xC3", "\xC0\x80", "\xED\xA0\x80", "\xF5\x80\x80\x80",
                                        "a\x80z", "\xE2\x82z"};
  for (const std::string& each : bad) {
    Name name(each);
    say("Create with a bad name", set.Create(name, &config));
  }
  Name longest(unique + std::string(127 - unique.size(), 'x'));
  say("Create with 127 characters", set.Create(longest, &config));
  say("Close", set.Close());
  Name tooLong(std::string(128, 'x'));
  say("Create with 128 characters", set.Create(tooLong, &config));
  // Two units each: 126 of them and one more.
  std::string clefs = unique.substr(0, 1);
  for (int i = 0; i < 63; ++i) clefs += "\xF0\x9D\x84\x9E";
  Name wide(clefs);
  say("Create with 63 clefs and a letter", set.Create(wide, &config));
  say("Close", set.Close());
  Name tooWide(clefs + "\xC3\xBC");
  say("Create with an umlaut more", set.Create(tooWide, &config));
}

void life(const std::string& unique) {
  ClientVirtualDeviceSet set;
  VDConfig config = oneDevice();
  Name name(unique);
  say("Create without a configuration", set.Create(name, nullptr));
  say("Create", set.Create(name, &config));
  say("Create again", set.Create(name, &config));
  ClientVirtualDeviceSet other;
  say("Create of another object's name", other.Create(name, &config));
  say("GetConfiguration, polled", set.GetConfiguration(0, &config));
  set.RegisterDeviceClosed();
  ClientVirtualDevice* device = nullptr;
  say("OpenDevice too early", set.OpenDevice(name, &device));
  say("SignalAbort", set.SignalAbort());
  say("GetConfiguration after it", set.GetConfiguration(-1, &config));
  say("Close", set.Close());
  say("Close again", set.Close());
  say("Create for a further set", set.Create(name, &config));
}

}  // namespace

void check(const std::string& unique) {
  withoutASet();
  names(unique);
  life(unique);
  // What life left open has ended with its object.
  ClientVirtualDeviceSet set;
  VDConfig config = oneDevice();
  Name name(unique);
  say("Create after the object's end", set.Create(name, &config));
  say("Close", set.Close());
}

}  // namespace linux_client
