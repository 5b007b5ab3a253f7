// Names that are in several schemas, and search_paths that say which is meant.
#include "analysis/endpoint.h"
#include "isolation_support.h"

#include "gtest/gtest.h"

namespace pgtidy::analysis {
namespace {

constexpr std::string_view TwoSchemas = R"(
CREATE TABLE users (id int PRIMARY KEY);
CREATE TABLE docs (id int PRIMARY KEY, title text);
CREATE TABLE notes (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id));
CREATE SCHEMA app;
CREATE TABLE app.docs (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id));
CREATE VIEW titles AS SELECT id, title FROM docs;
)";

/// What ALTER ROLE and ALTER DATABASE say holds for every connection.
TEST(IsolationPaths, theSchemaMaySetIt) {
  struct Case {
    const char *set, *verdict;
  };
  for (const auto &[set, verdict] : {Case{"", ""},
                                     {"ALTER DATABASE shop SET search_path = app, public", "docs: open"},
                                     {"ALTER ROLE web SET search_path = 'app, public'", "docs: open"},
                                     {"ALTER ROLE web SET search_path = public, app", ""},
                                     {"ALTER ROLE web SET search_path = app; ALTER ROLE web RESET search_path", ""},
                                     {"ALTER ROLE web SET search_path = elsewhere, public", ""},
                                     {"SET search_path = app, public", ""}}) { // the migration's own
    World world(std::string(TwoSchemas) + set + ";");
    expectAll(world, {{"SELECT * FROM docs", verdict},
                      {"SELECT * FROM public.docs", ""},
                      {"SELECT * FROM titles", ""},
                      {"SELECT * FROM notes WHERE user_id = $1", "notes: closed"}});
  }
}

TEST(IsolationPaths, theProgramMaySetIt) {
  struct Case {
    const char *set, *verdict;
  };
  for (const auto &[set, verdict] : {Case{"SET search_path TO app, public", "docs: open"},
                                     {"SET LOCAL search_path = app", "docs: open"},
                                     {"SELECT set_config('search_path', 'app,public', true)", "docs: open"},
                                     {"SELECT set_config('search_path', $1, true)", "docs: open"},
                                     {"SET search_path TO public, app", ""},
                                     {"SELECT set_config('app.user_id', 'app', true)", ""},
                                     {"RESET search_path", ""}}) {
    World world{TwoSchemas};
    world.ownership().learnSearchPath(sql::parse(set).statements[0]);
    expectAll(world, {{"SELECT * FROM docs", verdict}, {"SELECT * FROM titles", ""}});
  }
}

/// What is tied to a user in every schema that may be meant is scoped.
TEST(IsolationPaths, aSchemaForEachCustomer) {
  World world(R"(
    CREATE SCHEMA a; CREATE SCHEMA b;
    CREATE TABLE a.users (id int PRIMARY KEY); CREATE TABLE b.users (id int PRIMARY KEY);
    CREATE TABLE a.docs (id int PRIMARY KEY, user_id int NOT NULL REFERENCES a.users (id));
    CREATE TABLE b.docs (id int PRIMARY KEY, user_id int NOT NULL REFERENCES b.users (id), owner_id int);
  )");
  expectAll(world, {{"SELECT * FROM docs WHERE user_id = $1", "docs: closed"},
                    {"SELECT * FROM docs", "docs: open"},
                    {"SELECT * FROM a.docs", "a.docs: open"}});
}

/// No one schema that is tried decides all names.
TEST(IsolationPaths, schemasThatShareSomeNames) {
  World world(R"(
    CREATE TABLE users (id int PRIMARY KEY);
    CREATE SCHEMA a; CREATE SCHEMA b; CREATE SCHEMA c;
    CREATE TABLE a.docs (id int PRIMARY KEY); CREATE TABLE b.docs (id int, user_id int REFERENCES users (id));
    CREATE TABLE b.pages (id int PRIMARY KEY); CREATE TABLE c.pages (id int, user_id int REFERENCES users (id));
  )");
  expectAll(world, {{"SELECT * FROM docs", "docs: open"},
                    {"SELECT * FROM pages", "pages: open"},
                    {"SELECT * FROM docs, pages WHERE docs.user_id = $1 AND pages.user_id = $1",
                     "docs: closed, pages: closed"}});
}

TEST(IsolationPaths, theOptionsOfAConnectionMaySetIt) {
  EXPECT_EQ(searchPathIn("-c search_path=app,public"), (std::vector<std::string>{"app", "public"}));
  EXPECT_EQ(searchPathIn("-c statement_timeout=5s --search_path=app -c x=y"), std::vector<std::string>{"app"});
  EXPECT_EQ(searchPathIn("-csearch_path=app,\\ public"), (std::vector<std::string>{"app", "public"}));
  EXPECT_EQ(searchPathIn("-c search_path=tenant_\1,public"), (std::vector<std::string>{"", "public"}));
  EXPECT_TRUE(searchPathIn("-c statement_timeout=5s").empty());
}

} // namespace
} // namespace pgtidy::analysis
