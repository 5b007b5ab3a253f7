// Calls whose arguments name what a header declares that is missing: they are made all the same.
#include "evaluating.h"

namespace pgtidy::extract {
namespace {

facts::Unit damaged(const std::string &statements) {
  static const rules::Rules rules = evaluationRules();
  llvm::Expected<facts::Unit> unit =
      extractText(Prelude +
                      "namespace Ui { class Main; }\n"
                      "struct QSqlDatabase; struct QString { QString(const char *); QString(const string &); };\n"
                      "struct QSqlQuery { QSqlQuery(); bool exec(const QString &); bool exec(); };\nstruct Window { "
                      "Ui::Main *ui; };\n"
                      "void f(pqxx::work &w, PGconn *c, Window &window, const generated::Id &id) {\n" +
                      statements + "\n}",
                  "/code.cpp", {"-std=c++20"}, rules);
  if (!unit) {
    ADD_FAILURE() << llvm::toString(unit.takeError());
    return {};
  }
  EXPECT_FALSE(unit->problems.empty()) << statements;
  return std::move(*unit);
}

std::string sent(const std::string &statements) {
  std::string all;
  for (const facts::Call &call : damaged(statements).calls)
    all += (all.empty() ? "" : " ; ") + show(call.sql);
  return all;
}

TEST(EvaluateDamaged, whatIsKnownOfTheStatementStays) {
  EXPECT_EQ(sent("w.exec(\"a '\" + window.ui->edit->text() + \"'\");"), "\"a '\" + {window.ui->edit->text()} + \"'\"");
  EXPECT_EQ(sent("string s = \"a \" + id.value(); w.exec(s);"), "\"a \" + {id.value()}");
  EXPECT_EQ(sent("PQexec(c, id.text());"), "{id.text()}");
}

TEST(EvaluateDamaged, boundValuesDoNotHideTheStatement) {
  EXPECT_EQ(sent("w.exec_params(\"a $1\", id.value());"), "\"a $1\"");
}

TEST(EvaluateDamaged, escapingIsKnown) {
  const facts::Unit unit = damaged("w.exec(\"a \" + w.quote(id.value()));");
  ASSERT_EQ(unit.calls.size(), 1U);
  EXPECT_EQ(show(unit.calls[0].sql), "\"a \" + {id.value()}");
  EXPECT_FALSE(facts::hasRaw(unit.calls[0].sql));
}

TEST(EvaluateDamaged, aStatementThatAnObjectKeepsIsNoTextThatChanges) {
  EXPECT_EQ(sent("QSqlQuery q; q.exec(\"a \" + id.value());"), "\"a \" + {id.value()}");
  EXPECT_EQ(sent("QSqlQuery q; q.exec(id.value());"), "{id.value()}");
}

TEST(EvaluateDamaged, loopsOverAnErrorAreWalked) {
  EXPECT_EQ(sent("for (auto *one : window.ui->all()) w.exec(\"a\");"), "\"a\"");
  EXPECT_EQ(sent("for (const auto &one :\n  id.all()) { string s = \"a \" + one.text(); w.exec(s); } w.exec(\"b\");"),
            "\"a \" + {one.text()} ; \"b\"");
  EXPECT_EQ(sent("for (auto a : id.all()) for (auto b : (a.f)(a)) w.exec(\"a\");"), "\"a\"");
  EXPECT_EQ(sent("auto run = [&] { for (A a:id) w.exec(\"a\"); }; run();"), "\"a\"");
  EXPECT_EQ(sent("for (int i : {1, 2}) w.exec(\"a\"); w.exec(id.text());"), "\"a\" ; {id.text()}");
}

TEST(EvaluateDamaged, placesBehindSuchLoopsAreTheirOwn) {
  const facts::Unit unit = damaged("for (auto *one : window.ui->all()) w.exec(\"a\");");
  ASSERT_EQ(unit.calls.size(), 1U);
  EXPECT_EQ(unit.calls[0].location.column, 38U);
}

TEST(EvaluateDamaged, otherCallsReachNoDatabase) {
  EXPECT_EQ(sent("opaque(\"SELECT 1\", id.value()); window.exec(\"SELECT 1\", id.value());"), "");
}

} // namespace
} // namespace pgtidy::extract
