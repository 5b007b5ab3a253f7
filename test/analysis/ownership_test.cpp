// Who owns which table.
#include "isolation_support.h"

#include "gtest/gtest.h"

namespace pgtidy::analysis {
namespace {

TableOwnership of(World &world, const char *table, const char *schema = "") {
  sql::Name name;
  name.name = table;
  name.schema = schema;
  return world.ownership().of(name);
}

TEST(Ownership, followsForeignKeys) {
  World world;
  EXPECT_EQ(of(world, "users").kind, OwnerKind::Users);
  EXPECT_EQ(of(world, "users").ownerColumns, (std::vector<std::string>{"id", "email", "nick"}));
  EXPECT_EQ(of(world, "orders").ownerColumns, std::vector<std::string>{"user_id"});
  EXPECT_EQ(of(world, "messages").ownerColumns, (std::vector<std::string>{"sender", "receiver"}));
  EXPECT_EQ(of(world, "items").kind, OwnerKind::Parent);
  EXPECT_EQ(of(world, "items").parents.at(0).parent, "public.orders");
  EXPECT_EQ(of(world, "item_notes").parents.at(0).parent, "public.items");
  EXPECT_EQ(of(world, "products").kind, OwnerKind::None);
  EXPECT_TRUE(of(world, "folders").parents.empty());
  EXPECT_EQ(of(world, "nowhere").kind, OwnerKind::None);
}

TEST(Ownership, cataloguesAreNobodys) {
  World world;
  EXPECT_EQ(of(world, "orders", "pg_catalog").kind, OwnerKind::None);
}

TEST(Ownership, accountsOfUsersAreNotUsers) {
  World world("CREATE TABLE users (id bigint PRIMARY KEY);"
              "CREATE TABLE accounts (id bigint PRIMARY KEY, user_id bigint REFERENCES users (id));"
              "CREATE TABLE transfers (id bigint, account_id bigint REFERENCES accounts (id));");
  EXPECT_EQ(of(world, "accounts").kind, OwnerKind::Column);
  EXPECT_EQ(of(world, "transfers").kind, OwnerKind::Parent);
}

TEST(Ownership, configuredTablesReplaceTheUsualOnes) {
  UserModel model;
  model.tables = {"people"};
  model.tablesConfigured = true;
  World world("CREATE TABLE people (id bigint PRIMARY KEY); CREATE TABLE users (id bigint PRIMARY KEY);"
              "CREATE TABLE cars (id bigint PRIMARY KEY, driver bigint REFERENCES people (id));"
              "CREATE TABLE logins (id bigint PRIMARY KEY, who bigint REFERENCES users (id));",
              model);
  EXPECT_EQ(of(world, "cars").ownerColumns, std::vector<std::string>{"driver"});
  EXPECT_EQ(of(world, "logins").kind, OwnerKind::None);
}

TEST(Ownership, ownerColumnsByNameLeadNowhereElse) {
  World world("CREATE TABLE companies (id bigint PRIMARY KEY);"
              "CREATE TABLE trucks (id bigint PRIMARY KEY, owner_id bigint REFERENCES companies (id));"
              "CREATE TABLE boats (id bigint PRIMARY KEY, owner_id text);");
  EXPECT_EQ(of(world, "trucks").kind, OwnerKind::None);
  EXPECT_EQ(of(world, "boats").kind, OwnerKind::Column);
}

TEST(Ownership, aUsersTableWithoutAKeyHasTheOneOfItsNames) {
  UserModel model;
  model.tables = {"members"};
  model.tablesConfigured = true;
  World byColumn("CREATE TABLE members (name text, user_id bigint, id bigint);", model);
  EXPECT_EQ(of(byColumn, "members").ownerColumns, std::vector<std::string>{"user_id"});
  World byKind("CREATE TABLE members (name text, member_id bigint);", model);
  EXPECT_EQ(of(byKind, "members").ownerColumns, std::vector<std::string>{"member_id"});
}

TEST(Ownership, aUsersTableKnownByNameHasItsIdsWhereStatementsLookForThem) {
  const sql::Parsed parsed = sql::parse("SELECT name FROM users WHERE server_id = $1 AND user_id = $2;"
                                        "SELECT name FROM users WHERE tenant_id = $1");
  World world("");
  for (const sql::Statement &statement : parsed.statements)
    world.ownership().learn(statement);
  const std::vector<std::string> keys = of(world, "users").ownerColumns;
  EXPECT_EQ(keys.front(), "user_id");
  EXPECT_EQ(std::count(keys.begin(), keys.end(), "tenant_id"), 0);
}

TEST(Ownership, learnsFromStatementsOnlyWithoutASchema) {
  sql::Parsed parsed = sql::parse("UPDATE crates SET user_id = $1");
  World with, without("");
  with.ownership().learn(parsed.statements.at(0));
  without.ownership().learn(parsed.statements.at(0));
  EXPECT_EQ(of(with, "crates").kind, OwnerKind::None);
  EXPECT_EQ(of(without, "crates").kind, OwnerKind::Column);
  EXPECT_TRUE(of(without, "crates").byName);
}

} // namespace
TEST(OwnershipByName, aPartOfAKeyThatIsMadeUniqueIsAUser) {
  auto verdicts = [](const std::string &users, const std::string &sql) {
    World world(users + "CREATE TABLE notes (id int PRIMARY KEY, user_id uuid NOT NULL, b text);");
    return world.verdicts(std::string_view(sql));
  };
  const std::string read = "SELECT * FROM notes WHERE user_id = $1", made = "INSERT INTO notes VALUES (1, $1, 'b')";
  for (const char *users :
       {"CREATE TABLE users (id uuid DEFAULT gen_random_uuid(), at timestamptz, PRIMARY KEY (id, at)) PARTITION BY "
        "RANGE "
        "(at);",
        "CREATE TABLE users (id uuid, at date, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);",
        "CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY, tenant_id int, PRIMARY KEY (tenant_id, id));",
        "CREATE TABLE users (id bigserial, tenant_id int, PRIMARY KEY (tenant_id, id));"}) {
    EXPECT_EQ(verdicts(users, read), "notes: closed") << users;
    EXPECT_EQ(verdicts(users, made), "notes: closed") << users;
    EXPECT_EQ(verdicts(users, "SELECT * FROM notes"), "notes: open") << users;
  }
  for (const char *users :
       {"CREATE TABLE users (id bigint, tenant_id int, PRIMARY KEY (tenant_id, id));",
        "CREATE TABLE users (id bigint, tenant_id int, PRIMARY KEY (tenant_id, id)) PARTITION BY LIST (tenant_id);",
        "CREATE TABLE users (id bigint, tenant_id int DEFAULT nextval('t'), PRIMARY KEY (tenant_id, id));",
        "CREATE TABLE users (id bigint, at date, tenant_id int, PRIMARY KEY (at, tenant_id, id)) PARTITION BY RANGE "
        "(at);"}) {
    EXPECT_EQ(verdicts(users, read), "notes: open") << users;
    EXPECT_EQ(verdicts(users, made), "notes: open") << users;
  }
  World world("CREATE TABLE users (id bigint, tenant_id int, PRIMARY KEY (tenant_id, id));"
              "CREATE TABLE logs (id int PRIMARY KEY, user_id bigint NOT NULL);");
  EXPECT_EQ(world.judgeAll("INSERT INTO logs (id, user_id) VALUES (1, $1)").at(0).reason.find("`logs.user_id` alone"),
            0U);
}

} // namespace pgtidy::analysis
