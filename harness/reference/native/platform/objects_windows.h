#pragma once
/// Objects of Windows that belong to a set: handles, names, and who may use them.

#include <windows.h>

#include <cstdint>
#include <string>

namespace vdi::platform {

/// A handle that closes itself.
class Handle {
public:
  Handle() = default;
  explicit Handle(HANDLE handle) : handle_(handle) {}
  Handle(Handle&& other) noexcept : handle_(other.release()) {}
  Handle& operator=(Handle&& other) noexcept {
    if (this != &other) reset(other.release());
    return *this;
  }
  ~Handle() { reset(); }

  HANDLE get() const { return handle_; }
  bool valid() const { return handle_ != nullptr; }
  HANDLE release() {
    const HANDLE handle = handle_;
    handle_ = nullptr;
    return handle;
  }
  void reset(HANDLE handle = nullptr) {
    if (handle_ != nullptr) CloseHandle(handle_);
    handle_ = handle;
  }

private:
  HANDLE handle_ = nullptr;
};

/// Who may use a set's objects: the account that this process runs under, and one more if the environment
/// variable VDI_REFERENCE_ACCOUNT names it by its SID. That is meant for the account of a service.
class Access {
public:
  Access();
  ~Access();
  Access(const Access&) = delete;
  Access& operator=(const Access&) = delete;

  bool valid() const { return descriptor_ != nullptr; }
  SECURITY_ATTRIBUTES* attributes() { return &attributes_; }
  /// Whether one of the accounts made the object, so that nobody else can pass his memory off as a set's.
  /// The handle needs READ_CONTROL.
  bool madeByUs(HANDLE object) const;

private:
  std::wstring user_;
  std::wstring other_;
  PSECURITY_DESCRIPTOR descriptor_ = nullptr;
  SECURITY_ATTRIBUTES attributes_{};
};

/// The namespaces in which a set's objects may be. Only some accounts may make memory in the first one, which
/// all sessions share: services and administrators. Others use that of their session.
constexpr const wchar_t* kNamespaces[] = {L"Global\\", L"Local\\"};

std::wstring wide(const std::u16string& text);

/// The names of a set's objects. All begin with the set's; all but the first end with a number that is the
/// primary client's own, so that an end that stays on after its set does not meet the next set of that name.
class ObjectNames {
public:
  ObjectNames() = default;
  ObjectNames(std::wstring prefix, std::uint64_t number) : prefix_(std::move(prefix)), number_(number) {}

  /// The name under which a set is found; `prefix` is a namespace and the set's name.
  static std::wstring ofSet(const std::wstring& prefix) { return prefix + L"_SQLVDIMemoryName_0"; }

  std::wstring area(std::uint32_t index) const { return numbered(L"_SQLVDIMemoryName_", index); }
  std::wstring event(std::uint32_t slot) const { return numbered(L"_SQLVDIEventName_", slot); }
  std::wstring door() const { return numbered(L"_SQLVDIDoorName_", 0); }
  std::wstring answer(std::uint32_t end) const { return numbered(L"_SQLVDIAnswerName_", end); }

private:
  std::wstring numbered(const wchar_t* kind, std::uint32_t index) const;

  std::wstring prefix_;
  std::uint64_t number_ = 0;
};

/// When a process was started, which tells it from a later one of the same number. 0 when it is not known.
std::uint64_t birthOf(HANDLE process);

}  // namespace vdi::platform
