#pragma once
#include <pqxx/pqxx>
#include <string>

template <class Transaction> void readBy(Transaction &txn, const std::string &column) {
  txn.exec("SELECT 1 FROM orders WHERE " + column + " = 1 AND user_id = $1");
}

void readElsewhere(pqxx::work &txn, const std::string &order);

template <class Number> void sortedBy(pqxx::work &txn, const std::string &order, Number) {
  readElsewhere(txn, order);
}
