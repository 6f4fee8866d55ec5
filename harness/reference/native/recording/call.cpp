#include "call.h"

#include <utility>

#include "../threads/thread_number.h"

namespace vdi::recording {

Call::Call(std::shared_ptr<Recording> recording, const Place& place, const char* method, const Fields& args)
    : recording_(std::move(recording)),
      method_(method),
      number_(recording_->nextCall()),
      count_(recording_->countCall(method)) {
  recording_->send(Fields()
                       .text("what", "enter")
                       .number("call", number_)
                       .now()
                       .number("thread", threads::threadNumber())
                       .text("object", place.object)
                       .text("interface", place.interface)
                       .text("method", method)
                       .object("args", args));
  if (recording_->isHeld(method_, count_, At::Enter)) recording_->hold(number_, At::Enter);
}

void Call::told(std::uint32_t value, const Fields& results) {
  if (recording_->isHeld(method_, count_, At::Return)) recording_->hold(number_, At::Return);
  recording_->send(
      Fields().text("what", "return").number("call", number_).now().number("value", value).object("results", results));
}

}  // namespace vdi::recording
