// What names one user: the value of a parameter, what functions and operators make of it, and several values together.
#include "isolation_support.h"

#include "gtest/gtest.h"

namespace pgtidy::analysis {
TEST(IsolationNames, aNameThatTheStatementGivesItselfNamesNobody) {
  World world("CREATE TABLE tenants (id bigint PRIMARY KEY, slug text NOT NULL UNIQUE, name text);"
              "CREATE TABLE users (id bigint PRIMARY KEY, tenant_id bigint NOT NULL REFERENCES tenants (id),"
              "                    email text NOT NULL, UNIQUE (tenant_id, email));");
  const std::string of = "SELECT u.* FROM users u JOIN x ON x.id = u.tenant_id WHERE x.slug = $1 AND u.email = $2";
  const std::pair<std::string, const char *> cases[] = {
      {"SELECT id, slug FROM tenants", "users: closed"},
      {"INSERT INTO tenants (id, slug) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET slug = EXCLUDED.slug RETURNING "
       "id, slug",
       "users: open"},
      {"INSERT INTO tenants (id, slug) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET slug = EXCLUDED.slug RETURNING "
       "id, coalesce(slug, '') AS slug",
       "users: open"},
      {"UPDATE tenants SET slug = $1 WHERE name = 'n' RETURNING *", "users: open"},
      {"UPDATE tenants SET name = 'x' WHERE name = 'n' RETURNING id, slug", "users: closed"},
      {"INSERT INTO tenants (id, slug) VALUES (1, $1) ON CONFLICT (slug) DO UPDATE SET name = 'x' RETURNING id, slug",
       "users: closed"}};
  for (const auto &[cte, verdicts] : cases)
    EXPECT_EQ(world.verdicts("WITH x AS (" + cte + ") " + of), verdicts) << cte;
}

} // namespace pgtidy::analysis
