// Variables of PL/pgSQL that queries are read into: what is read from the user's rows is of the user's rows.
#include "isolation_support.h"

#include "gtest/gtest.h"

#include <string>

namespace pgtidy::analysis {
namespace {

std::string body(const std::string &declared, const std::string &text) {
  return std::string(Shop) + "CREATE FUNCTION f(p bigint, me bigint) RETURNS void LANGUAGE plpgsql AS $$ DECLARE " +
         declared + " BEGIN " + text + " END $$;";
}

struct Variables {
  const char *declared, *text, *verdicts;
};

const Variables Read[] = {
    {"v bigint;",
     "SELECT id INTO v FROM orders WHERE id = p AND user_id = me; UPDATE items SET amount = 1 WHERE order_id = v;", ""},
    {"v bigint;", "SELECT id INTO v FROM orders WHERE id = p; UPDATE items SET amount = 1 WHERE order_id = v;",
     "orders: open, items: open"},
    {"v bigint;",
     "SELECT id INTO STRICT v FROM orders WHERE user_id = me ORDER BY id LIMIT 1; INSERT INTO items VALUES (1, v, 2, "
     "3);",
     ""},
    {"v bigint; w text;",
     "SELECT id, status INTO v, w FROM orders WHERE id = p AND user_id = me; DELETE FROM items WHERE order_id = v;",
     ""},
    {"v bigint; w bigint;",
     "SELECT product_id, order_id INTO v, w FROM items i WHERE EXISTS (SELECT 1 FROM orders o WHERE o.id = i.order_id "
     "AND o.user_id = me); DELETE FROM items WHERE order_id = v;",
     "items: open"},
    {"r orders%ROWTYPE;",
     "SELECT * INTO r FROM orders WHERE id = p AND user_id = me; DELETE FROM items WHERE order_id = r.id;", ""},
    {"r record;",
     "FOR r IN SELECT o.id, o.total FROM orders o WHERE o.user_id = me LOOP UPDATE items SET amount = 1 WHERE order_id "
     "= r.id; END LOOP;",
     ""},
    {"r record;", "FOR r IN SELECT * FROM orders LOOP UPDATE items SET amount = 1 WHERE order_id = r.id; END LOOP;",
     "orders: open, items: open"},
    {"r record;",
     "FOR r IN SELECT product_id FROM items i JOIN orders o ON o.id = i.order_id WHERE o.user_id = me LOOP UPDATE "
     "items "
     "SET amount = 1 WHERE order_id = r.product_id; END LOOP;",
     "items: open"},
    // what is set elsewhere too is not known
    {"v bigint;",
     "SELECT id INTO v FROM orders WHERE id = p AND user_id = me; v := 7; DELETE FROM items WHERE order_id = v;",
     "items: open"},
    {"v bigint;",
     "SELECT id INTO v FROM orders WHERE user_id = me; SELECT 7 INTO v; DELETE FROM items WHERE order_id = v;",
     "items: open"},
    {"v bigint; w bigint;",
     "w := p; SELECT id INTO v FROM orders WHERE id = w AND user_id = me; w := 8; DELETE FROM items WHERE order_id = w "
     "AND v IS NOT NULL;",
     "items: open"},
    {"v bigint;", "INSERT INTO orders (id, user_id) VALUES (9, me) RETURNING id INTO v; PERFORM 1;", ""},
};

} // namespace

TEST(IsolationVariables, areWhatIsReadIntoThem) {
  for (const Variables &one : Read) {
    World world(body(one.declared, one.text));
    EXPECT_EQ(world.problems(), 0U);
    EXPECT_EQ(world.verdicts("SELECT f($2, $1)"), one.verdicts) << one.text;
  }
}

} // namespace pgtidy::analysis
