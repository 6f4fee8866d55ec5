#pragma once
/// The thread that watches the lives of the other ends, and lets new ones in.

#include <vector>

#include "rendezvous_windows.h"

namespace vdi::platform {

class Monitor {
public:
  Monitor() = default;
  ~Monitor() { stop(); }
  Monitor(const Monitor&) = delete;
  Monitor& operator=(const Monitor&) = delete;

  /// At the primary client: lets ends in and watches them. Both must outlive `stop`.
  bool startAsHost(Peers& peers, const HostedSet& set);
  /// At another end: watches the primary client's process.
  bool startAsGuest(Peers& peers, HANDLE host);
  /// Ends and joins the thread, and cuts every tie.
  void stop();

private:
  struct Tie {
    Handle process;
    EndKind kind;
    std::uint32_t side;
    std::uint32_t end;
  };

  bool start(Peers& peers);
  static DWORD WINAPI run(void* self);
  void watchEnds();
  void watchHost();
  void answerTheDoor();
  /// What the end is told; an end that is let in has a tie then.
  Result admit(EndRecord& record, std::uint32_t end, std::uint32_t& side);
  void answer(std::uint32_t end, Result result, std::uint32_t side);
  void cut(std::size_t index);

  Peers* peers_ = nullptr;
  const HostedSet* set_ = nullptr;
  HANDLE host_ = nullptr;
  Handle stop_;
  Handle thread_;
  std::vector<Tie> ties_;
  std::uint32_t nextSide_ = 3;
};

}  // namespace vdi::platform
