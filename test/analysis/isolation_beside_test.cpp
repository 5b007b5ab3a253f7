// What runs beside a statement: triggers that change the row, rules, functions behind views or with texts, and views
// that are written through. The corpus of the oracle holds the same against PostgreSQL.
#include "isolation_support.h"

#include "gtest/gtest.h"

namespace pgtidy::analysis {
namespace {

constexpr std::string_view Beside = R"(
CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id), total int);
CREATE TABLE items (id bigint PRIMARY KEY, order_id bigint NOT NULL REFERENCES orders (id) ON DELETE CASCADE);
CREATE TABLE drafts (id bigint PRIMARY KEY, user_id bigint REFERENCES users (id), sent boolean);
CREATE TABLE notes (id bigint PRIMARY KEY, user_id bigint REFERENCES users (id));
CREATE TABLE copies (id bigint PRIMARY KEY, user_id bigint REFERENCES users (id));
CREATE TABLE products (id bigint PRIMARY KEY, sold int);
CREATE VIEW totals AS SELECT id, total FROM orders;
CREATE VIEW renamed (a, b) AS SELECT id, user_id FROM orders;
CREATE VIEW sums AS SELECT user_id, sum(total) FROM orders GROUP BY user_id;
CREATE FUNCTION bestseller() RETURNS bigint LANGUAGE sql AS $$ SELECT max(order_id) FROM items $$;
CREATE VIEW shelf AS SELECT id, bestseller() AS best FROM products;
CREATE VIEW front AS SELECT * FROM shelf;
CREATE FUNCTION owner_is_session() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN NEW.user_id := current_setting('app.user_id')::bigint; RETURN NEW; END $$;
CREATE TRIGGER owned BEFORE INSERT ON drafts FOR EACH ROW EXECUTE FUNCTION owner_is_session();
CREATE FUNCTION other_row() RETURNS trigger LANGUAGE plpgsql AS
  $$ DECLARE other drafts; BEGIN SELECT * INTO other FROM drafts WHERE user_id = OLD.user_id; RETURN other; END $$;
CREATE TRIGGER other BEFORE UPDATE ON drafts FOR EACH ROW EXECUTE FUNCTION other_row();
CREATE FUNCTION no_owner() RETURNS trigger LANGUAGE plpgsql AS
  $$ DECLARE nobody bigint := 7; BEGIN NEW.user_id = nobody; RETURN NEW; END $$;
CREATE TRIGGER late AFTER INSERT ON notes FOR EACH ROW EXECUTE FUNCTION no_owner();
CREATE TRIGGER early BEFORE INSERT ON copies FOR EACH ROW EXECUTE FUNCTION no_owner();
CREATE RULE follow AS ON UPDATE TO copies DO ALSO DELETE FROM notes;
CREATE RULE silent AS ON DELETE TO copies DO INSTEAD NOTHING;
CREATE FUNCTION named(total int, u bigint) RETURNS SETOF orders LANGUAGE sql AS
  $$ SELECT * FROM orders o WHERE o.user_id = u $$;
CREATE FUNCTION either(bigint) RETURNS bigint LANGUAGE sql AS $$ SELECT 1::bigint $$;
CREATE FUNCTION either(text) RETURNS bigint LANGUAGE sql AS $$ SELECT count(*) FROM orders $$;
CREATE FUNCTION onwards(u bigint) RETURNS bigint LANGUAGE sql AS
  $$ SELECT count(*) + onwards(u + 1) FROM orders WHERE user_id = u $$;
CREATE FUNCTION next_number() RETURNS bigint LANGUAGE sql AS $$ SELECT max(total) + 1 FROM orders $$;
CREATE TABLE invoices (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id),
                       number bigint DEFAULT next_number(), made timestamptz DEFAULT now());
CREATE VIEW swapped (id, user_id, number) AS SELECT user_id, id, number FROM invoices;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN IF OLD.number = 1 THEN NEW.made := now(); NEW.number := 2; END IF; RETURN NEW; END $$;
CREATE TRIGGER touch BEFORE UPDATE ON invoices FOR EACH ROW EXECUTE FUNCTION touch();
CREATE FUNCTION again(u bigint) RETURNS bigint LANGUAGE sql AS
  $$ SELECT count(*) + again(u) FROM orders WHERE user_id = u $$;
)";

const Case Cases[] = {
    {"UPDATE totals SET total = 0", "totals: open"},
    {"UPDATE renamed SET a = 1 WHERE b = $1", "renamed: closed"},
    {"UPDATE renamed SET b = $2 WHERE b = $1", "renamed: change"},
    {"DELETE FROM totals WHERE id = $1", "totals: open"},
    {"INSERT INTO renamed (a, b) VALUES (1, $1)", "renamed: closed"},
    {"INSERT INTO renamed VALUES (1, 7)", "renamed: constant"},
    {"SELECT * FROM shelf", "items: open"},
    {"SELECT id FROM front WHERE id = $1", "items: open"},
    {"INSERT INTO drafts (id) VALUES (1)", "drafts: closed"},
    {"INSERT INTO drafts (id, user_id) VALUES (1, 7)", "drafts: closed"},
    {"UPDATE drafts SET sent = true WHERE user_id = $1", "drafts: change"},
    {"INSERT INTO notes (id, user_id) VALUES (1, $1)", "notes: closed"},
    {"INSERT INTO copies (id, user_id) VALUES (1, $1)", "copies: open"},
    {"UPDATE copies SET id = 2 WHERE user_id = $1", "copies: closed, notes: undecided"},
    {"DELETE FROM copies WHERE user_id = $1", "copies: closed"},
    {"SELECT * FROM named(u => $1, total => 3)", ""},
    {"SELECT * FROM named(total => $1, u => 3)", "orders: undecided"},
    {"INSERT INTO invoices (id, user_id) VALUES (1, $1)", "invoices: closed, orders: open"},
    {"UPDATE invoices SET number = 3 WHERE user_id = $1", "invoices: closed"},
    {"UPDATE swapped SET number = 3 WHERE id = $1", "swapped: closed"},
    {"UPDATE swapped SET number = 3 WHERE user_id = $1", "swapped: open"},
    {"SELECT either(1::bigint)", ""},
    {"SELECT either(id) FROM products", "orders: open"},
    {"SELECT onwards($1)", "orders: undecided"},
    {"SELECT again($1)", ""},
    {"SELECT * FROM crosstab('SELECT id, total, 1 FROM orders') AS t(a bigint, b int, c int)", "orders: open"},
    {"SELECT * FROM crosstab($1) AS t(a bigint, b int, c int)", "crosstab: undecided"},
    {"SELECT table_to_xml('products', true, true, '')", ""},
};

TEST(IsolationBeside, isJudgedWithTheStatement) {
  World world(Beside);
  expectAll(world, Cases);
}

TEST(IsolationBeside, aFunctionsOwnerIsNotTheUser) {
  World world(R"(
CREATE TABLE users (id text PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, user_id text NOT NULL REFERENCES users (id));
CREATE FUNCTION as_caller() RETURNS SETOF orders LANGUAGE sql AS $$ SELECT * FROM orders WHERE user_id = current_user $$;
CREATE FUNCTION as_owner() RETURNS SETOF orders LANGUAGE sql SECURITY DEFINER AS
  $$ SELECT * FROM orders WHERE user_id = current_user $$;
CREATE FUNCTION by_session() RETURNS SETOF orders LANGUAGE sql SECURITY DEFINER AS
  $$ SELECT * FROM orders WHERE user_id = session_user $$;
)");
  EXPECT_EQ(world.verdicts("SELECT * FROM as_caller()"), "");
  EXPECT_EQ(world.verdicts("SELECT * FROM as_owner()"), "orders: open");
  EXPECT_EQ(world.verdicts("SELECT * FROM by_session()"), "");
}

constexpr std::string_view Followed = R"(
CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE memos (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id), body text);
CREATE TABLE codes (code text PRIMARY KEY, title text);
CREATE TABLE uses (id bigint PRIMARY KEY, code text DEFAULT pick() REFERENCES codes (code) ON UPDATE CASCADE);
CREATE FUNCTION pick() RETURNS text LANGUAGE sql AS $$ SELECT max(body) FROM memos $$;
CREATE FUNCTION wipe() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN DELETE FROM memos; RETURN NEW; END $$;
CREATE TRIGGER wipe AFTER UPDATE OF code ON uses FOR EACH ROW EXECUTE FUNCTION wipe();
CREATE TABLE tags (id bigint PRIMARY KEY, code text DEFAULT pick() REFERENCES codes (code) ON DELETE SET DEFAULT);
CREATE VIEW written AS SELECT id, user_id, body FROM memos;
CREATE VIEW renamed (a, b, c) AS SELECT id, user_id, body FROM written;
ALTER VIEW written ALTER COLUMN user_id SET DEFAULT 7;
CREATE VIEW own AS SELECT id, user_id, body FROM memos;
ALTER VIEW own ALTER user_id SET DEFAULT current_setting('app.user_id')::bigint;
CREATE VIEW used AS SELECT id, code FROM uses;
)";

TEST(IsolationBeside, whatAForeignKeyDoesFiresTriggersAndTakesDefaults) {
  World world(Followed);
  expectAll(world, {{"UPDATE codes SET code = $1 WHERE code = $2", "memos: open"},
                    {"UPDATE codes SET title = $1 WHERE code = $2", ""},
                    {"DELETE FROM codes WHERE code = $1", "memos: open"},
                    {"UPDATE uses SET code = DEFAULT WHERE id = $1", "memos: open"},
                    {"UPDATE used SET code = DEFAULT WHERE id = $1", "memos: open"}});
}

TEST(IsolationBeside, aViewsOwnDefaultGoesBeforeTheTables) {
  World world(Followed);
  expectAll(world, {{"INSERT INTO written (id, body) VALUES (1, 'x')", "written: constant"},
                    {"INSERT INTO renamed (a, c) VALUES (1, 'x')", "renamed: constant"},
                    {"INSERT INTO renamed (a, b, c) VALUES (1, $1, 'x')", "renamed: closed"},
                    {"INSERT INTO renamed (a, b, c) VALUES (1, DEFAULT, 'x')", "renamed: constant"},
                    {"INSERT INTO own (id, body) VALUES (1, 'x')", "own: closed"}});
}

constexpr std::string_view Tallied = R"(
CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE memos (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id), body text);
CREATE TABLE counts (user_id bigint PRIMARY KEY REFERENCES users (id), n bigint);
CREATE FUNCTION tally() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  INSERT INTO counts (user_id, n) SELECT user_id, count(*) FROM made GROUP BY user_id
    ON CONFLICT (user_id) DO UPDATE SET n = counts.n + excluded.n; RETURN NULL; END $$;
CREATE TRIGGER tally AFTER INSERT ON memos REFERENCING NEW TABLE AS made FOR EACH STATEMENT EXECUTE FUNCTION tally();
CREATE FUNCTION recount() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  UPDATE counts SET n = (SELECT count(*) FROM memos m WHERE m.user_id = counts.user_id)
    FROM gone g, come c WHERE g.id = c.id AND counts.user_id = g.user_id; RETURN NULL; END $$;
CREATE TRIGGER recount AFTER UPDATE ON memos REFERENCING OLD TABLE AS gone NEW TABLE AS come
  FOR EACH STATEMENT EXECUTE FUNCTION recount();
CREATE FUNCTION empty() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  UPDATE counts SET n = 0 FROM gone; RETURN NULL; END $$;
CREATE TRIGGER empty AFTER DELETE ON memos REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION empty();
)";

TEST(IsolationBeside, tablesOfWhatWasWrittenHaveTheUsersRows) {
  World world(Tallied);
  expectAll(world, {{"INSERT INTO memos VALUES (1, $1, 'x')", "memos: closed"},
                    {"UPDATE memos SET body = 'x' WHERE user_id = $1", "memos: closed"},
                    {"DELETE FROM memos WHERE user_id = $1", "memos: closed, counts: open"}});
}

constexpr std::string_view Invoker = R"(
CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE memos (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id), body text);
ALTER TABLE memos ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON memos FOR SELECT TO app USING (user_id = current_setting('app.user_id')::bigint);
CREATE POLICY changed ON memos FOR UPDATE TO app USING (true);
CREATE VIEW invoked WITH (security_invoker) AS SELECT id, user_id, body FROM memos;
CREATE VIEW theirs AS SELECT id, user_id, body FROM memos;
)";

TEST(IsolationBeside, whatAnUpdateThroughAViewReadsMeetsThePoliciesOfSelect) {
  UserModel model;
  model.role = "app";
  World world(Invoker, model);
  expectAll(world, {{"UPDATE invoked SET body = 'x' WHERE id = $1", "invoked: closed"},
                    {"UPDATE invoked SET user_id = 7 WHERE id = $1", "invoked: closed"}, // the policy checks it
                    {"UPDATE invoked SET body = 'x'", "invoked: open"},
                    {"UPDATE theirs SET body = 'x' WHERE id = $1", "theirs: open"}});
}

TEST(IsolationBeside, aTextThatDoPutsTogetherMayTakeTriggersAway) {
  auto after = [](const std::string &block) {
    World world(std::string(Beside) + "CREATE FUNCTION setting() RETURNS text LANGUAGE c AS 'a', 'b';\n" + block);
    return world.verdicts("INSERT INTO drafts (id) VALUES (1)") + ", " +
           world.verdicts("INSERT INTO drafts (id, user_id) VALUES (1, 7)");
  };
  const std::string closed = "drafts: closed, drafts: closed";
  EXPECT_NE(after("DO $$ BEGIN EXECUTE 'ALTER TABLE drafts DISABLE TRIGGER ' || setting(); END $$;"), closed);
  EXPECT_NE(after("DO $$ BEGIN EXECUTE format('DROP TRIGGER %I ON %I', setting(), setting()); END $$;"), closed);
  EXPECT_NE(after("DO $$ BEGIN EXECUTE 'SET session_replication_role = ' || setting(); END $$;"), closed);
  EXPECT_EQ(after("DO $$ BEGIN EXECUTE format('ALTER TABLE %I DISABLE TRIGGER %s', 'orders', setting()); END $$;"),
            closed);
  EXPECT_EQ(after("DO $$ BEGIN EXECUTE 'COMMENT ON TRIGGER owned ON drafts IS ' || setting(); END $$;"), closed);
  EXPECT_EQ(after("DO $$ BEGIN EXECUTE 'ALTER TABLE drafts DISABLE TRIGGER owned'; "
                  "EXECUTE 'ALTER TABLE drafts ENABLE TRIGGER owned'; END $$;"),
            closed);
}

} // namespace
} // namespace pgtidy::analysis
