/// vdi_client --library PATH|--registered --set NAME --devices A,B,C --direction backup|restore --file PATH
///     [--instance NAME] [--threads] [--processes] [--wait-ms N] [--idle-ms N] [--prefix-zone BYTES]
///     [--max-transfer BYTES] [--features BITS] [--wrong NAME]
/// vdi_client --list-wrong
///
/// A VDI client: it creates the set, stores what a BACKUP sends or gives it to a RESTORE, and ends. `done` on its standard
/// output and exit code 0 tell of success; all else is failure, with its reason on the standard error output.

#include <cstdio>

#include "choice.h"
#include "client.h"
#include "system.h"

int main(int argc, char** argv) {
  using namespace clients;
  const std::vector<std::string> arguments = argumentsOf(argc, argv);
  Orders orders;
  const std::string mistake = readOrders(arguments, orders);
  if (!mistake.empty()) {
    std::fprintf(stderr, "vdi_client: %s\n", mistake.c_str());
    return 1;
  }
  if (orders.linger) stay();
  if (orders.listWrong) {
    std::fputs(listOfWrong().c_str(), stdout);
    return 0;
  }
  const std::unique_ptr<Conduct> conduct = conductNamed(orders.wrong);
  if (conduct == nullptr) {
    std::fprintf(stderr, "vdi_client: nothing is wrong by the name of %s\n", orders.wrong.c_str());
    return 1;
  }
  Client client(orders, arguments, *conduct);
  client.run();
  return conduct->tell(client);
}
