// Single characters: a separator that an object keeps, and the characters of a text.
#include <pqxx/pqxx>
#include <string>

struct Format {
  char separator;
};

void separated(pqxx::work &txn, const Format &format) {
  txn.exec(std::string("SELECT string_agg(name, '") + format.separator + "') FROM tags");
}

void copied(pqxx::work &txn, const std::string &name) {
  std::string sql = "SELECT id FROM tags WHERE name = '";
  for (char c : name)
    sql += c; // expect: pg-sql-injection
  txn.exec(sql + "'");
}

void quotesDoubled(pqxx::work &txn, const std::string &name) {
  std::string sql = "SELECT id FROM tags WHERE name = '";
  for (char c : name)
    if (c == '\'')
      sql += "''";
    else
      sql += c;
  txn.exec(sql + "'");
}

void quotesRepeated(pqxx::work &txn, const std::string &name) {
  std::string sql = "SELECT id FROM tags WHERE name = '";
  for (char c : name) {
    if (c == '\'')
      sql += '\'';
    sql += c;
  }
  txn.exec(sql + "'");
}

void quotesByIndex(pqxx::work &txn, const std::string &name) {
  std::string sql = "SELECT id FROM tags WHERE name = '";
  for (size_t i = 0; i < name.size(); ++i)
    if (name[i] == '\'')
      sql += "''";
    else
      sql += name[i];
  txn.exec(sql + "'");
}

void quotesInSwitch(pqxx::work &txn, const std::string &name) {
  std::string sql = "SELECT id FROM tags WHERE name = '";
  for (char c : name)
    switch (c) {
    case '\'':
      sql += "''";
      break;
    default:
      sql += c;
    }
  txn.exec(sql + "'");
}

void otherCharacters(pqxx::work &txn, const std::string &name) {
  std::string sql = "SELECT id FROM tags WHERE name = '";
  for (char c : name)
    if (c == '%')
      sql += "\\%";
    else
      sql += c; // expect: pg-sql-injection
  txn.exec(sql + "'");
}
