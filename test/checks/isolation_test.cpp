#include "situation.h"

#include "gtest/gtest.h"

namespace pgtidy::checks {

using analysis::Use;
using analysis::Verdict;

static Situation openOrders() {
  Situation situation("SELECT id FROM orders o");
  analysis::TableReference &reference = situation.refer(Verdict::Open, "orders", 15);
  reference.alias = "o";
  reference.reason = "no condition ties o.user_id to one user";
  reference.predicate = "o.user_id = $1";
  reference.policy = "CREATE POLICY mine ON orders USING (true);";
  return situation;
}

TEST(Unscoped, pointsAtTheTableAndNamesTheCall) {
  Situation situation = openOrders();
  Findings findings = situation.run(isolation_unscoped);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].place, (findings::Place{"src/orders.cpp", 9, 20}));
  EXPECT_EQ(findings[0].message, "query reads other users' rows of 'orders': no condition ties o.user_id to one user; "
                                 "add `o.user_id = $1`");
  EXPECT_EQ(findings[0].call, (findings::Place{"src/orders.cpp", 10, 7}));
  ASSERT_EQ(findings[0].notes.size(), 1u);
  EXPECT_EQ(findings[0].notes[0].message, "sent to the database here");
}

TEST(Unscoped, adviceHasThePredicateThePolicyAndTheDeclaration) {
  Situation situation = openOrders();
  std::string advice = situation.run(isolation_unscoped).at(0).advice;
  EXPECT_NE(advice.find("o.user_id = $1"), std::string::npos);
  EXPECT_NE(advice.find("CREATE POLICY mine"), std::string::npos);
  EXPECT_NE(advice.find("Shared: [orders]"), std::string::npos);
}

TEST(Unscoped, notesLeadThroughTheWrappers) {
  Situation situation = openOrders();
  situation.wrapIn("run", 30);
  situation.wrapIn("runTwice", 50);
  findings::Finding finding = situation.run(isolation_unscoped).at(0);
  EXPECT_EQ(finding.call.line, 50u);
  ASSERT_EQ(finding.notes.size(), 3u);
  EXPECT_EQ(finding.notes[0], (findings::Note{{"src/orders.cpp", 50, 3}, "handed to 'runTwice' here"}));
  EXPECT_EQ(finding.notes[1], (findings::Note{{"src/orders.cpp", 30, 3}, "handed to 'run' here"}));
}

TEST(Unscoped, textWithoutAPlaceIsReportedAtTheOutermostCall) {
  Situation situation = openOrders();
  situation.text().runs.clear();
  EXPECT_EQ(situation.run(isolation_unscoped).at(0).place.line, 10u);
  situation.wrapIn("run", 30);
  EXPECT_EQ(situation.run(isolation_unscoped).at(0).place.line, 30u);
}

TEST(Unscoped, saysWhenOnlySomeTextsAreOpen) {
  Situation situation = openOrders();
  situation.query().alternatives.resize(2);
  analysis::Alternative &closed = situation.query().alternatives[1];
  closed.text = situation.text().text;
  closed.runs = situation.text().runs;
  closed.verdicts = situation.text().verdicts;
  closed.verdicts[0].references[0].verdict = Verdict::Closed;
  Findings findings = situation.run(isolation_unscoped);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_NE(findings[0].message.find("in some of the texts"), std::string::npos);
}

TEST(Unscoped, eachPlaceIsReportedOnce) {
  Situation situation = openOrders();
  situation.query().alternatives.resize(2);
  situation.query().alternatives[1].runs = situation.text().runs;
  situation.query().alternatives[1].verdicts = situation.text().verdicts;
  EXPECT_EQ(situation.run(isolation_unscoped).size(), 1u);
}

TEST(Unscoped, saysThatNamesDecided) {
  Situation situation("SELECT id FROM orders");
  situation.refer(Verdict::Open, "orders", 15).ownership.byName = true;
  EXPECT_NE(situation.run(isolation_unscoped).at(0).message.find("judged by its name"), std::string::npos);
}

TEST(Unscoped, closedReferencesAreNotReported) {
  Situation situation("SELECT id FROM orders");
  situation.refer(Verdict::Closed, "orders", 15);
  situation.refer(Verdict::Constant, "orders", 15);
  situation.refer(Verdict::Undecided, "orders", 15);
  EXPECT_TRUE(situation.run(isolation_unscoped).empty());
}

TEST(ConstantUser, notesWhereTheConstantIsWhenItIsOnAnotherLine) {
  Situation situation("SELECT id FROM orders WHERE user_id = 1");
  situation.text().runs = {{0, 38, situation.at(9, 5), 0}, {38, 1, situation.at(3, 8), 0}};
  situation.refer(Verdict::Constant, "orders", 15).constant = 38;
  findings::Finding finding = situation.run(isolation_constant_user).at(0);
  EXPECT_EQ(finding.place.line, 9u);
  EXPECT_EQ(finding.notes.at(0), (findings::Note{{"src/orders.cpp", 3, 8}, "the constant is here"}));
}

TEST(OwnershipChange, namesTheOwnerColumn) {
  Situation situation("UPDATE orders SET user_id = $1");
  situation.refer(Verdict::OwnershipChange, "orders", 7).ownership.ownerColumns = {"user_id"};
  EXPECT_NE(situation.run(isolation_ownership_change).at(0).message.find("leave user_id as it is"), std::string::npos);
}

TEST(Unverifiable, saysWhereTheTextComesFrom) {
  Situation situation("");
  situation.query().alternatives.clear();
  situation.query().unknown = true;
  situation.query().origin = {"returned by 'load'"};
  situation.wrapIn("run", 30);
  Findings findings = situation.run(isolation_unverifiable);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].place.line, 30u);
  EXPECT_NE(findings[0].message.find("returned by 'load'"), std::string::npos);
}

TEST(Unverifiable, whatIsOpenOrInjectedIsNotSaidTwice) {
  Situation open("SELECT id FROM orders");
  open.refer(Verdict::Open, "orders", 15);
  open.refer(Verdict::Undecided, "orders", 15);
  EXPECT_TRUE(open.run(isolation_unverifiable).empty());
  Situation injected("SELECT id FROM orders WHERE ");
  injected.fill("rest", 28, {sql::HoleRole::Clause, 0, false});
  injected.inject(sql::HoleRole::Clause);
  injected.text().parsed.undecided = true;
  EXPECT_TRUE(injected.run(isolation_unverifiable).empty());
}

TEST(Unverifiable, definitionsAreNoneWhateverIsPutIntoThem) {
  auto findingsOf = [](const std::string &text) {
    Situation situation(text);
    situation.fill("rest", uint32_t(text.size()), {sql::HoleRole::Clause, 0, false});
    situation.text().parsed.undecided = true;
    return situation.run(isolation_unverifiable).size();
  };
  for (const char *text : {"CREATE TABLE copies (", "create unlogged table copies (", "ALTER TABLE orders ADD "})
    EXPECT_EQ(findingsOf(text), 0u) << text;
  for (const char *text : {"CREATE TABLE copies AS TABLE orders ", "CREATE TABLE copies AS SELECT id FROM orders ",
                           "DROP TABLE copies; DELETE FROM orders ", "WITH x AS (SELECT 1) "})
    EXPECT_EQ(findingsOf(text), 1u) << text;
}

TEST(Unverifiable, executionByANameIsNoText) {
  Situation situation("");
  situation.query().unknown = true;
  situation.call().action = facts::Action::ExecutePrepared;
  EXPECT_TRUE(situation.run(isolation_unverifiable).empty());
}

TEST(Unverifiable, namesWhatDecides) {
  Situation situation("SELECT id FROM orders WHERE ");
  situation.fill("rest", 28, {sql::HoleRole::Clause, 0, false});
  situation.refer(Verdict::Undecided, "orders", 15);
  EXPECT_NE(situation.run(isolation_unverifiable).at(0).message.find("'rest' decides"), std::string::npos);
}

} // namespace pgtidy::checks
