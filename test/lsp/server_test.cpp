// The server, driven by a client over pipes.
#include "editor.h"

#include "gtest/gtest.h"

namespace pgtidy::test {

namespace {

using llvm::json::Array;
using llvm::json::Object;
using llvm::json::Value;

const char stub[] = "extern \"C\" {\nstruct PGconn;\nstruct PGresult;\nPGresult *PQexec(PGconn *, const char *);\n}\n";
const char unscoped[] = "void run(PGconn *conn) { PQexec(conn, \"SELECT title FROM notes\"); }\n";
const char scoped[] = "void run(PGconn *conn) { PQexec(conn, \"SELECT title FROM notes WHERE user_id = $1\"); }\n";

/// A program of one source and its schema.
class Workspace : public TemporaryFolder {
public:
  explicit Workspace(const std::string &source = std::string(stub) + scoped) {
    write(".pgtidy", "Schema: [schema.sql]\n");
    write("schema.sql",
          "CREATE TABLE users (id bigint PRIMARY KEY);\n"
          "CREATE TABLE notes (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users, title text);\n");
    File = write("notes.cpp", source);
    write("compile_commands.json",
          R"([{"directory": ")" + path() + R"(", "file": "notes.cpp", "arguments": ["c++", "notes.cpp"]}])");
  }
  const std::string &file() const { return File; }

private:
  std::string File;
};

bool none(const Array &diagnostics) { return diagnostics.empty(); }
bool some(const Array &diagnostics) { return !diagnostics.empty(); }

Value textPosition(const std::string &path, int line, int character) {
  return Object{{"textDocument", Object{{"uri", "file://" + path}}},
                {"position", Object{{"line", line}, {"character", character}}}};
}

/// Client capabilities from JSON.
Object capabilities(llvm::StringRef json) { return *llvm::cantFail(llvm::json::parse(json)).getAsObject(); }

} // namespace

TEST(Server, showsFindingsOfTheWholeProgram) {
  Workspace workspace(std::string(stub) + unscoped);
  Editor editor(workspace.path());
  EXPECT_EQ(checksIn(editor.diagnostics(workspace.file(), some)),
            std::vector<std::string>{"pg-isolation-unscoped 5:57-5:62"});
  EXPECT_EQ(editor.shutDown(), 0);
}

TEST(Server, followsWhatIsTypedAndNotSaved) {
  Workspace workspace;
  Editor editor(workspace.path());
  editor.open(workspace.file(), std::string(stub) + scoped);
  editor.change(workspace.file(), std::string(stub) + unscoped, 2);
  editor.diagnostics(workspace.file(), some);
  editor.change(workspace.file(), std::string(stub) + scoped, 3);
  editor.diagnostics(workspace.file(), none);
}

TEST(Server, takesChangesOfAPart) {
  Workspace workspace;
  Editor editor(workspace.path());
  editor.open(workspace.file(), std::string(stub) + scoped);
  Object range{{"start", Object{{"line", 5}, {"character", 62}}}, {"end", Object{{"line", 5}, {"character", 81}}}};
  editor.notify("textDocument/didChange",
                Object{{"textDocument", Object{{"uri", "file://" + workspace.file()}, {"version", 2}}},
                       {"contentChanges", Array{Object{{"range", std::move(range)}, {"text", ""}}}}});
  EXPECT_EQ(checksIn(editor.diagnostics(workspace.file(), some)),
            std::vector<std::string>{"pg-isolation-unscoped 5:57-5:62"});
}

TEST(Server, countsAsTheClientDoes) {
  std::string source = std::string(stub) + "/* 𝔖 */ " + unscoped;
  Workspace workspace(source);
  Editor utf16(workspace.path());
  EXPECT_EQ(checksIn(utf16.diagnostics(workspace.file(), some)),
            std::vector<std::string>{"pg-isolation-unscoped 5:66-5:71"});
  Editor utf8(workspace.path(), capabilities(R"({"general": {"positionEncodings": ["utf-16", "utf-8"]}})"));
  EXPECT_EQ(utf8.told().getObject("capabilities")->getString("positionEncoding"), llvm::StringRef("utf-8"));
  EXPECT_EQ(checksIn(utf8.diagnostics(workspace.file(), some)),
            std::vector<std::string>{"pg-isolation-unscoped 5:68-5:73"});
}

TEST(Server, answersClientsThatPull) {
  Workspace workspace(std::string(stub) + unscoped);
  Editor editor(
      workspace.path(),
      capabilities(R"({"textDocument": {"diagnostic": {}}, "workspace": {"diagnostics": {"refreshSupport": true}}})"));
  EXPECT_NE(editor.told().getObject("capabilities")->getObject("diagnosticProvider"), nullptr);
  editor.waitFor("workspace/diagnostic/refresh");
  Value report = nullptr;
  for (int tries = 0; tries < 100; ++tries) {
    report =
        editor.call("textDocument/diagnostic", Object{{"textDocument", Object{{"uri", "file://" + workspace.file()}}}});
    if (!report.getAsObject()->getArray("items")->empty())
      break;
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  EXPECT_EQ(checksIn(*report.getAsObject()->getArray("items")),
            std::vector<std::string>{"pg-isolation-unscoped 5:57-5:62"});
}

TEST(Server, hoverTellsHowAStatementIsTied) {
  Workspace workspace;
  Editor editor(workspace.path());
  editor.open(workspace.file(), std::string(stub) + scoped);
  Value hover = nullptr;
  for (int tries = 0; tries < 100 && !hover.getAsObject(); ++tries) {
    hover = editor.call("textDocument/hover", textPosition(workspace.file(), 5, 50));
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  ASSERT_NE(hover.getAsObject(), nullptr);
  EXPECT_EQ(hover.getAsObject()->getObject("contents")->getString("value"),
            llvm::StringRef("```sql\nSELECT title\nFROM notes\nWHERE user_id = $1\n```\n"
                            "- `notes` (read, owned by user_id): **scoped** by `$1`\n"));
  EXPECT_EQ(editor.call("textDocument/hover", textPosition(workspace.file(), 0, 0)), Value(nullptr));
}

TEST(Server, offersToSuppressAndToExplain) {
  Workspace workspace(std::string(stub) + unscoped);
  Editor editor(workspace.path());
  Array diagnostics = editor.diagnostics(workspace.file(), some);
  Value actions =
      editor.call("textDocument/codeAction", Object{{"textDocument", Object{{"uri", "file://" + workspace.file()}}},
                                                    {"range", Object{}},
                                                    {"context", Object{{"diagnostics", std::move(diagnostics)}}}});
  ASSERT_NE(actions.getAsArray(), nullptr);
  ASSERT_EQ(actions.getAsArray()->size(), 2U);
  const Object &suppress = *(*actions.getAsArray())[0].getAsObject();
  const Array &edits = *suppress.getObject("edit")->getObject("changes")->getArray("file://" + workspace.file());
  EXPECT_EQ(edits[0].getAsObject()->getString("newText"),
            llvm::StringRef("// NOLINTNEXTLINE(pg-isolation-unscoped)\n"));
  // Applied, the finding is gone.
  std::string applied = std::string(stub) + "// NOLINTNEXTLINE(pg-isolation-unscoped)\n" + unscoped;
  workspace.write("notes.cpp", applied);
  editor.open(workspace.file(), applied);
  editor.diagnostics(workspace.file(), none);
  Value page = editor.call("workspace/executeCommand",
                           Object{{"command", "pgtidy.explain"}, {"arguments", Array{"pg-isolation-unscoped"}}});
  EXPECT_EQ(page, Value("# pg-isolation-unscoped\n"));
}

TEST(Server, aChangedSchemaIsReadAgain) {
  Workspace workspace(std::string(stub) + unscoped);
  Editor editor(workspace.path());
  editor.diagnostics(workspace.file(), some);
  std::string schema = workspace.write("schema.sql", "CREATE TABLE notes (id bigint PRIMARY KEY, title text);\n");
  editor.notify("workspace/didChangeWatchedFiles",
                Object{{"changes", Array{Object{{"uri", "file://" + schema}, {"type", 2}}}}});
  editor.diagnostics(workspace.file(), none);
}

TEST(Server, aSchemaThatIsNotSavedCounts) {
  Workspace workspace(std::string(stub) + unscoped);
  Editor editor(workspace.path());
  editor.diagnostics(workspace.file(), some);
  editor.open(workspace.path() + "/schema.sql", "CREATE TABLE notes (id bigint PRIMARY KEY, title text);\n");
  editor.diagnostics(workspace.file(), none);
}

TEST(Server, aCommentThatIsNotSavedHides) {
  Workspace workspace;
  Editor editor(workspace.path());
  editor.open(workspace.file(), std::string(stub) + scoped);
  editor.change(workspace.file(), std::string(stub) + unscoped, 2);
  editor.diagnostics(workspace.file(), some);
  editor.change(workspace.file(), std::string(stub) + "// NOLINTNEXTLINE(pg-isolation-unscoped)\n" + unscoped, 3);
  editor.diagnostics(workspace.file(), none);
}

TEST(Server, variablesAreCheckedWhileTheyAreTyped) {
  Workspace workspace;
  workspace.write(".pgtidy", "Schema: [schema.sql]\nEnvFiles: ['.env*']\n");
  std::string file = workspace.write(".env.example", "DATABASE_URL=\n");
  Editor editor(workspace.path());
  editor.open(file, "DATABASE_URL=\n");
  editor.change(file, "DATABASE_URL=postgres://app:npg_9sJ2kfLqW8zx@db.example.org/app?sslmode=disable\n", 2);
  std::vector<std::string> checks = checksIn(editor.diagnostics(file, some));
  EXPECT_FALSE(checks.empty());
  editor.change(file, "DATABASE_URL=\n", 3);
  editor.diagnostics(file, none);
}

TEST(Server, aChangedConfigurationIsReadAgain) {
  Workspace workspace(std::string(stub) + unscoped);
  Editor editor(workspace.path());
  editor.diagnostics(workspace.file(), some);
  std::string config = workspace.write(".pgtidy", "Schema: [schema.sql]\nChecks: '-*'\n");
  editor.notify("workspace/didChangeWatchedFiles",
                Object{{"changes", Array{Object{{"uri", "file://" + config}, {"type", 2}}}}});
  editor.diagnostics(workspace.file(), none);
}

TEST(Server, tellsItsProgress) {
  Workspace workspace;
  Editor editor(workspace.path(), capabilities(R"({"window": {"workDoneProgress": true}})"));
  editor.waitFor("window/workDoneProgress/create");
  Value progress = editor.waitFor("$/progress");
  EXPECT_EQ(progress.getAsObject()->getString("token"), llvm::StringRef("pgtidy/index"));
}

TEST(Server, survivesMessagesThatMakeNoSense) {
  Workspace workspace(std::string(stub) + unscoped);
  Editor editor(workspace.path());
  editor.notify("textDocument/didOpen", nullptr);
  editor.notify("textDocument/didOpen", Object{{"textDocument", Object{{"uri", 7}}}});
  editor.notify("textDocument/didChange", Object{{"textDocument", Object{{"uri", "file:///nowhere.cpp"}}}});
  editor.notify("no/such/notification", Array{1, 2});
  editor.sendRaw("Content-Length: 9\r\n\r\n{\"broken\"");
  editor.notify("textDocument/didOpen", Object{{"textDocument", Object{{"uri", "https://example.org/a.cpp"}}}});
  EXPECT_NE(editor.call("textDocument/hover", Object{}).getAsObject()->getString("message"), std::nullopt);
  editor.diagnostics(workspace.file(), some);
}

TEST(Server, endsWhenTheClientIsGone) {
  Workspace workspace;
  Editor editor(workspace.path());
  EXPECT_EQ(editor.hangUp(), 1);
}

TEST(Server, aBrokenConfigurationIsToldAndMendedLater) {
  Workspace workspace(std::string(stub) + unscoped);
  std::string config = workspace.write(".pgtidy", "Schema: [\n");
  Editor editor(workspace.path());
  Value message = editor.waitFor("window/logMessage");
  EXPECT_NE(message.getAsObject()->getString("message")->find(".pgtidy"), llvm::StringRef::npos);
  workspace.write(".pgtidy", "Schema: [schema.sql]\n");
  editor.notify("workspace/didChangeWatchedFiles",
                Object{{"changes", Array{Object{{"uri", "file://" + config}, {"type", 2}}}}});
  editor.diagnostics(workspace.file(), some);
}

} // namespace pgtidy::test
