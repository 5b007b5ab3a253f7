// Runs the evaluator over a few lines that talk to stubs of the database libraries.
#pragma once

#include "extract/extract.h"

#include "gtest/gtest.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace pgtidy::extract {

/// What the cases share: libraries cut down to what is called, and the standard headers.
inline const std::string Prelude = R"cpp(
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>
extern "C" {
struct PGconn;
struct PGresult;
PGresult *PQexec(PGconn *, const char *);
PGconn *PQconnectdb(const char *);
PGconn *PQconnectdbParams(const char *const *, const char *const *, int);
PGconn *PQsetdbLogin(const char *, const char *, const char *, const char *, const char *, const char *, const char *);
char *PQescapeLiteral(PGconn *, const char *, size_t);
}
namespace pqxx {
struct zview : std::string_view {
  zview(const char *);
  zview(const std::string &);
};
struct result {};
struct connection {
  explicit connection(const char *);
  explicit connection(const std::string &);
  void prepare(zview, zview);
};
struct transaction_base {
  result exec(std::string_view);
  template <class... A> result exec_params(zview, A &&...);
  std::string quote(const std::string &);
  std::string esc(const std::string &);
};
struct work : transaction_base {
  explicit work(connection &);
};
}
using std::string;
extern "C" int opaque(...);
string unseen();
)cpp";

inline rules::Rules evaluationRules() {
  llvm::Expected<rules::Rules> rules = rules::load({});
  if (rules)
    return std::move(*rules);
  ADD_FAILURE() << llvm::toString(rules.takeError());
  return {};
}

/// The headers that a case needs besides: reading them all for each would take most of the time.
inline std::string headersFor(const std::string &code) {
  std::string headers;
  for (auto [word, header] : {std::pair("map<", "map"), std::pair("set<", "set"), std::pair("_unique", "memory"),
                              std::pair("exchange(", "utility"), std::pair("optional", "optional"),
                              std::pair("stream", "sstream"), std::pair("std::function", "functional")})
    if (code.find(word) != std::string::npos)
      headers += "#include <" + std::string(header) + ">\n";
  return headers;
}

/// How many lines stand before a case's own.
inline uint32_t linesBefore(const std::string &code) {
  std::string before = headersFor(code) + Prelude;
  return uint32_t(std::count(before.begin(), before.end(), '\n'));
}

/// The facts of declarations behind the prelude; they must be free of errors.
inline facts::Unit unitOf(const std::string &code) {
  static const rules::Rules rules = evaluationRules();
  llvm::Expected<facts::Unit> unit = extractText(headersFor(code) + Prelude + code, "/code.cpp", {"-std=c++20"}, rules);
  if (!unit) {
    ADD_FAILURE() << llvm::toString(unit.takeError());
    return {};
  }
  for (const facts::Problem &problem : unit->problems)
    ADD_FAILURE() << code << "\nline " << problem.location.line << ": " << problem.message;
  return std::move(*unit);
}

inline std::string show(const facts::Text &text) { return text ? facts::print(text) : "-"; }

/// The statements that reach the database, printed, in order, " ; " between them.
inline std::string sqlIn(const std::string &code) {
  std::string all;
  for (const facts::Call &call : unitOf(code).calls)
    if (call.sql)
      all += (all.empty() ? "" : " ; ") + show(call.sql);
  return all;
}

/// The same for the statements of one function that has what most cases need.
inline std::string sql(const std::string &statements, const std::string &before = "") {
  return sqlIn(before +
               "\nvoid f(pqxx::work &w, PGconn *c, bool x, bool y, int n, const string &name, const char *word,"
               " const std::vector<string> &list) {" +
               statements + "}");
}

} // namespace pgtidy::extract
