#include "corpus.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

#include <algorithm>

namespace pgtidy::oracle {
namespace {

std::vector<std::string> list(llvm::StringRef text) {
  llvm::SmallVector<llvm::StringRef> parts;
  text.split(parts, ',');
  std::vector<std::string> result;
  for (llvm::StringRef part : parts)
    result.push_back(part.trim().str());
  return result;
}

/// A directive of the schema's part; false when the comment is only a comment.
bool directive(Corpus &corpus, llvm::StringRef text) {
  auto [key, value] = text.split(':');
  key = key.trim();
  if (key == "users") {
    corpus.model.tables = list(value);
    corpus.model.tablesConfigured = true;
  } else if (key == "owner columns") {
    corpus.model.ownerColumns = list(value);
    corpus.model.ownerColumnsConfigured = true;
  } else if (key == "shared")
    corpus.model.shared = list(value);
  else if (key == "memberships")
    corpus.model.memberships = list(value);
  else if (key == "public when")
    corpus.model.publicWhen = list(value);
  else if (key == "principal")
    corpus.model.principals.push_back(value.trim().str()), corpus.session = true;
  else if (key == "foreign key")
    corpus.model.foreignKeys.push_back(value.trim().str());
  else if (key == "role")
    corpus.model.role = value.trim().str();
  else if (key == "credentials")
    corpus.credentials = list(value);
  else if (key.consume_front("domain "))
    corpus.domains[key.str()] = list(value);
  else
    return false;
  return true;
}

/// Reads the statements' part line by line.
class StatementReader {
public:
  explicit StatementReader(Corpus &corpus) : Target(corpus) {}

  llvm::Error line(llvm::StringRef text, size_t number) {
    if (Sql.empty() && text.trim().empty())
      return llvm::Error::success();
    if (Sql.empty() && text.starts_with("-- "))
      return marker(text.substr(3), number);
    if (Sql.empty())
      Start = number;
    Sql += (text + "\n").str();
    if (text.rtrim().ends_with(";"))
      finish();
    return llvm::Error::success();
  }

private:
  llvm::Error marker(llvm::StringRef text, size_t number) {
    auto [verdict, kind] = text.split(':');
    if (verdict != "scoped" && verdict != "leaks")
      return llvm::createStringError(Target.name + ":" + std::to_string(number) + ": not a verdict: " + text.str());
    Scoped = verdict == "scoped";
    Kind = kind.trim().str();
    return llvm::Error::success();
  }

  void finish() {
    std::string sql = llvm::StringRef(Sql).rtrim().drop_back().str();
    Target.statements.push_back({sql, Scoped, Kind, Start});
    Sql.clear();
  }

  Corpus &Target;
  std::string Sql, Kind;
  bool Scoped = false;
  size_t Start = 0;
};

} // namespace

llvm::Expected<Corpus> readCorpus(const std::string &path) {
  auto buffer = llvm::MemoryBuffer::getFile(path);
  if (!buffer)
    return llvm::createStringError(path + ": " + buffer.getError().message());
  Corpus corpus;
  corpus.name = llvm::sys::path::stem(path).str();
  StatementReader reader(corpus);
  llvm::SmallVector<llvm::StringRef> lines;
  (*buffer)->getBuffer().split(lines, '\n');
  bool statements = false;
  for (size_t i = 0; i < lines.size(); ++i) {
    llvm::StringRef line = lines[i];
    if (line == "-- statements")
      statements = true;
    else if (statements) {
      if (llvm::Error error = reader.line(line, i + 1))
        return std::move(error);
    } else if (!line.starts_with("-- ") || !directive(corpus, line.substr(3)))
      corpus.ddl += (line + "\n").str();
  }
  return corpus;
}

llvm::Expected<std::vector<Corpus>> readCorpora(const std::string &folder) {
  std::vector<std::string> paths;
  std::error_code error;
  for (llvm::sys::fs::directory_iterator it(folder, error), end; it != end && !error; it.increment(error))
    if (llvm::sys::path::extension(it->path()) == ".sql")
      paths.push_back(it->path());
  if (error)
    return llvm::createStringError(folder + ": " + error.message());
  std::sort(paths.begin(), paths.end());
  std::vector<Corpus> corpora;
  for (const std::string &path : paths) {
    llvm::Expected<Corpus> corpus = readCorpus(path);
    if (!corpus)
      return corpus.takeError();
    corpora.push_back(std::move(*corpus));
  }
  return corpora;
}

std::string oneLine(const std::string &sql) {
  std::string result;
  for (char c : sql) {
    bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (blank && (result.empty() || result.back() == ' '))
      continue;
    result += blank ? ' ' : c;
  }
  while (!result.empty() && result.back() == ' ')
    result.pop_back();
  return result;
}

} // namespace pgtidy::oracle
