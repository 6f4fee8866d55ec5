#include "client.h"

#include <thread>
#include <unistd.h>
#include <vector>

#include "../interface/vdi_codes.h"
#include "../interface/vdi_results.h"

namespace linux_client {

std::string answered(const char* call, int result) {
  char text[80];
  std::snprintf(text, sizeof text, "%s answered 0x%08x", call, static_cast<unsigned>(result));
  return text;
}

std::string Client::run() {
  VDConfig config{};
  config.deviceCount = static_cast<std::uint32_t>(orders_.devices.size());
  const int created = set_->Create(const_cast<char*>(orders_.set.c_str()), &config);
  if (created != 0) return answered("Create", created);
  std::puts("created");
  std::fflush(stdout);
  const int configured = set_->GetConfiguration(orders_.waitMs, &config);
  if (configured != 0) {
    fail(answered("GetConfiguration", configured));
  } else {
    std::vector<std::thread> threads;
    for (unsigned i = 0; i < orders_.devices.size(); ++i) threads.emplace_back([this, i] { serve(i); });
    for (std::thread& each : threads) each.join();
  }
  if (set_ == nullptr) return failure_;
  const int closed = set_->Close();
  if (failure_.empty() && closed != 0) fail(answered("Close", closed));
  return failure_;
}

void Client::fail(const std::string& why) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (!failure_.empty()) return;
  failure_ = why;
  if (set_ != nullptr) set_->SignalAbort();
}

void Client::serve(unsigned index) {
  ClientVirtualDevice* device = nullptr;
  const int opened = set_->OpenDevice(const_cast<char*>(orders_.devices[index].c_str()), &device);
  if (opened != 0) return fail(answered("OpenDevice", opened));
  serve(index, *device);
  // Half of them are left to the library, as the public sample does.
  if (index % 2 == 1) delete device;
}

void Client::serve(unsigned index, ClientVirtualDevice& device) {
  std::FILE* const medium = std::fopen(orders_.medium(index).c_str(), orders_.restore ? "rb" : "wb");
  if (medium == nullptr) return fail("the medium cannot be opened");
  for (;;) {
    VDC_Command* command = nullptr;
    const int got = device.GetCommand(orders_.waitMs, &command);
    if (got == vdi::VD_E_CLOSE) break;
    if (got != 0) {
      fail(answered("GetCommand", got));
      break;
    }
    unsigned long bytes = 0;
    const int code = execute(*command, medium, bytes);
    const int completed = device.CompleteCommand(command, code, bytes, 0);
    if (completed != 0) {
      fail(answered("CompleteCommand", completed));
      break;
    }
    if (!goesOn()) break;
  }
  if (std::fclose(medium) != 0) fail("the medium may have lost something");
}

int Client::execute(const VDC_Command& command, std::FILE* medium, unsigned long& bytes) {
  switch (command.commandCode) {
    case vdi::VDC_Write:
      bytes = std::fwrite(dataOf(command), 1, command.size, medium);
      return bytes == command.size ? vdi::ERROR_SUCCESS : vdi::ERROR_DISK_FULL;
    case vdi::VDC_Read:
      bytes = std::fread(dataOf(command), 1, command.size, medium);
      return bytes == command.size ? vdi::ERROR_SUCCESS : vdi::ERROR_HANDLE_EOF;
    case vdi::VDC_Flush:
      return std::fflush(medium) == 0 ? vdi::ERROR_SUCCESS : vdi::ERROR_DISK_FULL;
    case vdi::VDC_ClearError:
      return vdi::ERROR_SUCCESS;
    default:
      return vdi::ERROR_NOT_SUPPORTED;
  }
}

BYTE* Client::dataOf(const VDC_Command& command) {
  if (!orders_.handles) return command.buffer;
  unsigned handle = 0;
  BYTE* mapped = nullptr;
  const int told = set_->GetBufferHandle(command.buffer, &handle);
  if (told != 0) fail(answered("GetBufferHandle", told));
  const int found = set_->MapBufferHandle(static_cast<int>(handle), &mapped);
  if (found != 0) fail(answered("MapBufferHandle", found));
  return mapped;
}

bool Client::goesOn() {
  if (orders_.after == 0 || ++completed_ < orders_.after) return true;
  // As a signal's handler would end it.
  if (orders_.then == "exit") _exit(7);
  if (orders_.then == "abort") {
    fail("the client has aborted");
    return true;  // to the answer that tells of it
  }
  const std::lock_guard<std::mutex> lock(mutex_);
  if (set_ == nullptr) return false;
  failure_ = orders_.then == "close" ? answered("Close", set_->Close()) : "the client has deleted its set";
  // With one device: nobody else is in it.
  if (orders_.then == "delete") set_ = nullptr;
  return false;
}

}  // namespace linux_client
