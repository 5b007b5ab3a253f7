#include "tool.h"

#include <gtest/gtest.h>

namespace pgtidy::test {
namespace {

const char *reading = R"cpp(
extern "C" char *getenv(const char *);
void f() { PQexec(PQconnectdb(getenv("DATABASE_URL")), "LISTEN orders"); }
)cpp";

const char *pooled =
    "DATABASE_URL=postgresql://app:q7Rz2mKx9Lw4@ep-a-1-pooler.eu.aws.neon.tech/shop?connect_timeout=9\n";

TEST(EnvFiles, areReadWithTheProgram) {
  Project project;
  project.write(".pgtidy", "EnvFiles: ['.env*']\n");
  project.write(".env.production", pooled);
  project.add("a.cpp", std::string(libpqStub) + reading);
  Output run = project.run({"-p", "."});
  EXPECT_NE(run.out.find("[pg-connection-pooler-session]"), std::string::npos) << run.out;
  EXPECT_NE(run.out.find("[pg-connection-insecure]"), std::string::npos) << run.out;
}

TEST(EnvFiles, areReadByName) {
  TemporaryFolder folder;
  folder.write(".env.production", pooled);
  Output run = test::run(folder.path(), {".env.production"});
  EXPECT_EQ(run.status, 0) << run.err;
  EXPECT_NE(run.out.find(".env.production:1:"), std::string::npos) << run.out;
}

TEST(EnvFiles, noSecretIsShown) {
  Project project;
  project.write(".pgtidy", "EnvFiles: ['.env*']\n");
  project.write(".env.example", pooled);
  project.add("a.cpp", std::string(libpqStub) + reading);
  for (const char *format : {"--format=text", "--format=json", "--format=html"})
    for (const char *command : {"--quiet", "audit"}) {
      Output run = project.run({command, "-p", ".", format});
      EXPECT_NE(run.out.find("pg-env-example-secret"), std::string::npos) << run.out;
      EXPECT_EQ((run.out + run.err).find("q7Rz2mKx9Lw4"), std::string::npos) << run.out;
    }
}

TEST(Audit, saysWhatPassedFailedAndCanNotBeKnown) {
  Project project;
  project.add("a.cpp", std::string(libpqStub) + "void f(PGconn *c) { PQexec(c, \"SELEKT 1\"); }");
  Output run = project.run({"audit", "-p", "."});
  EXPECT_EQ(run.status, 1) << run.err;
  EXPECT_EQ(run.out.find("failed (1)\n"), 0u) << run.out;
  for (const char *part :
       {"[pg-sql-syntax]", "\nnot decidable (", "pg_stat_archiver", "\npassed (", "\nnot applicable ("})
    EXPECT_NE(run.out.find(part), std::string::npos) << part << "\n" << run.out;
}

TEST(Audit, isolationIsNotDecidableWhereNobodyIsKnownToOwnAnything) {
  auto audited = [](const std::string &users) {
    Project project;
    project.write("schema.sql", "CREATE TABLE " + users + " (id int PRIMARY KEY, login text);");
    project.write(".pgtidy", "Schema: [schema.sql]\n");
    project.add("a.cpp", std::string(libpqStub) + "void f(PGconn *c) { PQexec(c, \"SELECT 1\"); }");
    return project.run({"audit", "-p", "."}).out;
  };
  const char *why = "no table is known to be the users'";
  EXPECT_NE(audited("clients").find(why), std::string::npos) << audited("clients");
  EXPECT_EQ(audited("users").find(why), std::string::npos) << audited("users");
}

TEST(Audit, isAPageToo) {
  Project project;
  project.add("a.cpp", std::string(libpqStub) + "void f(PGconn *c) { PQexec(c, \"SELEKT '<b>'\"); }");
  Output run = project.run({"audit", "-p", ".", "--format=html"});
  EXPECT_EQ(run.status, 1) << run.err;
  EXPECT_EQ(run.out.find("<!DOCTYPE html>"), 0u) << run.out;
  for (const char *part : {"<title>pgtidy audit: 1 failed</title>", "<code>pg-sql-syntax</code>", "pg_stat_archiver",
                           "id=\"not-decidable\"", "id=\"passed\""})
    EXPECT_NE(run.out.find(part), std::string::npos) << part;
  EXPECT_EQ(run.out.find("'<b>'"), std::string::npos);
}

TEST(Audit, hasNoFormatsForFindings) {
  Project project;
  Output run = project.run({"audit", "-p", ".", "--format=sarif"});
  EXPECT_EQ(run.status, 2);
  EXPECT_NE(run.err.find("text, json and html"), std::string::npos) << run.err;
}

TEST(Audit, limitsThatTheProjectSetsPass) {
  Project project;
  project.add("a.cpp", std::string(libpqStub) + "void f(PGconn *c) { PQexec(c, \"SET statement_timeout = '5s'\"); }");
  Output run = project.run({"audit", "-p", "."});
  const size_t passed = run.out.find("\npassed ("), limits = run.out.find("idle transactions end in time");
  EXPECT_NE(limits, std::string::npos) << run.out;
  EXPECT_LT(passed, limits);
  EXPECT_NE(run.out.find("the project sets statement_timeout"), std::string::npos) << run.out;
}

} // namespace
} // namespace pgtidy::test
