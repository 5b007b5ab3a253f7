// What pgtidy says of a statement.
#pragma once

#include "corpus.h"

#include "analysis/isolation.h"
#include "sql/catalog.h"

namespace pgtidy::oracle {

struct Judgement {
  bool parsed = false;
  bool scoped = false;   ///< every reference to a user-owned table is closed
  bool constant = false; ///< closed, but by a literal
  std::string reason;    ///< why not, for the first reference that is not closed
};

/// pgtidy's judgement by the corpus' schema and user model.
class Judge {
public:
  explicit Judge(const Corpus &corpus);
  Judgement judge(const std::string &sql) const;
  /// What pgtidy could not read of the schema.
  const std::vector<sql::SchemaProblem> &problems() const { return Problems; }

private:
  sql::Catalog Catalog;
  std::vector<sql::SchemaProblem> Problems;
  std::unique_ptr<analysis::Ownership> Owners;
};

} // namespace pgtidy::oracle
