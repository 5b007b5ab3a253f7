// Functions of the schema that are one query: what they say is known where they are called, in policies too.
#include "isolation_support.h"

#include "gtest/gtest.h"

namespace pgtidy::analysis {
namespace {

constexpr std::string_view Teams = R"(
CREATE TABLE users (id uuid PRIMARY KEY);
CREATE TABLE teams (id bigint PRIMARY KEY, name text);
CREATE TABLE members (team_id bigint NOT NULL REFERENCES teams (id), user_id uuid NOT NULL REFERENCES users (id),
                      role text, PRIMARY KEY (team_id, user_id));
CREATE TABLE notes (id bigint PRIMARY KEY, team_id bigint NOT NULL REFERENCES teams (id), body text);
CREATE TABLE memos (id bigint PRIMARY KEY, user_id uuid NOT NULL REFERENCES users (id), body text);
CREATE FUNCTION my_teams() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER AS
  $$ SELECT team_id FROM members WHERE user_id = auth.uid() $$;
CREATE FUNCTION teams_of(u uuid) RETURNS TABLE (team bigint, part text) LANGUAGE sql STABLE AS
  $$ SELECT team_id, role FROM members WHERE user_id = u $$;
CREATE FUNCTION changing_teams() RETURNS SETOF bigint LANGUAGE sql AS
  $$ SELECT team_id FROM members WHERE user_id = auth.uid() $$;
CREATE FUNCTION all_teams() RETURNS SETOF bigint LANGUAGE sql STABLE AS $$ SELECT team_id FROM members $$;
CREATE FUNCTION a_team() RETURNS bigint LANGUAGE sql STABLE AS
  $$ SELECT team_id FROM members WHERE user_id = auth.uid() LIMIT 1 $$;
CREATE FUNCTION is_member(team bigint) RETURNS boolean LANGUAGE sql STABLE AS
  $$ SELECT EXISTS (SELECT 1 FROM members m WHERE m.team_id = team AND m.user_id = auth.uid()) $$;
CREATE FUNCTION is_anybodys(team bigint) RETURNS boolean LANGUAGE sql STABLE AS
  $$ SELECT EXISTS (SELECT 1 FROM members m WHERE m.team_id = team) $$;
CREATE FUNCTION is_member_too(team bigint) RETURNS boolean LANGUAGE plpgsql STABLE AS
  $$ BEGIN RETURN EXISTS (SELECT 1 FROM members m WHERE m.team_id = $1 AND m.user_id = auth.uid()); END $$;
CREATE FUNCTION atomic_teams(u uuid) RETURNS SETOF bigint LANGUAGE sql STABLE
  BEGIN ATOMIC SELECT CASE WHEN true THEN team_id END FROM members WHERE user_id = u; END;
CREATE FUNCTION returned(team bigint) RETURNS boolean LANGUAGE sql STABLE
  RETURN EXISTS (SELECT 1 FROM members m WHERE m.team_id = team AND m.user_id = auth.uid());
CREATE TYPE pair AS (team_id bigint, other bigint);
CREATE FUNCTION pairs() RETURNS SETOF pair LANGUAGE sql STABLE AS
  $$ SELECT 1 AS other, team_id FROM members WHERE user_id = auth.uid() $$;
CREATE FUNCTION records() RETURNS SETOF record LANGUAGE sql STABLE AS
  $$ SELECT 1 AS other, team_id FROM members WHERE user_id = auth.uid() $$;
CREATE FUNCTION handed(INOUT a bigint, OUT b bigint) RETURNS SETOF record LANGUAGE sql STABLE AS
  $$ SELECT team_id, a FROM members WHERE user_id = auth.uid() $$;
CREATE FUNCTION rows_of_memos() RETURNS SETOF memos LANGUAGE sql STABLE AS $$ SELECT m FROM memos m $$;
CREATE FUNCTION may_be(team bigint) RETURNS boolean LANGUAGE plpgsql STABLE AS
  $$ BEGIN IF team = 1 THEN RETURN true; END IF;
     RETURN EXISTS (SELECT 1 FROM members m WHERE m.team_id = team AND m.user_id = auth.uid()); END $$;
CREATE FUNCTION is_of(team bigint, u uuid) RETURNS boolean LANGUAGE sql STABLE AS
  $$ SELECT EXISTS (SELECT 1 FROM members m WHERE m.team_id = team AND m.user_id = u) $$;
CREATE FUNCTION owns(memo memos) RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT memo.user_id = auth.uid() $$;
CREATE FUNCTION own_memos(u uuid) RETURNS SETOF memos LANGUAGE sql STABLE AS
  $$ SELECT * FROM memos WHERE user_id = u $$;
CREATE FUNCTION echo(t bigint) RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT echo(t + 1) $$;
)";

UserModel withTeams() {
  UserModel model;
  model.memberships = {"members"};
  return model;
}

/// A NATURAL JOIN in a body without quotes is by the columns that there were when it was made.
TEST(IsolationInlined, aNaturalJoinOfABoundBodyIsNotFollowed) {
  const std::string schema = "CREATE TABLE users (id int PRIMARY KEY);"
                             "CREATE TABLE orders (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id));"
                             "CREATE TABLE items (n int PRIMARY KEY, id int NOT NULL REFERENCES orders (id));"
                             "CREATE FUNCTION bound(u int) RETURNS SETOF int LANGUAGE sql STABLE "
                             "BEGIN ATOMIC SELECT n FROM items NATURAL JOIN orders WHERE user_id = u; END;"
                             "CREATE FUNCTION quoted(u int) RETURNS SETOF int LANGUAGE sql STABLE AS "
                             "$$ SELECT n FROM items NATURAL JOIN orders WHERE user_id = u $$;"
                             "CREATE FUNCTION plain(u int) RETURNS SETOF int LANGUAGE sql STABLE "
                             "BEGIN ATOMIC SELECT n FROM items JOIN orders USING (id) WHERE user_id = u; END;";
  EXPECT_NE(World(schema).verdicts("SELECT * FROM bound($1)").find("undecided"), std::string::npos);
  EXPECT_EQ(World(schema).verdicts("SELECT * FROM quoted($1)"), "");
  EXPECT_EQ(World(schema).verdicts("SELECT * FROM plain($1)"), "");
}

TEST(IsolationInlined, whatAFunctionAsksIsKnownWhereItIsCalled) {
  World world(Teams, withTeams());
  expectAll(world, {{"SELECT * FROM notes WHERE team_id IN (SELECT my_teams())", "notes: closed"},
                    {"SELECT * FROM notes WHERE team_id IN (SELECT * FROM my_teams())", "notes: closed"},
                    {"SELECT * FROM notes WHERE team_id = ANY (ARRAY(SELECT my_teams()))", "notes: closed"},
                    {"SELECT n.* FROM my_teams() t JOIN notes n ON n.team_id = t", "notes: closed"},
                    {"SELECT n.* FROM my_teams() AS t (id) JOIN notes n ON n.team_id = t.id", "notes: closed"},
                    {"SELECT n.* FROM teams_of($1) t JOIN notes n ON n.team_id = t.team", "notes: closed"},
                    {"SELECT n.* FROM teams_of($1) t, notes n WHERE n.body = t.part", "notes: open"},
                    {"SELECT * FROM notes WHERE team_id = a_team()", "notes: closed"},
                    {"SELECT * FROM notes WHERE is_member(team_id)", "notes: closed"},
                    {"SELECT * FROM notes WHERE is_member_too(team_id) AND body <> ''", "notes: closed"},
                    {"SELECT * FROM notes WHERE is_of(team_id, $1)", "notes: closed"},
                    {"SELECT * FROM notes WHERE is_of(u => $1, team => team_id)", "notes: closed"},
                    {"SELECT * FROM notes WHERE returned(team_id)", "notes: closed"},
                    {"SELECT * FROM atomic_teams($1)", ""},
                    {"SELECT n.* FROM pairs() p JOIN notes n ON n.team_id = p.team_id", "notes: open"},
                    {"SELECT n.* FROM records() AS p (team_id bigint, other bigint) JOIN notes n USING (team_id)",
                     "notes: open"},
                    {"SELECT n.* FROM handed(1) h JOIN notes n ON n.team_id = h.a", "notes: closed"},
                    {"SELECT n.* FROM handed(1) h JOIN notes n ON n.team_id = h.b", "notes: open"},
                    {"SELECT m.id FROM rows_of_memos() r JOIN memos m ON m.id = r.id", "memos: open, memos: open"},
                    {"SELECT * FROM notes WHERE NOT is_member(team_id)", "notes: open"},
                    {"SELECT * FROM notes WHERE is_member(id)", "notes: open"},
                    {"SELECT * FROM notes WHERE is_member($1)", "notes: open"},
                    {"SELECT * FROM notes WHERE is_anybodys(team_id)", "notes: open, members: open"},
                    {"SELECT * FROM notes WHERE may_be(team_id)", "notes: open"},
                    {"SELECT * FROM notes WHERE echo(team_id)", "notes: open"},
                    {"SELECT * FROM notes WHERE team_id IN (SELECT all_teams())", "notes: open, members: open"},
                    {"SELECT * FROM notes WHERE EXISTS (SELECT my_teams())", "notes: open"}});
}

/// Functions that are volatile see what the statement has changed so far.
TEST(IsolationInlined, whatAStatementChangesMayChangeWhatItAsks) {
  World world(Teams, withTeams());
  expectAll(world, {{"SELECT * FROM notes WHERE team_id IN (SELECT changing_teams())", "notes: closed"},
                    {"UPDATE notes SET body = '' WHERE team_id IN (SELECT my_teams())", "notes: closed"},
                    {"UPDATE notes SET body = '' WHERE team_id IN (SELECT changing_teams())", "notes: open"}});
}

TEST(IsolationInlined, rowsOfAFunctionTieWhatIsJoined) {
  World world(std::string(Teams) +
                  "CREATE TABLE parts (id bigint PRIMARY KEY, memo_id bigint NOT NULL REFERENCES memos);",
              withTeams());
  expectAll(world, {{"SELECT p.* FROM own_memos($1) m JOIN parts p ON p.memo_id = m.id", "parts: closed"},
                    {"SELECT p.* FROM own_memos($1) m LEFT JOIN parts p ON p.memo_id = m.id", "parts: closed"},
                    {"SELECT p.* FROM own_memos($1) m JOIN parts p ON p.id = m.id", "parts: open"}});
}

/// Operators, aggregates and casts of the program's own run functions where they are meant, not elsewhere.
TEST(IsolationInlined, whatTheProgramDefinesMattersWhereItIsMeant) {
  const std::string teams = std::string(Teams) + R"(
    CREATE FUNCTION add_up(a bigint, b bigint) RETURNS bigint LANGUAGE sql AS $$ SELECT a + b $$;
    CREATE FUNCTION near(a int, b int) RETURNS boolean LANGUAGE sql AS $$ SELECT a < b $$;
  )";
  const char *statement = "SELECT * FROM notes WHERE is_member(team_id)";
  for (const char *beside : {"CREATE AGGREGATE total_of(bigint) (SFUNC = add_up, STYPE = bigint);",
                             "CREATE OPERATOR ~~~ (LEFTARG = int, RIGHTARG = int, FUNCTION = near);"}) {
    World world(teams + beside, withTeams());
    EXPECT_EQ(world.verdicts(statement), "notes: closed") << beside;
  }
  for (const char *meant : {"CREATE OPERATOR = (LEFTARG = uuid, RIGHTARG = text, FUNCTION = alike);",
                            "CREATE CAST (text AS uuid) WITH FUNCTION made(text) AS IMPLICIT;"}) {
    World world(teams + meant, withTeams());
    EXPECT_EQ(world.verdicts(statement), "notes: open, members: open") << meant;
  }
}

/// What a function that is a query reads is judged where it is called, like a sub-query that stands there.
TEST(IsolationInlined, whatAFunctionReadsIsTiedWhereItIsCalled) {
  World world(std::string(Teams) + R"(
    CREATE FUNCTION owner_of(m bigint) RETURNS uuid LANGUAGE sql STABLE AS $$ SELECT user_id FROM memos WHERE id = m $$;
    CREATE FUNCTION owner_of_one(bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS
      $$ SELECT user_id FROM memos WHERE id = $1 $$;
    CREATE FUNCTION memos_like(t text) RETURNS SETOF memos LANGUAGE sql STABLE AS
      $$ SELECT * FROM memos WHERE body LIKE t $$;
    CREATE TABLE parts (id bigint PRIMARY KEY, memo_id bigint NOT NULL REFERENCES memos);
  )",
              withTeams());
  expectAll(world, {{"SELECT * FROM memos WHERE owner_of(id) = $1", "memos: closed"},
                    {"SELECT * FROM memos WHERE $1 = owner_of_one(id)", "memos: closed"},
                    {"SELECT * FROM parts WHERE owner_of(memo_id) = $1", "parts: closed"},
                    {"DELETE FROM parts WHERE owner_of(memo_id) = $1", "parts: closed"},
                    {"SELECT owner_of(id) FROM memos WHERE user_id = $1", "memos: closed"},
                    {"SELECT * FROM memos_like($2) WHERE user_id = $1", ""},
                    {"SELECT * FROM parts WHERE owner_of(id) = $1", "parts: open"},
                    {"SELECT * FROM memos WHERE owner_of(id) <> $1", "memos: open"},
                    {"SELECT owner_of($1)", "memos: open"},
                    {"SELECT count(*) FROM memos_like($1)", "memos: open"},
                    {"SELECT * FROM memos WHERE owner_of(id) = $1 AND user_id <> $2", "memos: closed"}});
}

TEST(IsolationInlined, whatTiesARowNamesArgumentsAsTheFunctionDoes) {
  World world(std::string(Teams) + R"(
    CREATE FUNCTION is_in(bigint) RETURNS boolean LANGUAGE sql STABLE AS
      $$ SELECT EXISTS (SELECT 1 FROM members m WHERE m.team_id = $1 AND m.user_id = auth.uid()) $$;
  )",
              withTeams());
  auto ties = [&](const std::string &query) {
    const sql::Template source{query, {}};
    const sql::Parsed parsed = sql::parse(source);
    return explain(parsed.statements.at(0), parsed, source, world.ownership()).references.at(0).ties;
  };
  using Texts = std::vector<std::string>;
  EXPECT_EQ(ties("SELECT * FROM notes WHERE is_member(team_id)"),
            (Texts{"is_member(team_id)", "m.team_id = team", "m.user_id = auth.uid()"}));
  EXPECT_EQ(ties("SELECT * FROM notes WHERE is_in(team_id)"),
            (Texts{"is_in(team_id)", "m.team_id = argument 1", "m.user_id = auth.uid()"}));
}

TEST(IsolationInlined, aRowIsAnArgument) {
  World world(
      std::string(Shop) +
      "CREATE FUNCTION item_count(o orders) RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT count(*) FROM items "
      "WHERE order_id = o.id $$;"
      "CREATE FUNCTION in_body(o orders) RETURNS bigint LANGUAGE plpgsql STABLE AS $$ BEGIN RETURN (SELECT "
      "count(*) FROM items i WHERE i.order_id = o.id); END $$;"
      "CREATE FUNCTION through(o orders) RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT item_count(o) $$;"
      "CREATE FUNCTION by_place(orders) RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT count(*) FROM items "
      "WHERE order_id = ($1).id $$;"
      "CREATE FUNCTION others(o orders) RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT count(*) FROM orders x "
      "WHERE x.status = o.status $$;"
      "CREATE FUNCTION owner(o orders) RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT o.user_id $$;"
      "CREATE FUNCTION hidden(o orders) RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT count(*) FROM items o "
      "WHERE o.order_id = o.id $$;");
  for (const char *function : {"item_count", "in_body", "through", "by_place"}) {
    const std::string call = std::string("SELECT ") + function;
    EXPECT_EQ(world.verdicts(call + "(o) FROM orders o WHERE o.user_id = $1"), "orders: closed") << function;
    EXPECT_EQ(world.verdicts(call + "(orders) FROM orders WHERE user_id = $1"), "orders: closed") << function;
    EXPECT_NE(world.verdicts(call + "(o) FROM orders o"), "orders: open") << function;
    EXPECT_NE(world.verdicts(call + "(ROW ($2, 1, '', 0)::orders) FROM orders o WHERE o.user_id = $1"),
              "orders: closed")
        << function;
  }
  EXPECT_NE(world.verdicts("SELECT item_count(o) FROM orders o (user_id, id) WHERE o.id = $1"), "orders: closed");
  expectAll(world, {{"SELECT item_count(o) FROM (SELECT * FROM orders) o WHERE o.user_id = $1", "orders: closed"},
                    {"SELECT item_count(o) FROM (SELECT * FROM orders WHERE user_id = $1) o", "orders: closed"}});
  for (const char *other : {"(SELECT * FROM orders) o (user_id, id) WHERE o.id = $1",
                            "(SELECT user_id, id, status, total FROM orders) o WHERE o.user_id = $1",
                            "(SELECT * FROM orders LIMIT 1) o WHERE o.user_id = $1"})
    EXPECT_NE(world.verdicts("SELECT item_count(o) FROM " + std::string(other)), "orders: closed") << other;
  World writing(std::string(Shop) + "CREATE FUNCTION reset(o orders, u bigint) RETURNS void LANGUAGE sql AS $$ UPDATE "
                                    "orders o SET total = 0 WHERE o.user_id = u $$;");
  expectAll(writing, {{"SELECT reset(o, $1) FROM orders o WHERE o.user_id = $1", "orders: closed"}});
  expectAll(world, {{"SELECT others(o) FROM orders o WHERE o.user_id = $1", "orders: open, orders: closed"},
                    {"SELECT hidden(o) FROM orders o WHERE o.user_id = $1", "items: open, orders: closed"},
                    {"SELECT * FROM orders o WHERE owner(o) = $1", "orders: closed"},
                    {"SELECT * FROM orders o JOIN orders p ON p.id = $2 WHERE owner(o) = $1",
                     "orders: closed, orders: open"}});
}

TEST(IsolationInlined, policiesMayAskFunctions) {
  std::string schema = std::string(Teams) + R"(
    ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
    CREATE POLICY team ON notes USING (team_id IN (SELECT my_teams()));
    ALTER TABLE memos ENABLE ROW LEVEL SECURITY;
    CREATE POLICY own ON memos USING ((SELECT auth.uid()) = user_id);
  )";
  UserModel model = withTeams();
  model.role = "app";
  World world(schema, model);
  expectAll(world, {{"SELECT * FROM notes", "notes: closed"},
                    {"DELETE FROM notes WHERE id = $1", "notes: closed"},
                    {"INSERT INTO notes VALUES (1, $1, 'x')", "notes: closed"},
                    {"SELECT * FROM notes n JOIN memos m ON m.body = n.body", "notes: closed, memos: closed"}});
  schema.replace(schema.find("team_id IN (SELECT my_teams())"), 30, "is_member(team_id)");
  expectAll(*std::make_unique<World>(schema, model), {{"SELECT * FROM notes", "notes: closed"}});
  schema.replace(schema.find("USING (is_member(team_id))") + 7, 18, "is_anybodys(team_id)");
  expectAll(*std::make_unique<World>(schema, model), {{"SELECT * FROM notes", "notes: open"}});
}

/// A condition that is handed on as a value is no user.
TEST(IsolationInlined, aConditionIsAnArgumentToo) {
  World world(R"(
    CREATE TABLE users (id int PRIMARY KEY);
    CREATE TABLE notes (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), done boolean);
    CREATE FUNCTION notes_that(d boolean) RETURNS SETOF notes LANGUAGE sql STABLE AS
      $$ SELECT * FROM notes WHERE done = d $$;
    CREATE FUNCTION count_that(d boolean) RETURNS bigint LANGUAGE plpgsql AS
      $$ BEGIN RETURN (SELECT count(*) FROM notes WHERE done = d); END $$;
  )");
  expectAll(world, {{"SELECT count_that($1 = 5), count_that(n.id IS NULL) FROM notes n WHERE n.user_id = $1",
                     "notes: open, notes: open, notes: closed"}});
}

/// A function that returns no set gives the first of its rows: another user's may come before.
TEST(IsolationInlined, whichOfSeveralRowsComesFirstHangsOnAllOfThem) {
  World world(std::string(Teams) + R"(
    CREATE TABLE parts (id bigint PRIMARY KEY, memo_id bigint NOT NULL REFERENCES memos, n int);
    CREATE FUNCTION owner_by_body(t text) RETURNS uuid LANGUAGE sql STABLE AS $$ SELECT user_id FROM memos WHERE body = t $$;
    CREATE FUNCTION owner_of(m bigint) RETURNS uuid LANGUAGE sql STABLE AS $$ SELECT user_id FROM memos WHERE id = m $$;
    CREATE FUNCTION owner_of_part(p bigint) RETURNS uuid LANGUAGE sql STABLE AS
      $$ SELECT m.user_id FROM parts q JOIN memos m ON m.id = q.memo_id WHERE q.id = p $$;
    CREATE FUNCTION owner_by_n(x int) RETURNS uuid LANGUAGE sql STABLE AS
      $$ SELECT m.user_id FROM parts q JOIN memos m ON m.id = q.memo_id WHERE q.n = x $$;
    CREATE FUNCTION owner_kept(x bigint) RETURNS uuid LANGUAGE sql STABLE AS
      $$ SELECT m.user_id FROM memos m LEFT JOIN parts q ON q.id = x AND m.id = x $$;
    CREATE FUNCTION owner_and(x bigint) RETURNS uuid LANGUAGE sql STABLE AS
      $$ SELECT m.user_id FROM memos m LEFT JOIN parts q ON q.id = x AND q.memo_id = m.id WHERE m.id = x $$;
  )",
              withTeams());
  expectAll(world, {{"SELECT * FROM memos m WHERE m.user_id = $1 AND owner_of(m.id) = $1", "memos: closed"},
                    {"SELECT * FROM memos m WHERE m.user_id = $1 AND owner_by_body(m.body) = $1",
                     "memos: closed, memos: open"},
                    {"SELECT * FROM parts p WHERE owner_of_part(p.id) = $1", "parts: closed"},
                    {"SELECT * FROM memos m WHERE owner_kept(m.id) = $1", "memos: open, memos: open, parts: open"},
                    {"SELECT * FROM memos m WHERE owner_and(m.id) = $1", "memos: closed"},
                    {"SELECT * FROM parts p WHERE owner_of(p.memo_id) = $1 AND owner_by_n(p.n) = $1",
                     "parts: closed, parts: open, memos: open"}});
}

/// ASSERT gives but an error, and CASE is an IF.
TEST(IsolationInlined, whatABodyInPlpgsqlChoosesByCase) {
  auto own = [](const std::string &name, const std::string &text) {
    return "CREATE FUNCTION " + name +
           "(p bigint) RETURNS bigint LANGUAGE plpgsql STABLE AS $$ DECLARE u bigint; BEGIN "
           "SELECT user_id INTO u FROM orders WHERE id = p; " +
           text + " END $$;";
  };
  World world(std::string(Shop) + own("asserted", "ASSERT u IS NOT NULL, 'gone'; RETURN u;") +
              own("searched", "CASE WHEN u IS NULL THEN RETURN NULL; WHEN u > 0 THEN RETURN u; END CASE;") +
              own("simple", "CASE u WHEN 1, 2 THEN RETURN NULL; ELSE RETURN u; END CASE;") +
              own("behind", "CASE u WHEN 1 THEN u := NULL; ELSE NULL; END CASE; RETURN u;") +
              own("constant", "CASE u WHEN 1 THEN RETURN 5; ELSE RETURN u; END CASE;"));
  for (const char *name : {"asserted", "searched", "simple", "behind"})
    EXPECT_EQ(world.verdicts("SELECT * FROM orders WHERE " + std::string(name) + "(id) = $1"), "orders: closed")
        << name;
  EXPECT_NE(world.verdicts("SELECT * FROM orders WHERE constant(id) = $1"), "orders: closed");
}

} // namespace
} // namespace pgtidy::analysis
