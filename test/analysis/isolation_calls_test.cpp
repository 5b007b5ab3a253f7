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
    {"SELECT through()", "orders: open"},
    {"SELECT again(1)", "orders: open"},
    {"SELECT twice(1), now(), count(*) FROM products", ""},
    {"SELECT clean()", "orders: undecided"},
    {"SELECT stock()", ""},
    {"CALL wipe()", "orders: open"},
    {"DO 'BEGIN DELETE FROM orders; END'", "orders: undecided"},
    {"DO 'BEGIN DELETE FROM products; END'", ""},
    {"SELECT o.id FROM orders o JOIN orders_of($2) p ON p.id = o.id WHERE o.user_id = $1",
     "orders: closed, orders: open"},
    {"SELECT o.id FROM orders o JOIN orders_of($1) p ON p.id = o.id WHERE o.user_id = $1", "orders: closed"},
};

TEST(IsolationOfCalls, bodiesAreJudgedAtTheCall) {
  World world(Functions);
  ASSERT_EQ(world.problems(), 0u);
  for (const Case &one : Calls)
    EXPECT_EQ(world.verdicts(one.sql), one.verdicts) << one.sql;
}

TEST(IsolationOfCalls, reasonsNameTheFunction) {
  World world(Functions);
  EXPECT_EQ(world.judgeAll("SELECT through()").at(0).reason,
            "inside `through()`: inside `total()`: no condition ties `orders.user_id` to one user");
  EXPECT_EQ(world.judgeAll("SELECT clean()").at(0).reason, "the body of `clean()` is not followed");
  EXPECT_EQ(world.judgeAll("SELECT clean()").at(0).location, 7);
}

} // namespace
} // namespace pgtidy::analysis
