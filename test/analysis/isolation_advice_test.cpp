// What the judgement says: the reason, the condition that is missing, a policy.
#include "isolation_support.h"

#include "gtest/gtest.h"

namespace pgtidy::analysis {
namespace {

TEST(IsolationAdvice, predicatesUseTheAliasAndTheNextPlaceholder) {
  World world;
  EXPECT_EQ(world.judgeAll("SELECT * FROM orders o WHERE o.id = $1").at(0).predicate, "o.user_id = $2");
  EXPECT_EQ(world.judgeAll("SELECT * FROM orders").at(0).predicate, "orders.user_id = $1");
  EXPECT_EQ(world.judgeAll("SELECT * FROM items WHERE id = $1").at(0).predicate,
            "EXISTS (SELECT 1 FROM orders WHERE orders.id = items.order_id AND orders.user_id = $2)");
  EXPECT_EQ(world.judgeAll("SELECT * FROM orders o, drafts d WHERE o.user_id = $1").at(1).predicate, "d.user_id = $1");
}

TEST(IsolationAdvice, predicatesCloseTheReferenceAndPoliciesParse) {
  World world;
  for (const char *table : {"orders", "items", "item_notes", "users", "comments", "folders", "messages"}) {
    std::string open = std::string("SELECT * FROM ") + table;
    TableReference reference = world.judgeAll(open).at(0);
    EXPECT_EQ(reference.verdict, Verdict::Open);
    for (const TableReference &closed : world.judgeAll(open + " WHERE " + reference.predicate))
      EXPECT_EQ(closed.verdict, Verdict::Closed) << reference.predicate;
    sql::Parsed policy = sql::parse(reference.policy);
    EXPECT_FALSE(policy.error) << reference.policy;
    EXPECT_EQ(policy.statements.size(), 2u) << reference.policy;
  }
}

TEST(IsolationAdvice, policiesCloseTheTable) {
  std::string schema(Shop);
  World before;
  for (const char *table : {"orders", "items", "item_notes"})
    schema += before.judgeAll(std::string("SELECT * FROM ") + table).at(0).policy + "\n";
  World after(schema);
  ASSERT_EQ(after.problems(), 0u);
  for (const char *table : {"orders", "items", "item_notes"})
    EXPECT_EQ(after.verdicts(std::string("SELECT * FROM ") + table), std::string(table) + ": closed");
}

TEST(IsolationAdvice, besideAPolicyThatLetsMoreThroughOneRestricts) {
  std::string schema = std::string(Shop) + "ALTER TABLE orders ENABLE ROW LEVEL SECURITY;\n"
                                           "ALTER TABLE orders FORCE ROW LEVEL SECURITY;\n"
                                           "CREATE POLICY orders_of_user ON orders USING (true);\n";
  std::string policy = World(schema).judgeAll("DELETE FROM orders WHERE id = $1").at(0).policy;
  EXPECT_EQ(policy.find("CREATE POLICY orders_of_user2 ON orders AS RESTRICTIVE USING ("), 0u) << policy;
  World after(schema + policy);
  ASSERT_EQ(after.problems(), 0u);
  EXPECT_EQ(after.verdicts("DELETE FROM orders WHERE id = $1"), "orders: closed");
}

constexpr std::string_view Ways = R"(
CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id), body text);
CREATE TABLE items (id bigint PRIMARY KEY, order_id bigint NOT NULL REFERENCES orders (id));
CREATE TABLE own (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id), body text);
ALTER TABLE own OWNER TO app;
CREATE TABLE guarded (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id), body text);
ALTER TABLE guarded OWNER TO app;
ALTER TABLE guarded ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON guarded USING (user_id = current_setting('app.user_id')::bigint);
CREATE VIEW narrow AS SELECT id, body FROM orders;
CREATE VIEW nested AS SELECT id FROM narrow;
CREATE VIEW invoked WITH (security_invoker) AS SELECT id, body FROM orders;
CREATE VIEW of_guarded AS SELECT id, body FROM guarded;
CREATE MATERIALIZED VIEW stored AS SELECT id, body FROM orders;
CREATE VIEW of_stored AS SELECT * FROM stored;
)";

/// The policies that are proposed for the references of a statement, each once.
std::string proposedFor(World &world, const char *sql) {
  std::string all;
  for (const TableReference &reference : world.judgeAll(sql))
    if (all.find(reference.policy) == std::string::npos)
      all += reference.policy + "\n";
  return all;
}

TEST(IsolationAdvice, whatIsProposedForTheDatabaseClosesTheStatement) {
  UserModel model;
  model.role = "app";
  World world(Ways, model);
  EXPECT_EQ(world.problems(), 0U);
  for (const char *sql :
       {"SELECT * FROM orders", "SELECT * FROM own", "SELECT * FROM guarded", "SELECT * FROM narrow",
        "SELECT * FROM nested", "SELECT * FROM invoked", "SELECT * FROM of_guarded", "DELETE FROM narrow WHERE id = $1",
        "SELECT * FROM orders, items", "UPDATE own SET body = $1 WHERE id = $2",
        "INSERT INTO orders VALUES (1, $1 + 1)", "UPDATE orders SET user_id = $2 WHERE user_id = $1",
        "INSERT INTO orders VALUES (1, 7, 'x')", "UPDATE items SET order_id = $1 WHERE id = $2",
        "COPY orders TO STDOUT", "INSERT INTO items VALUES (1, $1)"}) {
    const std::string proposed = proposedFor(world, sql);
    EXPECT_NE(proposed, "\n") << sql;
    World after(std::string(Ways) + proposed, model);
    EXPECT_EQ(after.problems(), 0U) << proposed;
    for (const TableReference &reference : after.judgeAll(sql))
      EXPECT_EQ(reference.verdict, Verdict::Closed) << sql << '\n' << proposed << reference.reason;
  }
}

TEST(IsolationAdvice, nothingIsProposedThatWouldChangeNothing) {
  UserModel model;
  model.role = "app";
  World world(Ways, model);
  auto proposed = [&](const char *sql) { return world.judgeAll(sql).back().policy; };
  EXPECT_EQ(proposed("SELECT * FROM stored"), "");
  EXPECT_EQ(proposed("SELECT * FROM of_stored"), "");
  EXPECT_EQ(proposed("TRUNCATE orders"), "");
  EXPECT_EQ(proposed("SELECT * FROM orders o, own w WHERE o.user_id = $1"), ""); // another user than the session's
  EXPECT_EQ(proposed("SELECT * FROM guarded"), "ALTER TABLE guarded FORCE ROW LEVEL SECURITY;");
  EXPECT_EQ(proposed("SELECT * FROM of_guarded"), "ALTER VIEW of_guarded SET (security_invoker = true);\n"
                                                  "ALTER TABLE guarded FORCE ROW LEVEL SECURITY;");
  model.bypassesRowSecurity = true;
  World bypassed(Ways, model);
  EXPECT_EQ(bypassed.judgeAll("SELECT * FROM orders").at(0).policy, "");
}

TEST(IsolationAdvice, reasonsSayWhereTheChainBreaks) {
  World world;
  auto reason = [&](const char *sql) { return world.judgeAll(sql).at(0).reason; };
  EXPECT_EQ(reason("SELECT * FROM orders"), "no condition ties `orders.user_id` to one user");
  EXPECT_EQ(reason("SELECT * FROM items"),
            "`items` is a child of `orders` by `order_id`, but `orders` is not tied to a user here");
  EXPECT_EQ(reason("SELECT * FROM items i LEFT JOIN orders o ON o.id = i.order_id AND o.user_id = $1"),
            "`items` is a child of `orders` by `order_id`, but not each of its rows is joined by that to a row of "
            "`orders` that is tied to a user");
  EXPECT_EQ(reason("INSERT INTO orders (id, user_id) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET total = 0"),
            "ON CONFLICT DO UPDATE changes the row of `orders` that is there, whosever it is: its WHERE does not ask");
  EXPECT_EQ(reason("SELECT * FROM orders WHERE user_id = ANY ($1)"), "`user_id = ANY (…)` is a list of users, not one");
  EXPECT_EQ(reason("SELECT * FROM orders WHERE user_id = $1 OR total > 3"),
            "the condition on `user_id` is only one side of an OR");
  EXPECT_EQ(reason("SELECT * FROM orders WHERE user_id <> $1"), "`user_id <> …` does not tie it to one user");
  EXPECT_NE(world.judgeAll("SELECT * FROM orders o, drafts d WHERE o.user_id = $1 AND d.user_id = $2")
                .at(1)
                .reason.find("two parameters are two users"),
            std::string::npos);
}

TEST(IsolationAdvice, reasonsAreOfTheTableThatIsOpen) {
  World world;
  auto reason = [&](const char *sql, size_t index) { return world.judgeAll(sql).at(index).reason; };
  EXPECT_EQ(reason("SELECT * FROM orders WHERE user_id = $1 LIMIT (SELECT count(*) FROM drafts)", 1),
            "no condition ties `drafts.user_id` to one user");
  EXPECT_EQ(reason("SELECT o.* FROM orders o WHERE o.user_id = $1 ORDER BY (SELECT count(*) FROM orders p WHERE "
                   "p.status = o.status)",
                   1),
            "no condition ties `orders.user_id` to one user");
  EXPECT_EQ(reason("MERGE INTO orders o USING (VALUES ($2::bigint, $1::bigint)) v (id, u) ON o.id = v.id WHEN MATCHED "
                   "AND o.user_id = v.u THEN DELETE WHEN NOT MATCHED THEN INSERT (id, user_id, status) VALUES (v.id, "
                   "v.u, 'new')",
                   0),
            "WHEN NOT MATCHED tells whether there is a row of `orders` that meets ON, whosever it is: ON does not ask");
}

TEST(IsolationAdvice, reasonsSayWhatAConditionFallsShortOf) {
  World world;
  auto reason = [&](const char *sql) { return world.judgeAll(sql).at(0).reason; };
  EXPECT_EQ(reason("SELECT * FROM (SELECT * FROM orders ORDER BY id LIMIT 10) t WHERE user_id = $1"),
            "the condition on `user_id` comes after LIMIT: other users' rows have taken part by then");
  EXPECT_EQ(reason("SELECT * FROM (SELECT DISTINCT ON (status) * FROM orders) t WHERE t.user_id = $1"),
            "the condition on `user_id` comes after DISTINCT ON: other users' rows have taken part by then");
  EXPECT_EQ(reason("SELECT * FROM (SELECT *, rank() OVER (ORDER BY id) FROM orders) t WHERE user_id = $1"),
            "the condition on `user_id` comes after a window function: other users' rows have taken part by then");
  EXPECT_EQ(reason("SELECT * FROM orders WHERE (user_id = $1) IS NOT FALSE"),
            "`IS NOT FALSE` is true as well where the comparison with `user_id` is NULL");
  EXPECT_EQ(reason("SELECT * FROM orders WHERE (user_id = $1) IS NOT NULL"),
            "the condition asks whether the comparison with `user_id` is NULL, not whether it is true");
  EXPECT_EQ(reason("SELECT * FROM orders WHERE coalesce(user_id = $1, true)"),
            "COALESCE is true as well where the comparison with `user_id` is NULL");
  EXPECT_EQ(reason("SELECT * FROM orders WHERE CASE WHEN total > 1 THEN true ELSE user_id = $1 END"),
            "CASE asks for `user_id` on one of its branches only");
  EXPECT_EQ(reason("SELECT * FROM orders WHERE user_id::varchar(1) = $1"),
            "`user_id` is cut to `varchar(1)`, where two users can look alike");
}

TEST(IsolationAdvice, predicatesNameTheUserThatTheStatementHas) {
  World world;
  EXPECT_EQ(world.judgeAll("SELECT * FROM (SELECT * FROM orders LIMIT 10) t WHERE user_id = $1").at(0).predicate,
            "orders.user_id = $1");
  EXPECT_EQ(world.judgeAll("SELECT * FROM order_count").at(0).predicate, ""); // the view does not show the column
}

TEST(IsolationAdvice, aParentIsTakenFromTheUsersRows) {
  World world;
  std::string insert = "INSERT INTO items (order_id, product_id, amount) ";
  TableReference open = world.judgeAll(insert + "VALUES ($1, $2, 3)").at(0);
  EXPECT_EQ(open.predicate, "SELECT orders.id, $2, 3 FROM orders WHERE orders.id = $1 AND orders.user_id = $3");
  EXPECT_EQ(world.verdicts(insert + open.predicate), "items: closed, orders: closed");
}

TEST(IsolationAdvice, aParentIsTakenByTheNamesOfTheStatement) {
  World world;
  sql::Template named{"INSERT INTO items (order_id, product_id, amount) VALUES (:order, :product, 3)", {}};
  named.placeholders = sql::PlaceholderStyle::Colon;
  EXPECT_EQ(world.judgeAll(named).at(0).predicate,
            "SELECT orders.id, :product, 3 FROM orders WHERE orders.id = :order AND orders.user_id = :user_id");
}

TEST(IsolationAdvice, aParentIsTakenFromTheUsersRowsWhereNoColumnsAreNamed) {
  World world;
  TableReference open = world.judgeAll("INSERT INTO items VALUES ($1, $2, $3, 4)").at(0);
  EXPECT_EQ(open.predicate, "SELECT $1, orders.id, $3, 4 FROM orders WHERE orders.id = $2 AND orders.user_id = $4");
  EXPECT_EQ(world.verdicts("INSERT INTO items " + open.predicate), "items: closed, orders: closed");
}

TEST(IsolationAdvice, policiesAskWhoTheOthersAskAndFitTheColumn) {
  UserModel model;
  model.memberships = {"members"};
  World world("CREATE TABLE users (id uuid PRIMARY KEY); CREATE TABLE teams (id uuid PRIMARY KEY);"
              "CREATE TABLE members (team_id uuid REFERENCES teams (id), user_id uuid REFERENCES users (id),"
              "                      PRIMARY KEY (team_id, user_id));"
              "CREATE TABLE notes (id bigint PRIMARY KEY, team_id uuid NOT NULL REFERENCES teams (id));",
              model);
  EXPECT_NE(world.judgeAll("SELECT * FROM notes").at(0).policy.find("current_setting('app.user_id', true))::uuid"),
            std::string::npos);
  EXPECT_EQ(world.judgeAll("INSERT INTO notes VALUES (1, $1), (2, $2)").at(0).predicate, "");
  World asked("CREATE TABLE users (id bigint PRIMARY KEY);"
              "CREATE TABLE memos (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id));"
              "CREATE TABLE notes (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id));"
              "ALTER TABLE memos ENABLE ROW LEVEL SECURITY;"
              "CREATE POLICY own ON memos USING (user_id = nullif(current_setting('jwt.person', true), '')::bigint);");
  EXPECT_NE(asked.judgeAll("SELECT * FROM notes").at(0).policy.find("jwt.person"), std::string::npos);
}

TEST(IsolationAdvice, aUserInAJsonObjectIsProposedAsPostgreSqlReadsIt) {
  World world(Ways);
  const std::string user = "(current_setting('app.claims')::json ->> 'sub')";
  const auto judged = world.judgeAll(("SELECT * FROM own, orders WHERE own.user_id = " + user + "::bigint").c_str());
  ASSERT_EQ(judged.size(), 2U);
  // of an integer it does not matter which of the two types of JSON it is read from
  EXPECT_EQ(judged[1].predicate, "orders.user_id = (current_setting('app.claims')::jsonb ->> 'sub')::int8");
}

TEST(IsolationAdvice, principalsAndConstantsAreNamed) {
  World world;
  EXPECT_EQ(world.judgeAll("SELECT * FROM orders WHERE id = $1 AND user_id = $2").at(0).principal, "$2");
  EXPECT_EQ(world.judgeAll("SELECT * FROM orders WHERE user_id = current_setting('app.user_id')::int").at(0).principal,
            "current_setting('app.user_id')");
  EXPECT_EQ(world.judgeAll("SELECT * FROM orders WHERE user_id = 42").at(0).constant, 37);
}

TEST(IsolationAdvice, columnsThatAreComparedAlreadyAreNotProposedAgain) {
  World world("CREATE TABLE users (tenant_id bigint, id bigint, PRIMARY KEY (tenant_id, id));"
              "CREATE TABLE docs (id bigint PRIMARY KEY, tenant_id bigint, user_id bigint, FOREIGN KEY (tenant_id, "
              "user_id) REFERENCES users);");
  auto proposed = [&](std::string_view sql) { return world.judgeAll(sql).at(0).predicate; };
  EXPECT_EQ(proposed("SELECT * FROM docs WHERE id = $1"), "docs.tenant_id = $2 AND docs.user_id = $3");
  EXPECT_EQ(proposed("SELECT * FROM docs d WHERE d.tenant_id = $1 AND id = $2"), "d.user_id = $3");
  EXPECT_EQ(proposed("SELECT * FROM docs WHERE user_id = $1"), "docs.tenant_id = $2");
  EXPECT_EQ(proposed("SELECT * FROM users WHERE tenant_id = $1"), "users.id = $2");
  EXPECT_EQ(proposed("SELECT * FROM docs WHERE tenant_id = $1 OR id = $2"),
            "docs.tenant_id = $3 AND docs.user_id = $4");
}

} // namespace
} // namespace pgtidy::analysis
