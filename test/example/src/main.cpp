#include "commands.h"
#include "config.h"
#include "db/users.h"
#include <exception>
#include <iostream>

using namespace notebook;

static int runFor(const Command &command) {
  db::Session session(databaseUrl());
  const auto user = db::userWithEmail(session, command.user);
  if (!user) {
    std::cerr << "notebook: no user " << command.user << '\n';
    return 1;
  }
  run(session, *user, command, std::cout);
  return 0;
}

int main(int argc, char **argv) try {
  const Command command = parseCommand({argv + 1, argv + argc});
  if (!isComplete(command)) {
    printUsage(std::cerr);
    return 2;
  }
  return runFor(command);
} catch (const std::exception &error) {
  std::cerr << "notebook: " << error.what() << '\n';
  return 1;
}
