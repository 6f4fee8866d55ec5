#pragma once
/// Further processes of a test: what they do is a role, and parent and child can send each other numbers.

#include <cstdint>
#include <memory>
#include <string>

namespace tests {

/// What a child sees of the test that started it. Ends the child when the test is gone.
class Parent {
public:
  virtual void tell(std::uint32_t number) = 0;
  virtual std::uint32_t hear() = 0;

protected:
  ~Parent() = default;
};

/// Something for a process to do. Answers its exit code, below 200. Lives as long as the program, because
/// systems without fork start the program anew and find the role by its name.
class Role {
public:
  using Body = int (*)(Parent& parent, const std::u16string& set, unsigned number);
  Role(const char* name, Body body);

  const char* const name;
  const Body body;
};
const Role* roleNamed(const std::string& name);

/// A running role. A child that is still there at the end of its variable's life is killed.
class Child {
public:
  Child(const Role& role, const std::u16string& set, unsigned number = 0);
  ~Child();
  Child(Child&&) noexcept;

  void tell(std::uint32_t number);
  /// Waits for a number; ends the test's process when the child ended without one.
  std::uint32_t hear();

  /// As kill -9 does, and waits until it is gone.
  void kill();
  /// Waits for its end. The exit code; kKilled or kCrashed when it did not end by itself.
  int wait();
  /// Whether it has ended; `code` is then what `wait` would answer.
  bool ended(int& code);

  static constexpr int kKilled = -1;
  static constexpr int kCrashed = -2;

private:
  struct State;
  std::unique_ptr<State> state_;
};

/// As if somebody else had killed this process.
[[noreturn]] void killSelf();
/// Ends this process without any of the program's last steps.
[[noreturn]] void endProcess(int code);
[[noreturn]] void waitToBeKilled();
/// A crash from here on is meant: a sanitizer has nothing to say of it.
void expectCrash();

}  // namespace tests
