// What has to hold of every verdict, whatever the condition: tried on conditions that RapidCheck puts together.
#include "isolation_support.h"

#include "gtest/gtest.h"
#include <rapidcheck.h>

#include <algorithm>
#include <cstdlib>

namespace pgtidy::analysis {
namespace {

/// A condition as a tree, so that a failing one shrinks to the parts that matter.
struct Condition {
  enum class Kind : uint8_t { Atom, And, Or, Not } kind = Kind::Atom;
  std::string atom;
  std::vector<Condition> parts;
};

std::string joined(const std::vector<Condition> &parts, const char *between);

std::string sqlOf(const Condition &one) {
  switch (one.kind) {
  case Condition::Kind::Atom:
    return one.atom;
  case Condition::Kind::And:
    return joined(one.parts, " AND ");
  case Condition::Kind::Or:
    return joined(one.parts, " OR ");
  case Condition::Kind::Not:
    return "NOT (" + sqlOf(one.parts[0]) + ")";
  }
  return {};
}

std::string joined(const std::vector<Condition> &parts, const char *between) {
  std::string text;
  for (const Condition &part : parts)
    text += (text.empty() ? "(" : between) + sqlOf(part);
  return text + ")";
}

void showValue(const Condition &one, std::ostream &out) { out << sqlOf(one); }

Condition atom(std::string text) { return {Condition::Kind::Atom, std::move(text), {}}; }
/// Of orders o, items i and folders f.
const std::vector<std::string> Plain{
    "o.user_id = $1",
    "$1 = o.user_id",
    "o.user_id = $2",
    "o.user_id = 7",
    "o.user_id IN ($1)",
    "o.user_id = ANY ($1)",
    "o.user_id <> $1",
    "o.user_id >= $1",
    "o.user_id IS NULL",
    "o.user_id IS NOT DISTINCT FROM $1",
    "o.user_id = coalesce($1, o.user_id)",
    "$1 IS NULL",
    "f.user_id = $1",
    "f.user_id = o.user_id",
    "f.parent_id IS NULL",
    "i.order_id = o.id",
    "i.id = $3",
    "o.status = 'open'",
    "o.total > 5",
    "o.id = $3",
    "(o.user_id, o.id) = ($1, $3)",
    "o.user_id BETWEEN $1 AND $1",
    "CASE WHEN o.total > 5 THEN o.user_id = $1 ELSE o.user_id = $2 END",
    "true",
    "false",
    "NULL",
};

const std::vector<std::string> SubQueries{
    "i.order_id IN (SELECT x.id FROM orders x WHERE x.user_id = $1)",
    "EXISTS (SELECT 1 FROM orders x WHERE x.id = i.order_id AND x.user_id = $1)",
    "EXISTS (SELECT 1 FROM products p WHERE p.id = i.product_id AND p.name = $4)",
};

rc::Gen<Condition> conditions(int depth, std::vector<std::string> atoms) {
  auto leaf = rc::gen::map(rc::gen::elementOf(atoms), [](const std::string &text) { return atom(text); });
  if (depth == 0)
    return leaf;
  auto of = [=](Condition::Kind kind, size_t least, size_t most) {
    auto parts = rc::gen::mapcat(rc::gen::inRange<size_t>(least, most + 1), [=](size_t count) {
      return rc::gen::container<std::vector<Condition>>(count,
                                                        rc::gen::lazy([=] { return conditions(depth - 1, atoms); }));
    });
    return rc::gen::map(parts, [=](std::vector<Condition> all) { return Condition{kind, {}, std::move(all)}; });
  };
  return rc::gen::weightedOneOf<Condition>({{3, leaf},
                                            {4, of(Condition::Kind::And, 2, 3)},
                                            {2, of(Condition::Kind::Or, 2, 3)},
                                            {1, of(Condition::Kind::Not, 1, 1)}});
}

rc::Gen<Condition> aPlainCondition() { return conditions(3, Plain); }

/// With sub-queries, and of one user: of two, the one that closes most is chosen, and sub-queries count.
rc::Gen<Condition> aCondition() {
  std::vector<std::string> all = Plain;
  std::erase_if(all, [](const std::string &text) { return text.find("$2") != std::string::npos; });
  all.insert(all.end(), SubQueries.begin(), SubQueries.end());
  return conditions(3, all);
}

Condition both(Condition one, Condition other) {
  return {Condition::Kind::And, {}, {std::move(one), std::move(other)}};
}
Condition either(Condition one, Condition other) {
  return {Condition::Kind::Or, {}, {std::move(one), std::move(other)}};
}
Condition no(Condition one) { return {Condition::Kind::Not, {}, {std::move(one)}}; }

/// The same with every NOT carried down to the atoms.
Condition carriedDown(const Condition &one, bool negated = false) {
  using Kind = Condition::Kind;
  if (one.kind == Kind::Not)
    return carriedDown(one.parts[0], !negated);
  if (one.kind == Kind::Atom)
    return negated ? no(one) : one;
  Condition result{(one.kind == Kind::And) != negated ? Kind::And : Kind::Or, {}, {}};
  for (const Condition &part : one.parts)
    result.parts.push_back(carriedDown(part, negated));
  return result;
}

Condition reversed(Condition one) {
  std::reverse(one.parts.begin(), one.parts.end());
  for (Condition &part : one.parts)
    part = reversed(part);
  return one;
}

// The same conditions in every run, unless RC_PARAMS says otherwise ("max_success=100000" for a long one).
[[maybe_unused]] const int Seeded = setenv("RC_PARAMS", "seed=20 max_success=400", 0);

World &world() {
  static World one;
  return one;
}

std::string selecting(const std::string &condition) {
  return "SELECT o.id, i.amount, f.name FROM orders o JOIN items i ON i.order_id = o.id, folders f WHERE " + condition;
}

/// The verdicts on the tables of FROM; sub-queries come after them.
std::string ofSelect(const Condition &condition) {
  std::string line;
  std::vector<TableReference> all = world().judgeAll(selecting(sqlOf(condition)));
  for (size_t i = 0; i < 3; ++i)
    line += " " + all.at(i).alias + ":" + std::to_string(static_cast<int>(all[i].verdict));
  return line;
}

bool isScoped(const std::string &sql) {
  std::vector<TableReference> all = world().judgeAll(sql);
  return std::all_of(all.begin(), all.end(), [](const TableReference &one) { return one.verdict == Verdict::Closed; });
}

bool isScoped(const Condition &condition) { return isScoped(selecting(sqlOf(condition))); }

/// Enough of the conditions have to be scoped, or nothing is said about them.
constexpr const char *Own = "o.user_id = $1 AND f.user_id = $1";

Condition owned() { return atom(Own); }

TEST(IsolationProperties, equivalentConditionsHaveTheSameVerdict) {
  EXPECT_TRUE(rc::check([] {
    const Condition one = *aCondition();
    const std::string expected = ofSelect(one);
    for (const Condition &same :
         {carriedDown(one), reversed(one), no(no(one)), both(one, atom("true")), either(atom("false"), one),
          atom("CASE WHEN " + sqlOf(one) + " THEN true ELSE false END")})
      RC_ASSERT(ofSelect(same) == expected);
  }));
}

TEST(IsolationProperties, aConditionTwiceIsTheSame) {
  EXPECT_TRUE(rc::check([] {
    const Condition one = *aPlainCondition();
    RC_ASSERT(ofSelect(both(one, one)) == ofSelect(one));
    RC_ASSERT(ofSelect(either(one, one)) == ofSelect(one));
  }));
}

// Without sub-queries: those have rows of their own, which may be another user's.
TEST(IsolationProperties, aFurtherConditionOpensNothing) {
  EXPECT_TRUE(rc::check([] {
    const Condition one = *aPlainCondition(), other = *aPlainCondition();
    RC_ASSERT(isScoped(both(owned(), other)));
    RC_PRE(isScoped(one));
    RC_ASSERT(isScoped(both(one, other)));
    RC_ASSERT(isScoped(both(other, one)));
  }));
}

TEST(IsolationProperties, anAlternativeIsScopedOnlyIfBothAre) {
  EXPECT_TRUE(rc::check([] {
    const Condition one = both(owned(), *aCondition()), other = *aCondition();
    RC_PRE(isScoped(either(one, other)));
    RC_ASSERT(isScoped(other));
  }));
}

TEST(IsolationProperties, numbersOfParametersDoNotMatter) {
  EXPECT_TRUE(rc::check([] {
    const std::string text = selecting(sqlOf(*aCondition()));
    std::string renumbered = text;
    for (size_t at = renumbered.find('$'); at != std::string::npos; at = renumbered.find('$', at + 1))
      renumbered[at + 1] = static_cast<char>('5' - (renumbered[at + 1] - '0'));
    RC_ASSERT(world().verdicts(renumbered) == world().verdicts(text));
  }));
}

TEST(IsolationProperties, aQueryInAQueryIsTheSame) {
  EXPECT_TRUE(rc::check([] {
    const std::string text = selecting(sqlOf(*aCondition())), expected = world().verdicts(text);
    RC_ASSERT(world().verdicts("SELECT * FROM (" + text + ") t") == expected);
    RC_ASSERT(world().verdicts("WITH t AS (" + text + ") SELECT * FROM t") == expected);
    RC_ASSERT(world().verdicts("(" + text + ")") == expected);
    RC_ASSERT(world().verdicts(text + " UNION ALL SELECT id, 1, name FROM products") == expected);
    RC_ASSERT(world().verdicts(text + " ORDER BY o.total") == expected);
  }));
}

TEST(IsolationProperties, whatMayBeWrittenMayBeRead) {
  EXPECT_TRUE(rc::check([] {
    const std::string where = " WHERE " + sqlOf(both(owned(), *aCondition()));
    const std::string from = "items i JOIN folders f ON i.amount = 1";
    RC_PRE(isScoped("DELETE FROM orders o USING " + from + where));
    RC_ASSERT(isScoped("SELECT o.id FROM orders o, " + from + where));
    RC_ASSERT(isScoped("UPDATE orders o SET total = 1 FROM " + from + where));
  }));
}

} // namespace
} // namespace pgtidy::analysis
