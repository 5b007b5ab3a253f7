// Statements that write: whose rows they change, and whose the new rows are.
#include "isolation_support.h"

#include "gtest/gtest.h"

namespace pgtidy::analysis {
namespace {

const Case Changes[] = {
    {"UPDATE orders SET status = 'paid'", "orders: open"},
    {"UPDATE orders SET status = 'paid' WHERE id = $1", "orders: open"},
    {"UPDATE orders SET status = 'paid' WHERE id = $1 AND user_id = $2", "orders: closed"},
    {"UPDATE orders o SET status = 'paid' WHERE o.id = $1 AND o.user_id = $2 RETURNING o.id", "orders: closed"},
    {"UPDATE orders SET user_id = $1 WHERE id = $2", "orders: open"},
    {"UPDATE orders SET user_id = $1 WHERE user_id = $1", "orders: closed"},
    {"UPDATE orders SET user_id = user_id WHERE user_id = $1", "orders: closed"},
    {"UPDATE orders SET user_id = $2 WHERE user_id = $1", "orders: change"},
    {"UPDATE orders SET user_id = 7 WHERE user_id = $1", "orders: change"},
    {"UPDATE drafts SET user_id = NULL WHERE user_id = $1", "drafts: change"},
    {"UPDATE orders SET (status, user_id) = ('paid', $2) WHERE user_id = $1", "orders: change"},
    {"UPDATE messages SET receiver = $2 WHERE sender = $1", "messages: change"},
    {"UPDATE orders SET status = 'paid' WHERE user_id = 1", "orders: constant"},
    {"UPDATE items SET amount = 1 WHERE id = $1", "items: open"},
    {"UPDATE items SET amount = 1 FROM orders o WHERE o.id = items.order_id AND o.user_id = $1",
     "items: closed, orders: closed"},
    {"UPDATE items SET amount = 1 FROM orders o WHERE o.user_id = $1", "items: open, orders: closed"},
    {"UPDATE items SET amount = 1 WHERE order_id IN (SELECT id FROM orders WHERE user_id = $1)",
     "items: closed, orders: closed"},
    {"UPDATE items SET order_id = $2 WHERE order_id IN (SELECT id FROM orders WHERE user_id = $1)",
     "items: change, orders: closed"},
    {"UPDATE items SET order_id = o.id FROM orders o WHERE o.id = $2 AND o.user_id = $1 AND order_id IN "
     "(SELECT id FROM orders WHERE user_id = $1)",
     "items: closed, orders: closed, orders: closed"},
    {"UPDATE comments SET order_id = $2 WHERE user_id = $1", "comments: closed"},
    {"UPDATE orders SET total = (SELECT sum(total) FROM orders) WHERE user_id = $1", "orders: closed, orders: open"},
    {"UPDATE orders SET total = (SELECT sum(amount) FROM items i WHERE i.order_id = orders.id) WHERE user_id = $1",
     "orders: closed, items: closed"},
    {"UPDATE users SET name = $2 WHERE id = $1", "users: closed"},
    {"UPDATE users SET name = $2 WHERE name = $1", "users: open"},
    {"UPDATE users SET id = $2 WHERE id = $1", "users: change"},
    {"UPDATE users SET name = $2, id = 5 WHERE id = $1", "users: change"},
    {"UPDATE users SET id = id, name = $2 WHERE id = $1", "users: closed"},
    {"UPDATE users SET email = $2 WHERE id = $1", "users: closed"},
    {"UPDATE orders o SET total = 1 FROM users u JOIN messages m ON m.sender = u.id AND user_id = $1",
     "orders: open, users: open, messages: open"},
    {"UPDATE products SET price = 1", ""},
    {"DELETE FROM orders", "orders: open"},
    {"DELETE FROM orders WHERE id = $1", "orders: open"},
    {"DELETE FROM orders WHERE id = $1 AND user_id = $2", "orders: closed"},
    {"DELETE FROM orders WHERE user_id = 3", "orders: constant"},
    {"DELETE FROM items USING orders o WHERE o.id = items.order_id AND o.user_id = $1",
     "items: closed, orders: closed"},
    {"DELETE FROM items USING orders o WHERE o.id = items.order_id", "items: open, orders: open"},
    {"DELETE FROM items i WHERE EXISTS (SELECT 1 FROM orders o WHERE o.id = i.order_id AND o.user_id = $1)",
     "items: closed, orders: closed"},
    {"WITH gone AS (DELETE FROM orders WHERE user_id = $1 RETURNING id) DELETE FROM items USING gone "
     "WHERE gone.id = items.order_id",
     "orders: closed, items: closed"},
    {"DELETE FROM orders WHERE CURRENT OF c", "orders: undecided"},
    // what is nobody's may be read, not written
    {"DELETE FROM drafts WHERE user_id IS NULL", "drafts: open"},
    {"UPDATE drafts SET body = $2 WHERE user_id = $1 OR user_id IS NULL", "drafts: open"},
    {"UPDATE drafts SET body = $2 WHERE user_id IS NOT DISTINCT FROM $1", "drafts: open"},
    {"UPDATE drafts SET user_id = $1 WHERE user_id IS NULL", "drafts: change"},
    {"UPDATE drafts SET user_id = $1 WHERE id = $2 AND (user_id IS NULL OR user_id = $1)", "drafts: change"},
    {"TRUNCATE orders", "orders: open"},
    {"TRUNCATE products, items", "items: open"},
    {"TRUNCATE products", ""},
};

const Case Inserts[] = {
    {"INSERT INTO orders (user_id, status) VALUES ($1, 'open')", "orders: closed"},
    {"INSERT INTO orders (user_id, status) VALUES ($1, 'open'), ($1, 'paid')", "orders: closed"},
    {"INSERT INTO orders (user_id, status) VALUES ($1, 'open'), ($2, 'paid')", "orders: open"},
    {"INSERT INTO orders (user_id, status) VALUES (7, 'open')", "orders: constant"},
    {"INSERT INTO orders (user_id, status) VALUES (coalesce($1, 7), 'open')", "orders: open"},
    {"INSERT INTO orders (user_id, status) VALUES (coalesce($1, $2), 'open')", "orders: open"},
    {"INSERT INTO orders (user_id, status) VALUES (coalesce($1, $1), 'open')", "orders: closed"},
    {"INSERT INTO drafts (user_id, body) VALUES (nullif($1, 0), 'b')", "drafts: closed"},
    {"INSERT INTO orders (user_id, status) VALUES ((SELECT id FROM users WHERE email = $1), 'open')",
     "orders: closed, users: closed"},
    {"INSERT INTO orders (user_id, status) SELECT id, 'open' FROM users WHERE email = $1",
     "orders: closed, users: closed"},
    {"INSERT INTO orders (user_id, status) SELECT id, 'open' FROM users", "orders: open, users: open"},
    {"INSERT INTO orders (user_id, status) SELECT user_id, status FROM orders WHERE id = $1",
     "orders: open, orders: open"},
    {"INSERT INTO orders (user_id, status) SELECT $1, status FROM orders WHERE id = $2",
     "orders: closed, orders: open"},
    {"INSERT INTO orders (user_id, status) SELECT user_id, status FROM orders WHERE user_id = $1",
     "orders: closed, orders: closed"},
    {"INSERT INTO orders VALUES ($1, $2, 'open', 0)", "orders: closed"},
    {"INSERT INTO orders (status) VALUES ('open')", "orders: closed"},
    {"INSERT INTO drafts (body) VALUES ($1)", "drafts: closed"},
    {"INSERT INTO products (name) VALUES ($1)", ""},
    {"INSERT INTO products (name) SELECT status FROM orders", "orders: open"},
    {"INSERT INTO users (email) VALUES ($1)", "users: closed"},
    {"INSERT INTO messages (sender, receiver) VALUES ($1, $2)", "messages: closed"},
    {"INSERT INTO items (order_id, product_id, amount) VALUES ($1, $2, 1)", "items: open"},
    {"INSERT INTO items (order_id, product_id, amount) SELECT id, $2, 1 FROM orders WHERE id = $1 AND user_id = $3",
     "items: closed, orders: closed"},
    {"INSERT INTO items (order_id, product_id, amount) SELECT $1, $2, 1 WHERE EXISTS (SELECT 1 FROM orders WHERE "
     "id = $1 AND user_id = $3)",
     "items: closed, orders: closed"},
    {"INSERT INTO items (order_id, product_id, amount) VALUES ((SELECT id FROM orders WHERE user_id = $1 LIMIT 1), "
     "$2, 1)",
     "items: closed, orders: closed"},
    {"WITH o AS (INSERT INTO orders (user_id, status) VALUES ($1, 'open') RETURNING id) INSERT INTO items "
     "(order_id, product_id, amount) SELECT o.id, $2, 1 FROM o",
     "orders: closed, items: closed"},
    {"INSERT INTO comments (user_id, order_id, body) VALUES ($1, $2, $3)", "comments: closed"},
    {"INSERT INTO payments (user_id, order_id) VALUES ($1, $2)", "payments: closed"},
    {"INSERT INTO settings (user_id, theme) VALUES ($1, $2) ON CONFLICT (user_id) DO UPDATE SET theme = $2",
     "settings: closed"},
    {"INSERT INTO settings (user_id, theme) VALUES ($1, $2) ON CONFLICT ON CONSTRAINT settings_pkey DO UPDATE SET "
     "theme = excluded.theme",
     "settings: closed"},
    {"INSERT INTO slugs (user_id, slug) VALUES ($1, $2) ON CONFLICT (slug) DO NOTHING", "slugs: closed"},
    {"INSERT INTO slugs (user_id, id, slug) SELECT $1, * FROM unnest($2::int[], $3::text[])", "slugs: closed"},
    {"INSERT INTO slugs (id, slug, user_id) SELECT *, $1 FROM unnest($2::int[], $3::text[])", "slugs: open"},
    {"INSERT INTO slugs (id, user_id) SELECT unnest($2::int[]), $1", "slugs: closed"},
    {"INSERT INTO slugs (user_id, id) SELECT * FROM unnest($2::int[], $3::int[]), (SELECT $1) x", "slugs: open"},
    {"INSERT INTO slugs (user_id, id) SELECT f.*, x.* FROM jsonb_populate_recordset($2, $3) f, (SELECT $1) x",
     "slugs: open"},
    {"INSERT INTO slugs (id, user_id) SELECT unnest($2::int[]), unnest($1::int[])", "slugs: open"},
    {"INSERT INTO slugs (user_id, slug) VALUES ($1, $2) ON CONFLICT (slug) DO UPDATE SET slug = excluded.slug",
     "slugs: open"},
    {"INSERT INTO slugs (user_id, slug) VALUES ($1, $2) ON CONFLICT (slug) DO UPDATE SET slug = excluded.slug "
     "WHERE slugs.user_id = $1",
     "slugs: closed"},
    {"INSERT INTO slugs AS s (user_id, slug) VALUES ($1, $2) ON CONFLICT (slug) DO UPDATE SET slug = excluded.slug "
     "WHERE s.user_id = excluded.user_id",
     "slugs: closed"},
    {"INSERT INTO slugs (user_id, slug) VALUES ($1, $2) ON CONFLICT (slug) DO UPDATE SET user_id = excluded.user_id",
     "slugs: open"},
    {"MERGE INTO settings s USING (SELECT $1::bigint AS u, $2 AS t) v ON s.user_id = v.u WHEN MATCHED THEN UPDATE "
     "SET theme = v.t WHEN NOT MATCHED THEN INSERT (user_id, theme) VALUES (v.u, v.t)",
     "settings: closed"},
    {"MERGE INTO slugs s USING (SELECT $1::bigint AS u, $2 AS t) v ON s.slug = v.t WHEN MATCHED THEN UPDATE "
     "SET slug = v.t WHEN NOT MATCHED THEN INSERT (user_id, slug) VALUES (v.u, v.t)",
     "slugs: open"},
    {"MERGE INTO slugs s USING (SELECT $1::bigint AS u, $2 AS t) v ON s.slug = v.t AND s.user_id = v.u WHEN MATCHED "
     "THEN DELETE WHEN NOT MATCHED THEN INSERT (user_id, slug) VALUES (7, v.t)",
     "slugs: open"},
    {"MERGE INTO settings s USING orders o ON s.user_id = o.user_id AND o.user_id = $1 WHEN MATCHED THEN DELETE",
     "settings: closed, orders: closed"},
};

TEST(IsolationOfWrites, updatesAndDeletesCloseTheirTarget) {
  World world;
  for (const Case &one : Changes)
    EXPECT_EQ(world.verdicts(one.sql), one.verdicts) << one.sql;
}

TEST(IsolationOfWrites, newRowsBelongToThePrincipal) {
  World world;
  for (const Case &one : Inserts)
    EXPECT_EQ(world.verdicts(one.sql), one.verdicts) << one.sql;
}

constexpr std::string_view Projects = R"(
CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE projects (id bigint PRIMARY KEY, name text);
CREATE TABLE members (project_id bigint NOT NULL REFERENCES projects (id), user_id bigint NOT NULL REFERENCES users (id),
                      role text, PRIMARY KEY (project_id, user_id));
CREATE TABLE posts (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id), is_public boolean, body text);
)";

const Case Memberships[] = {
    {"INSERT INTO members (project_id, user_id) VALUES ($2, $1)", "members: open"},
    {"INSERT INTO members (project_id, user_id) SELECT m.project_id, $3 FROM members m WHERE m.user_id = $1 AND "
     "m.project_id = $2",
     "members: closed, members: closed"},
    {"INSERT INTO projects (name) VALUES ($1)", "projects: closed"},
    {"WITH p AS (INSERT INTO projects (name) VALUES ($2) RETURNING id) INSERT INTO members (project_id, user_id) "
     "SELECT p.id, $1 FROM p",
     "projects: closed, members: closed"},
    {"WITH p AS (INSERT INTO projects (id, name) VALUES ($3, $2) ON CONFLICT (id) DO UPDATE SET name = $2 RETURNING "
     "id) INSERT INTO members (project_id, user_id) SELECT p.id, $1 FROM p",
     "projects: open, members: open"},
    {"UPDATE members SET project_id = $2 WHERE user_id = $1", "members: change"},
    {"UPDATE members SET role = $2 WHERE user_id = $1", "members: closed"},
    {"DELETE FROM members WHERE user_id = $1 AND project_id = $2", "members: closed"},
};

const Case Public[] = {
    {"SELECT * FROM posts WHERE is_public OR user_id = $1", "posts: closed"},
    {"DELETE FROM posts WHERE is_public", "posts: open"},
    {"UPDATE posts SET body = $2 WHERE is_public AND user_id = $1", "posts: closed"},
};

TEST(IsolationOfWrites, aParentIsAnOwnerWhereOnlyParentsAre) {
  World world(std::string(Shop) +
              "CREATE TABLE accounts_of (user_id bigint PRIMARY KEY REFERENCES users (id));"
              "CREATE TABLE transfers (id bigint PRIMARY KEY, giver bigint NOT NULL REFERENCES accounts_of (user_id),"
              "                        taker bigint REFERENCES accounts_of (user_id), amount numeric);"
              "CREATE TABLE links (a bigint REFERENCES orders (id), b bigint REFERENCES orders (id));");
  expectAll(
      world,
      {{"UPDATE transfers SET amount = 2 WHERE giver = $1", "transfers: closed"},
       {"UPDATE transfers SET taker = $2 WHERE giver = $1", "transfers: change"},
       {"UPDATE transfers SET taker = NULL WHERE giver = $1", "transfers: change"},
       {"UPDATE transfers SET taker = taker WHERE giver = $1", "transfers: closed"},
       {"UPDATE transfers SET taker = $1 WHERE giver = $1", "transfers: closed"},
       {"UPDATE links SET b = $2 FROM orders o WHERE o.id = a AND o.user_id = $1", "links: change, orders: closed"},
       {"UPDATE links SET b = o.id FROM orders o WHERE o.id = a AND o.user_id = $1", "links: closed, orders: closed"},
       {"UPDATE links SET b = $2 FROM orders o WHERE o.id = a AND o.user_id = $1 AND EXISTS (SELECT 1 FROM orders "
        "p WHERE p.id = $2 AND p.user_id = $1)",
        "links: closed, orders: closed, orders: closed"},
       // what has an owner of its own may hang below anybody's row
       {"UPDATE comments SET order_id = $2 WHERE user_id = $1", "comments: closed"},
       {"UPDATE comments SET order_id = $2 FROM orders o WHERE o.id = order_id AND o.user_id = $1",
        "comments: change, orders: closed"}});
}

TEST(IsolationOfWrites, aMembershipOpensOnlyWhatIsThePrincipals) {
  UserModel model;
  model.memberships = {"members"};
  World world(Projects, model);
  for (const Case &one : Memberships)
    EXPECT_EQ(world.verdicts(one.sql), one.verdicts) << one.sql;
}

TEST(IsolationOfWrites, whatIsPublicMayBeReadOnly) {
  UserModel model;
  model.publicWhen = {"is_public"};
  World world(Projects, model);
  for (const Case &one : Public)
    EXPECT_EQ(world.verdicts(one.sql), one.verdicts) << one.sql;
}

} // namespace
TEST(IsolationOfWrites, aChangeThroughAViewNamesTheViewsColumn) {
  World world(std::string(Shop) + "CREATE VIEW vn AS SELECT id, user_id AS who, status FROM orders;");
  auto reason = [&](const char *sql) { return world.judgeAll(std::string_view(sql)).at(0).reason; };
  EXPECT_EQ(reason("UPDATE vn SET status = 'x', who = $2 WHERE who = $1").substr(0, 5), "`who`");
  EXPECT_EQ(reason("UPDATE orders SET user_id = $2 WHERE user_id = $1").substr(0, 9), "`user_id`");
  EXPECT_EQ(world.verdicts("UPDATE vn SET who = $1 WHERE who = $1"), "vn: closed");
}

} // namespace pgtidy::analysis
