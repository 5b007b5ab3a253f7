// What stands in a list is the same for whoever goes through it: by an iterator, the first element apart from the rest.
#include <pqxx/pqxx>
#include <sstream>
#include <string>
#include <vector>

static std::string joined(const std::vector<std::string> &parts) {
  std::ostringstream out;
  auto it = parts.begin();
  if (it != parts.end())
    out << *it++;
  while (it != parts.end())
    out << ", " << *it++;
  return out.str();
}

static std::string joinedByStep(const std::vector<std::string> &parts) {
  std::string out;
  for (auto it = parts.begin(); it != parts.end(); ++it)
    out += (out.empty() ? "" : ", ") + *it;
  return out;
}

void fine(pqxx::work &txn, bool withPrice, const std::string &name) {
  std::vector<std::string> set;
  if (withPrice)
    set.push_back("price = 1");
  set.push_back("name = " + txn.quote(name));
  txn.exec("UPDATE products SET " + joined(set) + " WHERE id = 1");
  txn.exec("UPDATE products SET " + joinedByStep(set) + " WHERE id = 1");
}

void raw(pqxx::work &txn, bool withPrice, const std::string &name) {
  std::vector<std::string> set;
  if (withPrice)
    set.push_back("price = 1");
  set.push_back("name = '" + name + "'"); // expect: pg-sql-injection
  txn.exec("UPDATE products SET " + joined(set) + " WHERE id = 1");
}
