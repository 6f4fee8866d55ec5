#pragma once
/// A device, and the one thread that uses it.

#include <string>

#include "../interface/vdi_interfaces.h"
#include "medium.h"

namespace clients {

class Client;

class Worker {
public:
  Worker(Client& client, unsigned index);

  /// Opens medium and device, executes commands until the server closes the device, and gives the device back.
  void serve();

  const std::u16string& name() const;

  Client& client;
  /// Of the device, from 0.
  const unsigned index;
  IClientVirtualDevice* device = nullptr;
  Medium medium;
  /// Commands that were taken.
  unsigned taken = 0;

private:
  bool open();
  void execute();
};

}  // namespace clients
