#pragma once
/// One end, in a process of its own: does what each line says and answers with what came of it.

#include <string>

namespace replay {

/// Reads lines from the connection until it ends. Answers each with a line:
/// an HRESULT in hex (and the command that it brought), `waits`, `missing`, `done`, or ` command:code` of each
/// callback.
void playEnd(int connection, const std::string& end, const std::string& library);

}  // namespace replay
