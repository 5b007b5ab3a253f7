// Templates of a header: a unit that makes nothing of them has no callers for them, and others say what they are given.
#include "instances_apart.h"

void readElsewhere(pqxx::work &txn, const std::string &order) {
  txn.exec("SELECT 2 FROM products ORDER BY " + order);
}
