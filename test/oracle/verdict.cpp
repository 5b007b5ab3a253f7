#include "verdict.h"

namespace pgtidy::oracle {
namespace {

const char *name(analysis::Verdict verdict) {
  static const char *const names[] = {"closed", "constant", "open", "ownership change", "undecided"};
  return names[size_t(verdict)];
}

const char *name(analysis::Use use) {
  static const char *const names[] = {"read", "update", "delete", "insert", "merge", "copy out", "copy in", "truncate"};
  return names[size_t(use)];
}

} // namespace

Judge::Judge(const Corpus &corpus) {
  sql::Migration file;
  file.path = corpus.name + ".sql";
  file.up = corpus.ddl;
  for (const std::string &key : corpus.model.foreignKeys) // as the engine takes them from the configuration
    file.up += "\nALTER TABLE " + key.substr(0, key.find('(')) + "ADD FOREIGN KEY " + key.substr(key.find('(')) +
               " NOT VALID;";
  sql::apply(Catalog, {file}, Problems);
  sql::finish(Catalog);
  Owners = std::make_unique<analysis::Ownership>(Catalog, corpus.model);
}

Judgement Judge::judge(const std::string &text) const {
  Judgement judgement;
  sql::Template source{text, {}, sql::PlaceholderStyle::Dollar};
  sql::Parsed parsed = sql::parse(source);
  judgement.parsed = !parsed.error && !parsed.undecided && parsed.statements.size() == 1;
  if (!judgement.parsed)
    return judgement;
  judgement.scoped = true;
  for (const analysis::TableReference &reference :
       analysis::judge(parsed.statements[0], parsed, source, *Owners).references) {
    if (reference.verdict == analysis::Verdict::Closed)
      continue;
    if (judgement.scoped)
      judgement.reason = std::string(name(reference.verdict)) + " " + name(reference.use) + " of " + reference.table +
                         (reference.reason.empty() ? "" : ": " + reference.reason);
    judgement.constant |= reference.verdict == analysis::Verdict::Constant;
    judgement.scoped = false;
  }
  return judgement;
}

} // namespace pgtidy::oracle
