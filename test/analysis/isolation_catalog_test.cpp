// What the schema says of keys, triggers, views and roles beside its tables: each case has a schema of its own.
#include "isolation_support.h"

#include "gtest/gtest.h"

namespace pgtidy::analysis {
namespace {

constexpr const char *Users = "CREATE TABLE users (id int PRIMARY KEY, name text);\n";

struct SchemaCase {
  const char *schema; ///< behind that of the users
  const char *sql;
  const char *verdicts;
};

constexpr const char *Heirs = "CREATE TABLE base (id int PRIMARY KEY, user_id int REFERENCES users (id));\n"
                              "CREATE TABLE derived (y int) INHERITS (base);\n"
                              "CREATE TABLE leaf (id int PRIMARY KEY, base_id int NOT NULL REFERENCES base (id));\n";

const SchemaCase Inheriting[] = {
    {Heirs, "SELECT * FROM base WHERE user_id = $1", "base: closed"},
    {Heirs, "SELECT b.* FROM base b JOIN base c ON c.id = b.id WHERE c.user_id = $1", "base: open, base: closed"},
    {Heirs, "SELECT b.* FROM ONLY base b JOIN ONLY base c ON c.id = b.id WHERE c.user_id = $1",
     "base: closed, base: closed"},
    {Heirs, "SELECT l.* FROM leaf l JOIN base b ON b.id = l.base_id WHERE b.user_id = $1", "leaf: open, base: closed"},
    {Heirs, "SELECT l.* FROM leaf l JOIN ONLY base b ON b.id = l.base_id WHERE b.user_id = $1",
     "leaf: closed, base: closed"},
};

constexpr const char *Owned = "CREATE TABLE t (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id));\n"
                              "CREATE FUNCTION own() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.user_id := "
                              "current_setting('app.user_id')::int; RETURN NEW; END $$;\n"
                              "CREATE TRIGGER own BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION own();\n";

const std::pair<const char *, const char *> Switches[] = {
    {"", "t: closed"},
    {"ALTER TABLE t DISABLE TRIGGER own;", "t: open"},
    {"ALTER TABLE t DISABLE TRIGGER ALL;", "t: open"},
    {"ALTER TABLE t ENABLE REPLICA TRIGGER own;", "t: open"},
    {"ALTER TABLE t DISABLE TRIGGER USER; ALTER TABLE t ENABLE TRIGGER own;", "t: closed"},
    {"ALTER TRIGGER own ON t RENAME TO mine; ALTER TABLE t DISABLE TRIGGER own;", "t: closed"},
    {"ALTER TRIGGER own ON t RENAME TO mine; DROP TRIGGER mine ON t;", "t: open"},
};

const SchemaCase Others[] = {
    {"CREATE TABLE t (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id)); CREATE VIEW v AS SELECT * FROM "
     "t;"
     "ALTER VIEW v RENAME COLUMN user_id TO who; ALTER VIEW v RENAME COLUMN id TO user_id;",
     "SELECT * FROM v WHERE user_id = $1", "v: open"},
    {"CREATE TABLE t (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id)); CREATE VIEW v AS SELECT * FROM "
     "t;"
     "ALTER VIEW v RENAME COLUMN user_id TO who; ALTER VIEW v RENAME COLUMN id TO user_id;",
     "SELECT * FROM v WHERE who = $1", "v: closed"},
};

constexpr const char *Members = "CREATE TABLE people (id int PRIMARY KEY, email text, left_at date);\n";

/// What the files take back, or change along.
const SchemaCase Histories[] = {
    {"BEGIN; CREATE UNIQUE INDEX ON people (email); ROLLBACK;", "SELECT * FROM people WHERE email = $1",
     "people: open"},
    {"START TRANSACTION; CREATE UNIQUE INDEX ON people (email); COMMIT WORK; ROLLBACK;",
     "SELECT * FROM people WHERE email = $1", "people: closed"},
    {"BEGIN; SAVEPOINT a; CREATE UNIQUE INDEX ON people (email); ROLLBACK TO SAVEPOINT a; COMMIT;",
     "SELECT * FROM people WHERE email = $1", "people: open"},
    {"BEGIN; CREATE UNIQUE INDEX ON people (email); SAVEPOINT a; DROP INDEX people_email_idx; ROLLBACK TO a; COMMIT;",
     "SELECT * FROM people WHERE email = $1", "people: closed"},
    {"CREATE UNIQUE INDEX ON people (lower(email)); DROP INDEX people_lower_idx;",
     "SELECT * FROM people WHERE lower(email) = $1", "people: open"},
    {"CREATE UNIQUE INDEX ON people ((left_at::text), lower(email)); DROP INDEX people_left_at_lower_idx;",
     "SELECT * FROM people WHERE left_at::text = '' AND lower(email) = $1", "people: open"},
    {"CREATE UNIQUE INDEX ON people (email) WHERE left_at IS NULL; ALTER TABLE people RENAME left_at TO gone_at;"
     "ALTER TABLE people ADD left_at date;",
     "SELECT * FROM people WHERE email = $1 AND left_at IS NULL", "people: open"},
    {"CREATE UNIQUE INDEX ON people (email) WHERE left_at IS NULL; ALTER TABLE people RENAME left_at TO gone_at;",
     "SELECT * FROM people WHERE email = $1 AND gone_at IS NULL", "people: closed"},
    {"CREATE UNIQUE INDEX ON people (lower(email)); ALTER TABLE people RENAME email TO mail;",
     "SELECT * FROM people WHERE lower(mail) = $1", "people: closed"},
    {"CREATE TABLE rules (id int); ALTER TABLE people ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;"
     "CREATE POLICY p ON people USING (true);"
     "CREATE POLICY q ON people AS RESTRICTIVE USING (id = current_setting('app.user_id')::int AND EXISTS (SELECT 1 "
     "FROM rules));"
     "DROP TABLE rules CASCADE;",
     "SELECT * FROM people", "people: open"},
    {"CREATE SCHEMA a; CREATE TABLE a.rules (id int); CREATE TABLE rules (id int);"
     "ALTER TABLE people ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;"
     "CREATE POLICY p ON people USING (EXISTS (SELECT 1 FROM rules));"
     "CREATE POLICY q ON people AS RESTRICTIVE USING (true); DROP TABLE a.rules CASCADE;",
     "SELECT * FROM people", "people: open"},
    {"BEGIN; COMMIT AND CHAIN; CREATE UNIQUE INDEX ON people (email); ROLLBACK;",
     "SELECT * FROM people WHERE email = $1", "people: open"},
    {"CREATE TABLE x (n int); CREATE UNIQUE INDEX IF NOT EXISTS x ON people (email);",
     "SELECT * FROM people WHERE email = $1", "people: open"},
    {"CREATE UNIQUE INDEX ON people (email) WHERE left_at IS NULL; ALTER TABLE people DROP left_at;"
     "ALTER TABLE people ADD left_at date;",
     "SELECT * FROM people WHERE email = $1 AND left_at IS NULL", "people: open"},
    {"CREATE TABLE a (id int PRIMARY KEY, user_id int REFERENCES people (id), UNIQUE (user_id, id));"
     "CREATE TABLE b (user_id int NOT NULL REFERENCES people (id), a_id int NOT NULL, FOREIGN KEY (user_id, a_id) "
     "REFERENCES a (user_id, id)); ALTER TABLE b DISABLE TRIGGER ALL;",
     "SELECT b.* FROM b JOIN a ON a.id = b.a_id WHERE a.user_id = $1", "b: open, a: closed"},
};

constexpr const char *Joint =
    "CREATE TABLE people (org int, id int, PRIMARY KEY (org, id));\n"
    "CREATE TABLE bills (id int PRIMARY KEY, org int NOT NULL, payer int NOT NULL, FOREIGN KEY (org, payer) REFERENCES "
    "people);\n"
    "CREATE TABLE lines (id int PRIMARY KEY, bill int NOT NULL REFERENCES bills (id));\n";

constexpr const char *Trips =
    "CREATE TABLE people (name text PRIMARY KEY, country text NOT NULL, handle text NOT NULL, UNIQUE (country, "
    "handle));\n"
    "CREATE TABLE trips (id int PRIMARY KEY, driver text REFERENCES people, country text, guest text, km int, FOREIGN "
    "KEY (country, guest) REFERENCES people (country, handle));\n";

const SchemaCase Joints[] = {
    {Joint, "SELECT * FROM bills", "bills: open"},
    {Joint, "SELECT * FROM lines", "lines: open"},
    {Joint, "SELECT * FROM bills WHERE payer = $1", "bills: open"},
    {Joint, "SELECT * FROM people WHERE id = $1", "people: open"},
    // whom the columns of a key name together is an owner as any other, beside which there may be more
    {Trips, "UPDATE trips SET km = 1 WHERE driver = $1", "trips: closed"},
    {Trips, "UPDATE trips SET guest = $2 WHERE driver = $1", "trips: change"},
    {Trips, "UPDATE trips SET guest = NULL WHERE driver = $1", "trips: change"},
    {Trips, "UPDATE trips SET guest = guest, km = 1 WHERE driver = $1", "trips: closed"},
    {Trips,
     "UPDATE trips SET country = p.country, guest = p.handle FROM people p WHERE p.name = $1 AND driver = p.name",
     "trips: closed, people: closed"},
    {Trips, "UPDATE trips SET (country, guest) = ($2, $3) WHERE driver = $1", "trips: change"},
    {Trips, "UPDATE trips SET driver = $3 WHERE country = $1 AND guest = $2", "trips: open"},
    {Trips, "UPDATE trips SET country = $1, guest = $2 WHERE country = $1 AND guest = $2", "trips: closed"},
};

constexpr const char *Staff = "CREATE TABLE t (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id));\n"
                              "ALTER TABLE t ENABLE ROW LEVEL SECURITY;\n"
                              "CREATE POLICY own ON t USING (user_id = current_setting('app.user_id')::int);\n"
                              "CREATE POLICY all_rows ON t TO staff USING (true);\n";

const std::pair<const char *, const char *> Grants[] = {
    {"", "t: closed"},
    {"GRANT staff TO web;", "t: open"},
    {"GRANT staff TO team; GRANT team TO web;", "t: open"},
    {"GRANT staff TO web; REVOKE staff FROM web;", "t: closed"},
    {"CREATE ROLE web IN ROLE staff;", "t: open"},
    {"CREATE ROLE staff ROLE web;", "t: open"},
    {"GRANT web TO staff;", "t: closed"},
    {"ALTER TABLE t OWNER TO team; GRANT team TO web;", "t: open"},
};

void expectAll(llvm::ArrayRef<SchemaCase> cases, const UserModel &model = {}) {
  for (const SchemaCase &one : cases) {
    World world(std::string(Users) + one.schema, model);
    EXPECT_EQ(world.problems(), 0U) << one.schema;
    EXPECT_EQ(world.verdicts(std::string_view(one.sql)), one.verdicts) << one.sql;
  }
}

} // namespace

TEST(IsolationCatalog, keysHoldInEachTableForItself) { expectAll(Inheriting); }
TEST(IsolationCatalog, renamedColumnsOfViews) { expectAll(Others); }

TEST(IsolationCatalog, whatTheFilesTakeBackOrChangeAlong) {
  UserModel model;
  model.tables = {"people"};
  model.tablesConfigured = true;
  for (const SchemaCase &one : Histories) {
    World world(std::string(Members) + one.schema, model);
    EXPECT_EQ(world.verdicts(std::string_view(one.sql)), one.verdicts) << one.schema << one.sql;
  }
}

TEST(IsolationCatalog, usersThatSeveralColumnsName) {
  UserModel model;
  model.tables = {"people"};
  model.tablesConfigured = true;
  expectAll(Joints, model);
}

TEST(IsolationCatalog, triggersAreSwitchedOff) {
  for (const auto &[change, verdicts] : Switches) {
    World world(std::string(Users) + Owned + change);
    EXPECT_EQ(world.verdicts(std::string_view("INSERT INTO t (id, user_id) VALUES (1, $1 + 1)")), verdicts) << change;
  }
}

TEST(IsolationCatalog, policiesOfRolesThatWereGranted) {
  UserModel model;
  model.role = "web";
  for (const auto &[change, verdicts] : Grants) {
    World world(std::string(Users) + Staff + change, model);
    EXPECT_EQ(world.verdicts(std::string_view("SELECT * FROM t")), verdicts) << change;
  }
}

TEST(IsolationCatalog, whatAKeyOfTwoColumnsChangesIsFollowedForEach) {
  World world(
      "CREATE TABLE users (id int PRIMARY KEY);"
      "CREATE TABLE a (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), x int UNIQUE NOT NULL, y "
      "int UNIQUE NOT NULL);"
      "CREATE TABLE b (id int PRIMARY KEY, ax int UNIQUE REFERENCES a (x) ON UPDATE CASCADE, ay int UNIQUE "
      "REFERENCES a (y) ON UPDATE CASCADE);"
      "CREATE TABLE c (id int PRIMARY KEY, ay int REFERENCES b (ay) ON UPDATE SET NULL);");
  expectAll(world, {{"UPDATE a SET x = $2, y = $3 WHERE user_id = $1", "a: closed, c: change"},
                    {"UPDATE a SET y = $3 WHERE user_id = $1", "a: closed, c: change"},
                    {"UPDATE a SET x = $2 WHERE user_id = $1", "a: closed"}});
}

/// A constraint keeps the name that it was made with.
TEST(IsolationCatalog, aConstraintIsFoundByItsOwnName) {
  const std::string table =
      "CREATE TABLE users (id int PRIMARY KEY); CREATE TABLE p (slug int NOT NULL, user_id int NOT "
      "NULL, body text, UNIQUE (slug), UNIQUE (user_id), PRIMARY KEY (slug, user_id));";
  const char *upsert =
      "INSERT INTO p (slug, user_id) VALUES ($2, $1) ON CONFLICT ON CONSTRAINT p_user_id_key DO UPDATE "
      "SET body = 'x'";
  World same(table + "ALTER TABLE p ADD FOREIGN KEY (user_id) REFERENCES users (id);");
  World changed(table + "ALTER TABLE p RENAME COLUMN user_id TO other; ALTER TABLE p RENAME COLUMN slug TO user_id; "
                        "ALTER TABLE p RENAME COLUMN other TO slug; ALTER TABLE p ADD FOREIGN KEY (user_id) REFERENCES "
                        "users (id);");
  EXPECT_EQ(same.verdicts(std::string_view(upsert)), "p: closed");
  EXPECT_EQ(changed.verdicts(std::string_view(upsert)), "p: open");
}

/// An index that is made ON ONLY a partitioned table holds once those of the partitions are attached.
TEST(IsolationCatalog, anIndexOfOnlyThePartitionedTableHoldsNothingYet) {
  const std::string schema =
      "CREATE TABLE users (id int NOT NULL, email text, k int NOT NULL, PRIMARY KEY (id, k)) PARTITION BY LIST (k);"
      "CREATE TABLE users_1 PARTITION OF users FOR VALUES IN (1);"
      "CREATE UNIQUE INDEX by_email ON ONLY users (email, k);"
      "CREATE TABLE orders (id int PRIMARY KEY, user_id int NOT NULL, k int NOT NULL, FOREIGN KEY (user_id, k) "
      "REFERENCES "
      "users);";
  const char *byEmail = "SELECT * FROM users WHERE email = $1 AND k = $2";
  EXPECT_EQ(World(schema).verdicts(std::string_view(byEmail)), "users: open");
  EXPECT_EQ(World(schema +
                  "CREATE UNIQUE INDEX by_email_1 ON users_1 (email, k); ALTER INDEX by_email ATTACH PARTITION "
                  "by_email_1;")
                .verdicts(std::string_view(byEmail)),
            "users: closed");
}

TEST(IsolationCatalog, aRuleOnSelectMakesAView) {
  World world("CREATE TABLE users (id int PRIMARY KEY);"
              "CREATE TABLE orders (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), total int);"
              "CREATE TABLE seen (u int, v int);"
              "CREATE RULE \"_RETURN\" AS ON SELECT TO seen DO INSTEAD SELECT user_id, total FROM orders;");
  expectAll(world, {{"SELECT * FROM seen", "seen: open"}, {"SELECT * FROM seen WHERE u = $1", "seen: closed"}});
}

} // namespace pgtidy::analysis
