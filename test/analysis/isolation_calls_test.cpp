// Functions that a statement calls: their bodies are judged at the call.
#include "isolation_support.h"

#include "gtest/gtest.h"

namespace pgtidy::analysis {
namespace {

constexpr std::string_view Functions = R"(
CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id), total int);
CREATE TABLE products (id bigint PRIMARY KEY);
CREATE FUNCTION orders_of(u bigint) RETURNS SETOF orders LANGUAGE sql AS $$ SELECT * FROM orders WHERE user_id = u $$;
CREATE FUNCTION orders_by(bigint) RETURNS SETOF orders LANGUAGE sql AS $$ SELECT * FROM orders WHERE user_id = $1 $$;
CREATE FUNCTION hidden(user_id bigint) RETURNS SETOF orders LANGUAGE sql AS
  $$ SELECT * FROM orders o WHERE o.user_id = user_id $$;
CREATE FUNCTION qualified(user_id bigint) RETURNS SETOF orders LANGUAGE sql AS
  $$ SELECT * FROM orders o WHERE o.user_id = qualified.user_id $$;
CREATE FUNCTION mine() RETURNS SETOF orders LANGUAGE sql AS
  $$ SELECT * FROM orders WHERE user_id = current_setting('app.user_id')::bigint $$;
CREATE FUNCTION total() RETURNS bigint LANGUAGE sql AS $$ SELECT sum(total) FROM orders $$;
CREATE FUNCTION through() RETURNS bigint LANGUAGE sql AS $$ SELECT total() $$;
CREATE FUNCTION again(n int) RETURNS bigint LANGUAGE sql AS $$ SELECT again(n) + again(n + 1) FROM orders $$;
CREATE FUNCTION twice(n int) RETURNS int LANGUAGE sql AS $$ SELECT n * 2 $$;
CREATE FUNCTION clean() RETURNS void LANGUAGE plpgsql AS $$ BEGIN DELETE FROM orders WHERE total = 0; END $$;
CREATE FUNCTION stock() RETURNS void LANGUAGE plpgsql AS $$ BEGIN DELETE FROM products; -- FROM orders
END $$;
CREATE PROCEDURE wipe() LANGUAGE sql AS $$ DELETE FROM orders $$;
)";

const Case Calls[] = {
    {"SELECT * FROM orders_of($1)", ""},
    {"SELECT * FROM orders_by($1)", ""},
    {"SELECT * FROM hidden($1)", "orders: open"},
    {"SELECT * FROM qualified($1)", ""},
    {"SELECT * FROM orders_of(7)", "orders: undecided"},
    {"SELECT p.id, (SELECT count(*) FROM orders_of(p.id)) FROM products p", "orders: undecided"},
    {"SELECT * FROM mine()", ""},
    {"SELECT total()", "orders: open"},
    {"SELECT o.id, p.id FROM orders o, mine() p WHERE o.user_id = $1", "orders: closed, orders: open"},
    {"SELECT o.id, p.id FROM orders_of($1) o, mine() p", "orders: open"},
    {"SELECT o.id, p.id FROM orders_of($1) o, orders_of($2) p", "orders: open"},
    {"SELECT o.id, p.id FROM orders_of($1) o, orders_by($1) p", ""},
    {"SELECT through()", "orders: open"},
    {"SELECT again(1)", "orders: open"},
    {"SELECT twice(1), now(), count(*) FROM products", ""},
    {"SELECT clean()", "orders: open"},
    {"SELECT stock()", ""},
    {"CALL wipe()", "orders: open"},
    {"DO 'BEGIN DELETE FROM orders; END'", "orders: open"},
    {"DO 'BEGIN DELETE FROM products; END'", ""},
    {"SELECT o.id FROM orders o JOIN orders_of($2) p ON p.status = o.status WHERE o.user_id = $1",
     "orders: closed, orders: open"},
    {"SELECT o.id FROM orders o JOIN orders_of($2) p ON p.id = o.id WHERE o.user_id = $1", "orders: closed"},
    {"SELECT o.id FROM orders o JOIN orders_of($1) p ON p.id = o.id WHERE o.user_id = $1", "orders: closed"},
};

TEST(IsolationOfCalls, bodiesAreJudgedAtTheCall) {
  World world(Functions);
  expectAll(world, Calls);
}

TEST(IsolationOfCalls, reasonsNameTheFunction) {
  World world(Functions);
  EXPECT_EQ(world.judgeAll("SELECT through()").at(0).reason,
            "inside `through()`: inside `total()`: no condition ties `orders.user_id` to one user");
  EXPECT_EQ(world.judgeAll("SELECT clean()").at(0).reason,
            "inside `clean()`: no condition ties `orders.user_id` to one user");
  EXPECT_EQ(world.judgeAll("SELECT clean()").at(0).location, 7);
}

constexpr std::string_view Routines = R"(
CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id), total int, changed int);
CREATE TABLE items (id bigint PRIMARY KEY, order_id bigint NOT NULL REFERENCES orders (id), price int);
CREATE TABLE audit (id bigint PRIMARY KEY, user_id bigint REFERENCES users (id), what text);
CREATE TABLE products (id bigint PRIMARY KEY, sold int);
CREATE FUNCTION of_user(u bigint) RETURNS SETOF orders LANGUAGE plpgsql AS $$
  BEGIN RETURN QUERY SELECT * FROM orders WHERE user_id = u; END $$;
CREATE FUNCTION signed_in() RETURNS int LANGUAGE plpgsql AS $$
  DECLARE me bigint := auth.uid(); n int;
  BEGIN SELECT count(*) INTO n FROM orders WHERE user_id = me; RETURN n; END $$;
CREATE FUNCTION set_later(u bigint) RETURNS void LANGUAGE plpgsql AS $$
  DECLARE me bigint; BEGIN me := u; PERFORM 1 FROM orders WHERE user_id = me; END $$;
CREATE FUNCTION set_twice(u bigint, v bigint) RETURNS void LANGUAGE plpgsql AS $$
  DECLARE me bigint := u; BEGIN me := v; PERFORM 1 FROM orders WHERE user_id = me; END $$;
CREATE FUNCTION set_by_rows(u bigint) RETURNS void LANGUAGE plpgsql AS $$
  DECLARE me bigint := u; BEGIN SELECT max(id) INTO me FROM products; PERFORM 1 FROM orders WHERE user_id = me; END $$;
CREATE FUNCTION guarded(order_id bigint, u bigint) RETURNS void LANGUAGE plpgsql AS $$
  DECLARE owner bigint;
  BEGIN SELECT o.user_id INTO owner FROM orders o WHERE o.id = order_id;
  IF owner <> u THEN RAISE EXCEPTION 'not yours'; END IF;
  DELETE FROM orders WHERE id = order_id; END $$;
CREATE FUNCTION looping() RETURNS void LANGUAGE plpgsql AS $$
  DECLARE r record; BEGIN FOR r IN SELECT * FROM items LOOP PERFORM r.id; END LOOP; END $$;
CREATE FUNCTION put_together(t text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'DELETE FROM ' || t; END $$;
CREATE FUNCTION fixed() RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'DELETE FROM orders'; END $$;
CREATE FUNCTION bound(u bigint) RETURNS bigint LANGUAGE plpgsql AS $$ DECLARE n bigint; BEGIN
  EXECUTE 'SELECT count(*) FROM orders WHERE user_id = $1 AND total > $2' INTO n USING u, 3; RETURN n; END $$;
CREATE FUNCTION bound_rows(a int, u bigint) RETURNS SETOF orders LANGUAGE plpgsql AS $$ BEGIN
  RETURN QUERY EXECUTE 'SELECT * FROM orders WHERE total = $1 AND user_id = $2' USING a, u; END $$;
CREATE FUNCTION bound_wrongly(a int, u bigint) RETURNS SETOF orders LANGUAGE plpgsql AS $$ BEGIN
  RETURN QUERY EXECUTE 'SELECT * FROM orders WHERE user_id = $1' USING a + 1, u; END $$;
CREATE FUNCTION not_bound(u bigint) RETURNS void LANGUAGE plpgsql AS $$ BEGIN
  EXECUTE 'DELETE FROM orders WHERE user_id = $2' USING u; END $$;
CREATE FUNCTION in_quotes(u bigint) RETURNS void LANGUAGE plpgsql AS $$ BEGIN
  EXECUTE 'DELETE FROM orders WHERE ''$1'' <> ''x''' USING u; END $$;
CREATE FUNCTION of_table(u bigint) RETURNS TABLE (id bigint, n int) LANGUAGE plpgsql AS $$
  BEGIN RETURN QUERY SELECT o.id, o.total FROM orders o WHERE o.user_id = u; END $$;
CREATE FUNCTION touch_order() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN UPDATE orders SET changed = 1 WHERE id = NEW.order_id; RETURN NEW; END $$;
CREATE TRIGGER touch AFTER INSERT ON items FOR EACH ROW EXECUTE FUNCTION touch_order();
-- there is no NEW where a row is deleted
CREATE TABLE parts (id bigint PRIMARY KEY, order_id bigint NOT NULL REFERENCES orders (id));
CREATE FUNCTION touch_both() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN UPDATE orders SET changed = 1 WHERE id = NEW.order_id; UPDATE orders SET changed = 2 WHERE id = OLD.order_id;
    RETURN NULL; END $$;
CREATE TRIGGER touch AFTER INSERT OR DELETE ON parts FOR EACH ROW EXECUTE FUNCTION touch_both();
CREATE FUNCTION log_order() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN INSERT INTO audit (user_id, what) VALUES (NEW.user_id, TG_OP); RETURN NEW; END $$;
CREATE TRIGGER log AFTER UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION log_order();
CREATE FUNCTION recount() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN UPDATE orders SET total = total + 1 WHERE total = OLD.total; RETURN OLD; END $$;
CREATE TRIGGER recount AFTER DELETE ON orders FOR EACH ROW EXECUTE FUNCTION recount();
CREATE FUNCTION sell() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN UPDATE orders SET total = 0; RETURN NEW; END $$;
CREATE TRIGGER sell AFTER INSERT ON products FOR EACH ROW EXECUTE FUNCTION sell();
)";

const Case RoutineCalls[] = {
    {"SELECT * FROM of_user($1)", ""},
    {"SELECT * FROM of_user(3)", "orders: undecided"},
    {"SELECT * FROM of_table($1)", ""},
    {"SELECT signed_in()", ""},
    {"SELECT set_later($1)", ""},
    {"SELECT set_twice($1, $2)", "orders: undecided"},
    {"SELECT set_by_rows($1)", "orders: undecided"},
    {"SELECT guarded($1, $2)", "orders: undecided"},
    {"SELECT looping()", "items: open"},
    {"DELETE FROM parts WHERE id = $2 AND order_id IN (SELECT id FROM orders WHERE user_id = $1)",
     "parts: closed, orders: closed"},
    {"DELETE FROM parts WHERE id = $2", "parts: open"},
    {"SELECT put_together($1)", "put_together: undecided"},
    {"SELECT fixed()", "orders: open"},
    {"SELECT bound($1)", ""},
    {"SELECT bound(2)", "orders: undecided"},
    {"SELECT * FROM bound_rows($1, $2)", ""},
    {"SELECT * FROM bound_wrongly($1, $2)", "orders: open"},
    {"SELECT not_bound($1)", "not_bound: undecided"},
    {"SELECT in_quotes($1)", "orders: open"},
    {"DO $$ BEGIN IF true THEN DELETE FROM orders; END IF; END $$", "orders: open"},
    {"DO $$ BEGIN FOR i IN 1..3 LOOP UPDATE products SET sold = i; END LOOP; END $$", ""},
    {"INSERT INTO items (id, order_id) SELECT 1, id FROM orders WHERE id = $2 AND user_id = $1",
     "items: closed, orders: closed"},
    {"UPDATE orders SET total = 0 WHERE user_id = $1", "orders: closed"},
    {"DELETE FROM orders WHERE user_id = $1", "orders: closed, orders: open"},
    {"INSERT INTO products VALUES (1, 2)", "orders: open"},
};

TEST(IsolationOfCalls, routinesInPlpgsqlAreFollowed) {
  World world(Routines);
  expectAll(world, RoutineCalls);
}

constexpr std::string_view Implied = R"(
CREATE TABLE users (id bigint PRIMARY KEY, name text);
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id), total int);
CREATE FUNCTION others(u users) RETURNS bigint LANGUAGE sql AS $$ SELECT count(*) FROM orders WHERE user_id <> u.id $$;
CREATE FUNCTION name(u orders) RETURNS bigint LANGUAGE sql AS $$ SELECT count(*) FROM orders $$;
CREATE FUNCTION near(a int, b int) RETURNS boolean LANGUAGE sql AS
  $$ SELECT EXISTS (SELECT 1 FROM orders WHERE total BETWEEN a AND b) $$;
CREATE OPERATOR ~~~ (LEFTARG = int, RIGHTARG = int, FUNCTION = near);
CREATE FUNCTION of_user(a bigint, b int) RETURNS boolean LANGUAGE sql AS
  $$ SELECT EXISTS (SELECT 1 FROM orders WHERE user_id = a AND total = b) $$;
CREATE OPERATOR @@@ (LEFTARG = bigint, RIGHTARG = int, PROCEDURE = public.of_user);
CREATE FUNCTION add_all(s bigint, v int) RETURNS bigint LANGUAGE sql AS $$ SELECT s + (SELECT count(*) FROM orders) $$;
CREATE AGGREGATE total_of(int) (SFUNC = add_all, STYPE = bigint);
CREATE FUNCTION as_text(o orders) RETURNS text LANGUAGE sql AS $$ SELECT max(name) FROM users $$;
CREATE CAST (orders AS text) WITH FUNCTION as_text(orders);
CREATE CAST (users AS text) WITH INOUT;
)";

const Case ImpliedCalls[] = {
    {"SELECT u.others FROM users u WHERE u.id = $1", "orders: open, users: closed"},
    {"SELECT (u).others FROM users u WHERE u.id = $1", "orders: open, users: closed"},
    {"SELECT u.name FROM users u WHERE u.id = $1", "users: closed"}, // the column comes first
    {"SELECT total ~~~ 3 FROM orders WHERE user_id = $1", "orders: open, orders: closed"},
    {"SELECT total FROM orders WHERE user_id = $1 AND $1 @@@ 3", "orders: closed"},
    {"SELECT total_of(total) FROM orders WHERE user_id = $1", "orders: open, orders: closed"},
    {"SELECT o::text FROM orders o WHERE user_id = $1", "users: open, orders: closed"},
    {"SELECT o::varchar FROM orders o WHERE user_id = $1", "orders: closed"},
};

TEST(IsolationOfCalls, whatRunsAFunctionWithoutItsNameIsACall) {
  World world(Implied);
  expectAll(world, ImpliedCalls);
}

constexpr std::string_view SessionFunctions = R"(
CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id));
CREATE TABLE notes (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id));
CREATE TABLE people (id bigint PRIMARY KEY, name text, user_id name);
CREATE FUNCTION me() RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT current_setting('app.user_id')::bigint $$;
CREATE FUNCTION app_me() RETURNS bigint LANGUAGE sql STABLE AS
  $$ SELECT nullif(current_setting('app.user_id', true), '')::bigint $$;
CREATE FUNCTION pl_me() RETURNS bigint LANGUAGE plpgsql STABLE AS
  $$ BEGIN RETURN current_setting('app.user_id')::bigint; END $$;
CREATE FUNCTION other_or_one() RETURNS bigint LANGUAGE sql AS
  $$ SELECT coalesce(current_setting('app.user_id', true)::bigint, 1) $$;
CREATE FUNCTION short_me() RETURNS smallint LANGUAGE sql AS $$ SELECT current_setting('app.user_id')::smallint $$;
CREATE FUNCTION any_user() RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM users LIMIT 1 $$;
CREATE FUNCTION two() RETURNS bigint LANGUAGE sql AS $$ SELECT 2::bigint $$;
CREATE FUNCTION self() RETURNS bigint LANGUAGE sql AS $$ SELECT self() $$;
CREATE FUNCTION through() RETURNS bigint LANGUAGE sql AS $$ SELECT me() $$;
CREATE FUNCTION branching() RETURNS bigint LANGUAGE plpgsql AS $$ BEGIN
  IF random() > 0.5 THEN RETURN 7; END IF; RETURN current_setting('app.user_id')::bigint; END $$;
CREATE FUNCTION owner() RETURNS name LANGUAGE sql SECURITY DEFINER AS $$ SELECT current_user $$;
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
ALTER TABLE notes FORCE ROW LEVEL SECURITY;
CREATE POLICY mine ON notes USING (user_id = (SELECT me()));
)";

const Case SessionFunctionCalls[] = {
    {"SELECT id FROM orders WHERE user_id = me()", "orders: closed"},
    {"SELECT id FROM orders WHERE user_id = (SELECT me())", "orders: closed"},
    {"SELECT id FROM orders WHERE user_id = app_me()", "orders: closed"},
    {"SELECT id FROM orders WHERE user_id = pl_me()", "orders: closed"},
    {"SELECT id FROM orders WHERE user_id = through()", "orders: closed"},
    {"INSERT INTO orders (id, user_id) VALUES (1, me())", "orders: closed"},
    {"SELECT id FROM notes", "notes: closed"},
    {"SELECT n.id FROM notes n JOIN orders o ON o.user_id = current_setting('app.user_id')::bigint",
     "notes: closed, orders: closed"},
    {"SELECT id FROM orders WHERE user_id = me() OR me() IS NULL", "orders: open"},
    {"SELECT id FROM orders WHERE user_id = app_me() OR app_me() IS NULL", "orders: open"},
    {"SELECT id FROM orders WHERE user_id = other_or_one()", "orders: open"},
    {"SELECT id FROM orders WHERE user_id = short_me()", "orders: open"},
    {"SELECT id FROM orders WHERE user_id = any_user()", "orders: open, users: open"},
    {"SELECT id FROM orders WHERE user_id = two()", "orders: constant"},
    {"SELECT id FROM orders WHERE user_id = self()", "orders: open"},
    {"SELECT id FROM orders WHERE user_id = branching()", "orders: open"},
    {"SELECT name FROM people WHERE user_id = owner()", "people: open"},
    {"SELECT id FROM orders WHERE user_id <> me()", "orders: open"},
};

TEST(IsolationOfCalls, aFunctionThatOnlyGivesTheSessionsUserIsThat) {
  World world(SessionFunctions);
  expectAll(world, SessionFunctionCalls);
}

TEST(IsolationOfCalls, reasonsNameTheTriggerAndTheVariable) {
  World world(Routines);
  EXPECT_EQ(world.judgeAll("INSERT INTO products VALUES (1, 2)").at(0).reason,
            "inside the trigger `sell`: no condition ties `orders.user_id` to one user");
  EXPECT_EQ(world.judgeAll("SELECT set_twice($1, $2)").at(0).reason,
            "`set_twice()` ties it to its variable `me`, which is not known to be the user");
}

constexpr std::string_view Definers = R"(
CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id));
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON orders USING (user_id = current_setting('app.user_id')::bigint);
CREATE FUNCTION invoker() RETURNS SETOF orders LANGUAGE sql AS $$ SELECT * FROM orders $$;
CREATE FUNCTION definer() RETURNS SETOF orders LANGUAGE sql SECURITY DEFINER AS $$ SELECT * FROM orders $$;
CREATE FUNCTION deleter() RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN DELETE FROM orders; END $$;
CREATE FUNCTION through() RETURNS SETOF orders LANGUAGE sql SECURITY DEFINER AS $$ SELECT * FROM invoker() $$;
)";

TEST(IsolationOfCalls, aDefinersPoliciesDoNotHold) {
  UserModel model;
  model.role = "app";
  World world(Definers, model);
  EXPECT_EQ(world.verdicts("SELECT * FROM invoker()"), "");
  EXPECT_EQ(world.verdicts("SELECT * FROM definer()"), "orders: open");
  EXPECT_EQ(world.verdicts("SELECT deleter()"), "orders: open");
  EXPECT_EQ(world.verdicts("SELECT * FROM through()"), "orders: open");
}

constexpr std::string_view Nested = R"(
CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE memos (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id), body text);
CREATE TABLE nums (k bigint PRIMARY KEY);
CREATE FUNCTION me() RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT current_setting('app.user_id')::bigint $$;
CREATE FUNCTION finish(u bigint) RETURNS int LANGUAGE plpgsql AS
  $$ BEGIN UPDATE memos SET body = 'done' WHERE user_id = u; RETURN 1; END $$;
CREATE FUNCTION wrap(u bigint) RETURNS int LANGUAGE sql AS $$ SELECT finish(u) $$;
CREATE FUNCTION wrap_two() RETURNS int LANGUAGE sql AS $$ SELECT finish(2) $$;
CREATE FUNCTION login(u text) RETURNS text LANGUAGE sql AS $$ SELECT set_config('app.user_id', u, true) $$;
CREATE FUNCTION wipe_mine() RETURNS void LANGUAGE sql AS $$ DELETE FROM memos WHERE user_id = me() $$;
CREATE FUNCTION wipe_as_two() RETURNS void LANGUAGE plpgsql AS
  $$ BEGIN PERFORM login('2'); DELETE FROM memos WHERE user_id = me(); END $$;
CREATE FUNCTION current_user_id() RETURNS bigint LANGUAGE sql AS $$ SELECT 2::bigint $$;
CREATE FUNCTION given(u bigint) RETURNS SETOF memos LANGUAGE sql STABLE AS
  $$ SELECT m.* FROM memos m, (VALUES (1), (2)) s (u) WHERE m.user_id = u $$;
CREATE FUNCTION any_of(VARIADIC us bigint[]) RETURNS SETOF memos LANGUAGE sql STABLE AS
  $$ SELECT * FROM memos WHERE user_id = us[2] $$;
CREATE FUNCTION counted(u bigint) RETURNS bigint LANGUAGE sql STABLE AS
  $$ SELECT count(*) FROM memos WHERE user_id = u $$;
CREATE TABLE made (id bigint PRIMARY KEY, a bigint, n bigint GENERATED ALWAYS AS (counted(a)) STORED);
CREATE DOMAIN tally AS bigint DEFAULT counted(2);
CREATE TABLE tallied (id bigint PRIMARY KEY, n tally);
)";

TEST(IsolationOfCalls, whatIsCalledFurtherInIsTiedOutsideToo) {
  World world(Nested);
  expectAll(world,
            {{"SELECT wrap($1)", ""},
             {"SELECT wrap(me())", ""},
             {"SELECT wrap(2)", "memos: undecided"},
             {"SELECT wrap_two()", "memos: undecided"},
             {"SELECT wrap(k) FROM nums", "memos: undecided"},
             {"SELECT login('2'), wipe_mine()", "memos: undecided"},
             {"SELECT wipe_as_two()", "memos: undecided"},
             {"DO $$ BEGIN PERFORM login('2'); PERFORM wipe_mine(); END $$", "memos: undecided"},
             {"DO $$ BEGIN EXECUTE 'SET LOCAL app.user_id = 2'; PERFORM wipe_mine(); END $$", "memos: undecided"},
             {"SELECT wipe_mine()", ""},
             {"SELECT login('2'), counted(me())", "memos: undecided"},
             {"SELECT * FROM memos WHERE user_id = current_user_id()", "memos: constant"},
             {"SELECT * FROM given($1)", "memos: undecided"},
             {"SELECT * FROM any_of($1, 2)", "memos: undecided"},
             {"WITH c AS (SELECT k, counted(k) AS n FROM nums) SELECT a.n, b.n FROM c a, c b WHERE a.k = $1",
              "memos: undecided"},
             {"SELECT counted(u.id) FROM users u WHERE u.id = $1", "users: closed"},
             {"INSERT INTO made VALUES (1, $1)", "memos: undecided"},
             {"UPDATE made SET a = $1", "memos: undecided"},
             {"INSERT INTO tallied VALUES (1)", "memos: undecided"},
             {"INSERT INTO tallied VALUES (1, 2)", "memos: undecided"}});
}

TEST(IsolationOfCalls, aRowThatIsTheUsersInSeveralWaysSaysNotWhoItsOwnersAre) {
  World world("CREATE TABLE users (id bigint PRIMARY KEY);"
              "CREATE TABLE memos (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id), body text);"
              "CREATE FUNCTION follow() RETURNS trigger LANGUAGE plpgsql AS"
              "  $$ BEGIN UPDATE memos SET body = 'x' WHERE user_id = NEW.user_id; RETURN NULL; END $$;"
              "CREATE TABLE shared (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id),"
              "                     editor_id bigint NOT NULL REFERENCES users (id));"
              "CREATE TRIGGER follow AFTER UPDATE ON shared FOR EACH ROW EXECUTE FUNCTION follow();"
              "CREATE TABLE own (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id), n int);"
              "CREATE TRIGGER follow AFTER UPDATE ON own FOR EACH ROW EXECUTE FUNCTION follow();");
  expectAll(world, {{"UPDATE shared SET id = 1 WHERE editor_id = $1", "shared: closed, memos: open"},
                    {"UPDATE own SET n = 1 WHERE user_id = $1", "own: closed"}});
}

TEST(IsolationOfCalls, aColumnMayBeCalledAsWhatATriggerKnows) {
  World world("CREATE TABLE users (id bigint PRIMARY KEY);"
              "CREATE TABLE own (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id), n int);"
              "CREATE TABLE audit (tg_op text, user_id bigint REFERENCES users (id));"
              "CREATE FUNCTION follow() RETURNS trigger LANGUAGE plpgsql AS"
              "  $$ BEGIN INSERT INTO audit (tg_op, user_id) VALUES (TG_OP, NEW.user_id); RETURN NULL; END $$;"
              "CREATE TRIGGER follow AFTER UPDATE ON own FOR EACH ROW EXECUTE FUNCTION follow();");
  expectAll(world, {{"UPDATE own SET n = 1 WHERE user_id = $1", "own: closed"}});
}

/// What the case is of, the functions beside the tables, and the statement.
struct Apart {
  const char *functions;
  const char *statement;
  const char *verdicts;
};

TEST(IsolationOfCalls, aBodyIsJudgedForEachWayInWhichItIsRun) {
  constexpr const char *Tables =
      "CREATE TABLE users (id int PRIMARY KEY);"
      "CREATE TABLE orders (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users, n int);"
      "CREATE TABLE items (id int PRIMARY KEY, order_id int NOT NULL REFERENCES orders);"
      "CREATE TABLE notes (id int PRIMARY KEY, user_id int REFERENCES users);"
      "CREATE TABLE shelf (id int PRIMARY KEY);";
  constexpr const char *ForBoth = "CREATE TRIGGER a AFTER UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION f();"
                                  "CREATE TRIGGER a AFTER UPDATE ON items FOR EACH ROW EXECUTE FUNCTION f();";
  const std::string byTable =
      std::string("CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF TG_TABLE_NAME = 'orders' THEN "
                  "UPDATE items SET id = id WHERE order_id = NEW.id; ELSE DELETE FROM notes; END IF; RETURN NEW; END "
                  "$$;") +
      ForBoth;
  const std::string round =
      std::string("CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF TG_TABLE_NAME = 'orders' THEN "
                  "UPDATE items SET id = id WHERE order_id = NEW.id; ELSE UPDATE orders SET n = 1 WHERE id = "
                  "NEW.order_id; END IF; RETURN NEW; END $$;") +
      ForBoth;
  for (
      const Apart &one : {
          Apart{"CREATE FUNCTION c(a int) RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT count(*) FROM orders $$;"
                "CREATE FUNCTION c(a int, b int) RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT c(a) $$;",
                "SELECT c(1, 2)", "orders: open"},
          Apart{"CREATE PROCEDURE c() LANGUAGE sql AS $$ DELETE FROM notes $$;"
                "CREATE PROCEDURE c(a int) LANGUAGE sql AS $$ CALL c() $$;",
                "CALL c(1)", "notes: open"},
          Apart{byTable.c_str(), "UPDATE orders SET n = 3 WHERE user_id = $1", "orders: closed, notes: open"},
          Apart{round.c_str(), "UPDATE orders SET n = 3 WHERE user_id = $1", "orders: closed"},
          Apart{"", "DO $$ BEGIN DO $x$ BEGIN DELETE FROM notes; END $x$; END $$", "notes: open"},
          Apart{"CREATE FUNCTION c(a int) RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT c(a) $$;", "SELECT c(1)", ""},
          Apart{
              "CREATE TABLE bin (id int REFERENCES shelf);"
              "CREATE FUNCTION w() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN DELETE FROM notes; RETURN NULL; END $$;"
              "CREATE TRIGGER w AFTER TRUNCATE ON bin EXECUTE FUNCTION w();",
              "TRUNCATE shelf CASCADE", "notes: open"},
          Apart{
              "CREATE TABLE days (d int) PARTITION BY RANGE (d);"
              "CREATE TABLE day1 PARTITION OF days FOR VALUES FROM (0) TO (10);"
              "CREATE FUNCTION w() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN DELETE FROM notes; RETURN NULL; END $$;"
              "CREATE TRIGGER w AFTER TRUNCATE ON day1 EXECUTE FUNCTION w();",
              "TRUNCATE days", "notes: open"},
      })
    EXPECT_EQ(World(std::string(Tables) + one.functions).verdicts(std::string_view(one.statement)), one.verdicts)
        << one.functions << one.statement;
}

/// PostgreSQL takes the function whose types are those of the arguments, else one to whose types they can be brought.
TEST(IsolationOfCalls, anOverloadIsLeftOutOnlyWhereItCanNotBeMeant) {
  const std::string schema = "CREATE TABLE users (id int PRIMARY KEY);"
                             "CREATE TABLE orders (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users, n int);";
  auto reads = [](const std::string &arguments) {
    return "CREATE FUNCTION f(" + arguments +
           ") RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT count(*) FROM orders $$;";
  };
  auto gives = [](const std::string &arguments) {
    return "CREATE FUNCTION f(" + arguments + ") RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT 1::bigint $$;";
  };
  auto verdicts = [&](const std::string &functions, std::string_view statement) {
    return World(schema + functions).verdicts(statement);
  };
  EXPECT_EQ(verdicts(reads("VARIADIC x int[]") + gives("a int, b int, c int, d text"), "SELECT f(1, 2, 3)"),
            "orders: open");
  EXPECT_EQ(verdicts(reads("a int, b int, c int, d text") + gives("VARIADIC x int[]"), "SELECT f(1, 2, 3)"), "");
  EXPECT_EQ(verdicts(reads("a int, b int, c text DEFAULT 'x'") + gives("a int, b text"), "SELECT f(1, 2)"),
            "orders: open");
  EXPECT_EQ(verdicts(reads("a bigint, b jsonb") + gives("a int, b text"), "SELECT f(1::int, '{}'::jsonb)"),
            "orders: open");
  EXPECT_EQ(verdicts(reads("a bigint, b jsonb") + gives("a int, b jsonb"), "SELECT f(1::int, '{}'::jsonb)"), "");
  EXPECT_EQ(verdicts(reads("a bigint, b jsonb") + gives("a int, b text"), "SELECT f(1::int, $1)"), "");
  EXPECT_EQ(verdicts(reads("a bigint, b int") + gives("a int, b text"), "SELECT f(1::int, n) FROM orders WHERE user_id "
                                                                        "= $1"),
            "orders: open, orders: closed");
}

} // namespace
} // namespace pgtidy::analysis
