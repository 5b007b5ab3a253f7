// Columns that are computed from others, schemas in which names mean other tables, and what is said of a few
// conditions.
#include "isolation_support.h"

namespace pgtidy::analysis {
namespace {

constexpr std::string_view Users = "CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL UNIQUE);";

std::string reasonOf(World &world, std::string_view sql) {
  std::vector<TableReference> all = world.judgeAll(sql);
  return all.empty() ? "" : all[0].reason;
}

TEST(IsolationComputed, anOwnerIsComputedFromWhatIsWritten) {
  World world(std::string(Users) + R"(
CREATE TABLE tasks (id bigint PRIMARY KEY, who bigint, title text,
                    owner_id bigint GENERATED ALWAYS AS (who) STORED REFERENCES users (id));
CREATE TABLE halves (id bigint PRIMARY KEY, who bigint, title text,
                     owner_id bigint GENERATED ALWAYS AS (who / 2) STORED REFERENCES users (id));
CREATE VIEW shown AS SELECT id, who, title FROM tasks WHERE owner_id = current_setting('app.user_id')::bigint;
)");
  expectAll(world,
            {
                {"SELECT * FROM tasks WHERE owner_id = $1", "tasks: closed"},
                {"SELECT * FROM tasks WHERE who = $1", "tasks: closed"},
                {"SELECT * FROM halves WHERE who = $1", "halves: open"},
                {"INSERT INTO tasks (id, who) VALUES (1, $1)", "tasks: closed"},
                {"INSERT INTO tasks (id, who) SELECT 1, id FROM users WHERE id <> $1", "tasks: open, users: open"},
                {"INSERT INTO halves (id, who) VALUES (1, $1)", "halves: open"},
                {"UPDATE tasks SET title = 'x' WHERE owner_id = $1", "tasks: closed"},
                {"UPDATE halves SET title = 'x' WHERE owner_id = $1", "halves: closed"},
                {"UPDATE tasks SET who = $1 WHERE owner_id = $1", "tasks: closed"},
                {"UPDATE tasks SET who = $2 WHERE owner_id = $1", "tasks: change"},
                {"UPDATE halves SET who = who + 1 WHERE owner_id = $1", "halves: change"},
                {"UPDATE shown SET title = 'x'", "shown: closed"},
                {"UPDATE shown SET who = 7", "shown: change"},
            });
}

TEST(IsolationComputed, namesInABodyAreThoseOfItsSearchPath) {
  World world(std::string(Users) + R"(
CREATE SCHEMA app;
CREATE TABLE app.orders (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id));
CREATE TABLE app.notes (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id));
CREATE TABLE public.notes (id bigint PRIMARY KEY, body text);
CREATE FUNCTION mine(o bigint) RETURNS boolean LANGUAGE sql STABLE SET search_path = app
  AS $$ SELECT EXISTS (SELECT 1 FROM orders WHERE id = o AND user_id = current_setting('app.user_id')::bigint) $$;
CREATE FUNCTION counted() RETURNS bigint LANGUAGE sql STABLE SET search_path = app AS $$ SELECT count(*) FROM notes $$;
CREATE FUNCTION counted_here() RETURNS bigint LANGUAGE sql STABLE SET search_path = public
  AS $$ SELECT count(*) FROM notes $$;
)");
  expectAll(world, {
                       {"SELECT * FROM app.orders WHERE mine(id)", "app.orders: closed"},
                       {"SELECT counted_here()", ""},
                   });
  EXPECT_NE(world.verdicts("SELECT counted()"), ""); // app.notes, not public.notes
}

TEST(IsolationComputed, aBodyOfBranchesIsItsValue) {
  World world(std::string(Users) + R"(
CREATE TABLE notes (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id), body text);
CREATE FUNCTION me() RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT current_setting('app.user_id')::bigint $$;
CREATE FUNCTION mine(u bigint) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN IF u IS NULL THEN RETURN false; END IF; IF u = me() THEN RETURN true; ELSE RETURN false; END IF; END $$;
CREATE FUNCTION others(u bigint) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN IF u = me() THEN RETURN false; END IF; RETURN true; END $$;
CREATE FUNCTION looped(u bigint) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN FOR i IN 1..2 LOOP IF u = me() THEN RETURN true; END IF; END LOOP; RETURN false; END $$;
CREATE FUNCTION caught(u bigint) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN RETURN u = me(); EXCEPTION WHEN OTHERS THEN RETURN true; END $$;
CREATE FUNCTION narrow(u bigint) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE v varchar(1) := u; w varchar(1) := me(); BEGIN IF v = w THEN RETURN true; END IF; RETURN false; END $$;
CREATE FUNCTION raised(u bigint) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN IF u <> me() OR me() IS NULL THEN RAISE EXCEPTION 'not yours'; END IF; RETURN true; END $$;
)");
  expectAll(world, {
                       {"SELECT * FROM notes WHERE mine(user_id)", "notes: closed"},
                       {"SELECT * FROM notes WHERE raised(user_id)", "notes: closed"},
                       {"SELECT * FROM notes WHERE NOT mine(user_id)", "notes: open"},
                       {"SELECT * FROM notes WHERE others(user_id)", "notes: open"},
                       {"SELECT * FROM notes WHERE looped(user_id)", "notes: open"},
                       {"SELECT * FROM notes WHERE caught(user_id)", "notes: open"},
                       {"SELECT * FROM notes WHERE narrow(user_id)", "notes: open"},
                   });
}

TEST(IsolationComputed, mergeWithoutAMatchSeesNoRowOfItsTarget) {
  World world(std::string(Users) + R"(
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id));
CREATE TABLE marks (id bigint PRIMARY KEY, what bigint);
ALTER TABLE marks ENABLE ROW LEVEL SECURITY;
ALTER TABLE marks FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON marks FOR SELECT USING (false);
CREATE POLICY added ON marks FOR INSERT WITH CHECK (true);
)");
  expectAll(world, {
                       {"MERGE INTO marks m USING orders o ON m.id = o.id WHEN NOT MATCHED THEN INSERT (id, what) "
                        "VALUES (o.id, o.user_id)",
                        "orders: open"},
                       {"MERGE INTO marks m USING orders o ON m.id = o.id WHEN NOT MATCHED AND o.user_id = $1 THEN "
                        "INSERT (id, what) VALUES (o.id, o.user_id)",
                        "orders: closed"},
                   });
}

TEST(IsolationComputed, anElementOfAListMayBeReadFromAnotherTable) {
  World world;
  auto verdict = [&](const std::string &condition) {
    return world.verdicts("SELECT c.* FROM comments c WHERE " + condition);
  };
  const std::string owner = "(SELECT o.user_id FROM orders o WHERE o.id = c.order_id)";
  EXPECT_EQ(verdict("$1 IN (c.user_id, " + owner + ")"), "comments: closed, orders: closed");
  EXPECT_EQ(verdict("$1 = c.user_id OR $1 = " + owner), "comments: closed, orders: closed");
  EXPECT_EQ(verdict("c.user_id = $1 AND c.id IN (1, (SELECT o.id FROM orders o WHERE o.user_id = $1))"),
            "comments: closed, orders: closed");
  EXPECT_EQ(verdict("c.user_id = $1 AND 7 IN (c.id, (SELECT o.id FROM orders o WHERE o.total = 3))"),
            "comments: closed, orders: open");
  EXPECT_EQ(verdict("$1 NOT IN (c.user_id, " + owner + ") AND c.user_id = $1"), "comments: closed, orders: open");
  EXPECT_EQ(verdict("c.user_id = $1 AND ($1 IN (5, " + owner + ")) IS NOT TRUE"), "comments: closed, orders: open");
  EXPECT_EQ(verdict("c.user_id = $1 AND $1 IN (0.5::float8, " + owner + ")"), "comments: closed, orders: open");
}

TEST(IsolationComputed, whatIsSaidOfMinusAndNotIn) {
  World world(std::string(Shop) + "CREATE TABLE flags (id bigint PRIMARY KEY, order_id bigint, "
                                  "user_id bigint NOT NULL REFERENCES users (id));");
  EXPECT_EQ(reasonOf(world, "SELECT * FROM orders WHERE -user_id = $1"),
            "`-user_id` is another value than `user_id`, which it does not tie to one user");
  EXPECT_EQ(reasonOf(world, "SELECT * FROM orders WHERE user_id + 1 = $1"),
            "`user_id + …` does not tie it to one user");
  std::vector<TableReference> all =
      world.judgeAll("SELECT * FROM orders WHERE user_id = $1 AND id NOT IN (SELECT order_id FROM flags)");
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[1].reason, "NOT IN is NULL where any row of `flags` has no `order_id`, whosever it is: NOT EXISTS asks "
                           "for the rows that are equal alone");
}

} // namespace
} // namespace pgtidy::analysis
