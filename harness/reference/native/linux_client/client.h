#pragma once
/// A client as it is written for SQL Server on Linux: it knows the two classes, and links the library that has them.

#include <atomic>
#include <cstdio>
#include <memory>
#include <mutex>
#include <string>

#include "../linux_vendor/client_virtual_device.h"
#include "orders.h"

namespace linux_client {

class Client {
public:
  explicit Client(const Orders& orders) : orders_(orders) {}

  /// Empty, or why it has failed.
  std::string run();

private:
  void serve(unsigned index);
  void serve(unsigned index, ClientVirtualDevice& device);
  /// What the command is completed with; `bytes` is set to what was moved.
  int execute(const VDC_Command& command, std::FILE* medium, unsigned long& bytes);
  /// Where the data of a command is reached.
  BYTE* dataOf(const VDC_Command& command);
  /// Ends the set for all devices, once.
  void fail(const std::string& why);
  /// Does what was ordered for after some commands. False: the device is not served any further.
  bool goesOn();

  const Orders& orders_;
  std::unique_ptr<ClientVirtualDeviceSet> set_{new ClientVirtualDeviceSet};
  std::atomic<unsigned> completed_{0};
  std::mutex mutex_;
  std::string failure_;
};

/// `Call answered 0x80770004`.
std::string answered(const char* call, int result);

}  // namespace linux_client
