// Columns that USING and NATURAL make one of two, behind joins that leave a side out.
#include "isolation_support.h"

#include "gtest/gtest.h"

namespace pgtidy::analysis {
namespace {

constexpr const char *Tables =
    "CREATE TABLE users (id bigint PRIMARY KEY);"
    "CREATE TABLE a (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id), n int);"
    "CREATE TABLE b (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id), m int);"
    "CREATE TABLE c (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id), k int);"
    "CREATE TABLE x (user_id bigint NOT NULL REFERENCES users (id));"
    "CREATE TABLE y (user_id bigint NOT NULL REFERENCES users (id));";

} // namespace

TEST(IsolationUsing, ofRightJoinsTheRightColumnIsMeant) {
  World world(Tables);
  expectAll(world,
            {{"SELECT c.* FROM a RIGHT JOIN b USING (user_id) JOIN c USING (user_id) WHERE a.id IS NULL",
              "a: open, b: open, c: open"},
             {"SELECT c.* FROM a RIGHT JOIN b USING (user_id) JOIN c USING (user_id) WHERE user_id = $1",
              "a: closed, b: closed, c: closed"},
             {"SELECT b.* FROM a RIGHT JOIN b USING (user_id) LEFT JOIN c USING (user_id) WHERE (c.user_id IS NULL OR "
              "c.user_id = $1) AND user_id IS NOT NULL",
              "a: open, b: open, c: open"},
             {"SELECT b.* FROM a RIGHT JOIN b USING (user_id) LEFT JOIN c USING (user_id) WHERE user_id = $1",
              "a: closed, b: closed, c: closed"},
             {"SELECT * FROM x NATURAL RIGHT JOIN y WHERE user_id = $1", "x: closed, y: closed"},
             {"SELECT * FROM x NATURAL RIGHT JOIN y WHERE x.user_id IS NULL", "x: open, y: open"}});
}

TEST(IsolationUsing, ofFullJoinsTheFirstThatIsThereIs) {
  World world(Tables);
  expectAll(world,
            {{"SELECT c.* FROM a FULL JOIN b USING (user_id) JOIN c USING (user_id) WHERE a.id IS NULL",
              "a: open, b: open, c: open"},
             {"SELECT * FROM a FULL JOIN b USING (user_id) JOIN c USING (user_id) WHERE user_id = $1",
              "a: closed, b: closed, c: closed"},
             {"SELECT * FROM a FULL JOIN b USING (user_id) FULL JOIN c USING (user_id) WHERE user_id = $1",
              "a: closed, b: closed, c: closed"},
             {"SELECT * FROM a FULL JOIN b USING (user_id) FULL JOIN c USING (user_id) WHERE a.user_id = $1",
              "a: closed, b: closed, c: closed"},
             {"SELECT * FROM a FULL JOIN b USING (user_id) FULL JOIN c USING (user_id) WHERE user_id >= $1",
              "a: open, b: open, c: open"},
             {"SELECT * FROM a FULL JOIN b USING (user_id) FULL JOIN c USING (user_id) WHERE coalesce(a.user_id, "
              "c.user_id) = $1",
              "a: closed, b: closed, c: closed"},
             {"SELECT * FROM a FULL JOIN (b FULL JOIN c USING (user_id)) USING (user_id) WHERE user_id = $1",
              "a: closed, b: closed, c: closed"},
             {"SELECT * FROM x NATURAL FULL JOIN y WHERE user_id = $1", "x: closed, y: closed"}});
}

} // namespace pgtidy::analysis
