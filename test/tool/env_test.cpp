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
  for (const char *format : {"--format=text", "--format=json"})
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

} // namespace
} // namespace pgtidy::test
