// What the files of a schema take back, by savepoints, in blocks, or along with a column, and what goes by which name:
// each case has a schema of its own.
#include "isolation_support.h"

#include "gtest/gtest.h"

#include <string>

namespace pgtidy::analysis {
namespace {

constexpr const char *People = "CREATE TABLE people (id int PRIMARY KEY, email text, login text, left_at date);\n"
                               "CREATE TABLE log (id int);\n";

struct History {
  const char *schema; ///< behind that of the people
  const char *sql;
  const char *verdicts;
};

constexpr const char *ByEmail = "SELECT * FROM people WHERE email = $1";
constexpr const char *ByLogin = "SELECT * FROM people WHERE login = $1";

const History Savepoints[] = {
    {"BEGIN; SAVEPOINT a; CREATE UNIQUE INDEX ON people (email); SAVEPOINT a; CREATE TABLE x (n int); RELEASE a;"
     "ROLLBACK TO a; COMMIT;",
     ByEmail, "people: open"},
    {"BEGIN; SAVEPOINT a; CREATE UNIQUE INDEX ON people (email); SAVEPOINT a; CREATE TABLE x (n int); ROLLBACK TO a;"
     "COMMIT;",
     ByEmail, "people: closed"},
    {"BEGIN; SAVEPOINT a; CREATE UNIQUE INDEX ON people (email); SAVEPOINT b; RELEASE SAVEPOINT b; ROLLBACK TO \"a\";"
     "COMMIT;",
     ByEmail, "people: open"},
    {"BEGIN; SAVEPOINT a; CREATE UNIQUE INDEX ON people (email); RELEASE a; COMMIT;", ByEmail, "people: closed"},
    {"BEGIN; SAVEPOINT a; CREATE TABLE x (n int); ROLLBACK TO a; CREATE UNIQUE INDEX ON people (email); ROLLBACK TO a;"
     "COMMIT;",
     ByEmail, "people: open"},
    {"BEGIN; SAVEPOINT a; SAVEPOINT b; ROLLBACK TO a; CREATE UNIQUE INDEX ON people (email); ROLLBACK TO b; COMMIT;",
     ByEmail, "people: closed"}, // there is no b any more
    {"BEGIN; SAVEPOINT a; CREATE UNIQUE INDEX ON people (email); SAVEPOINT \"A\"; ROLLBACK TO A; COMMIT;", ByEmail,
     "people: open"},
    {"BEGIN; SAVEPOINT \"A\"; CREATE UNIQUE INDEX ON people (email); SAVEPOINT a; ROLLBACK TO A; COMMIT;", ByEmail,
     "people: closed"},
    {"BEGIN; SAVEPOINT \"A\"; CREATE UNIQUE INDEX ON people (email); SAVEPOINT a; ROLLBACK TO \"A\"; COMMIT;", ByEmail,
     "people: open"},
};

const History Columns[] = {
    {"CREATE UNIQUE INDEX ON people (login) INCLUDE (email); ALTER TABLE people DROP email;", ByLogin, "people: open"},
    {"CREATE UNIQUE INDEX ON people (login) INCLUDE (email); ALTER TABLE people DROP left_at;", ByLogin,
     "people: closed"},
    {"ALTER TABLE people ADD CONSTRAINT c UNIQUE (login) INCLUDE (email); ALTER TABLE people DROP email;", ByLogin,
     "people: open"},
    {"CREATE UNIQUE INDEX c ON people (login) INCLUDE (email); ALTER TABLE people ADD UNIQUE USING INDEX c;"
     "ALTER TABLE people RENAME email TO mail; ALTER TABLE people DROP mail;",
     ByLogin, "people: open"},
    {"CREATE UNIQUE INDEX ON people (lower(email)); ALTER TABLE people DROP email; ALTER TABLE people ADD email text;",
     "SELECT * FROM people WHERE lower(email) = lower($1)", "people: open"},
};

const History Names[] = {
    {"CREATE UNIQUE INDEX ON people (email) INCLUDE (login); DROP INDEX people_email_login_idx;", ByEmail,
     "people: open"},
    {"CREATE UNIQUE INDEX ON people (email) INCLUDE (login); CREATE INDEX people_email_idx ON log (id);"
     "DROP INDEX people_email_idx;",
     ByEmail, "people: closed"},
    {"ALTER TABLE people ADD UNIQUE (login) INCLUDE (email); ALTER TABLE people DROP CONSTRAINT "
     "people_login_email_key;",
     ByLogin, "people: open"},
    {"CREATE VIEW people_email_idx AS SELECT 1 x; CREATE UNIQUE INDEX ON people (email); DROP INDEX people_email_idx1;",
     ByEmail, "people: open"},
    {"CREATE SEQUENCE people_login_key; ALTER TABLE people ADD UNIQUE (login);"
     "ALTER TABLE people DROP CONSTRAINT people_login_key1;",
     ByLogin, "people: open"},
    {"CREATE SEQUENCE people_login_key; DROP SEQUENCE people_login_key; ALTER TABLE people ADD UNIQUE (login);"
     "ALTER TABLE people DROP CONSTRAINT people_login_key;",
     ByLogin, "people: open"},
    {"CREATE TYPE people_login_key AS (n int); ALTER TYPE people_login_key RENAME TO people_email_key;"
     "ALTER TABLE people ADD UNIQUE (email); ALTER TABLE people DROP CONSTRAINT people_email_key1;",
     ByEmail, "people: open"},
    {"CREATE UNIQUE INDEX people_lower_idx ON log (id); CREATE UNIQUE INDEX ON people (lower(email));"
     "DROP INDEX people_lower_idx1;",
     "SELECT * FROM people WHERE lower(email) = lower($1)", "people: open"},
    {"CREATE SCHEMA b; CREATE TABLE b.people_email_idx (n int); CREATE UNIQUE INDEX ON people (email);"
     "DROP INDEX people_email_idx;",
     ByEmail, "people: open"},
};

const History Blocks[] = {
    {"DO $$ BEGIN CREATE UNIQUE INDEX x ON people (email); ROLLBACK; END $$;", ByEmail, "people: open"},
    {"DO $$ BEGIN CREATE TABLE y (n int); ROLLBACK; CREATE UNIQUE INDEX x ON people (email); END $$;", ByEmail,
     "people: closed"},
    {"DO $$ BEGIN BEGIN CREATE UNIQUE INDEX x ON people (email); RAISE EXCEPTION 'a'; EXCEPTION WHEN others THEN NULL; "
     "END; END $$;",
     ByEmail, "people: open"},
    {"DO $$ BEGIN CREATE UNIQUE INDEX x ON people (email); EXCEPTION WHEN duplicate_table OR SQLSTATE '42710' THEN "
     "NULL; END $$;",
     ByEmail, "people: closed"},
    {"DO $$ BEGIN CREATE UNIQUE INDEX x ON people (email); EXCEPTION WHEN unique_violation THEN NULL; END $$;", ByEmail,
     "people: open"},
    {"DO $$ BEGIN CREATE UNIQUE INDEX x ON people (email); EXCEPTION WHEN others THEN RAISE EXCEPTION 'no'; END $$;",
     ByEmail, "people: closed"},
    {"DO $$ BEGIN BEGIN PERFORM CASE WHEN true THEN 1 END; IF true THEN NULL; END IF; EXCEPTION WHEN others THEN NULL; "
     "END; CREATE UNIQUE INDEX x ON people (email); END $$;",
     ByEmail, "people: closed"},
    {"DO $$ BEGIN EXECUTE 'CREATE UNIQUE INDEX x ON people (email)'; EXCEPTION WHEN others THEN NULL; END $$;", ByEmail,
     "people: open"},
    // what is gone already is waited for
    {"CREATE TABLE o (id int PRIMARY KEY, who int REFERENCES people (id)); DO $$ BEGIN ALTER TABLE o DROP COLUMN who; "
     "EXCEPTION WHEN undefined_column THEN NULL; END $$;",
     "SELECT * FROM o WHERE id = $1", ""},
    {"CREATE TABLE o (id int PRIMARY KEY, who int REFERENCES people (id)); DO $$ BEGIN ALTER TABLE o DROP CONSTRAINT "
     "o_who_fkey; EXCEPTION WHEN SQLSTATE '42704' OR undefined_table THEN NULL; END $$;",
     "SELECT * FROM o WHERE id = $1", ""},
    {"DO $$ BEGIN ALTER TABLE people RENAME COLUMN mail TO email; EXCEPTION WHEN undefined_column THEN NULL; END; $$; "
     "DO $$ BEGIN IF true THEN CREATE UNIQUE INDEX x ON people (email); END IF; EXCEPTION WHEN undefined_column THEN "
     "NULL; END $$;",
     ByEmail, "people: closed"},
    {"CREATE TABLE o (id int PRIMARY KEY, who int REFERENCES people (id)); DO $$ BEGIN ALTER TABLE o DROP COLUMN who; "
     "EXCEPTION WHEN lock_not_available THEN NULL; END $$;",
     "SELECT * FROM o WHERE id = $1", "o: open"},
    {"DO $$ BEGIN CREATE UNIQUE INDEX x ON people (email); DROP TABLE gone; EXCEPTION WHEN undefined_table THEN NULL; "
     "END $$;",
     ByEmail, "people: open"},
    // what is committed stays
    {"DO $$ BEGIN CREATE UNIQUE INDEX x ON people (email); COMMIT; NULL; ROLLBACK; END $$;", ByEmail, "people: closed"},
    {"DO $$ BEGIN CREATE TABLE y (n int); ROLLBACK; CREATE UNIQUE INDEX x ON people (email); COMMIT; ROLLBACK; END $$;",
     ByEmail, "people: closed"},
    {"DO $$ BEGIN COMMIT; CREATE UNIQUE INDEX x ON people (email); ROLLBACK; END $$;", ByEmail, "people: open"},
    {"DO $$ BEGIN CREATE UNIQUE INDEX x ON people (email); IF random() < 0.5 THEN COMMIT; END IF; ROLLBACK; END $$;",
     ByEmail, "people: open"},
    {"DO $$ BEGIN CREATE UNIQUE INDEX x ON people (email); FOR i IN 1 .. 0 LOOP COMMIT; END LOOP; ROLLBACK; END $$;",
     ByEmail, "people: open"},
    // what says whose rows are whose stays
    {"CREATE TABLE o (id int PRIMARY KEY, who int REFERENCES people (id)); DO $$ BEGIN DROP TABLE o; RAISE EXCEPTION "
     "'a'; EXCEPTION WHEN others THEN NULL; END $$;",
     "SELECT * FROM o", "o: open"},
    {"CREATE TABLE o (id int PRIMARY KEY, who int); DO $$ BEGIN ALTER TABLE o ADD FOREIGN KEY (who) REFERENCES people "
     "(id); EXCEPTION WHEN others THEN NULL; END $$;",
     "SELECT * FROM o", "o: open"},
};

constexpr const char *Protected = "CREATE TABLE o (id int PRIMARY KEY, who int REFERENCES people (id));\n"
                                  "ALTER TABLE o ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;\n"
                                  "CREATE POLICY p ON o USING (who = current_setting('app.user_id')::int);\n";

const History Policies[] = {
    {"", "SELECT * FROM o", "o: closed"},
    {"BEGIN; SAVEPOINT a; ALTER TABLE o DISABLE ROW LEVEL SECURITY; SAVEPOINT a; ALTER TABLE o ENABLE ROW LEVEL "
     "SECURITY; ROLLBACK TO a; COMMIT;",
     "SELECT * FROM o", "o: open"},
    {"DO $$ BEGIN ALTER TABLE o DISABLE ROW LEVEL SECURITY; EXCEPTION WHEN others THEN NULL; END $$;",
     "SELECT * FROM o", "o: undecided"},
    {"DO $$ BEGIN CREATE POLICY q ON o AS RESTRICTIVE USING (true); EXCEPTION WHEN duplicate_object THEN NULL; END $$;",
     "SELECT * FROM o", "o: closed"},
    {"ALTER TABLE o DISABLE ROW LEVEL SECURITY; DO $$ BEGIN ALTER TABLE o ENABLE ROW LEVEL SECURITY; ROLLBACK; END $$;",
     "SELECT * FROM o", "o: undecided"},
};

void expectAll(llvm::ArrayRef<History> cases, const std::string &before = "") {
  UserModel model;
  model.tables = {"people"};
  model.tablesConfigured = true;
  for (const History &one : cases) {
    World world(People + before + one.schema, model);
    EXPECT_EQ(world.verdicts(std::string_view(one.sql)), one.verdicts) << one.schema << one.sql;
  }
}

} // namespace

TEST(IsolationHistory, savepointsOfOneNameAreAStack) { expectAll(Savepoints); }
TEST(IsolationHistory, aDroppedColumnTakesItsIndexesAlong) { expectAll(Columns); }
TEST(IsolationHistory, indexesHaveTheNamesThatPostgresChooses) { expectAll(Names); }
TEST(IsolationHistory, whatABlockTakesBackIsNotSure) { expectAll(Blocks); }
TEST(IsolationHistory, policiesThatAreTakenBackAreNotSure) { expectAll(Policies, Protected); }

TEST(IsolationHistory, saysWhyPoliciesAreNotSure) {
  UserModel model;
  model.tables = {"people"};
  auto reason = [&](const std::string &block) {
    World world(People + std::string(Protected) + "DO $$ BEGIN " + block + " END $$;", model);
    const std::vector<TableReference> all = world.judgeAll("SELECT * FROM o");
    return all.empty() ? "" : all[0].reason;
  };
  EXPECT_EQ(reason("ALTER TABLE o DISABLE ROW LEVEL SECURITY; EXCEPTION WHEN others THEN NULL;"),
            "policies hold it back, but a DO block that may take back what it does may have changed them");
  EXPECT_EQ(reason("EXECUTE 'DROP POLICY ' || (SELECT p FROM names) || ' ON o';"),
            "policies hold it back, but a DO block that puts its text together may have changed them");
}

namespace {

constexpr std::string_view Documents = "CREATE TABLE users (id bigint PRIMARY KEY);"
                                       "CREATE TABLE docs (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES "
                                       "users, k bigint); CREATE SCHEMA s;";

void expectIn(const std::string &history, std::initializer_list<Case> cases) {
  World world(std::string(Documents) + history);
  expectAll(world, cases);
}

} // namespace

TEST(IsolationHistory, aFunctionIsDroppedWhereTheSearchPathFindsIt) {
  const std::string read =
      "CREATE FUNCTION s.h(u bigint) RETURNS SETOF docs LANGUAGE sql STABLE AS $$ SELECT * FROM docs "
      "$$;";
  expectIn(read + "DROP FUNCTION IF EXISTS h(bigint);", {{"SELECT * FROM s.h($1)", "docs: open"}});
  expectIn(read + "SET search_path = s, public; DROP FUNCTION IF EXISTS h(bigint);", {{"SELECT * FROM s.h($1)", ""}});
  const std::string gives =
      "CREATE FUNCTION s.f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.user_id := NEW.user_id + 1; "
      "RETURN NEW; END $$; CREATE TRIGGER t BEFORE INSERT ON docs FOR EACH ROW EXECUTE FUNCTION "
      "s.f();";
  const Case insert{"INSERT INTO docs (id, user_id, k) VALUES ($2, $1, $3)", "docs: open"};
  expectIn(gives + "DROP FUNCTION IF EXISTS f();", {insert});
  expectIn(gives + "ALTER SCHEMA s RENAME TO s2;", {insert});
  expectIn(gives +
               "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;"
               "ALTER SCHEMA s RENAME TO s2; CREATE SCHEMA s; CREATE FUNCTION s.f() RETURNS trigger LANGUAGE plpgsql "
               "AS $$ BEGIN RETURN NEW; END $$;",
           {insert});
}

TEST(IsolationHistory, callsFollowTheirFunctionToAnotherSchema) {
  const std::string seven = "() RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT 7::bigint $$;",
                    user =
                        "() RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT current_setting('app.user_id')::bigint $$;";
  const Case insert{"INSERT INTO docs (id) VALUES ($1)", "docs: constant"}, own{insert.sql, "docs: closed"};
  const std::string byDefault = "ALTER TABLE docs ALTER user_id SET DEFAULT ";
  expectIn("CREATE FUNCTION me" + seven + byDefault + "me(); ALTER FUNCTION me() SET SCHEMA s; CREATE FUNCTION me" +
               user,
           {insert});
  expectIn("CREATE FUNCTION me" + user + byDefault + "me(); ALTER FUNCTION me() SET SCHEMA s; CREATE FUNCTION me" +
               seven,
           {own});
  expectIn("CREATE FUNCTION s.me" + seven + byDefault +
               "s.me(); CREATE VIEW v AS SELECT * FROM docs WHERE user_id = "
               "s.me(); ALTER SCHEMA s RENAME TO s2; CREATE SCHEMA s; CREATE FUNCTION s.me" +
               user,
           {insert, {"SELECT * FROM v", "v: constant"}});
  // a function of another schema keeps its name
  expectIn("CREATE FUNCTION me" + user + "CREATE FUNCTION s.me" + seven + byDefault +
               "me(); ALTER SCHEMA s RENAME TO s2;",
           {own});
}

TEST(IsolationHistory, aNaturalJoinOfAViewIsTheOneThatWasMade) {
  const std::string view =
      "CREATE TABLE pool (id bigint, v bigint); CREATE VIEW j AS SELECT id, docs.user_id AS o, pool.v FROM "
      "docs NATURAL JOIN pool;";
  expectIn(view + "ALTER TABLE pool RENAME v TO user_id;",
           {{"SELECT * FROM j WHERE v = $1", "j: open"}, {"SELECT * FROM j WHERE o = $1 AND v = $1", "j: closed"}});
  expectIn("CREATE TABLE pool (id bigint); CREATE VIEW j AS SELECT docs.*, pool AS p FROM docs NATURAL JOIN pool;"
           "ALTER TABLE pool ADD COLUMN user_id bigint;",
           {{"SELECT * FROM j WHERE (p).user_id = $1", "j: open"}});
  expectIn(
      "CREATE TABLE pool (user_id bigint); CREATE VIEW j AS SELECT docs.id, pool.user_id AS u FROM docs NATURAL JOIN "
      "pool;",
      {{"SELECT * FROM j WHERE u = $1", "j: closed"}});
}

TEST(IsolationHistory, anyBeginningOfFalseTurnsAnOptionOff) {
  auto verdicts = [](const std::string &value) {
    World world(std::string(Documents) +
                "ALTER TABLE docs ENABLE ROW LEVEL SECURITY;"
                "CREATE POLICY p ON docs USING (user_id = current_setting('app.user_id')::bigint);"
                "CREATE VIEW v WITH (security_invoker = " +
                value + ") AS SELECT * FROM docs;");
    return world.verdicts("SELECT * FROM v");
  };
  for (const char *off : {"'fal'", "'F'", "'n'", "'of'", "0", "off"})
    EXPECT_EQ(verdicts(off), "v: open") << off;
  for (const char *on : {"'tr'", "'on'", "yes", "1"})
    EXPECT_EQ(verdicts(on), "v: closed") << on;
}

} // namespace pgtidy::analysis
