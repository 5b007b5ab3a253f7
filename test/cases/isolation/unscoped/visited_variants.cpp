// Conditions by the type that a variant holds: any of them may be the one.
#include <pqxx/pqxx>
#include <string>
#include <variant>

struct Owner {
  long id;
};
struct Above {
  double total;
};
struct Nobodys {};

std::string condition(const Owner &owner) { return "user_id = " + std::to_string(owner.id); }
std::string condition(const Above &above) { return "total > " + std::to_string(above.total); }

template <class... Ways> struct overloaded : Ways... {
  using Ways::operator()...;
};
template <class... Ways> overloaded(Ways...) -> overloaded<Ways...>;

void generic(pqxx::work &txn, const std::variant<Owner, Above> &by) {
  txn.exec("SELECT 1 FROM orders WHERE " + // expect: pg-isolation-unscoped
           std::visit([](const auto &way) { return condition(way); }, by));
}

void onlyOwners(pqxx::work &txn, const std::variant<Owner> &by) {
  txn.exec("SELECT 2 FROM orders WHERE " + std::visit([](const auto &way) { return condition(way); }, by));
}

void ofLambdas(pqxx::work &txn, const std::variant<Owner, Above> &by) {
  txn.exec("SELECT 3 FROM orders WHERE " + // expect: pg-isolation-unscoped
           std::visit(overloaded{[](const Owner &owner) { return "user_id = " + std::to_string(owner.id); },
                                 [](const Above &) { return std::string("total > 100"); }},
                      by));
}

void ofLambdasThatScope(pqxx::work &txn, const std::variant<Owner, Nobodys> &by) {
  txn.exec("SELECT 4 FROM orders WHERE " +
           std::visit(overloaded{[](const Owner &owner) { return "user_id = " + std::to_string(owner.id); },
                                 [](const Nobodys &) { return std::string("false"); }},
                      by));
}

struct ToText {
  std::string operator()(const Owner &owner) const { return condition(owner); }
  std::string operator()(const Above &above) const { return condition(above); }
};

void ofClass(pqxx::work &txn, const std::variant<Owner, Above> &by) {
  txn.exec("SELECT 5 FROM orders WHERE " + std::visit(ToText{}, by)); // expect: pg-isolation-unscoped
}

// The text that one holds is what was put there.
void held(pqxx::work &txn) {
  std::variant<int, std::string> query = std::string("SELECT 6 FROM orders"); // expect: pg-isolation-unscoped
  txn.exec(std::get<std::string>(query));
}
