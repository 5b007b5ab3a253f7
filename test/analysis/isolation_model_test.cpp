// What the schema, the configuration and the text's holes add.
#include "isolation_support.h"

#include "gtest/gtest.h"

namespace pgtidy::analysis {
namespace {

constexpr std::string_view Projects = R"(
CREATE TABLE users (id uuid PRIMARY KEY);
CREATE TABLE projects (id bigint PRIMARY KEY, name text, is_public boolean NOT NULL DEFAULT false);
CREATE TABLE project_members (project_id bigint NOT NULL REFERENCES projects (id), user_id uuid NOT NULL REFERENCES users (id), PRIMARY KEY (project_id, user_id));
CREATE TABLE tasks (id bigint PRIMARY KEY, project_id bigint NOT NULL REFERENCES projects (id), title text);
CREATE TABLE notes (id bigint PRIMARY KEY, user_id uuid NOT NULL REFERENCES users (id), is_public boolean NOT NULL);
CREATE TABLE tags (id bigint PRIMARY KEY, user_id uuid REFERENCES users (id), name text);
)";

TEST(IsolationModel, membershipTablesGrantRows) {
  UserModel model;
  model.memberships = {"project_members"};
  World world(Projects, model);
  expectAll(world,
            {
                {"SELECT * FROM projects", "projects: open"},
                {"SELECT p.* FROM projects p JOIN project_members m ON m.project_id = p.id WHERE m.user_id = $1",
                 "projects: closed, project_members: closed"},
                {"SELECT p.* FROM projects p JOIN project_members m ON m.project_id = p.id WHERE m.project_id = $1",
                 "projects: open, project_members: open"},
                {"SELECT t.* FROM tasks t JOIN project_members m USING (project_id) WHERE m.user_id = $1",
                 "tasks: closed, project_members: closed"},
                {"SELECT * FROM tasks WHERE project_id = $1", "tasks: open"},
                {"SELECT o.* FROM project_members o JOIN project_members m USING (project_id) WHERE m.user_id = $1",
                 "project_members: closed, project_members: closed"},
                {"INSERT INTO tasks (project_id, title) SELECT project_id, $2 FROM project_members WHERE "
                 "project_id = $3 AND user_id = $1",
                 "tasks: closed, project_members: closed"},
            });
}

TEST(IsolationModel, membershipThatIsNotDeclaredGrantsNothing) {
  World world(Projects);
  expectAll(world, {
                       {"SELECT p.* FROM projects p JOIN project_members m ON m.project_id = p.id WHERE m.user_id = $1",
                        "project_members: closed"},
                   });
}

TEST(IsolationModel, publicRowsAreForEveryone) {
  UserModel model;
  model.publicWhen = {"is_public"};
  World world(Projects, model);
  expectAll(world, {
                       {"SELECT * FROM notes WHERE is_public", "notes: closed"},
                       {"SELECT * FROM notes WHERE is_public = true OR user_id = $1", "notes: closed"},
                       {"SELECT * FROM notes WHERE NOT is_public", "notes: open"},
                       {"SELECT * FROM notes", "notes: open"},
                       {"SELECT * FROM tags WHERE name = $1", "tags: open"},
                   });
  World undeclared(Projects);
  expectAll(undeclared, {{"SELECT * FROM notes WHERE is_public", "notes: open"}});
}

TEST(IsolationModel, publicRowsByTheValueOfAColumn) {
  UserModel model;
  model.publicWhen = {"status = 'published'"};
  World world("CREATE TABLE users (id int PRIMARY KEY);"
              "CREATE TABLE posts (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users, status text NOT NULL);"
              "CREATE TABLE replies (id int PRIMARY KEY, post_id int NOT NULL REFERENCES posts);",
              model);
  expectAll(world, {
                       {"SELECT * FROM posts WHERE status = 'published'", "posts: closed"},
                       {"SELECT * FROM posts WHERE status = 'published' OR user_id = $1", "posts: closed"},
                       {"SELECT * FROM posts WHERE status IN ('published')", "posts: closed"},
                       {"SELECT * FROM posts WHERE status IN ('published', 'draft')", "posts: open"},
                       {"SELECT * FROM posts WHERE status = 'draft' OR user_id = $1", "posts: open"},
                       {"SELECT * FROM posts WHERE status <> 'published'", "posts: open"},
                       {"SELECT r.* FROM replies r JOIN posts p ON p.id = r.post_id WHERE p.status = 'published'",
                        "replies: closed, posts: closed"},
                       {"UPDATE posts SET status = 'draft' WHERE status = 'published'", "posts: open"},
                   });
}

TEST(IsolationModel, sharedTablesAreNobodys) {
  UserModel model;
  model.shared = {"tags"};
  World world(Projects, model);
  expectAll(world, {{"SELECT * FROM tags", ""}, {"SELECT * FROM notes", "notes: open"}});
}

constexpr std::string_view Secured = R"(
CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id), status text);
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
ALTER TABLE orders OWNER TO boss;
CREATE POLICY mine ON orders USING (user_id = current_setting('app.user_id')::bigint);
CREATE TABLE bills (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id), status text);
ALTER TABLE bills ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON bills USING (user_id = current_setting('app.user_id')::bigint);
CREATE POLICY open ON bills USING (status = 'open');
CREATE TABLE notes (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id), status text);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY every ON notes USING (true);
CREATE POLICY mine ON notes AS RESTRICTIVE USING (user_id = (SELECT current_setting('app.user_id'))::bigint);
CREATE TABLE logs (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id));
CREATE POLICY mine ON logs USING (user_id = current_setting('app.user_id')::bigint);
CREATE TABLE items (id bigint PRIMARY KEY, order_id bigint NOT NULL REFERENCES orders (id));
CREATE TABLE reads (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id));
ALTER TABLE reads ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON reads FOR SELECT USING (user_id = current_setting('app.user_id')::bigint);
CREATE POLICY write ON reads FOR UPDATE USING (true);
CREATE VIEW all_orders AS SELECT * FROM orders;
CREATE VIEW my_orders WITH (security_invoker = true) AS SELECT * FROM orders;
)";

TEST(IsolationModel, rowLevelSecurityCountsWhereItHolds) {
  World world(Secured);
  expectAll(world, {
                       {"SELECT * FROM orders", "orders: closed"},
                       {"UPDATE orders SET status = 'x' WHERE id = $1", "orders: closed"},
                       {"TRUNCATE orders", "orders: open"},
                       {"SELECT * FROM bills", "bills: open"},
                       {"SELECT * FROM notes", "notes: closed"},
                       {"SELECT * FROM logs", "logs: open"},
                       {"SELECT * FROM items", "items: open"},
                       {"SELECT * FROM items i JOIN orders o ON o.id = i.order_id", "items: closed, orders: closed"},
                       {"SELECT * FROM reads", "reads: closed"},
                       {"DELETE FROM reads", "reads: closed"},
                       {"INSERT INTO orders (user_id) VALUES ($1)", "orders: closed"},
                       {"SELECT * FROM all_orders", "all_orders: open"},
                       {"SELECT * FROM my_orders", "my_orders: closed"},
                   });
}

TEST(IsolationModel, theTablesOwnerIsNotBoundByItsPolicies) {
  UserModel model;
  model.role = "boss";
  World world(Secured, model);
  expectAll(world, {{"SELECT * FROM orders", "orders: open"}});
}

TEST(IsolationModel, withoutASchemaNamesDecide) {
  World world("");
  sql::Parsed parsed = sql::parse("SELECT * FROM orders WHERE user_id = $1; INSERT INTO notes (owner_id) VALUES ($1)");
  for (const sql::Statement &statement : parsed.statements)
    world.ownership().learn(statement);
  expectAll(world, {
                       {"SELECT * FROM orders", "orders: open"},
                       {"SELECT * FROM orders o WHERE o.user_id = $1", "orders: closed"},
                       {"SELECT * FROM notes WHERE owner_id = $1", "notes: closed"},
                       {"SELECT * FROM notes WHERE id = $1", "notes: open"},
                       {"SELECT * FROM products", ""},
                       {"SELECT * FROM users WHERE id = $1", "users: closed"},
                       {"SELECT * FROM users WHERE name = $1", "users: open"},
                       {"SELECT * FROM orders JOIN products p ON p.id = orders.product_id WHERE user_id = $1",
                        "orders: closed"},
                   });
  EXPECT_TRUE(world.judgeAll("SELECT * FROM orders").at(0).ownership.byName);
}

/// `{}` is a hole of raw text, `{n}` a number; the same letter after `=` is the same value.
sql::Template holes(std::string_view text) {
  sql::Template result;
  for (size_t at = 0; at < text.size(); ++at) {
    size_t close = text.find('}', at);
    if (text[at] != '{' || close == std::string_view::npos) {
      result.text += text[at];
      continue;
    }
    std::string_view kind = text.substr(at + 1, close - at - 1);
    sql::Filling filling = kind.starts_with("n") ? sql::Filling::Number : sql::Filling::Raw;
    result.holes.push_back({static_cast<uint32_t>(result.text.size()), filling, std::string(kind)});
    at = close;
  }
  return result;
}

TEST(IsolationModel, holesThatMayHoldTheConditionDecide) {
  World world;
  for (const Case &one : {
           Case{"SELECT * FROM orders WHERE user_id = {n=uid}", "orders: closed"},
           {"SELECT * FROM orders WHERE user_id = '{n=uid}'", "orders: closed"},
           {"SELECT * FROM orders o, drafts d WHERE o.user_id = {n=uid} AND d.user_id = {n=uid}",
            "orders: closed, drafts: closed"},
           {"SELECT * FROM orders WHERE id = {n=id}", "orders: open"},
           {"SELECT * FROM orders WHERE {r=filter}", "orders: undecided"},
           {"SELECT * FROM orders WHERE status = 'x' {r=more}", "orders: undecided"},
           {"SELECT * FROM orders {r=where}", "orders: undecided"},
           {"SELECT * FROM orders WHERE user_id = $1 {r=more}", "orders: undecided"},
           {"SELECT * FROM orders WHERE user_id = $1 AND total > 1 {r=more} ORDER BY id", "orders: undecided"},
           {"SELECT * FROM orders WHERE user_id = $1 AND {r=more}", "orders: undecided"},
           {"SELECT * FROM orders WHERE user_id = $1 AND ({r=more})", "orders: closed"},
           {"SELECT * FROM orders WHERE user_id = $1 AND status = '{r=status}'", "orders: closed"},
           {"SELECT * FROM orders WHERE user_id = $1 AND {r=column} = $2", "orders: closed"},
           {"SELECT * FROM orders WHERE user_id = $1 ORDER BY id {r=more}", "orders: closed"},
           {"UPDATE orders SET status = 'x' WHERE user_id = $1 {r=more}", "orders: undecided"},
           {"WITH o AS (SELECT * FROM orders WHERE user_id = $1) SELECT * FROM o WHERE id > 3 {r=more}",
            "orders: closed"},
           {"SELECT * FROM (SELECT * FROM orders) t WHERE user_id = $1 {r=more}", "orders: undecided"},
           {"SELECT * FROM orders WHERE user_id = $1 AND id IN (SELECT order_id FROM items WHERE amount = 1 {r=more})",
            "orders: closed, items: undecided"},
           {"SELECT * FROM orders WHERE user_id = $1 ORDER BY {r=column}", "orders: closed"},
           {"SELECT * FROM orders WHERE id = $1 ORDER BY {r=column}", "orders: open"},
           {"SELECT {r=columns} FROM orders WHERE id = $1", "orders: open"},
           {"SELECT * FROM orders WHERE {r=column} = $1", "orders: undecided"},
           {"SELECT * FROM {r=table} WHERE id = $1", ""},
           {"SELECT * FROM log_{r=table} WHERE user_id = $1", "log_{0}: closed"},
           {"DELETE FROM {r=table} WHERE user_id = $1 OR id = $2", "{0}: undecided"},
           {"SELECT user_id FROM {r=table}", "{0}: undecided"},
           {"SELECT x.* FROM {r=table} x JOIN products p ON p.id = x.id WHERE x.user_id > $1", "{0}: undecided"},
           {"DELETE FROM orders WHERE id = $1 LIMIT {n=count}", "syntax error: syntax error at or near \"LIMIT\""},
       })
    EXPECT_EQ(world.verdicts(holes(one.sql)), one.verdicts) << one.sql;
}

TEST(IsolationModel, placeholdersWithoutNumbersMayBeOneUser) {
  World world;
  sql::Template source{"SELECT * FROM orders o, drafts d WHERE o.user_id = ? AND d.user_id = ?", {}};
  source.placeholders = sql::PlaceholderStyle::Question;
  EXPECT_EQ(world.verdicts(source), "orders: closed, drafts: closed");
}

/// An API that has several styles: what is written with numbers has them.
TEST(IsolationModel, placeholdersWithNumbersAreDifferentUsersWhateverTheApi) {
  World world;
  sql::Template source{"SELECT * FROM orders WHERE user_id IN ($1, $2)", {}};
  source.placeholders = sql::PlaceholderStyle::QuestionOrColon;
  EXPECT_EQ(world.verdicts(source), "orders: open");
  EXPECT_EQ(world.judgeAll(source).at(0).reason,
            "tied to another value than $1, to which the rest of the statement is tied: two parameters are two users");
  source.text = "SELECT 1 FROM products WHERE id = $1 OR id = $2; SELECT * FROM orders WHERE id = $1";
  EXPECT_EQ(world.judgeAll(source).at(0).predicate, "orders.user_id = $2"); // the next of its own statement
}

TEST(IsolationModel, whatTiesNamesParametersAsTheStatementDoes) {
  World world;
  sql::Template source{"SELECT * FROM orders WHERE user_id = :uid AND status = :status", {}};
  source.placeholders = sql::PlaceholderStyle::Colon;
  const sql::Parsed parsed = sql::parse(source);
  EXPECT_EQ(explain(parsed.statements.at(0), parsed, source, world.ownership()).references.at(0).ties,
            std::vector<std::string>{"user_id = :uid"});
}

TEST(IsolationModel, aTextThatNamesTheUserMayBeMadeAlike) {
  World world("CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL, login text UNIQUE);"
              "CREATE UNIQUE INDEX users_by_email ON users (lower(email));"
              "CREATE UNIQUE INDEX active_login ON users (upper(login)) WHERE id > 7;"
              "CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id));");
  expectAll(world, {{"SELECT * FROM users WHERE lower(email) = lower($1)", "users: closed"},
                    {"SELECT * FROM users u WHERE lower(u.email::text) = lower(trim($1))", "users: closed"},
                    {"SELECT * FROM users WHERE lower(email) = $1", "users: closed"},
                    {"SELECT * FROM users WHERE email = $1", "users: closed"},
                    {"SELECT o.* FROM orders o JOIN users u ON u.id = o.user_id WHERE lower(u.email) = lower($1)",
                     "orders: closed, users: closed"},
                    {"SELECT * FROM users WHERE login = lower($1)", "users: closed"},
                    {"SELECT * FROM users WHERE login = lower(trim($1))", "users: closed"},
                    {"SELECT * FROM users WHERE login = substr($1, 1, 8)", "users: closed"},
                    {"SELECT * FROM users WHERE login = pg_catalog.lower($1)", "users: closed"},
                    {"SELECT * FROM users WHERE login = app.lower($1)", "users: open"},
                    {"SELECT * FROM users WHERE login = encode(crypto.digest($1, 'sha256'), 'hex')", "users: closed"},
                    {"SELECT * FROM users WHERE login = lower($1) OR login = $1", "users: open"},
                    {"SELECT * FROM users WHERE login = replace($1, $2, '')", "users: open"},
                    {"SELECT * FROM users WHERE login = concat($1, login)", "users: open"},
                    {"SELECT * FROM users WHERE login = lower(email)", "users: open"},
                    {"SELECT * FROM users WHERE login = lower('x')", "users: open"},
                    {"SELECT * FROM users WHERE upper(email) = upper($1)", "users: open"},
                    {"SELECT * FROM users WHERE upper(login) = upper($1)", "users: open"},
                    {"SELECT * FROM users WHERE lower(login) = lower($1)", "users: open"},
                    {"SELECT * FROM users WHERE lower(email) = 'x'", "users: constant"},
                    {"SELECT * FROM users a, users b WHERE lower(a.email) = lower($1) AND b.login = $1",
                     "users: closed, users: open"}});
  EXPECT_EQ(world.judgeAll("SELECT * FROM users WHERE lower(email) = lower($1)").at(0).principal, "$1 in lower()");
}

TEST(IsolationModel, severalColumnsMayNameTheUserTogether) {
  World world("CREATE TABLE users (id bigint PRIMARY KEY, tenant_id bigint, email text, login text,"
              "                    UNIQUE (tenant_id, email));"
              "CREATE UNIQUE INDEX users_by_login ON users (tenant_id, lower(login));"
              "CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id));");
  expectAll(
      world,
      {{"SELECT * FROM users WHERE tenant_id = $1 AND email = $2", "users: closed"},
       {"SELECT * FROM users u WHERE (u.email, u.tenant_id) = ($1, $2)", "users: closed"},
       {"SELECT * FROM users WHERE tenant_id = $1 AND lower(login) = lower($2)", "users: closed"},
       {"SELECT * FROM users WHERE tenant_id = $1 AND login = $2", "users: closed"},
       {"SELECT * FROM users WHERE tenant_id = 7 AND email = $1", "users: closed"},
       {"SELECT * FROM users WHERE tenant_id = $1 AND email = 'a@b.c'", "users: closed"},
       {"SELECT * FROM users WHERE tenant_id = 7 AND email = 'a@b.c'", "users: constant"},
       {"SELECT * FROM users WHERE email = $1", "users: open"},
       {"SELECT * FROM users WHERE tenant_id = $1", "users: open"},
       {"SELECT * FROM users WHERE tenant_id = $1 OR email = $2", "users: open"},
       {"SELECT * FROM users WHERE tenant_id IS NULL AND email = $1", "users: open"},
       {"SELECT * FROM users WHERE tenant_id = $1 AND lower(email) = lower($2)", "users: open"},
       {"SELECT * FROM users WHERE tenant_id = ANY ($1) AND email = $2", "users: open"},
       {"SELECT * FROM users WHERE tenant_id = $1 AND email IN ($2, $3)", "users: open"},
       {"SELECT * FROM users WHERE (tenant_id = $1 AND email = $2) OR (tenant_id = $2 AND email = $1)", "users: open"},
       {"SELECT * FROM users a, users b WHERE a.tenant_id = $1 AND a.email = $2 AND b.tenant_id = $1 AND b.email = $3",
        "users: closed, users: open"},
       {"SELECT * FROM users a, users b WHERE a.tenant_id = $1 AND a.email = $2 AND b.id = a.id",
        "users: closed, users: closed"},
       {"SELECT o.* FROM orders o JOIN users u ON u.id = o.user_id WHERE u.tenant_id = $1 AND u.email = $2",
        "orders: closed, users: closed"},
       {"SELECT * FROM orders WHERE user_id = (SELECT id FROM users WHERE tenant_id = $1 AND email = $2)",
        "orders: closed, users: closed"},
       {"SELECT * FROM orders o, users u WHERE o.user_id = $2 AND u.tenant_id = $1 AND u.email = $2",
        "orders: closed, users: open"},
       {"INSERT INTO orders (user_id) SELECT id FROM users WHERE tenant_id = $1 AND email = $2",
        "orders: closed, users: closed"},
       {"UPDATE users SET login = $3 WHERE tenant_id = $1 AND email = $2", "users: closed"},
       {"UPDATE users SET login = $2 WHERE tenant_id = $1", "users: open"}});
  EXPECT_EQ(world.judgeAll("SELECT * FROM users WHERE tenant_id = $1 AND email = $2").at(0).reason,
            "tied to $1 and $2");
}

TEST(IsolationModel, aColumnMayNameTheUserWhileAConditionHolds) {
  World world("CREATE TABLE users (id bigint PRIMARY KEY, email text, team int, deleted_at timestamptz);"
              "CREATE UNIQUE INDEX live_email ON users (lower(email)) WHERE deleted_at IS NULL;"
              "CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id));");
  expectAll(world, {{"SELECT * FROM users WHERE email = $1 AND deleted_at IS NULL", "users: closed"},
                    {"SELECT * FROM users WHERE lower(email) = lower($1) AND deleted_at IS NULL", "users: closed"},
                    {"SELECT o.* FROM orders o JOIN users u ON u.id = o.user_id AND u.deleted_at IS NULL WHERE "
                     "u.email = $1",
                     "orders: closed, users: closed"},
                    {"UPDATE users SET deleted_at = now() WHERE email = $1 AND deleted_at IS NULL", "users: closed"},
                    {"SELECT * FROM users WHERE email = $1", "users: open"},
                    {"SELECT * FROM users WHERE email = $1 AND deleted_at IS NOT NULL", "users: open"},
                    {"SELECT * FROM users WHERE email = $1 AND (deleted_at IS NULL OR team = 1)", "users: open"},
                    {"SELECT * FROM users WHERE upper(email) = upper($1) AND deleted_at IS NULL", "users: open"},
                    {"SELECT * FROM users WHERE email = 'x' AND deleted_at IS NULL", "users: constant"}});
}

TEST(IsolationModel, aSchemaOfEachTenantIsAsTheOneThatIsKnown) {
  World world("CREATE SCHEMA app_first; CREATE TABLE app_first.users (id bigint PRIMARY KEY);"
              "CREATE TABLE app_first.orders (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES app_first.users"
              " (id), total int); CREATE TABLE app_first.tags (id bigint PRIMARY KEY);");
  const std::pair<const char *, const char *> cases[] = {
      {"SELECT * FROM app_{r=table}.orders WHERE user_id = $1", "app_{0}.orders: closed"},
      {"SELECT * FROM app_{r=table}.orders WHERE id = $1", "app_{0}.orders: open"},
      {"SELECT * FROM {r=table}.orders WHERE id = $1", "{0}.orders: open"},
      {"DELETE FROM app_{r=table}.orders WHERE user_id = $1", "app_{0}.orders: closed"},
      {"SELECT * FROM app_{r=table}.tags", ""},
      {"SELECT * FROM other_{r=table}.orders WHERE id = $1", ""},
      {"SELECT o.* FROM app_{r=table}.orders o JOIN app_first.users u ON u.id = o.user_id WHERE u.id = $1",
       "app_{0}.orders: closed, app_first.users: closed"}};
  for (const auto &[sql, verdicts] : cases)
    EXPECT_EQ(world.verdicts(holes(sql)), verdicts) << sql;
}

TEST(IsolationModel, ofTablesNamedAtRunTimeAnyMayBeMeant) {
  World world("CREATE TABLE users (id bigint PRIMARY KEY); CREATE SCHEMA app_a; CREATE SCHEMA app_b;"
              "CREATE TABLE app_a.t (id bigint PRIMARY KEY, n int);"
              "CREATE TABLE app_b.t (id bigint PRIMARY KEY, user_id bigint REFERENCES users (id), n int);"
              "CREATE TABLE app_a.tags (id bigint PRIMARY KEY); CREATE TABLE app_b.tags (id bigint PRIMARY KEY);");
  const std::pair<const char *, const char *> cases[] = {
      {"SELECT * FROM app_{r=table}.t", "app_{0}.t: open"},
      {"SELECT * FROM app_{r=table}.t WHERE user_id = $1", "app_{0}.t: undecided"},
      {"DELETE FROM app_{r=table}.t WHERE id = $1", "app_{0}.t: open"},
      {"INSERT INTO app_{r=table}.t VALUES ($1, $2, 3)", "app_{0}.t: undecided"},
      {"SELECT * FROM app_a.t", ""},
      {"SELECT * FROM app_{r=table}.tags", ""}};
  for (const auto &[sql, verdicts] : cases)
    EXPECT_EQ(world.verdicts(holes(sql)), verdicts) << sql;
}

TEST(IsolationModel, aCredentialNamesTheUserWhoShowsIt) {
  World world(
      "CREATE TABLE users (id bigint PRIMARY KEY);"
      "CREATE TABLE sessions (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id),"
      "                       session_token text NOT NULL UNIQUE, refresh_token text, device_token text UNIQUE);"
      "CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id));"
      "CREATE TABLE shares (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id),"
      "                     other_id bigint NOT NULL REFERENCES users (id), token text NOT NULL UNIQUE);");
  expectAll(world,
            {{"SELECT user_id FROM sessions WHERE session_token = $1", "sessions: closed"},
             {"SELECT u.* FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.session_token = $1 AND s.id > $2",
              "sessions: closed, users: closed"},
             {"SELECT * FROM orders WHERE user_id = (SELECT user_id FROM sessions WHERE session_token = $1)",
              "orders: closed, sessions: closed"},
             {"DELETE FROM sessions WHERE session_token = $1", "sessions: closed"},
             {"SELECT * FROM sessions WHERE session_token = 'x'", "sessions: constant"},
             {"SELECT * FROM sessions WHERE session_token <> $1", "sessions: open"},
             {"SELECT * FROM sessions WHERE session_token = ANY ($1)", "sessions: open"},
             {"SELECT * FROM sessions WHERE refresh_token = $1", "sessions: open"}, // not unique
             {"SELECT * FROM sessions WHERE device_token = $1", "sessions: open"},  // where to send
             {"SELECT * FROM sessions WHERE id = $1", "sessions: open"},
             {"SELECT * FROM shares WHERE token = $1", "shares: open"}, // of two users
             {"SELECT * FROM sessions s JOIN orders o ON o.user_id = $2 WHERE s.session_token = $1",
              "sessions: open, orders: closed"},
             {"SELECT s.* FROM sessions s, sessions t WHERE t.session_token = $1 AND s.user_id = t.user_id",
              "sessions: closed, sessions: closed"}});
}

TEST(IsolationModel, tablesOfCredentialsHaveThemByOtherNames) {
  auto table = [](const std::string &name, const std::string &columns) {
    return "CREATE TABLE " + name + " (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id), " +
           columns + ");";
  };
  World world(
      "CREATE TABLE users (id bigint PRIMARY KEY);" + table("api_keys", "key_hash text UNIQUE, label text UNIQUE") +
      table("personal_access_tokens", "hash text UNIQUE") + table("refresh_tokens", "jti uuid UNIQUE") +
      table("email_verifications", "code text UNIQUE") + table("coupons", "code text UNIQUE, hash text UNIQUE") +
      table("oauth_accounts", "provider text, provider_user_id text, UNIQUE (provider, provider_user_id)") +
      table("backups", "provider text, external_id text, UNIQUE (provider, external_id)"));
  expectAll(
      world,
      {{"SELECT user_id FROM api_keys WHERE key_hash = $1", "api_keys: closed"},
       {"SELECT user_id FROM api_keys WHERE label = $1", "api_keys: open"},
       {"SELECT user_id FROM personal_access_tokens WHERE hash = $1", "personal_access_tokens: closed"},
       {"SELECT user_id FROM refresh_tokens WHERE jti = $1", "refresh_tokens: closed"},
       {"SELECT user_id FROM email_verifications WHERE code = $1", "email_verifications: closed"},
       {"SELECT user_id FROM coupons WHERE code = $1", "coupons: open"},
       {"SELECT user_id FROM coupons WHERE hash = $1", "coupons: open"},
       {"SELECT user_id FROM oauth_accounts WHERE provider = $1 AND provider_user_id = $2", "oauth_accounts: closed"},
       {"SELECT user_id FROM oauth_accounts WHERE provider = 'x' AND provider_user_id = $1", "oauth_accounts: closed"},
       {"SELECT user_id FROM oauth_accounts WHERE provider_user_id = $1", "oauth_accounts: open"},
       {"SELECT user_id FROM backups WHERE provider = $1 AND external_id = $2", "backups: open"}});
}

TEST(IsolationModel, aFieldOfAParameterIsOneValue) {
  World world("CREATE TABLE users (id bigint PRIMARY KEY);"
              "CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id), n int);"
              "CREATE TYPE given AS (customer bigint, n int);"
              "CREATE FUNCTION of(g given) RETURNS SETOF orders LANGUAGE sql STABLE AS"
              "  $$ SELECT * FROM orders WHERE user_id = g.customer $$;");
  expectAll(world,
            {{"SELECT * FROM orders WHERE user_id = $1.customer", "orders: closed"},
             {"SELECT * FROM orders WHERE user_id = ($1::given).customer AND n = ($1::given).n", "orders: closed"},
             {"INSERT INTO orders (id, user_id, n) VALUES (1, $1.customer, $1.n)", "orders: closed"},
             {"SELECT * FROM orders o, orders p WHERE o.user_id = $1.customer AND p.user_id = $1.n",
              "orders: closed, orders: open"},
             {"SELECT * FROM orders o WHERE o.user_id = (o).n", "orders: open"}});
}

} // namespace
} // namespace pgtidy::analysis
