#include "isolation/equalities.h"

#include <algorithm>
#include <utility>

namespace pgtidy::analysis::isolation {

void Equalities::grow(Term term) {
  if (Nodes.capacity() <= static_cast<size_t>(term))
    Nodes.reserve(std::max(2 * Nodes.size(), All->size() + 8));
  while (Nodes.size() <= static_cast<size_t>(term)) {
    Node node;
    node.parent = static_cast<Term>(Nodes.size());
    TermKind kind = All->kind(node.parent);
    if (kind == TermKind::Null)
      node.traits = IsNull;
    else if (kind == TermKind::Integer || kind == TermKind::Boolean || kind == TermKind::Text) {
      node.constant = node.parent;
      node.traits = NotNull;
    }
    Nodes.push_back(node);
  }
}

Term Equalities::find(Term term) {
  grow(term);
  while (Nodes[term].parent != term)
    term = Nodes[term].parent = Nodes[Nodes[term].parent].parent;
  return term;
}

/// Numbers and truth values differ when they are written differently; of texts that is not known without their type
/// ('1' and '01' are one number).
bool Equalities::constantsAgree(Term a, Term b) const {
  return a < 0 || b < 0 || a == b || All->kind(a) == TermKind::Text || All->kind(b) == TermKind::Text;
}

bool Equalities::consistent(Node &node) {
  if (UserKeys keys = contradictedBy(node.traits)) {
    Culprit = node.principal;
    CulpritKeys = keys;
    if (node.traits & NotNull)
      return false;
    node.traits |= IsNull; // both can only be when the principal is nobody
  }
  if ((node.traits & IsNull) && (node.traits & NotNull))
    return false;
  return true;
}

bool Equalities::merge(Term a, Term b) {
  a = find(a);
  b = find(b);
  if (a == b)
    return true;
  Node &kept = Nodes[a], &gone = Nodes[b];
  Culprit = -1;
  if (!constantsAgree(kept.constant, gone.constant))
    return false;
  gone.parent = a;
  kept.traits |= gone.traits;
  if (kept.constant < 0)
    kept.constant = gone.constant;
  if (kept.principal < 0)
    kept.principal = gone.principal;
  if (!consistent(kept))
    return false;
  for (auto [x, y] : Different)
    if (same(x, y))
      return false;
  return true;
}

bool Equalities::mark(Term term, Traits traits) {
  term = find(term);
  Node &node = Nodes[term];
  if ((node.traits & traits) == traits)
    return true;
  node.traits |= traits;
  if ((traits & isPrincipal(EveryUserKey)) && node.principal < 0)
    node.principal = term;
  Culprit = -1;
  return consistent(node);
}

bool Equalities::atMost(Term a, Term b) {
  for (auto [x, y] : Bounds)
    if (same(x, b) && same(y, a))
      return mergeEqual(a, b);
  Bounds.emplace_back(a, b);
  return true;
}

bool Equalities::differ(Term a, Term b) {
  Different.emplace_back(a, b);
  Culprit = -1;
  return !same(a, b);
}

} // namespace pgtidy::analysis::isolation
