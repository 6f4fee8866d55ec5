#pragma once
/// What the calls of both ends have in common: a set object, and its devices by their number.

#include <utility>

#include "calls.h"

namespace replay {

template <class Set, class Device>
class CallsOf : public Calls {
public:
  CallsOf(std::string library, Set* (*make)(const std::string&)) : Calls(std::move(library)), make_(make) {}
  ~CallsOf() override { release(); }

  void fresh() override {
    release();
    forget();
    set_ = make_(library_);
  }

  void release() override {
    for (const auto& device : devices_) device.second->Release();
    devices_.clear();
    if (set_ != nullptr) set_->Release();
    set_ = nullptr;
  }

  std::unique_ptr<Prepared> prepare(const Line& line) override {
    const std::string& object = line.words[line.words.size() - 2];
    const std::string& method = line.words.back();
    if (object == "set") return onSet(line, method, set_);
    const auto found = devices_.find(numberBehind(object));
    if (found == devices_.end()) senseless("a device that was not opened");
    return onDevice(line, method, found->second);
  }

  /// A device has the number that its name ends with; the first has the set's name.
  std::uint64_t keep(const Line& line, const Result& result) override {
    if (result.object == nullptr) return 0;
    Device*& place = devices_[numberBehind(line.arguments.at("keep"))];
    if (place != nullptr) place->Release();
    place = static_cast<Device*>(result.object);
    return 0;
  }

protected:
  virtual std::unique_ptr<Prepared> onSet(const Line& line, const std::string& method, Set* set) = 0;
  virtual std::unique_ptr<Prepared> onDevice(const Line& line, const std::string& method, Device* device) = 0;
  /// What an end knows besides of the set that is given back.
  virtual void forget() = 0;

  static std::unique_ptr<Prepared> openDevice(const Line& line, Set* set) {
    return prepared([set, name = wide(line.arguments.at("name"))] {
      Device* device = nullptr;
      Result result;
      result.value = set->OpenDevice(name.c_str(), &device);
      if (result.value == NOERROR) result.object = device;
      return result;
    });
  }

private:
  Set* (*const make_)(const std::string&);
  Set* set_ = nullptr;
  std::map<std::uint32_t, Device*> devices_;
};

}  // namespace replay
