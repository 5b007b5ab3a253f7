// What RETURNING of a CTE gives: the row as it is written, whatever the statement put in or asked for.
#include "isolation_support.h"

namespace pgtidy::analysis {
namespace {

constexpr std::string_view Pool = R"(
CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE docs (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users, body text);
)";

void expectIn(const std::string &schema, llvm::ArrayRef<Case> cases) {
  World world(std::string(Pool) + schema);
  expectAll(world, cases);
}

const std::string Trigger = "CREATE TRIGGER t BEFORE INSERT OR UPDATE ON pool FOR EACH ROW EXECUTE FUNCTION f();";

std::string triggerThat(const std::string &body) {
  return "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN " + body + " RETURN NEW; END $$;" + Trigger;
}

} // namespace

TEST(IsolationReturning, whatATriggerSetsIsNotWhatWasGiven) {
  const std::string pool = "CREATE TABLE pool (k bigint PRIMARY KEY, v bigint, at timestamptz);";
  const char *inserted = "WITH i AS (INSERT INTO pool (k, v) VALUES ($2, $1) RETURNING v) "
                         "SELECT d.* FROM docs d JOIN i ON d.user_id = i.v",
             *updated = "WITH i AS (UPDATE pool SET k = k WHERE v = $1 RETURNING v) "
                        "SELECT d.* FROM docs d JOIN i ON d.user_id = i.v";
  expectIn(pool, {{inserted, "docs: closed"}, {updated, "docs: closed"}});
  expectIn(pool + triggerThat("NEW.v := 2;"), {{inserted, "docs: open"}, {updated, "docs: open"}});
  expectIn(pool + triggerThat("NEW.at := now();"), {{inserted, "docs: closed"}, {updated, "docs: closed"}});
  expectIn(pool + triggerThat("SELECT * INTO NEW FROM pool LIMIT 1;"),
           {{inserted, "docs: open"}, {updated, "docs: open"}});
  expectIn(pool + "CREATE FUNCTION f() RETURNS trigger LANGUAGE plperl AS 'x';" + Trigger,
           {{inserted, "docs: open"}, {updated, "docs: open"}});
}

TEST(IsolationReturning, aTriggerOfAPartitionSetsItsRows) {
  const std::string parts = "CREATE TABLE pool (k bigint, v bigint) PARTITION BY LIST (k);"
                            "CREATE TABLE part PARTITION OF pool FOR VALUES IN (1);"
                            "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.v := 2; RETURN NEW; "
                            "END $$;";
  const char *inserted = "WITH i AS (INSERT INTO pool (k, v) VALUES (1, $1) RETURNING v) "
                         "SELECT d.* FROM docs d JOIN i ON d.user_id = i.v";
  expectIn(parts, {{inserted, "docs: closed"}});
  expectIn(parts + "CREATE TRIGGER t BEFORE INSERT ON part FOR EACH ROW EXECUTE FUNCTION f();",
           {{inserted, "docs: open"}});
}

TEST(IsolationReturning, whatIsComputedOfAChangedColumnIsChanged) {
  expectIn("CREATE TABLE pool (k bigint PRIMARY KEY, v bigint, w bigint GENERATED ALWAYS AS (v) STORED);",
           {{"WITH i AS (UPDATE pool SET v = k WHERE w = $1 RETURNING w) "
             "SELECT d.* FROM docs d JOIN i ON d.user_id = i.w",
             "docs: open"},
            {"WITH i AS (UPDATE pool SET v = k WHERE w = $1 RETURNING pool.*) "
             "SELECT d.* FROM docs d JOIN i ON d.user_id = i.w",
             "docs: open"},
            {"WITH i AS (UPDATE pool SET k = 7 WHERE w = $1 RETURNING w) "
             "SELECT d.* FROM docs d JOIN i ON d.user_id = i.w",
             "docs: closed"}});
}

TEST(IsolationReturning, aViewHasAColumnByOtherNames) {
  expectIn("CREATE TABLE pool (k bigint PRIMARY KEY, v bigint, x bigint);"
           "CREATE VIEW pv AS SELECT k, v, v AS w, v + 0 AS z, x FROM pool;",
           {{"WITH i AS (UPDATE pv SET v = k WHERE v = $1 RETURNING w) "
             "SELECT d.* FROM docs d JOIN i ON d.user_id = i.w",
             "docs: open"},
            {"WITH i AS (UPDATE pv SET v = k WHERE z = $1 RETURNING z) "
             "SELECT d.* FROM docs d JOIN i ON d.user_id = i.z",
             "docs: open"},
            {"WITH i AS (UPDATE pv SET v = k WHERE x = $1 RETURNING x) "
             "SELECT d.* FROM docs d JOIN i ON d.user_id = i.x",
             "docs: closed"}});
}

TEST(IsolationReturning, whatIsDoneInsteadSaysWhatIsGiven) {
  const std::string view =
      "CREATE TABLE pool (k bigint PRIMARY KEY, v bigint); CREATE VIEW pv AS SELECT k, v FROM pool;"
      "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.v := 2; RETURN NEW; "
      "END $$;";
  const char *inserted = "WITH i AS (INSERT INTO pv (k, v) VALUES ($2, $1) RETURNING v) "
                         "SELECT d.* FROM docs d JOIN i ON d.user_id = i.v",
             *updated = "WITH i AS (UPDATE pv SET k = k WHERE v = $1 RETURNING v) "
                        "SELECT d.* FROM docs d JOIN i ON d.user_id = i.v";
  expectIn(view, {{inserted, "docs: closed"}, {updated, "docs: closed"}});
  expectIn(view + "CREATE TRIGGER t INSTEAD OF INSERT OR UPDATE ON pv FOR EACH ROW EXECUTE FUNCTION f();",
           {{inserted, "docs: open"}, {updated, "docs: open"}});
  expectIn(view + "CREATE RULE r AS ON INSERT TO pv DO INSTEAD INSERT INTO pool (k, v) VALUES (NEW.k, NEW.v) RETURNING "
                  "k, k;",
           {{inserted, "docs: open"}, {updated, "docs: closed"}});
}

TEST(IsolationReturning, theSequenceGoesBeforeTheUsersValue) {
  expectIn(
      "CREATE TABLE pool (k bigint PRIMARY KEY, id bigint GENERATED BY DEFAULT AS IDENTITY);"
      "CREATE TABLE mine (id bigint PRIMARY KEY, user_id bigint GENERATED BY DEFAULT AS IDENTITY REFERENCES users);",
      {{"WITH i AS (INSERT INTO pool (k, id) OVERRIDING USER VALUE VALUES ($2, $1) RETURNING id) "
        "SELECT d.* FROM docs d JOIN i ON d.user_id = i.id",
        "docs: open"},
       {"WITH i AS (INSERT INTO pool (k, id) VALUES ($2, $1) RETURNING id) "
        "SELECT d.* FROM docs d JOIN i ON d.user_id = i.id",
        "docs: closed"},
       {"INSERT INTO mine (id, user_id) OVERRIDING USER VALUE VALUES ($2, $1)", "mine: open"},
       {"INSERT INTO mine (id, user_id) OVERRIDING SYSTEM VALUE VALUES ($2, $1)", "mine: closed"}});
}

TEST(IsolationReturning, aRoundedNumberIsAnother) {
  World world("CREATE TABLE users (id numeric PRIMARY KEY);"
              "CREATE TABLE docs (id bigint PRIMARY KEY, user_id numeric NOT NULL REFERENCES users);"
              "CREATE TABLE pool (id bigint PRIMARY KEY, cut numeric(10, 0), whole numeric);");
  expectAll(world, {{"WITH i AS (INSERT INTO pool (id, cut) VALUES ($2, $1) RETURNING cut) "
                     "SELECT d.* FROM docs d JOIN i ON d.user_id = i.cut",
                     "docs: open"},
                    {"WITH i AS (INSERT INTO pool (id, whole) VALUES ($2, $1) RETURNING whole) "
                     "SELECT d.* FROM docs d JOIN i ON d.user_id = i.whole",
                     "docs: closed"}});
  World alike("CREATE TABLE users (id numeric(10, 0) PRIMARY KEY);"
              "CREATE TABLE docs (id bigint PRIMARY KEY, user_id numeric(10, 0) NOT NULL REFERENCES users);");
  expectAll(alike, {{"INSERT INTO docs (id, user_id) VALUES ($2, $1)", "docs: closed"}});
}

TEST(IsolationReturning, theRowThatOnConflictFindsHasItsKey) {
  World world("CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL UNIQUE, name text UNIQUE);"
              "CREATE TABLE sessions (token text, user_id bigint NOT NULL REFERENCES users);");
  auto upsert = [](const std::string &set) {
    return "WITH u AS (INSERT INTO users (email, name) VALUES ($1, $3) ON CONFLICT (email) DO UPDATE SET " + set +
           " RETURNING id) INSERT INTO sessions (token, user_id) SELECT $2, id FROM u";
  };
  EXPECT_EQ(world.verdicts(upsert("email = EXCLUDED.email")), "users: closed, sessions: closed");
  EXPECT_EQ(world
                .verdicts("WITH u AS (INSERT INTO users (email, name) VALUES ($1, $3) ON CONFLICT (name) DO UPDATE SET "
                          "email = EXCLUDED.email RETURNING id) INSERT INTO sessions (token, user_id) SELECT $2, id "
                          "FROM u")
                .find("sessions: closed"),
            std::string::npos);
}

} // namespace pgtidy::analysis
