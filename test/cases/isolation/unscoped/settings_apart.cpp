// Statements that are settings: what each is by default is declared in one file, kept in another, asked for in a third,
// and sent by a driver in a fourth.
#include "settings_apart.h"

Store::Store(const std::string &mode, const std::string &suffix) {
  prefix = mode + suffix;
  ownText = argument("own");
  anyText = argument("any-own");
  putText = argument("put");
}

const std::string &Store::argument(const std::string &key) { return settings()[prefix + "-" + key]; }

void Store::prepareAll() {
  if (driver) {
    own = driver->prepare(ownText, 1);
    any = driver->prepare(anyText, 0);
    put = driver->prepare(putText, 1);
  }
}

void Store::run() { own->execute(); }
