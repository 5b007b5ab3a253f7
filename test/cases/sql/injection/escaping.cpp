// Escaping, right and wrong for its place.
#include <libpq-fe.h>
#include <pqxx/pqxx>
#include <string>

void faults(pqxx::work &txn, const std::string &name) {
  txn.exec("SELECT id FROM tags WHERE id = " + txn.esc(name));               // expect: pg-sql-injection
  txn.exec("SELECT id FROM tags WHERE name = '" + txn.quote(name) + "'");    // expect: pg-sql-injection
  txn.exec("SELECT id FROM " + txn.esc(name));                               // expect: pg-sql-injection
}

void fine(pqxx::work &txn, const std::string &name) {
  txn.exec("SELECT id FROM tags WHERE name = " + txn.quote(name));
  txn.exec("SELECT id FROM tags WHERE name = '" + txn.esc(name) + "'");
  txn.exec("SELECT id FROM tags WHERE name LIKE '%" + txn.esc(name) + "%'");
  txn.exec("SELECT id FROM " + txn.quote_name(name));
  std::string literal = txn.quote(name);
  txn.exec("INSERT INTO tags (name) VALUES (" + literal + ")");
}

void libpq(PGconn *connection, const std::string &name) {
  char *literal = PQescapeLiteral(connection, name.c_str(), name.size());
  char *identifier = PQescapeIdentifier(connection, name.c_str(), name.size());
  std::string sql = std::string("SELECT id FROM ") + identifier + " WHERE name = " + literal;
  PQclear(PQexec(connection, sql.c_str()));
  std::string wrong = std::string("SELECT id FROM tags WHERE name = ") + identifier;
  PQclear(PQexec(connection, wrong.c_str()));
  std::string buffer(2 * name.size() + 1, '\0');
  PQescapeStringConn(connection, buffer.data(), name.c_str(), name.size(), nullptr);
  PQfreemem(literal);
  PQfreemem(identifier);
}

std::string quoted(pqxx::work &txn, const std::string &text) { return txn.quote(text); }

void helper(pqxx::work &txn, const std::string &name) {
  txn.exec("SELECT id FROM tags WHERE name = " + quoted(txn, name));
}
