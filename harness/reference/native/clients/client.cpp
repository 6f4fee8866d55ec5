#include "client.h"

#include <cstdio>

#include "conduct.h"
#include "text.h"

namespace clients {

Client::Client(const Orders& orders, const std::vector<std::string>& arguments, Conduct& conduct)
    : orders(orders), conduct(conduct), arguments_(arguments) {
  const auto count = static_cast<unsigned>(orders.devices.size());
  const bool one = orders.processes || orders.secondary >= 0;
  const unsigned first = orders.secondary < 0 ? 0 : static_cast<unsigned>(orders.secondary);
  for (unsigned i = first; i < (one ? first + 1 : count); ++i)
    workers.push_back(std::make_unique<Worker>(*this, i));
}

void Client::run() {
  if (!conduct.prepare(*this)) return;
  if (begin()) conduct.serve(*this);
  conduct.end(*this);
}

VDConfig Client::wishes() const {
  VDConfig wishes{};
  wishes.deviceCount = static_cast<std::uint32_t>(orders.devices.size());
  wishes.features = orders.features;
  wishes.prefixZoneSize = orders.prefixZone;
  wishes.maxTransferSize = orders.maxTransfer;
  return wishes;
}

bool Client::begin() {
  std::string why;
  set = static_cast<IClientVirtualDeviceSet2*>(library.newSet(orders.library, why));
  if (set == nullptr) return note("the library cannot be used: " + why), false;
  const WCHAR* const instance = orders.instance.empty() ? nullptr : orders.instance.c_str();
  const bool secondary = orders.secondary >= 0;
  config_ = wishes();
  const HRESULT made = secondary ? set->OpenInSecondaryEx(instance, orders.set.c_str())
                                 : set->CreateEx(instance, orders.set.c_str(), &config_);
  begun = made == NOERROR;
  if (!begun) return note(answered(secondary ? "OpenInSecondaryEx" : "CreateEx", made)), false;
  if (!secondary) {
    std::puts("created");
    std::fflush(stdout);
  }
  VDConfig settled{};
  const HRESULT got = conduct.awaitConfiguration(*this, &settled);
  if (!conduct.accepts(got)) return fail(answered("GetConfiguration", got)), false;
  if (got == NOERROR && !suits(settled)) return fail("the server's configuration does not suit"), false;
  if (got == NOERROR) config_ = settled;
  return true;
}

bool Client::suits(const VDConfig& settled) {
  return settled.deviceCount == orders.devices.size() && settled.prefixZoneSize >= orders.prefixZone;
}

void Client::start() {
  if (orders.processes && orders.secondary < 0)
    for (unsigned i = 1; i < orders.devices.size(); ++i) startProcess(i);
  for (const std::unique_ptr<Worker>& worker : workers)
    threads_.emplace_back([this, &worker] {
      worker->serve();
      workerEnded();
    });
}

void Client::startProcess(unsigned device) {
  std::vector<std::string> arguments = arguments_;
  arguments.insert(arguments.end(), {"--secondary", std::to_string(device)});
  auto child = std::make_unique<Child>();
  if (!child->start(arguments)) return fail("a process for another device could not be started");
  // If it ends badly, its death too, the others have to hear of it.
  threads_.emplace_back([this, device, &child = *child] {
    const int code = child.wait();
    if (code == 0) return;
    const std::string how = code == Child::kCrashed ? "crashed" : "ended with " + std::to_string(code);
    fail("the process of device " + std::to_string(device) + " " + how);
  });
  children_.push_back(std::move(child));
}

void Client::join() {
  for (std::thread& each : threads_) each.join();
  threads_.clear();
}

void Client::workerEnded() {
  const std::lock_guard<std::mutex> held(mutex_);
  ended_ += 1;
  changed_.notify_all();
}

void Client::awaitFirstEnd() {
  std::unique_lock<std::mutex> held(mutex_);
  changed_.wait(held, [this] { return ended_ > 0 || failed_; });
}

bool Client::note(const std::string& reason) {
  const std::lock_guard<std::mutex> held(mutex_);
  if (failed_) return false;
  failed_ = true;
  failure_ = reason;
  changed_.notify_all();
  return true;
}

void Client::fail(const std::string& reason) {
  // Also when a reason was noted before: a medium that is full is told to the server, which may go on all the same.
  note(reason);
  {
    const std::lock_guard<std::mutex> held(mutex_);
    if (aborted_) return;
    aborted_ = true;
  }
  conduct.abort(*this);
}

bool Client::failed() {
  const std::lock_guard<std::mutex> held(mutex_);
  return failed_;
}

std::string Client::failure() {
  const std::lock_guard<std::mutex> held(mutex_);
  return failure_;
}

}  // namespace clients
