/// The client's state table, cell by cell.

#include "runner.h"
#include "stage.h"

namespace tests {
namespace {

using namespace vdi;

enum State { None, Created, Initializing, Active, Normal, Abnormal, kStates };
const char* const kStateNames[] = {
    "does not exist", "Created", "Initializing", "Active", "Normally terminated", "Abnormally terminated"};

void driveTo(State state, Stage& stage) {
  if (state == None) return;
  if (state == Created) return stage.create();
  if (state == Initializing) {
    stage.create();
    stage.open();
    stage.begin();
    stage.request();
    return stage.end();
  }
  stage.activate();
  if (state == Normal) {
    stage.closeServerDevices();
    stage.hearClose();
  }
  if (state == Abnormal) stage.client->SignalAbort();
}

State observe(Stage& stage) {
  VDConfig config;
  switch (stage.client->GetConfiguration(0, &config)) {
    case VD_E_PROTOCOL: return None;
    case VD_E_ABORT: return Abnormal;
    case VD_E_TIMEOUT: return Created;
    default: break;
  }
  IClientVirtualDevice* device = nullptr;
  const HRESULT open = stage.client->OpenDevice(u"", &device);
  return open == VD_E_OPEN ? Active : open == VD_E_PROTOCOL ? Normal : Initializing;
}

struct Row {
  const char* method;
  HRESULT answers[kStates];
  State after[kStates];
  HRESULT (*call)(Stage&);
};

constexpr HRESULT O = NOERROR, P = VD_E_PROTOCOL, A = VD_E_ABORT;
#define SAME {None, Created, Initializing, Active, Normal, Abnormal}

const Row kRows[] = {
    {"Create",
     {O, P, P, P, P, P},
     {Created, Created, Initializing, Active, Normal, Abnormal},
     [](Stage& s) { return s.client->Create(s.name.c_str(), &s.config); }},
    {"CreateEx",
     {O, P, P, P, P, P},
     {Created, Created, Initializing, Active, Normal, Abnormal},
     [](Stage& s) { return s.client->CreateEx(u"", s.name.c_str(), &s.config); }},
    {"OpenInSecondary",
     {P, P, P, P, P, P},
     SAME,
     [](Stage& s) { return s.client->OpenInSecondary(s.name.c_str()); }},
    {"GetConfiguration",
     {P, VD_E_TIMEOUT, O, O, O, A},
     SAME,
     [](Stage& s) {
       VDConfig config;
       return s.client->GetConfiguration(0, &config);
     }},
    {"OpenDevice",
     {P, P, O, VD_E_OPEN, P, A},
     {None, Created, Active, Active, Normal, Abnormal},
     [](Stage& s) {
       auto* device = reinterpret_cast<IClientVirtualDevice*>(8);
       const HRESULT result = s.client->OpenDevice(s.name.c_str(), &device);
       if (failed(result)) CHECK(device == nullptr);
       if (device != nullptr) s.clientDevices.push_back(device);
       return result;
     }},
    {"SignalAbort",
     {P, O, O, O, O, O},
     {None, Abnormal, Abnormal, Abnormal, Abnormal, Abnormal},
     [](Stage& s) { return s.client->SignalAbort(); }},
    {"GetBufferHandle",
     {P, VD_E_INVALID, VD_E_INVALID, VD_E_INVALID, VD_E_INVALID, VD_E_INVALID},
     SAME,
     [](Stage& s) {
       DWORD handle;
       BYTE byte;
       return s.client->GetBufferHandle(&byte, &handle);
     }},
    {"MapBufferHandle",
     {P, VD_E_INVALID, VD_E_INVALID, VD_E_INVALID, VD_E_INVALID, A},
     SAME,
     [](Stage& s) {
       BYTE* buffer;
       return s.client->MapBufferHandle(0xFFFFFFFF, &buffer);
     }},
    {"Close",
     {P, O, O, VD_E_OPEN, O, O},
     {None, None, None, None, None, None},
     [](Stage& s) { return s.client->Close(); }},
};

void addAll() {
  for (const Row& row : kRows) {
    for (int state = None; state < kStates; ++state) {
      add(std::string("client ") + row.method + ", " + kStateNames[state], [&row, state] {
        Stage stage;
        driveTo(static_cast<State>(state), stage);
        CHECK_EQ(observe(stage), state);
        CHECK_EQ(row.call(stage), row.answers[state]);
        CHECK_EQ(observe(stage), row.after[state]);
      });
    }
  }
  add("client device: GetCommand and CompleteCommand in every state that a device can see", [] {
    struct Case {
      State state;
      HRESULT get, complete;
    };
    for (const Case& each : {Case{Active, VD_E_TIMEOUT, VD_E_INVALID}, Case{Normal, VD_E_CLOSE, P},
                             Case{Abnormal, A, A}, Case{None, P, P}}) {
      Stage stage;
      if (each.state == None) {
        stage.activate();
        CHECK_EQ(stage.client->Close(), VD_E_OPEN);
      } else {
        driveTo(each.state, stage);
      }
      VDC_Command* command = nullptr;
      CHECK_EQ(stage.clientDevices[0]->GetCommand(0, &command), each.get);
      CHECK_EQ(stage.clientDevices[0]->GetCommand(10, &command), each.get);
      CHECK_EQ(stage.clientDevices[0]->CompleteCommand(reinterpret_cast<VDC_Command*>(16), 0, 0, 0),
               each.complete);
    }
  });
  add("client: a device of a set not all open waits for its first command", [] {
    Stage stage(2);
    stage.create();
    stage.open();
    stage.begin();
    stage.end();
    IClientVirtualDevice* device = nullptr;
    REQUIRE(stage.client->OpenDevice(stage.name.c_str(), &device) == NOERROR);
    stage.clientDevices.push_back(device);
    VDC_Command* command = nullptr;
    CHECK_EQ(device->GetCommand(0, &command), VD_E_TIMEOUT);
    CHECK_EQ(device->CompleteCommand(nullptr, 0, 0, 0), VD_E_INVALID);
    IClientVirtualDevice* again = nullptr;
    CHECK_EQ(stage.client->OpenDevice(stage.name.c_str(), &again), VD_E_PROTOCOL);
    CHECK_EQ(stage.client->OpenDevice(u"with\\backslash", &again), VD_E_INVALID);
  });
  add("client: the interface makes another set after Close, and the name is free", [] {
    Stage stage;
    for (int i = 0; i < 20; ++i) {
      stage.create();
      stage.open();
      CHECK_EQ(stage.server->Close(), NOERROR);
      CHECK_EQ(stage.client->Close(), NOERROR);
      stage.server->Release();
      stage.server = newServer();
    }
  });
  add("client Create: names, configurations and instances that are refused", [] {
    Stage stage;
    IClientVirtualDeviceSet2* const client = stage.client;
    const auto create = [&](VDConfig config) {
      return client->CreateEx(nullptr, stage.name.c_str(), &config);
    };
    VDConfig right{};
    right.deviceCount = 1;
    VDConfig wrong = right;
    wrong.deviceCount = 0;
    CHECK_EQ(create(wrong), VD_E_NOTSUPPORTED);
    wrong.deviceCount = 65;
    CHECK_EQ(create(wrong), VD_E_NOTSUPPORTED);
    wrong = right;
    wrong.features = 4;
    CHECK_EQ(create(wrong), VD_E_NOTSUPPORTED);
    wrong = right;
    wrong.alignment = 3000;
    CHECK_EQ(create(wrong), VD_E_NOTSUPPORTED);
    CHECK_EQ(client->CreateEx(nullptr, u"", &right), VD_E_INVALID);
    CHECK_EQ(client->CreateEx(nullptr, nullptr, &right), VD_E_INVALID);
    CHECK_EQ(client->CreateEx(nullptr, u"a\\b", &right), VD_E_INVALID);
    CHECK_EQ(client->CreateEx(nullptr, std::u16string(128, u'n').c_str(), &right), VD_E_INVALID);
    CHECK_EQ(client->CreateEx(nullptr, stage.name.c_str(), nullptr), VD_E_INVALID);
    CHECK_EQ(client->CreateEx(u"host\\instance", stage.name.c_str(), &right), VD_E_INSTANCE_NAME);
    CHECK_EQ(client->CreateEx(u"seventeen-letters", stage.name.c_str(), &right), VD_E_INSTANCE_NAME);
    CHECK_EQ(client->CreateEx(nullptr, std::u16string(127, u'\u20ac').c_str(), &right), NOERROR);
    CHECK_EQ(stage.server->Open(nullptr, std::u16string(127, u'\u20ac').c_str()), NOERROR);
  });
  add("client Create: a name that a living primary has", [] {
    Stage stage;
    stage.create();
    IClientVirtualDeviceSet2* const other = newClient();
    CHECK_EQ(other->Create(stage.name.c_str(), &stage.config), VD_E_PROTOCOL);
    CHECK_EQ(stage.client->Close(), NOERROR);
    CHECK_EQ(other->Create(stage.name.c_str(), &stage.config), NOERROR);
    other->Release();
    CHECK(!nameIsTaken(stage.name));
  });
}

const Registration registration(addAll);

}  // namespace
}  // namespace tests
