// One scalar as values of several types: '01' and '1' are one number, and two numbers may be one float8.
#include "isolation/own_operators.h"
#include "isolation/refutation.h"
#include "isolation/scalars.h"

#include "llvm/ADT/STLExtras.h"

namespace pgtidy::analysis::isolation {
namespace {

constexpr const char *Text = "text";

/// The type by which values of that type are told apart: "" for numbers, UUIDs and all that is not known to see them
/// otherwise.
std::string viewOf(std::string_view type, const sql::Catalog &catalog) {
  std::string base = type.empty() ? std::string() : baseOf(type, catalog);
  base = base.substr(0, base.find('('));
  if (base == Text || base == "varchar")
    return Text;
  return base == AnyType || mayMergeValues(base) ? base : "";
}

/// Numbers and UUIDs: several texts may be read as one.
bool isReadFromTexts(std::string_view type) {
  static constexpr std::string_view Types[] = {"int2", "int4", "int8", "numeric", "uuid"};
  return llvm::is_contained(Types, type);
}

} // namespace

/// Says of a scalar's term whether it is the principal.
void Refutation::markScalar(Situation &s, Term term, const std::string &text) {
  UserKeys keys = 0;
  if (Selected.kind == Principals::Kind::Every ||
      (Selected.kind == Principals::Kind::OfSession && isSessionUser(text)) ||
      (Selected.kind == Principals::Kind::One && Selected.one == text))
    keys = Selected.keys;
  for (const auto &[other, others] : Selected.together)
    if (other == text)
      keys |= others;
  if (keys)
    s.equal.mark(term, isPrincipal(keys) | (SignedIn ? NotNull : 0));
}

/// The term of a scalar as what it is compared with sees it; of other values their own. The principal is the principal
/// however it is seen, but of two parameters that are one as float8 only the float8 are one.
Term Refutation::seenBy(Situation &s, const Resolved &scalar, const Resolved &other) {
  if (scalar.kind != Resolved::Kind::Value || S.terms().kind(scalar.term) != TermKind::Scalar)
    return scalar.term;
  const std::string text = S.scalarText(scalar.term);
  if (isNamedByConstant(text))
    return scalar.term;
  const sql::Catalog &catalog = S.ownership().catalog();
  const bool areScalars = other.kind == Resolved::Kind::Value && S.terms().kind(other.term) == TermKind::Scalar;
  const std::string given = viewOf(other.type.empty() ? other.made : other.type, catalog),
                    made = viewOf(scalar.made, catalog);
  const bool isUntyped = scalar.made.empty() && other.type.empty() && other.made.empty();
  const std::string &view = !given.empty() && given != Text ? given : !scalar.made.empty() ? made : given;
  // Of the type that another place gives it, it is compared by that type with what is of neither.
  const std::string type = viewOf(S.firstType(text), catalog); // which cuts it before any cast, but for citext
  const std::string first = scalar.made.empty() || type != "citext" ? type : "";
  if (!first.empty() && first != Text && !isUntyped && first != given)
    return S.scalar(text, first + " for others");
  const std::string seenAs = areScalars && isUntyped ? Text : view;
  if (seenAs.empty())
    return scalar.term;
  const Term seen = S.scalar(text, seenAs);
  markScalar(s, seen, text);
  return seen;
}

/// A scalar is NULL in all views or in none, and what is one text is one number.
bool Refutation::agreeViews(Situation &s, bool &changed) {
  const size_t count = S.scalars().size(); // there may be more behind them soon
  for (size_t i = 0; i < count; ++i) {
    const Scene::Scalar view = S.scalars()[i];
    if (view.seenAs.empty())
      continue;
    const Term plain = S.scalar(view.text);
    const Traits known = (s.equal.traits(plain) | s.equal.traits(view.term)) & (NotNull | IsNull);
    for (const Term term : {view.term, plain}) // the first knows who is to blame
      if ((s.equal.traits(term) & known) != known) {
        changed = true;
        if (!s.equal.mark(term, known))
          return false;
      }
    for (size_t j = 0; j < i && view.seenAs == Text; ++j) {
      const Scene::Scalar other = S.scalars()[j];
      if (other.seenAs != Text || !s.equal.same(view.term, other.term))
        continue;
      const Term otherPlain = S.scalar(other.text);
      if (s.equal.same(plain, otherPlain))
        continue;
      changed = true;
      if (!s.equal.merge(plain, otherPlain))
        return false;
    }
  }
  return true;
}

/// What is the same is so after a cast, too; of a scalar's text a cast makes the number that the scalar is.
bool Refutation::agreeCasts(Situation &s, bool &changed) {
  const size_t count = S.casts().size();
  for (size_t i = 0; i < count; ++i) {
    const Scene::CastTerm one = S.casts()[i];
    auto equate = [&](Term other) {
      if (s.equal.same(one.term, other))
        return true;
      changed = true;
      return s.equal.merge(one.term, other);
    };
    for (size_t j = 0; j < i; ++j)
      if (const Scene::CastTerm other = S.casts()[j]; other.to == one.to && s.equal.same(one.of, other.of))
        if (!equate(other.term))
          return false;
    const bool isDigits = one.to == DigitsOfNumber;
    if (!isDigits && !isReadFromTexts(baseOf(one.to, S.ownership().catalog())))
      continue;
    const Term number = isDigits ? one.of : one.term, text = isDigits ? one.term : one.of;
    const size_t scalars = S.scalars().size();
    for (size_t j = 0; j < scalars; ++j) {
      const Scene::Scalar view = S.scalars()[j];
      if (view.seenAs != Text || !s.equal.same(text, view.term))
        continue;
      const Term plain = S.scalar(view.text);
      changed |= !s.equal.same(number, plain);
      if (!s.equal.merge(number, plain))
        return false;
    }
  }
  return true;
}

} // namespace pgtidy::analysis::isolation
