#pragma once
/// The thread that watches the lives of the other ends, and lets new ones in.

#include <pthread.h>

#include <vector>

#include "rendezvous_linux.h"

namespace vdi::platform {

class Monitor {
 public:
  /// `listener` is invalid at an end that lets nobody in; `lifeline` is the tie to the primary client, invalid
  /// at the primary itself.
  Monitor(Descriptor listener, Descriptor lifeline, int memory);
  ~Monitor();

  bool start(Peers& peers);
  /// Ends and joins the thread, then closes the name and every tie.
  void stop();

 private:
  struct Tie {
    Descriptor connection;
    bool admitted;
    EndKind kind;
    std::uint32_t side;
  };

  static void* run(void* self);
  void watch();
  void letIn();
  /// False when the tie is at its end.
  bool hear(Tie& tie);
  bool admit(Tie& tie);

  Descriptor listener_;
  Descriptor stop_;
  std::vector<Tie> ties_;
  int memory_;
  std::uint32_t nextSide_ = 3;
  bool listenerResting_ = false;
  Peers* peers_ = nullptr;
  pthread_t thread_{};
  bool running_ = false;
};

}  // namespace vdi::platform
