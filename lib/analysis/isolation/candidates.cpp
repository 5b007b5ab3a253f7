// Who may be the principal of a statement, by the values that had a part in closing something.
#include "isolation/candidates.h"

namespace pgtidy::analysis::isolation {
namespace {

/// Values that name the user together: one for each column, or for some of them one constant. A secret that stands in
/// the text is nobody's in particular: whoever the other values are of, it was not they who showed it.
void addJoint(size_t number, const std::vector<Culprit> &culprits, const std::vector<Culprit> &constants,
              const Ownership &owners, std::vector<Principals> &candidates) {
  std::vector<Principals> found{{Principals::Kind::One, "", false, 0}};
  found[0].joint = number;
  for (const UserKeys column : owners.jointKeys()[number]) {
    std::vector<Principals> next;
    for (const Principals &before : found) {
      for (const Culprit &culprit : culprits) {
        if (!(culprit.sometimes & column))
          continue;
        Principals &one = next.emplace_back(before);
        if (one.keys || isNamedByConstant(culprit.text))
          one.together.emplace_back(culprit.text, column);
        else
          one.one = culprit.text, one.keys = column;
      }
      for (const Culprit &constant : constants)
        if ((constant.sometimes & column) && !(owners.credentialKeys() & column)) {
          next.push_back(before);
          next.back().constants.emplace_back(constant.text, column);
        }
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

std::vector<Principals> candidatesAmong(const std::vector<Culprit> &culprits, const std::vector<Culprit> &constants,
                                        const Ownership &owners) {
  std::vector<Principals> candidates;
  for (const Culprit &culprit : culprits) {
    if (isNamedByConstant(culprit.text))
      continue;
    const UserKeys always = culprit.always & AnyUserKey;
    const UserKeys keys = always ? always & (~always + 1) : culprit.sometimes;
    for (unsigned number = 0; number < MostUserKeys; ++number)
      if (keys & (1u << number))
        candidates.push_back({Principals::Kind::One, culprit.text, false, 1u << number});
  }
  for (size_t number = 0; number < owners.jointKeys().size(); ++number)
    addJoint(number, culprits, constants, owners, candidates);
  return candidates;
}

} // namespace pgtidy::analysis::isolation
