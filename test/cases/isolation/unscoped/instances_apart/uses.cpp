#include "../instances_apart.h"

void uses(pqxx::work &txn) {
  readBy(txn, "status");
  sortedBy(txn, "name", 1);
  sortedBy(txn, "price", 2L);
}
