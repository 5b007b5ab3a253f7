// Values that were read from a row go by the type of their column.
#include <libpq-fe.h>
#include <pqxx/pqxx>
#include <string>

void byPlace(pqxx::work &txn) {
  pqxx::result rows = txn.exec("SELECT id, name FROM tags WHERE hidden");
  txn.exec(std::string("UPDATE tags SET hidden = false WHERE id = ") + rows[0][0].c_str());
  txn.exec(std::string("UPDATE tags SET hidden = false WHERE name = '") + rows[0][1].c_str() + "'"); // expect: pg-sql-injection
}

void byName(pqxx::work &txn) {
  for (const auto &row : txn.exec("SELECT * FROM tags")) {
    const std::string id = row["id"].as<std::string>();
    txn.exec("DELETE FROM labels WHERE tag_id = " + id);
    const std::string name = row["name"].as<std::string>();
    txn.exec("DELETE FROM labels WHERE code = '" + name + "'"); // expect: pg-sql-injection
  }
}

void joined(pqxx::work &txn) {
  for (const auto &row : txn.exec("SELECT l.id, t.code, l.code AS label FROM labels l JOIN tags t ON t.id = l.tag_id")) {
    txn.exec("DELETE FROM labels WHERE id = '" + std::string(row[0].c_str()) + "'");
    txn.exec("UPDATE tags SET weight = 1 WHERE code = " + std::string(row[1].c_str()));
    txn.exec("DELETE FROM labels WHERE code = '" + std::string(row["label"].c_str()) + "'"); // expect: pg-sql-injection
  }
}

/// Of which table it is, is not said.
void ofEither(pqxx::work &txn) {
  pqxx::result rows = txn.exec("SELECT name, made_on, count(*), id::text, max(code) FROM tags GROUP BY name, made_on, id");
  txn.exec("SELECT id FROM tags WHERE made_on = '" + std::string(rows[0][1].c_str()) + "'");
  txn.exec("SELECT id FROM tags LIMIT " + std::string(rows[0][2].c_str()));
  txn.exec("SELECT id FROM tags WHERE id = " + std::string(rows[0][3].c_str()));
  txn.exec("SELECT id FROM tags WHERE weight = " + std::string(rows[0][4].c_str())); // expect: pg-sql-injection
}

/// A column of a query, or of a table that the schema does not have, may be of any type.
void unknown(pqxx::work &txn) {
  pqxx::result of = txn.exec("SELECT s.id FROM (SELECT code AS id FROM labels) s");
  txn.exec("DELETE FROM tags WHERE id = " + std::string(of[0][0].c_str())); // expect: pg-sql-injection
  pqxx::result other = txn.exec("SELECT id FROM elsewhere");
  txn.exec("DELETE FROM tags WHERE id = " + std::string(other[0][0].c_str())); // expect: pg-sql-injection
  pqxx::result named = txn.exec("WITH tags AS (SELECT code AS id FROM labels) SELECT id FROM tags");
  txn.exec("DELETE FROM tags WHERE id = " + std::string(named[0][0].c_str())); // expect: pg-sql-injection
}

void deleteLabels(pqxx::work &txn, const std::string &tag) {
  txn.exec("DELETE FROM labels WHERE tag_id = " + tag);
}

void throughFunction(pqxx::work &txn) {
  pqxx::result rows = txn.exec("SELECT id FROM tags");
  deleteLabels(txn, rows[0][0].c_str());
}

void deleteTags(pqxx::work &txn, const std::string &code) {
  txn.exec("DELETE FROM tags WHERE code = " + code); // expect: pg-sql-injection
}

void throughFunctionFromEither(pqxx::work &txn) {
  pqxx::result rows = txn.exec("SELECT code FROM tags");
  deleteTags(txn, rows[0][0].c_str());
  pqxx::result labels = txn.exec("SELECT code FROM labels");
  deleteTags(txn, labels[0][0].c_str());
}

void oneOrTheOther(pqxx::work &txn, bool first) {
  pqxx::result rows = txn.exec(first ? "SELECT id FROM tags" : "SELECT code FROM labels");
  txn.exec("DELETE FROM tags WHERE id = " + std::string(rows[0][0].c_str())); // expect: pg-sql-injection
}

void withLibpq(PGconn *connection) {
  PGresult *rows = PQexec(connection, "SELECT id, name FROM tags");
  for (int i = 0; i < PQntuples(rows); ++i) {
    PQclear(PQexec(connection, (std::string("DELETE FROM labels WHERE tag_id = ") + PQgetvalue(rows, i, 0)).c_str()));
    PQclear(PQexec(connection, (std::string("DELETE FROM tags WHERE name = '") + PQgetvalue(rows, i, 1) + "'").c_str())); // expect: pg-sql-injection
  }
  PQclear(rows);
}

/// One of two statements, and of two schemas.
void ofEitherStatement(pqxx::work &txn, bool first) {
  pqxx::result rows = first ? txn.exec("SELECT id FROM tags") : txn.exec("SELECT name FROM tags");
  const std::string value = rows[0][0].as<std::string>();
  txn.exec("SELECT id FROM tags WHERE name = '" + value + "'"); // expect: pg-sql-injection
  pqxx::result numbers = first ? txn.exec("SELECT id FROM tags") : txn.exec("SELECT code FROM tags");
  const std::string number = numbers[0][0].as<std::string>();
  txn.exec("SELECT name FROM tags WHERE id = " + number);
}
