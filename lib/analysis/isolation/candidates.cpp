// Who may be the principal of a statement, by the values that had a part in closing something.
#include "isolation/candidates.h"

namespace pgtidy::analysis::isolation {
namespace {

/// Values that name the user together: one for each column, or for some of them a constant.
void addJoint(const std::vector<UserKeys> &joint, const std::vector<Culprit> &culprits,
              std::vector<Principals> &candidates) {
  std::vector<Principals> found{{Principals::Kind::One, "", false, 0}};
  for (const UserKeys column : joint) {
    std::vector<Principals> next;
    for (const Principals &before : found) {
      for (const Culprit &culprit : culprits) {
        if (!(culprit.sometimes & column))
          continue;
        Principals &one = next.emplace_back(before);
        if (one.keys)
          one.together.emplace_back(culprit.text, column);
        else
          one.one = culprit.text, one.keys = column;
      }
      next.push_back(before);
      next.back().constantFor |= column;
    }
    found = std::move(next);
    if (found.size() > MostCandidates)
      return;
  }
  for (Principals &one : found)
    if (one.keys)
      candidates.push_back(std::move(one));
}

} // namespace

std::vector<Principals> candidatesAmong(const std::vector<Culprit> &culprits, const Ownership &owners) {
  std::vector<Principals> candidates;
  for (const Culprit &culprit : culprits) {
    const UserKeys always = culprit.always & AnyUserKey;
    const UserKeys keys = always ? always & (~always + 1) : culprit.sometimes;
    for (unsigned number = 0; number < MostUserKeys; ++number)
      if (keys & (1u << number))
        candidates.push_back({Principals::Kind::One, culprit.text, false, 1u << number});
  }
  for (const std::vector<UserKeys> &joint : owners.jointKeys())
    addJoint(joint, culprits, candidates);
  return candidates;
}

} // namespace pgtidy::analysis::isolation
