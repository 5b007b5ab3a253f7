// Which values of a supposed row combination are the same, and what is known of each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace pgtidy::analysis::isolation {

/// A value: a column of one row, a parameter, a constant … An index in Terms.
using Term = int32_t;

/// What is known of a value.
enum Trait : uint8_t {
  IsPrincipal = 1,  ///< it is the principal
  NotPrincipal = 2, ///< where it is not NULL, it is not the principal
  NotNull = 4,
  IsNull = 8,
};

/// Kinds of values that tell more than their name.
enum class TermKind : uint8_t { Plain, Null, Integer, Boolean, Text, Scalar };

/// The values of one judgement. Terms are only added.
class Terms {
public:
  Term add(TermKind kind = TermKind::Plain) {
    Kinds.push_back(kind);
    return static_cast<Term>(Kinds.size()) - 1;
  }
  TermKind kind(Term term) const { return Kinds[term]; }
  size_t size() const { return Kinds.size(); }

private:
  std::vector<TermKind> Kinds;
};

/// Equality classes of terms. Cheap to copy; every change says whether it is still free of contradiction.
class Equalities {
public:
  explicit Equalities(const Terms &terms) : All(&terms) {}

  /// Both are equal or both NULL. False when that can not be.
  bool merge(Term a, Term b);
  /// Both are equal and neither is NULL.
  bool mergeEqual(Term a, Term b) { return mark(a, NotNull) && mark(b, NotNull) && merge(a, b); }
  /// The value has the traits too. False when that can not be.
  bool mark(Term term, uint8_t traits);
  /// a <= b holds; two such facts make an equality.
  bool atMost(Term a, Term b);
  /// Both are known not to be equal.
  bool differ(Term a, Term b);

  bool same(Term a, Term b) { return find(a) == find(b); }
  uint8_t traits(Term term) { return Nodes[find(term)].traits; }
  /// A term in the class of `term` that stands for the principal; -1 when there is none.
  Term principalOf(Term term) { return Nodes[find(term)].principal; }
  /// The principal's term in the last contradiction, -1 when it was another one.
  Term culprit() const { return Culprit; }

private:
  struct Node {
    Term parent;
    Term constant = -1;
    Term principal = -1;
    uint8_t traits = 0;
  };
  Term find(Term term);
  void grow(Term term);
  bool consistent(Node &node);
  bool constantsAgree(Term a, Term b) const;

  const Terms *All;
  std::vector<Node> Nodes;
  std::vector<std::pair<Term, Term>> Bounds;
  std::vector<std::pair<Term, Term>> Different;
  Term Culprit = -1;
};

} // namespace pgtidy::analysis::isolation
