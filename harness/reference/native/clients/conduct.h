#pragma once
/// The steps at which a client may go wrong. The right ones are here; what is wrong is a subclass that takes one of them
/// otherwise (wrong_*.cpp), and nothing else in the program knows of it.

#include "../interface/vdi_interfaces.h"
#include "medium.h"

namespace clients {

class Client;
class Worker;

class Conduct {
public:
  virtual ~Conduct() = default;

  /// Before anything of VDI. False: it is not to be begun; the reason is noted.
  virtual bool prepare(Client& client);
  /// Waits until the server has configured the set, for as long as the orders say.
  virtual HRESULT awaitConfiguration(Client& client, VDConfig* config);
  virtual bool accepts(HRESULT configuration) { return configuration == NOERROR; }
  /// Serves all devices to their ends; no thread of this process uses one any more.
  virtual void serve(Client& client);
  /// Waits for the next command, for as long as the orders say.
  virtual HRESULT getCommand(Worker& worker, VDC_Command** command);
  /// Whether this answer says that the device's work is done.
  virtual bool isEnd(Worker& worker, HRESULT got);
  virtual Done execute(Worker& worker, const VDC_Command& command);
  virtual Done write(Worker& worker, const VDC_Command& command);
  virtual Done read(Worker& worker, const VDC_Command& command);
  virtual Done unknown(Worker& worker, const VDC_Command& command);
  /// Whether a command's result means that the backup or restore is not to be had.
  virtual bool isFailure(const Done& done);
  virtual HRESULT complete(Worker& worker, VDC_Command* command, const Done& done);
  /// Whether no further command is waited for. The right client waits until it is told.
  virtual bool stopsAfter(Worker& worker, DWORD commandCode);
  /// The worker's thread gives its device back.
  virtual void giveBack(Worker& worker);
  /// This process has failed: once, by any of its threads.
  virtual void abort(Client& client);
  /// Whatever became of it: closes the set, gives it back, unloads the library.
  virtual void end(Client& client);
  virtual HRESULT closeSet(Client& client);
  virtual void releaseSet(Client& client);
  /// Tells how it ended. @returns the exit code.
  virtual int tell(Client& client);

  /// A wait is cut into pieces of this length, so that a client can look whether it is still wanted.
  static constexpr DWORD kSliceMs = 1'000;
};

}  // namespace clients
