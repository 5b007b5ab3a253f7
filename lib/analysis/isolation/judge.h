// The judgement of one statement, as its parts share it.
#pragma once

#include "isolation/calls.h"
#include "isolation/holes.h"
#include "isolation/walk.h"

#include <memory>
#include <string>
#include <vector>

namespace pgtidy::analysis::isolation {

/// One choice of principals with what it closes.
struct Attempt {
  std::unique_ptr<Walk> walk;
  Principals principals;
  std::string principal;
  size_t closed = 0; ///< of the mentions, and of the functions that are queries

  size_t all() const { return walk->mentions().size() + walk->calledQueries().size(); }
  const Mention *find(const sql::Name *name) const {
    for (const Mention &mention : walk->mentions())
      if (mention.name == name)
        return &mention;
    return nullptr;
  }
};

/// Whether nothing is to be said of the mention.
inline bool isFine(const Mention &mention) { return mention.closed && !mention.tooLarge && !mention.ownershipChange; }

/// Judges one statement: the principal that closes most, and a verdict on each reference.
class Judge {
public:
  Judge(const sql::Statement &statement, const sql::Parsed &parsed, const sql::Template &source,
        const Ownership &ownership, CallChain &chain, bool explaining = false)
      : Explaining(explaining), Chain(chain), Subject(statement), Text(parsed), Source(source), Owners(ownership),
        HoleNames(holePrincipals(parsed, source)) {}

  StatementVerdict run();

private:
  Attempt attempt(const Principals &principals);
  Attempt bySession(const Attempt &best);
  Attempt withConstants(const Attempt &best);
  Attempt choose(const Attempt &found);
  TableReference verdict(const Mention &mention, const Attempt &chosen, const Attempt &every);
  void explainOpen(TableReference &reference, const Mention &mention, const Attempt &chosen, const Attempt &every);
  std::string protection(const Mention &mention, const Attempt &chosen);
  bool mayBeProtected(const Mention &mention);
  bool namesOnlyParent(const Mention &mention) const;
  void addKeyActions(std::vector<TableReference> &references) const;
  void distrustSession(std::vector<TableReference> &references) const;
  bool isPositional() const;
  int statementIndex() const;
  std::string written(const std::string &principal) const;
  std::string withItsParameters(llvm::StringRef sql) const;

  bool Explaining;
  CallChain &Chain;
  const sql::Statement &Subject;
  const sql::Parsed &Text;
  const sql::Template &Source;
  const Ownership &Owners;
  std::vector<std::string> HoleNames;
  std::unique_ptr<Attempt> Constants;
  std::unique_ptr<Attempt> Held;   ///< as if the policies held
  std::unique_ptr<Attempt> Unsure; ///< with policies that may have been changed
};

} // namespace pgtidy::analysis::isolation
