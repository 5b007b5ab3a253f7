// Which values of a supposed row combination are the same, and what is known of each.
#pragma once

#include "analysis/isolation.h"

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace pgtidy::analysis::isolation {

/// A value: a column of one row, a parameter, a constant … An index in Terms.
using Term = int32_t;

/// What is known of a value, as bits.
using Traits = uint64_t;
inline constexpr Traits NotNull = 1, IsNull = 2;
/// It is what the principal has in each of these columns of the users table.
constexpr Traits isPrincipal(UserKeys keys) { return Traits{keys} << 2; }
/// Where it is not NULL, it is not what the principal has in any of these columns.
constexpr Traits notPrincipal(UserKeys keys) { return Traits{keys} << (2 + MostUserKeys + MostJointColumns); }
/// The columns by which it both is and is not the principal.
constexpr UserKeys contradictedBy(Traits traits) {
  return static_cast<UserKeys>((traits >> 2) & (traits >> (2 + MostUserKeys + MostJointColumns)) & EveryUserKey);
}

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
  bool mark(Term term, Traits traits);
  /// a <= b holds; two such facts make an equality.
  bool atMost(Term a, Term b);
  /// Both are known not to be equal.
  bool differ(Term a, Term b);

  bool same(Term a, Term b) { return find(a) == find(b); }
  Traits traits(Term term) { return Nodes[find(term)].traits; }
  /// A term in the class of `term` that stands for the principal; -1 when there is none.
  Term principalOf(Term term) { return Nodes[find(term)].principal; }
  /// The principal's term in the last contradiction, -1 when it was another one.
  Term culprit() const { return Culprit; }
  /// The columns of the users table that it was one of.
  UserKeys culpritKeys() const { return CulpritKeys; }

private:
  struct Node {
    Term parent;
    Term constant = -1;
    Term principal = -1;
    Traits traits = 0;
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
  UserKeys CulpritKeys = 0;
};

} // namespace pgtidy::analysis::isolation
