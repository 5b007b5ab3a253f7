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
    {"\"vId\" bigint; s text;",
     "SELECT id, status INTO \"vId\", s FROM orders WHERE id = p AND user_id = me; DELETE FROM items WHERE order_id = "
     "\"vId\";",
     ""},
    {"v bigint; s text;",
     "SELECT id, status INTO v, s FROM orders WHERE id = p AND user_id = me; CASE s WHEN 'new' THEN DELETE FROM items "
     "WHERE order_id = v; ELSE UPDATE items SET amount = 0 WHERE order_id = v; END CASE;",
     ""},
    {"v bigint; s text;",
     "FOR v, s IN SELECT id, status FROM orders WHERE user_id = me LOOP ASSERT s <> ''; DELETE FROM items WHERE "
     "order_id = v; END LOOP;",
     ""},
    {"v bigint;", "SELECT id INTO v FROM orders WHERE id = p; ASSERT v > 0; DELETE FROM items WHERE order_id = v;",
     "orders: undecided, items: undecided"},
    // a row of a table takes the columns by their places, each as the table's column
    {"r orders%ROWTYPE;",
     "SELECT id, user_id, status, total INTO r FROM orders WHERE id = p AND user_id = me; DELETE FROM items WHERE "
     "order_id = r.id;",
     ""},
    {"r orders;",
     "SELECT id, user_id, status, total INTO STRICT r FROM orders WHERE id = p AND user_id = me; DELETE FROM items "
     "WHERE order_id = r.id;",
     ""},
    {"r orders;",
     "SELECT total, user_id, status, id INTO r FROM orders WHERE user_id = me LIMIT 1; DELETE FROM items WHERE "
     "order_id = r.id;",
     "items: open"},
    {"r public.Orders%rowtype;",
     "SELECT o.* INTO r FROM orders o JOIN items i ON i.order_id = o.id WHERE o.user_id = me; DELETE FROM items WHERE "
     "order_id = r.id;",
     ""},
    {"r orders%ROWTYPE;",
     "SELECT total, user_id, status, id INTO r FROM orders WHERE user_id = me LIMIT 1; DELETE FROM items WHERE "
     "order_id = r.id;",
     "items: open"},
    {"r orders%ROWTYPE;",
     "FOR r IN SELECT total, user_id, status, id FROM orders WHERE user_id = me LOOP DELETE FROM items WHERE order_id "
     "= r.id; END LOOP;",
     "items: open"},
    {"r orders%ROWTYPE;",
     "SELECT id::real, user_id INTO r FROM orders WHERE user_id = me; DELETE FROM items WHERE order_id = r.id;",
     "items: open"},
    {"r record;",
     "SELECT total, user_id, id INTO r FROM orders WHERE user_id = me LIMIT 1; DELETE FROM items WHERE order_id = "
     "r.id;",
     ""},
    // a variable keeps what it is given as its own type
    {"v orders.id%TYPE;",
     "SELECT id INTO v FROM orders WHERE id = p AND user_id = me; DELETE FROM items WHERE order_id = v;", ""},
    {"v numeric;", "SELECT id INTO v FROM orders WHERE id = p AND user_id = me; DELETE FROM items WHERE order_id = v;",
     ""},
    {"v int;", "SELECT id INTO v FROM orders WHERE id = p AND user_id = me; DELETE FROM items WHERE order_id = v;", ""},
    {"v real;", "SELECT id INTO v FROM orders WHERE id = p AND user_id = me; DELETE FROM items WHERE order_id = v;",
     "items: open"},
    {"v numeric(3, -2);",
     "SELECT id INTO v FROM orders WHERE id = p AND user_id = me; DELETE FROM items WHERE order_id = v;",
     "items: open"},
    {"v items.amount%TYPE; w products.price%TYPE;",
     "SELECT id, id INTO v, w FROM orders WHERE id = p AND user_id = me; DELETE FROM items WHERE order_id = v AND "
     "order_id = w;",
     ""},
    {"v orders.nothing%TYPE;",
     "SELECT id INTO v FROM orders WHERE id = p AND user_id = me; DELETE FROM items WHERE order_id = v;",
     "items: open"},
    {"v orders.user_id%TYPE := me;", "DELETE FROM orders WHERE user_id = v;", ""},
    {"v float8 := me;", "DELETE FROM orders WHERE user_id = v;", "orders: undecided"},
    {"v real;", "v := me; DELETE FROM orders WHERE user_id = v;", "orders: undecided"},
    {"v boolean := me::int;", "DELETE FROM orders WHERE user_id = v::int;", "orders: undecided"},
    // an argument has the caller's value before, and where the assignment is passed by
    {"v int;", "p := me; DELETE FROM orders WHERE user_id = p;", ""},
    {"v int;", "IF me IS NULL THEN p := me; END IF; DELETE FROM orders WHERE user_id = p;", "orders: undecided"},
    {"v int;", "FOR i IN 1 .. me LOOP p := me; END LOOP; DELETE FROM orders WHERE user_id = p;", "orders: undecided"},
    {"v int;", "DELETE FROM orders WHERE user_id = p; p := me;", "orders: undecided"},
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
    // and what an expression reads
    {"v bigint[] := ARRAY(SELECT id FROM orders WHERE user_id = me);", "DELETE FROM items WHERE order_id = ANY (v);",
     ""},
    {"v bigint;", "v := (SELECT id FROM orders WHERE user_id = me LIMIT 1); DELETE FROM items WHERE order_id = v;", ""},
    {"v bigint[] := ARRAY(SELECT id FROM orders WHERE total = p);", "DELETE FROM items WHERE order_id = ANY (v);",
     "orders: open, items: open"},
    {"v bigint;",
     "IF p > 3 THEN v := (SELECT id FROM orders WHERE user_id = me LIMIT 1); END IF; DELETE FROM items WHERE order_id "
     "= "
     "v;",
     "items: undecided"},
    {"v bigint; w bigint := 3;",
     "v := (SELECT id FROM orders WHERE user_id = me AND id = w); w := 4; DELETE FROM items WHERE order_id = v;",
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

TEST(IsolationVariables, mayBeNamedBehindTheLabelOfTheirBlock) {
  auto verdict = [](const std::string &declared, const std::string &text) {
    World world(std::string(Shop) +
                "CREATE PROCEDURE next(INOUT n bigint) LANGUAGE plpgsql AS $$ BEGIN n := n + 1; END $$;"
                "CREATE FUNCTION f(p bigint, me bigint) RETURNS void LANGUAGE plpgsql AS $$ <<b>> DECLARE " +
                declared + " BEGIN " + text + " END $$;");
    return world.verdicts("SELECT f($2, $1)");
  };
  const std::string use = " DELETE FROM orders WHERE user_id = v;", useRow = " DELETE FROM orders WHERE user_id = r.a;";
  for (const std::string change : {"SELECT p INTO b.v;", "EXECUTE 'SELECT 7' INTO b.v;", "CALL next(b.v);",
                                   "GET DIAGNOSTICS b.v = ROW_COUNT;", "SELECT 7, p INTO w, b.v;"})
    EXPECT_NE(verdict("v bigint := me; w bigint;", change + use), "") << change;
  EXPECT_NE(verdict("v bigint;", "v := me; FOR b.v IN SELECT 7 LOOP" + use + " END LOOP;"), "");
  EXPECT_NE(verdict("r record;", "SELECT me AS a INTO r; SELECT p AS a INTO b.r;" + useRow), "");
  EXPECT_NE(verdict("r record;", "SELECT me AS a INTO r; CALL next(r.a);" + useRow), "");
  for (const std::string harmless : {"SELECT p INTO b.w;", "CALL next(b.w);", "EXECUTE 'SELECT 7' INTO w;"})
    EXPECT_EQ(verdict("v bigint := me; w bigint;", harmless + use), "") << harmless;
  EXPECT_EQ(verdict("v bigint;", "SELECT me INTO b.v;" + use), "");
  EXPECT_EQ(verdict("r record;", "SELECT me AS a INTO b.r;" + useRow), "");
}

TEST(IsolationVariables, anArgumentMayGoByAnotherName) {
  struct Named {
    const char *body, *verdicts;
  };
  const Named all[] = {
      {"DECLARE b ALIAS FOR $1; BEGIN UPDATE orders SET total = 1 WHERE user_id = b; END", ""},
      {"DECLARE\n b alias for a ; c ALIAS FOR p; BEGIN UPDATE orders SET total = 1 WHERE user_id = b AND id = c; END",
       ""},
      {"DECLARE b ALIAS FOR p; BEGIN UPDATE orders SET total = 1 WHERE user_id = b; END", "orders: open"},
      {"DECLARE b ALIAS FOR $1; BEGIN UPDATE orders SET total = 1 WHERE user_id = b OR id = b; END", "orders: open"},
      {"DECLARE b ALIAS FOR $1; BEGIN a := 7; UPDATE orders SET total = 1 WHERE user_id = b; END", "orders: undecided"},
      {"DECLARE b ALIAS FOR $1; BEGIN b := 7; UPDATE orders SET total = 1 WHERE user_id = b; END", "orders: undecided"},
      {"DECLARE b ALIAS FOR $1; BEGIN DECLARE b ALIAS FOR $2; BEGIN UPDATE orders SET total = 1 WHERE user_id = b; "
       "END; "
       "END",
       "orders: open"},
      {"DECLARE b bigint := 7; BEGIN /* b ALIAS FOR $1; */ UPDATE orders SET total = 1 WHERE user_id = b; END",
       "orders: undecided"},
  };
  for (const Named &one : all) {
    World world(std::string(Shop) + "CREATE FUNCTION f(a bigint, p bigint) RETURNS void LANGUAGE plpgsql AS $$ " +
                one.body + " $$;");
    EXPECT_EQ(world.problems(), 0U);
    EXPECT_EQ(world.verdicts("SELECT f($1, $2) FROM settings WHERE user_id = $1"),
              std::string(one.verdicts).empty() ? "settings: closed" : one.verdicts + std::string(", settings: closed"))
        << one.body;
  }
}

TEST(IsolationVariables, aNameMayBeTheVariablesAlways) {
  auto verdict = [](const std::string &option, const std::string &statement) {
    World world(std::string(Shop) + "CREATE FUNCTION f(user_id bigint) RETURNS SETOF orders LANGUAGE plpgsql AS $$ " +
                option + "\nBEGIN RETURN QUERY " + statement + "; END $$;");
    return world.verdicts("SELECT * FROM f($1)");
  };
  EXPECT_EQ(verdict("#variable_conflict use_variable", "SELECT * FROM orders WHERE orders.user_id = user_id"), "");
  EXPECT_EQ(verdict("#variable_conflict use_column", "SELECT * FROM orders WHERE orders.user_id = user_id"),
            "orders: open");
  EXPECT_EQ(verdict("#variable_conflict use_variable", "SELECT * FROM orders WHERE user_id = user_id"), "orders: open");
  EXPECT_EQ(verdict("#variable_conflict use_variable", "SELECT (o).* FROM orders o WHERE o.user_id = o.user_id"),
            "orders: open");
}

TEST(IsolationVariables, argumentsAreOfTheirTypes) {
  struct Argument {
    const char *type, *body, *statement, *verdicts;
  };
  const Argument all[] = {
      {"bigint", "SELECT * FROM orders WHERE user_id = a", "SELECT * FROM f($1)", ""},
      {"numeric", "SELECT * FROM orders WHERE user_id = a", "SELECT * FROM f($1)", ""},
      {"float8", "SELECT * FROM orders WHERE user_id = a", "SELECT * FROM f($1)", "orders: open"},
      {"real", "SELECT * FROM orders WHERE user_id = $1", "SELECT * FROM f($1)", "orders: open"},
      {"text", "SELECT o.* FROM orders o JOIN users u ON u.id = o.user_id WHERE u.email = a", "SELECT * FROM f($1)",
       ""},
      {"bpchar", "SELECT o.* FROM orders o JOIN users u ON u.id = o.user_id WHERE u.email = a", "SELECT * FROM f($1)",
       "orders: open, users: open"},
      // a domain is its type
      {"loose", "SELECT * FROM orders WHERE user_id = a", "SELECT * FROM f($1)", "orders: open"},
      {"rounded", "SELECT * FROM orders WHERE user_id = a", "SELECT * FROM f($1)", "orders: open"},
      {"handle", "SELECT o.* FROM orders o JOIN users u ON u.id = o.user_id WHERE u.email = a", "SELECT * FROM f($1)",
       ""},
      {"whole", "SELECT * FROM orders WHERE user_id = a", "SELECT * FROM f($1)", ""},
      // the type of a column
      {"points.x%TYPE", "SELECT * FROM orders WHERE user_id = a", "SELECT * FROM f($1)", "orders: open"},
      {"public.points.x%TYPE", "SELECT * FROM orders WHERE user_id = $1", "SELECT * FROM f($1)", "orders: open"},
      {"orders.user_id%TYPE", "SELECT * FROM orders WHERE user_id = a", "SELECT * FROM f($1)", ""},
      {"orders.nothing%TYPE", "SELECT * FROM orders WHERE user_id = a", "SELECT * FROM f($1)", "orders: undecided"},
  };
  for (const Argument &one : all) {
    World world(std::string(Shop) +
                "CREATE DOMAIN loose AS float8; CREATE DOMAIN rounded AS numeric(9, 0); CREATE DOMAIN handle AS text;"
                "CREATE DOMAIN whole AS bigint CHECK (VALUE > 0); CREATE TABLE points (x float8);"
                "CREATE FUNCTION f(a " +
                one.type + ") RETURNS SETOF orders LANGUAGE sql STABLE AS $$ " + one.body + " $$;");
    EXPECT_EQ(world.verdicts(one.statement), one.verdicts) << one.type;
  }
}

} // namespace pgtidy::analysis
