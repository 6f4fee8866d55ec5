#pragma once
/// One process of a client program: a set, the devices that it serves, and whether all went well.

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "../interface/vdi_interfaces.h"
#include "library.h"
#include "orders.h"
#include "system.h"
#include "worker.h"

namespace clients {

class Conduct;

class Client {
public:
  Client(const Orders& orders, const std::vector<std::string>& arguments, Conduct& conduct);

  /// From the set's beginning to its end; what became of it, failure() tells.
  void run();

  /// Notes why it failed. The first reason is the reason; what fails later follows from it.
  /// @returns whether this is the first.
  bool note(const std::string& reason);
  /// Notes it and ends the set for everybody: nobody must be left waiting for this one.
  void fail(const std::string& reason);
  bool failed();
  /// Empty: nothing failed.
  std::string failure();

  const VDConfig& config() const { return config_; }
  /// As it is asked for.
  VDConfig wishes() const;
  /// What the server settled is what was wished for, as far as it matters.
  bool suits(const VDConfig& settled);

  /// Starts a thread for each worker, and in the primary of several processes the others.
  void start();
  /// Waits for all of them.
  void join();
  /// Until the first worker has ended, or something failed.
  void awaitFirstEnd();
  void workerEnded();

  const Orders& orders;
  Conduct& conduct;
  VdiLibrary library;
  IClientVirtualDeviceSet2* set = nullptr;
  /// Whether there is something to be closed.
  bool begun = false;
  /// Those of this process.
  std::vector<std::unique_ptr<Worker>> workers;

private:
  bool begin();
  void startProcess(unsigned device);

  const std::vector<std::string>& arguments_;
  VDConfig config_{};
  std::vector<std::thread> threads_;
  std::vector<std::unique_ptr<Child>> children_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool failed_ = false;
  bool aborted_ = false;
  unsigned ended_ = 0;
  std::string failure_;
};

}  // namespace clients
