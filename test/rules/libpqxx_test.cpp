#include "reading.h"

namespace pgtidy::rules {

using facts::Action;

/// The only database call of `statements` with the installed libpqxx 6, in a function with a transaction `t`.
static facts::Call call6(const std::string &statements) {
  return onlyCall(
      "#include <pqxx/pqxx>\n#include <pqxx/tablewriter>\n#include <pqxx/tablereader>\n#include <pqxx/stream_to>\n"
      "#include <pqxx/stream_from>\n#include <pqxx/pipeline>\n"
      "void f(pqxx::work &t, pqxx::connection_base &c, std::string user) {\n" +
          statements + "\n}\n",
      {"-std=c++17"});
}

static void expect(const facts::Call &found, const Recognised &wanted) {
  expectCall(found, wanted);
  EXPECT_EQ(found.library, "libpqxx");
}

class Libpqxx6 : public testing::TestWithParam<Recognised> {};
TEST_P(Libpqxx6, isRecognised) { expect(call6(GetParam().statements), GetParam()); }

#define BASE "pqxx::transaction_base::"
#define CONNECTION "pqxx::basic_connection_base::basic_connection_base"

INSTANTIATE_TEST_SUITE_P(
    connecting, Libpqxx6,
    testing::Values(Recognised{"pqxx::connection d(\"host=db\");", CONNECTION, Action::Connect, "\"host=db\""},
                    Recognised{"pqxx::connection d{std::string(\"host=db\")};", CONNECTION, Action::Connect,
                               "\"host=db\""},
                    Recognised{"pqxx::connection d;", CONNECTION, Action::Connect, "-"},
                    Recognised{"pqxx::lazyconnection d(\"host=db\");", CONNECTION, Action::Connect, "\"host=db\""},
                    Recognised{"pqxx::asyncconnection d(\"host=db\");", CONNECTION, Action::Connect, "\"host=db\""}));

INSTANTIATE_TEST_SUITE_P(
    executing, Libpqxx6,
    testing::Values(Recognised{"t.exec(\"a\");", BASE "exec", Action::Execute, "\"a\""},
                    Recognised{"t.exec(\"a\", \"what for\");", BASE "exec", Action::Execute, "\"a\""},
                    Recognised{"std::stringstream s; s << \"a\"; t.exec(s);", BASE "exec", Action::Execute, "\"a\""},
                    Recognised{"t.exec0(\"a\");", BASE "exec0", Action::Execute, "\"a\""},
                    Recognised{"t.exec1(\"a\");", BASE "exec1", Action::Execute, "\"a\""},
                    Recognised{"t.exec_n(2, \"a\");", BASE "exec_n", Action::Execute, "\"a\""},
                    Recognised{"t.exec_params(\"a\", 1);", BASE "exec_params", Action::Execute, "\"a\""},
                    Recognised{"t.exec_params0(\"a\", 1);", BASE "exec_params0", Action::Execute, "\"a\""},
                    Recognised{"t.exec_params1(\"a\", 1);", BASE "exec_params1", Action::Execute, "\"a\""},
                    Recognised{"t.exec_params_n(2, \"a\", 1);", BASE "exec_params_n", Action::Execute, "\"a\""},
                    Recognised{"t.parameterized(\"a\")(1).exec();", BASE "parameterized", Action::Execute, "\"a\""},
                    Recognised{"pqxx::pipeline p(t); p.insert(\"a\");", "pqxx::pipeline::insert", Action::Execute,
                               "\"a\""},
                    Recognised{"pqxx::nontransaction n(c); n.exec(\"a\");", BASE "exec", Action::Execute, "\"a\""},
                    Recognised{"pqxx::icursorstream s(t, \"a\", \"cursor\");", "pqxx::icursorstream::icursorstream",
                               Action::Execute, "\"a\""}));

TEST(Libpqxx, aCursorThatIsAdoptedRunsNothing) {
  EXPECT_TRUE(
      factsOf("#include <pqxx/pqxx>\nvoid f(pqxx::transaction_base &t, const pqxx::field &name, const char *other) {\n"
              "  pqxx::icursorstream s(t, name, 10);\n}\n",
              {"-std=c++17"})
          .calls.empty());
}

INSTANTIATE_TEST_SUITE_P(
    preparing, Libpqxx6,
    testing::Values(
        Recognised{"c.prepare(\"n\", \"a\");", "pqxx::connection_base::prepare", Action::Prepare, "\"a\"", "\"n\""},
        Recognised{"c.prepare(\"a\");", "pqxx::connection_base::prepare", Action::Prepare, "\"a\""},
        Recognised{"t.exec_prepared(\"n\", 1);", BASE "exec_prepared", Action::ExecutePrepared, "-", "\"n\""},
        Recognised{"t.exec_prepared0(\"n\", 1);", BASE "exec_prepared0", Action::ExecutePrepared, "-", "\"n\""},
        Recognised{"t.exec_prepared1(\"n\", 1);", BASE "exec_prepared1", Action::ExecutePrepared, "-", "\"n\""},
        Recognised{"t.exec_prepared_n(2, \"n\", 1);", BASE "exec_prepared_n", Action::ExecutePrepared, "-", "\"n\""},
        Recognised{"t.prepared(\"n\")(1).exec();", BASE "prepared", Action::ExecutePrepared, "-", "\"n\""}));

INSTANTIATE_TEST_SUITE_P(
    copying, Libpqxx6,
    testing::Values(
        Recognised{"pqxx::stream_to s(t, \"a\");", "pqxx::stream_to::stream_to", Action::Copy, "\"a\""},
        Recognised{"pqxx::stream_to s(t, \"a\", std::vector<std::string>{\"x\"});", "pqxx::stream_to::stream_to",
                   Action::Copy, "\"a\""},
        Recognised{"pqxx::stream_from s(t, \"a\");", "pqxx::stream_from::stream_from", Action::Copy, "\"a\""},
        Recognised{"pqxx::tablewriter s(t, \"a\");", "pqxx::tablewriter::tablewriter", Action::Copy, "\"a\""},
        Recognised{"pqxx::tablereader s(t, \"a\");", "pqxx::tablereader::tablereader", Action::Copy, "\"a\""}));

TEST(Libpqxx6Calls, bindTheirValues) {
  EXPECT_EQ(call6("t.exec_params(\"a\", 1, user);").values.size(), 2U);
  EXPECT_EQ(call6("t.exec_prepared_n(1, \"n\", user);").values.size(), 1U);
}

TEST(Libpqxx6Calls, namesOfTransactionsAreNotSql) {
  facts::Unit unit = factsOf("#include <pqxx/pqxx>\nvoid f(pqxx::connection &c) { pqxx::work w(c, \"name\");\n"
                             "pqxx::subtransaction s(w, \"inner\"); s.commit(); }",
                             {"-std=c++17"});
  EXPECT_TRUE(unit.calls.empty());
}

/// The kind of the hole that `expression` leaves in a text.
static facts::HoleKind holeKind(const std::string &expression) {
  facts::Call found = call6("t.exec(\"SELECT \" + " + expression + ");");
  const auto *concat = found.sql ? std::get_if<facts::Concat>(&found.sql->value) : nullptr;
  const auto *hole = concat ? std::get_if<facts::Hole>(&concat->parts.back()->value) : nullptr;
  if (const auto *later = concat ? std::get_if<facts::Formatted>(&concat->parts.back()->value) : nullptr)
    hole = &later->hole; // a name that the caller may know
  return hole ? hole->kind : facts::HoleKind::Unknown;
}

TEST(Libpqxx6Calls, escapingTellsWhatForm) {
  using facts::HoleKind;
  for (std::string object : {"t", "c"}) {
    EXPECT_EQ(holeKind(object + ".quote(user)"), HoleKind::EscapedLiteral);
    EXPECT_EQ(holeKind(object + ".quote_raw((const unsigned char *)\"x\", 1)"), HoleKind::EscapedLiteral);
    EXPECT_EQ(holeKind(object + ".esc(user)"), HoleKind::EscapedString);
    EXPECT_EQ(holeKind(object + ".esc_raw((const unsigned char *)\"x\", 1)"), HoleKind::EscapedString);
    EXPECT_EQ(holeKind(object + ".quote_name(user)"), HoleKind::EscapedIdentifier);
  }
  EXPECT_EQ(holeKind("t.quote(t.esc_like(user))"), HoleKind::EscapedLiteral);
}

/// The parts of version 7 that the rules name, as its headers declare them.
static const char *const Version7 = R"(
#include <string>
#include <string_view>
#include <vector>
namespace pqxx {
struct result {}; struct row {};
class zview : public std::string_view {
public:
  zview(const char *text); zview(const std::string &text);
  const char *c_str() const;
};
class prepped : public zview { public: prepped(zview name); };
class params { public: template <typename... Args> params(Args &&...args); };
struct from_table_t {}; struct from_query_t {};
inline constexpr from_table_t from_table; inline constexpr from_query_t from_query;
class connection {
public:
  connection(); explicit connection(const char *options); explicit connection(zview options);
  connection(connection &&other);
  void prepare(zview name, zview definition); void prepare(zview definition);
  std::string esc(std::string_view) const; std::string quote(std::string_view) const;
  std::string quote_name(std::string_view) const; std::string quote_table(std::string_view) const;
};
class connecting { public: connecting(zview options); };
class transaction_base {
public:
  result exec(std::string_view query, params parameters = {}); result exec(prepped statement, params parameters = {});
  result exec0(zview query); row exec1(zview query); result exec_n(int rows, zview query);
  template <typename T> T query_value(zview query); template <typename T> T query_value(zview query, params const &p);
  template <typename T> T query_value(prepped statement, params const &p = {});
  template <typename... T> int query(zview query); template <typename... T> int query1(zview query);
  template <typename... T> int query01(zview query); template <typename... T> int query_n(int rows, zview query);
  template <typename... T> int stream(std::string_view query);
  template <typename F> void for_query(zview query, F &&f) {} template <typename F> void for_stream(std::string_view query, F &&f) {}
  template <typename... Args> result exec_params(zview query, Args &&...args);
  template <typename... Args> result exec_prepared(zview statement, Args &&...args);
};
class work : public transaction_base {};
class stream_to {
public:
  static stream_to table(transaction_base &, std::initializer_list<std::string_view> path, std::initializer_list<std::string_view> columns = {});
  static stream_to raw_table(transaction_base &, std::string_view path, std::string_view columns = "");
};
class stream_from {
public:
  static stream_from query(transaction_base &, std::string_view);
  static stream_from raw_table(transaction_base &, std::string_view path, std::string_view columns = "");
  stream_from(transaction_base &, from_query_t, std::string_view query);
  stream_from(transaction_base &, from_table_t, std::string_view table);
};
}
)";

static facts::Call call7(const std::string &statements) {
  return onlyCall(std::string(Version7) + "void f(pqxx::work &t, pqxx::connection &c, std::string user) {\n" +
                  statements + "\n}\n");
}

class Libpqxx7 : public testing::TestWithParam<Recognised> {};
TEST_P(Libpqxx7, isRecognised) { expect(call7(GetParam().statements), GetParam()); }

#define CONNECTION7 "pqxx::connection::connection"

INSTANTIATE_TEST_SUITE_P(connecting, Libpqxx7,
                         testing::Values(Recognised{"pqxx::connection d(\"host=db\");", CONNECTION7, Action::Connect,
                                                    "\"host=db\""},
                                         Recognised{"pqxx::connection d{std::string(\"host=db\")};", CONNECTION7,
                                                    Action::Connect, "\"host=db\""},
                                         Recognised{"pqxx::connection d;", CONNECTION7, Action::Connect, "-"},
                                         Recognised{"pqxx::connecting d(\"host=db\");", "pqxx::connecting::connecting",
                                                    Action::Connect, "\"host=db\""}));

INSTANTIATE_TEST_SUITE_P(
    executing, Libpqxx7,
    testing::Values(
        Recognised{"t.exec(\"a\");", BASE "exec", Action::Execute, "\"a\""},
        Recognised{"t.exec(\"a\", pqxx::params{1});", BASE "exec", Action::Execute, "\"a\""},
        Recognised{"t.exec(pqxx::prepped{\"n\"}, 1);", BASE "exec", Action::ExecutePrepared, "-", "\"n\""},
        Recognised{"t.exec0(\"a\");", BASE "exec0", Action::Execute, "\"a\""},
        Recognised{"t.exec1(\"a\");", BASE "exec1", Action::Execute, "\"a\""},
        Recognised{"t.exec_n(2, \"a\");", BASE "exec_n", Action::Execute, "\"a\""},
        Recognised{"t.query_value<int>(\"a\");", BASE "query_value", Action::Execute, "\"a\""},
        Recognised{"t.query_value<int>(\"a\", pqxx::params{1});", BASE "query_value", Action::Execute, "\"a\""},
        Recognised{"t.query<int>(\"a\");", BASE "query", Action::Execute, "\"a\""},
        Recognised{"t.query1<int>(\"a\");", BASE "query1", Action::Execute, "\"a\""},
        Recognised{"t.query01<int>(\"a\");", BASE "query01", Action::Execute, "\"a\""},
        Recognised{"t.query_n<int>(2, \"a\");", BASE "query_n", Action::Execute, "\"a\""},
        Recognised{"t.stream<int>(\"a\");", BASE "stream", Action::Execute, "\"a\""},
        Recognised{"t.for_query(\"a\", [](int) {});", BASE "for_query", Action::Execute, "\"a\""},
        Recognised{"t.for_stream(\"a\", [](int) {});", BASE "for_stream", Action::Execute, "\"a\""},
        Recognised{"t.exec_params(\"a\", user);", BASE "exec_params", Action::Execute, "\"a\""},
        Recognised{"t.exec_prepared(\"n\", user);", BASE "exec_prepared", Action::ExecutePrepared, "-", "\"n\""},
        Recognised{"c.prepare(\"n\", \"a\");", "pqxx::connection::prepare", Action::Prepare, "\"a\"", "\"n\""},
        Recognised{"c.prepare(\"a\");", "pqxx::connection::prepare", Action::Prepare, "\"a\""}));

INSTANTIATE_TEST_SUITE_P(copying, Libpqxx7,
                         testing::Values(Recognised{"pqxx::stream_to::raw_table(t, \"a\");",
                                                    "pqxx::stream_to::raw_table", Action::Copy, "\"a\""},
                                         Recognised{"pqxx::stream_from::raw_table(t, \"a\");",
                                                    "pqxx::stream_from::raw_table", Action::Copy, "\"a\""},
                                         Recognised{"pqxx::stream_from::query(t, \"a\");", "pqxx::stream_from::query",
                                                    Action::Execute, "\"a\""},
                                         Recognised{"pqxx::stream_from s(t, pqxx::from_query, \"a\");",
                                                    "pqxx::stream_from::stream_from", Action::Execute, "\"a\""},
                                         Recognised{"pqxx::stream_from s(t, pqxx::from_table, \"a\");",
                                                    "pqxx::stream_from::stream_from", Action::Copy, "\"a\""}));

TEST(Libpqxx7Calls, movingAConnectionOpensNone) {
  facts::Unit unit = factsOf(std::string(Version7) +
                             "pqxx::connection f(pqxx::connection &c) { return static_cast<pqxx::connection &&>(c); }");
  EXPECT_TRUE(unit.calls.empty());
}

/// libpqxx 7 takes the parts of a table's name in braces.
TEST(Libpqxx7, tablesMayBeGivenByTheirPath) {
  static const std::string Stubs =
      "#include <initializer_list>\n#include <string_view>\n"
      "namespace pqxx { struct transaction_base {}; using table_path = std::initializer_list<std::string_view>;\n"
      "struct stream_to { static stream_to table(transaction_base &, table_path, table_path = {}); }; }\n";
  auto table = [](const std::string &path) {
    return printed(onlyCall(Stubs +
                            "void f(pqxx::transaction_base &t, std::string_view n) { pqxx::stream_to::table(t, " +
                            path + "); }\n")
                       .table);
  };
  EXPECT_EQ(table("{\"shop\", \"orders\"}"), "\"shop.orders\"");
  EXPECT_EQ(table("{\"orders\"}, {\"id\"}"), "\"orders\"");
  EXPECT_EQ(table("{n}"), "$n");
}

/// libpqxx 7 counts the placeholders of a statement that is put together.
TEST(Libpqxx7, countedPlaceholdersAreNoText) {
  static const std::string Stubs =
      "#include <libpq-fe.h>\n#include <string>\nnamespace pqxx { template <class T = unsigned> struct placeholders {\n"
      "std::string get() const; void next(); }; }\n";
  const facts::Text text = onlyCall(Stubs + "void f(PGconn *c, pqxx::placeholders<> &p) {\n"
                                            "PQexec(c, (\"SELECT 1 WHERE 2 = \" + p.get()).c_str());\n}\n")
                               .sql;
  const auto &parts = std::get<facts::Concat>(text->value).parts;
  EXPECT_EQ(std::get<facts::Hole>(parts.at(1)->value).kind, facts::HoleKind::Number);
}

} // namespace pgtidy::rules
