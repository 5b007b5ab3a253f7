// Values between and without quotes.
#include <pqxx/pqxx>
#include <string>

void faults(pqxx::work &txn, const std::string &name, const char *word, std::string_view part) {
  txn.exec("SELECT id FROM tags WHERE name = '" + name + "'");               // expect: pg-sql-injection
  txn.exec("SELECT id FROM tags WHERE id = " + name);                        // expect: pg-sql-injection
  txn.exec(std::string("SELECT id FROM tags WHERE name = '") + word + "'");  // expect: pg-sql-injection
  txn.exec("SELECT id FROM tags WHERE name LIKE '%" + std::string(part) + "%'"); // expect: pg-sql-injection
  txn.exec("INSERT INTO tags (name) VALUES ('" + name + "')");               // expect: pg-sql-injection
  txn.exec("DELETE FROM tags WHERE name IN (" + name + ")");                 // expect: pg-sql-injection
  txn.exec("SELECT id FROM tags LIMIT " + name);                             // expect: pg-sql-injection
}

void fine(pqxx::work &txn, const std::string &name, int id, double weight, bool hidden, char digit) {
  txn.exec_params("SELECT id FROM tags WHERE name = $1", name);
  txn.exec("SELECT id FROM tags WHERE id = " + std::to_string(id));
  txn.exec("SELECT id FROM tags WHERE weight > " + std::to_string(weight));
  txn.exec(std::string("SELECT id FROM tags WHERE hidden = ") + (hidden ? "true" : "false"));
  txn.exec("SELECT id FROM tags WHERE id = " + std::to_string(std::stoi(name)));
  txn.exec("SELECT id FROM tags WHERE id = " + std::to_string(std::atoi(name.c_str())));
  txn.exec("SELECT id FROM tags WHERE id = " + std::to_string(digit - '0'));
  txn.exec("SELECT id FROM tags WHERE id = " + pqxx::to_string(id));
}

void listed(pqxx::work &txn, const std::vector<std::string> &columns) {
  std::string list;
  for (const std::string &column : columns)
    list += (list.empty() ? "" : ", ") + column; // expect: pg-sql-injection
  txn.exec("SELECT " + list + " FROM tags");
}
