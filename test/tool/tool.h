// Runs the built pgtidy as a user would.
#pragma once

#include "temporary_folder.h"

#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"

#include <string>
#include <vector>

namespace pgtidy::test {

struct Output {
  int status = -1;
  std::string out;
  std::string err;
};

/// Runs pgtidy with `arguments`, in the folder `cwd`.
inline Output run(const std::string &cwd, const std::vector<std::string> &arguments) {
  TemporaryFolder logs;
  std::string out = logs.write("out", ""), err = logs.write("err", "");
  std::vector<std::string> words{"/usr/bin/env", "-C", cwd, PGTIDY_BINARY};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<llvm::StringRef> references(words.begin(), words.end());
  std::optional<llvm::StringRef> redirects[] = {llvm::StringRef(), llvm::StringRef(out), llvm::StringRef(err)};
  Output result;
  result.status = llvm::sys::ExecuteAndWait(words[0], references, std::nullopt, redirects, /*SecondsToWait=*/120);
  auto read = [](const std::string &path) {
    auto buffer = llvm::MemoryBuffer::getFile(path);
    return buffer ? (*buffer)->getBuffer().str() : std::string();
  };
  result.out = read(out);
  result.err = read(err);
  return result;
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
