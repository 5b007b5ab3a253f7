// Runs the built pgtidy as a user would.
#pragma once

#include "command.h"

namespace pgtidy::test {

/// Runs pgtidy with `arguments`, in the folder `cwd`.
inline Output run(const std::string &cwd, const std::vector<std::string> &arguments) {
  std::vector<std::string> command{PGTIDY_BINARY};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return runCommand(cwd, command);
}

inline Output shell(const std::string &cwd, const std::string &commands) {
  return runCommand(cwd, {"/bin/sh", "-c", commands});
}

/// A libpq of two functions, so that the cases compile without the library.
inline constexpr const char *libpqStub = R"cpp(
extern "C" {
struct PGconn; struct PGresult;
PGconn *PQconnectdb(const char *conninfo);
PGresult *PQexec(PGconn *conn, const char *query);
}
)cpp";

/// A project in a folder with one command for each of its sources.
class Project : public TemporaryFolder {
public:
  void add(llvm::StringRef source, llvm::StringRef contents) {
    write(source, contents);
    Entries += (Entries.empty() ? "" : ",\n") + std::string("{\"directory\": \"") + path() + "\", \"file\": \"" +
               source.str() + "\", \"arguments\": [\"c++\", \"-std=c++20\", \"-c\", \"" + source.str() + "\"]}";
    write("compile_commands.json", "[" + Entries + "]");
  }
  Output run(const std::vector<std::string> &arguments) const { return test::run(path(), arguments); }

private:
  std::string Entries;
};

} // namespace pgtidy::test
