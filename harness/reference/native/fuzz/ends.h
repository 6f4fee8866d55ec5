#pragma once
/// Both ends of a set in one process, for calls that may be refused at any time. What an end gave out is used
/// as its owner would use it: buffers are read and written over their whole length.

#include <atomic>
#include <deque>
#include <string>
#include <thread>
#include <vector>

#include "../interface/vdi_interfaces.h"
#include "bytes.h"

namespace fuzz {

struct Sent {
  VDS_Command command{};
  std::atomic<unsigned> calls{0};
};

struct Taken {
  VDC_Command* command;
  IClientVirtualDevice* device;
};

/// A name that no other set of this process has.
std::u16string newName();

class Ends {
public:
  enum class Who { Both, ServerOnly };

  Ends(std::u16string name, unsigned devices, Who who);
  /// Closes and releases everything, and aborts the process when something is not as it has to be afterwards: a
  /// command without exactly one callback, memory of the set that is still mapped.
  ~Ends();

  const std::u16string& name() const { return name_; }
  unsigned devices() const { return devices_; }
  HRESULT open();

  /// Leads the set so many steps towards Active, as far as both ends agree.
  void establish(unsigned steps);
  /// One call of one end, chosen by the input.
  void call(Bytes& in);

private:
  void serverCall(Bytes& in);
  void clientCall(Bytes& in);
  void startAgent();
  void send(Bytes& in);
  void take(Bytes& in);
  void complete(Bytes& in);
  void secondary(Bytes& in);
  void openServerDevice(unsigned index);
  void openClientDevice(unsigned index);
  std::u16string deviceName(unsigned index) const;

  std::u16string name_;
  unsigned devices_;
  IServerVirtualDeviceSet2* server_ = nullptr;
  IClientVirtualDeviceSet2* client_ = nullptr;
  std::vector<IServerVirtualDevice*> serverDevices_;
  std::vector<IClientVirtualDevice*> clientDevices_;
  std::vector<BYTE*> buffers_;
  std::deque<Sent> sent_;
  std::vector<Taken> taken_;
  std::thread agent_;
  /// A lock that a corrupt block keeps for ever costs each call that wants it two seconds.
  unsigned opensLeft_ = 6;
};

}  // namespace fuzz
