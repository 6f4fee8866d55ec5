/// vdi_linux_client --set NAME --devices A,B,C --direction backup|restore --file PATH [--wait-ms N] [--handles]
///     [--after N --then abort|close|delete|exit]
/// vdi_linux_client --layout
/// vdi_linux_client --check NAME
///
/// A client of libsqlvdi.so. `done` on its standard output and exit code 0 tell of success; all else is failure, with
/// its reason on the standard error output.

#include "checks.h"
#include "client.h"
#include "layout.h"

int main(int argc, char** argv) {
  using namespace linux_client;
  const std::vector<std::string> words(argv + 1, argv + argc);
  if (words == std::vector<std::string>{"--layout"}) return printLayout(), 0;
  if (words.size() == 2 && words[0] == "--check") return check(words[1]), 0;
  Orders orders;
  const std::string mistake = readOrders(words, orders);
  const std::string failure = mistake.empty() ? Client(orders).run() : mistake;
  if (failure.empty()) return std::puts("done"), 0;
  std::fprintf(stderr, "vdi_linux_client: %s\n", failure.c_str());
  return 1;
}
