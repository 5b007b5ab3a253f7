// The module in clang-tidy: its findings are those of the command line, and clang-tidy's own options hold for them.
#include "command.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Regex.h"

#include "gtest/gtest.h"

#include <algorithm>
#include <set>

namespace pgtidy::test {

namespace {

const std::string cases = PGTIDY_SOURCE_DIR "/test/cases";
const std::vector<std::string> flags{"-std=c++20", "-isystem", "/usr/include/postgresql"};

std::vector<std::string> with(std::vector<std::string> words, const std::vector<std::string> &more) {
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

Output clangTidy(const std::string &file, const std::vector<std::string> &options = {},
                 const std::string &checks = "-*,pg-*") {
  std::vector<std::string> command{PGTIDY_CLANG_TIDY, "--quiet", "--load=" PGTIDY_PLUGIN, "--checks=" + checks};
  command = with(with(command, options), {file, "--"});
  return runCommand(llvm::sys::path::parent_path(file).str(), with(command, flags));
}

/// "file:line:column check" of each finding that clang-tidy printed.
std::set<std::string> foundByPlugin(const Output &output) {
  std::set<std::string> found;
  llvm::SmallVector<llvm::StringRef> lines;
  llvm::StringRef(output.out).split(lines, '\n');
  llvm::Regex diagnosis("^([^:]+:[0-9]+:[0-9]+): (warning|error): .* \\[(pg-[a-z-]+)(,-warnings-as-errors)?\\]$");
  llvm::SmallVector<llvm::StringRef> parts;
  for (llvm::StringRef line : lines)
    if (diagnosis.match(line, &parts))
      found.insert((parts[1] + " " + parts[3]).str());
  return found;
}

/// The same as the command line finds it; places that hold a credential are left out, as clang-tidy is given others.
std::set<std::string> foundByCommand(const std::string &file) {
  std::vector<std::string> command{PGTIDY_BINARY, "--quiet", "--format=json", file, "--"};
  Output output = runCommand(llvm::sys::path::parent_path(file).str(), with(command, flags));
  std::set<std::string> found;
  llvm::Expected<llvm::json::Value> json = llvm::json::parse(output.out);
  if (!json) {
    ADD_FAILURE() << llvm::toString(json.takeError()) << output.err;
    return found;
  }
  for (const llvm::json::Value &entry : *json->getAsObject()->getArray("diagnostics")) {
    const llvm::json::Object &diagnosis = *entry.getAsObject();
    found.insert((*diagnosis.getString("file") + ":" + llvm::Twine(*diagnosis.getInteger("line")) + ":" +
                  llvm::Twine(*diagnosis.getInteger("column")) + " " + *diagnosis.getString("check"))
                     .str());
  }
  return found;
}

class SameFindings : public testing::TestWithParam<const char *> {};

/// A program with a finding in line 8, and its configuration.
class Program : public TemporaryFolder {
public:
  explicit Program(const std::string &statement) {
    write(".pgtidy", "Schema: [schema.sql]\n");
    write("schema.sql",
          "CREATE TABLE users (id bigint PRIMARY KEY);\n"
          "CREATE TABLE notes (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users, title text);\n");
    File = write("notes.cpp", "extern \"C\" {\n"
                              "struct PGconn;\n"
                              "struct PGresult;\n"
                              "PGresult *PQexec(PGconn *, const char *);\n"
                              "PGconn *PQconnectdb(const char *);\n"
                              "}\n"
                              "void run(PGconn *conn) {\n" +
                                  statement + "\n}\n");
  }
  const std::string &file() const { return File; }

private:
  std::string File;
};

const char unscoped[] = R"(  PQexec(conn, "SELECT title FROM notes");)";

} // namespace

TEST_P(SameFindings, asTheCommandLine) {
  std::string file = cases + "/" + GetParam();
  Output output = clangTidy(file);
  EXPECT_EQ(foundByPlugin(output), foundByCommand(file)) << output.out << output.err;
}

INSTANTIATE_TEST_SUITE_P(Plugin, SameFindings,
                         testing::Values("orm/bypass/namespaces.cpp", "orm/bypass/macros.cpp",
                                         "isolation/unscoped/declared/users.cpp", "isolation/unverifiable/wrappers.cpp",
                                         "sql/injection/escaping.cpp", "sql/syntax/built.cpp",
                                         "isolation/ownership-change/marked.cpp"),
                         [](const auto &info) {
                           std::string name = info.param;
                           std::replace_if(name.begin(), name.end(), [](char c) { return !llvm::isAlnum(c); }, '_');
                           return name;
                         });

TEST(Plugin, findsWithTheConfigurationAboveTheSource) {
  Program program(unscoped);
  EXPECT_EQ(foundByPlugin(clangTidy(program.file())),
            std::set<std::string>{program.file() + ":8:35 pg-isolation-unscoped"});
}

TEST(Plugin, checksAreChosenByClangTidy) {
  Program program(unscoped);
  EXPECT_EQ(foundByPlugin(clangTidy(program.file(), {}, "-*,pg-*,-pg-isolation-*")), std::set<std::string>());
}

TEST(Plugin, warningsAsErrorsFail) {
  Program program(unscoped);
  EXPECT_EQ(clangTidy(program.file()).status, 0);
  EXPECT_EQ(clangTidy(program.file(), {"--warnings-as-errors=pg-*"}).status, 1);
}

TEST(Plugin, suppressionsAndLineFiltersHold) {
  Program marked(std::string(unscoped) + " // NOLINT(pg-isolation-unscoped)");
  EXPECT_EQ(foundByPlugin(clangTidy(marked.file())), std::set<std::string>());
  Program program(unscoped);
  EXPECT_EQ(foundByPlugin(clangTidy(program.file(), {R"(--line-filter=[{"name":"notes.cpp","lines":[[1,7]]}])"})),
            std::set<std::string>());
}

TEST(Plugin, aCredentialsLineIsNotShown) {
  Program program(
      R"(  PQconnectdb("postgresql://app:s3cr3t-w0rd@db.example.org/app?sslmode=verify-full&connect_timeout=9");)");
  Output output = clangTidy(program.file());
  EXPECT_EQ(foundByPlugin(output), std::set<std::string>{program.file() + ":7:1 pg-connection-hardcoded"});
  EXPECT_EQ((output.out + output.err).find("s3cr3t-w0rd"), std::string::npos);
  EXPECT_NE(output.out.find("in line 8, which is not shown"), std::string::npos) << output.out;
}

TEST(Plugin, anUnreadableConfigurationIsTold) {
  Program program(unscoped);
  program.write(".pgtidy", "Schema: [\n");
  Output output = clangTidy(program.file());
  EXPECT_NE(output.out.find(".pgtidy:"), std::string::npos) << output.out << output.err;
  EXPECT_NE(output.out.find("[clang-tidy-config]"), std::string::npos) << output.out << output.err;
}

TEST(Plugin, factsOfOtherUnitsAreLinked) {
  Program program("  void send(PGconn *, const char *); send(conn, \"SELECT title FROM notes\");");
  EXPECT_EQ(foundByPlugin(clangTidy(program.file())), std::set<std::string>());
  std::string other = program.write("send.cpp", "extern \"C\" struct PGresult *PQexec(struct PGconn *, const char *);\n"
                                                "void send(PGconn *conn, const char *sql) { PQexec(conn, sql); }\n");
  std::string facts = program.write("facts/send.json", "");
  Output written = runCommand(program.path(), {PGTIDY_BINARY, "--quiet", "--facts-out=" + facts, other, "--"});
  ASSERT_EQ(written.status, 0) << written.err;
  Output output =
      clangTidy(program.file(), {"--config={CheckOptions: {PgtidyFacts: '" + program.path("facts") + "'}}"});
  EXPECT_EQ(foundByPlugin(output), std::set<std::string>{program.file() + ":8:68 pg-isolation-unscoped"})
      << output.out << output.err;
}

} // namespace pgtidy::test
