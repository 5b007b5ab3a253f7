// Every piece of some SQL files through parser, schema and analysis: nothing of PostgreSQL's grammar may crash or hang
// them. Pieces end at a semicolon at the end of a line; what is no SQL (psql's own commands) is a syntax error.
// usage: statements_pass FILE.sql…
#include "analysis/isolation.h"

#include "llvm/Support/Format.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

#include <sys/resource.h>

using namespace pgtidy;

namespace {

struct Passed {
  size_t pieces = 0, statements = 0, errors = 0, undecided = 0, references = 0, closed = 0;
  double slowest = 0;
  std::string slowestText;
};

rusage usage() {
  rusage result{};
  getrusage(RUSAGE_SELF, &result);
  return result;
}

double userSeconds() {
  rusage now = usage();
  return static_cast<double>(now.ru_utime.tv_sec) + static_cast<double>(now.ru_utime.tv_usec) / 1e6;
}

/// Columns that the files' tables have, so that much is user-owned.
analysis::UserModel model() {
  analysis::UserModel result;
  result.ownerColumns = {"user_id", "owner", "a", "f1", "id", "unique1", "relowner", "usesysid"};
  result.ownerColumnsConfigured = true;
  return result;
}

/// Explained, too, unless it is long: each condition is tried without the others.
analysis::StatementVerdict verdict(const sql::Statement &statement, const sql::Parsed &parsed,
                                   const sql::Template &source, const analysis::Ownership &owners) {
  constexpr size_t Long = 1500;
  return source.text.size() < Long ? analysis::explain(statement, parsed, source, owners)
                                   : analysis::judge(statement, parsed, source, owners);
}

void pass(const std::string &text, analysis::Ownership &names, const analysis::Ownership &schema, Passed &passed) {
  double begin = userSeconds();
  sql::Template source{text, {}};
  sql::Parsed parsed = sql::parse(source);
  ++passed.pieces;
  passed.errors += parsed.error.has_value();
  passed.undecided += parsed.undecided;
  for (const sql::Statement &statement : parsed.statements) {
    names.learn(statement);
    for (const analysis::Ownership *owners : {&schema, static_cast<const analysis::Ownership *>(&names)})
      for (const auto &reference : verdict(statement, parsed, source, *owners).references) {
        ++passed.references;
        passed.closed += reference.verdict == analysis::Verdict::Closed;
      }
    ++passed.statements;
  }
  double seconds = userSeconds() - begin;
  if (seconds <= passed.slowest)
    return;
  passed.slowest = seconds;
  passed.slowestText = text.substr(0, 200);
}

} // namespace

int main(int argc, char **argv) {
  Passed passed;
  sql::Catalog none;
  analysis::Ownership names(none, model());
  for (int i = 1; i < argc; ++i) {
    auto buffer = llvm::MemoryBuffer::getFile(argv[i]);
    if (!buffer)
      continue;
    llvm::StringRef rest = (*buffer)->getBuffer();
    sql::Catalog catalog;
    std::vector<sql::SchemaProblem> problems;
    sql::Migration file;
    file.path = argv[i];
    file.up = rest.str();
    sql::apply(catalog, {file}, problems);
    sql::finish(catalog);
    analysis::Ownership schema(catalog, model());
    while (!rest.empty()) {
      auto [piece, after] = rest.split(";\n");
      pass(piece.str(), names, schema, passed);
      rest = after;
    }
  }
  llvm::outs() << argc - 1 << " files, " << passed.pieces << " pieces: " << passed.statements << " statements judged, "
               << passed.references << " references, " << passed.closed << " closed; " << passed.errors
               << " syntax errors, " << passed.undecided << " undecided\n"
               << llvm::format("slowest: %.3f s: ", passed.slowest) << passed.slowestText
               << "\nmost memory: " << usage().ru_maxrss / 1024 << " MB\n";
}
