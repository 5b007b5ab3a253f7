// The corpus: schemas, each with statements whose verdict is known.
#pragma once

#include "analysis/isolation.h"
#include "llvm/Support/Error.h"

#include <map>
#include <string>
#include <vector>

namespace pgtidy::oracle {

struct CorpusStatement {
  std::string sql;
  bool scoped = false;
  std::string kind; ///< "joins", "upsert": what the file says after "-- scoped:"
  size_t line = 0;
};

/// A file of the corpus. Before "-- statements" it holds DDL and directives ("-- shared: tags, plans",
/// "-- domain orders.status: open, paid", "-- foreign key: items (order_id) REFERENCES orders (id)" for one that only
/// the program keeps); after it, statements below the line that gives their verdict
/// ("-- scoped: joins", "-- leaks: joins"), each ending in a semicolon at the end of a line.
struct Corpus {
  std::string name;
  std::string ddl;
  analysis::UserModel model;
  bool session = false;
  std::map<std::string, std::vector<std::string>> domains; ///< by "table.column"
  std::vector<std::string> credentials;                    ///< "table.column": who knows the value is its row's user
  std::vector<CorpusStatement> statements;
};

llvm::Expected<Corpus> readCorpus(const std::string &path);

/// Every *.sql of a folder, by name.
llvm::Expected<std::vector<Corpus>> readCorpora(const std::string &folder);

/// White space folded to single blanks: how a statement is named in lists.
std::string oneLine(const std::string &sql);

} // namespace pgtidy::oracle
