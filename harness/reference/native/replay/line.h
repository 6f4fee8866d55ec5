#pragma once
/// One line of a file of sequences, taken apart: `end verb words key=value ... -> allowed brings=N`. The format is
/// described where it is written, in harness/cli/explore/flat-text.ts.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace replay {

struct Line {
  /// `server` or `client`; empty for the lines between sequences.
  std::string end;
  /// What follows, up to the arguments.
  std::vector<std::string> words;
  std::map<std::string, std::string> arguments;
  /// HRESULTs in hex, or the words `failure`, `any`, `waits`. Empty: the line says nothing of it.
  std::vector<std::string> allowed;
  /// The command that a GetCommand has to bring; 0: none.
  std::uint64_t brings = 0;
};

Line readLine(const std::string& text);
std::vector<std::string> split(const std::string& text, char at);

/// Whether what an end said (`waits`, `missing`, or an HRESULT in hex) is allowed.
bool allows(const std::vector<std::string>& allowed, const std::string& said);

}  // namespace replay
