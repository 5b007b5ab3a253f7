// What BEFORE triggers make of the row, and what others of them see of it before.
#include "isolation_support.h"

#include <string>

namespace pgtidy::analysis {
namespace {

const std::string Docs =
    "CREATE TABLE users (id bigint PRIMARY KEY);"
    "CREATE TABLE docs (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id), k int, "
    "r real, title text);"
    "CREATE TABLE log (user_id bigint NOT NULL REFERENCES users (id), what bigint);"
    "CREATE FUNCTION me() RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT "
    "current_setting('app.user_id')::bigint $$;";
const char *Insert = "INSERT INTO docs (id, user_id) VALUES ($1, $2)",
           *OwnInsert = "INSERT INTO docs (id, user_id) VALUES ($1, current_setting('app.user_id')::bigint)",
           *Give = "UPDATE docs SET user_id = $1 WHERE user_id = current_setting('app.user_id')::bigint";

std::string function(const std::string &name, const std::string &body, const std::string &options = "") {
  return "CREATE FUNCTION " + name + "() RETURNS trigger LANGUAGE plpgsql " + options + " AS $f$ BEGIN " + body +
         " RETURN NEW; END $f$;";
}

std::string before(const std::string &name, const std::string &body, const std::string &events = "INSERT",
                   const std::string &options = "") {
  return function(name, body, options) + "CREATE TRIGGER " + name + " BEFORE " + events +
         " ON docs FOR EACH ROW EXECUTE FUNCTION " + name + "();";
}

void expectWith(const std::string &triggers, llvm::ArrayRef<Case> cases) {
  World world(Docs + triggers);
  expectAll(world, cases);
}

const std::string Number = "NEW.k := (SELECT count(*) FROM docs d WHERE d.user_id = NEW.user_id);",
                  Log = "INSERT INTO log (user_id, what) VALUES (NEW.user_id, NEW.id);", Own = "NEW.user_id := me();",
                  Back = "NEW.user_id := OLD.user_id;";

} // namespace

TEST(IsolationRowValues, aTriggerSeesTheRowBeforeALaterOneSetsItsOwner) {
  expectWith(before("docs_number", Number) + before("docs_owner", Own),
             {{Insert, "docs: closed, docs: open"}, {OwnInsert, "docs: closed"}});
  expectWith(before("docs_log", Log) + before("docs_owner", Own),
             {{Insert, "docs: closed, log: open"}, {OwnInsert, "docs: closed"}});
  expectWith(before("docs_owner", Own) + before("docs_owner_number", Number), {{Insert, "docs: closed"}});
  expectWith(before("a", "NEW.user_id := NEW.k;") + before("b", Log) + before("c", Own),
             {{OwnInsert, "docs: closed, log: open"}});
  expectWith(before("docs_log", Log, "UPDATE") + before("docs_owner", Back, "UPDATE"),
             {{Give, "docs: closed, log: open"},
              {"UPDATE docs SET k = 1 WHERE user_id = current_setting('app.user_id')::bigint", "docs: closed"}});
  expectWith(before("docs_number", Number), {{Insert, "docs: closed"}});
}

/// What a body does with the row whose owner it changes is not followed.
TEST(IsolationRowValues, aTriggerThatSetsTheOwnerAndReadsByItIsUndecided) {
  expectWith(before("t", Own + Number), {{Insert, "docs: closed, docs: undecided"}});
  expectWith(before("t", Number + Own), {{Insert, "docs: closed, docs: undecided"}});
}

TEST(IsolationRowValues, aLoopMayNotBeRun) {
  for (const char *loop : {"FOR i IN 1..NEW.k LOOP ", "WHILE NEW.k > 0 LOOP NEW.k := NEW.k - 1; ",
                           "FOREACH x IN ARRAY ARRAY[1] LOOP ", "FOR x IN SELECT 1 LOOP "})
    expectWith("CREATE FUNCTION t() RETURNS trigger LANGUAGE plpgsql AS $f$ DECLARE x int; BEGIN " + std::string(loop) +
                   Own +
                   " END LOOP; RETURN NEW; END $f$; CREATE TRIGGER t BEFORE INSERT OR UPDATE ON docs FOR EACH ROW "
                   "EXECUTE FUNCTION t();",
               {{Insert, "docs: open"}, {Give, "docs: change"}});
  expectWith(before("t", "FOR i IN 1..3 LOOP NEW.k := i; END LOOP; " + Own), {{Insert, "docs: closed"}});
}

TEST(IsolationRowValues, anInnerVariableIsNotTheRow) {
  expectWith(before("t", "DECLARE NEW docs; BEGIN " + Own + " END;"), {{Insert, "docs: open"}});
  expectWith(before("t", "DECLARE w int; BEGIN w := 1; " + Own + " END;"), {{Insert, "docs: closed"}});
}

TEST(IsolationRowValues, namesMeanWhatTheyMeanInTheFunction) {
  const std::string other = "CREATE SCHEMA s; CREATE FUNCTION s.me() RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT "
                            "7::bigint $$;";
  expectWith(other + before("t", Own, "INSERT", "SET search_path = s"), {{OwnInsert, "docs: constant"}});
  expectWith(other + before("t", Own, "INSERT", "SET search_path = public, s"), {{OwnInsert, "docs: closed"}});
}

TEST(IsolationRowValues, theOwnerOfTheFunctionIsNotTheUser) {
  auto verdicts = [](const std::string &options) {
    World world("CREATE TABLE users (id text PRIMARY KEY);"
                "CREATE TABLE docs (id bigint PRIMARY KEY, user_id text NOT NULL REFERENCES users);" +
                before("t", "NEW.user_id := current_user;", "INSERT", options));
    return world.verdicts("INSERT INTO docs (id, user_id) VALUES ($1, current_user)");
  };
  EXPECT_EQ(verdicts(""), "docs: closed");
  EXPECT_EQ(verdicts("SECURITY DEFINER"), "docs: open");
}

TEST(IsolationRowValues, anotherColumnKeepsTheValueAsItsTypeDoes) {
  expectWith(before("t", "NEW.r := current_setting('app.user_id'); NEW.user_id := NEW.r;"),
             {{OwnInsert, "docs: open"}});
  expectWith(before("t", "NEW.title := current_setting('app.user_id'); NEW.user_id := NEW.title;"),
             {{OwnInsert, "docs: closed"}});
}

} // namespace pgtidy::analysis
