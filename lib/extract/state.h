// What is known of all variables at one point of a function, and how two ways come together.
#pragma once

#include "testers.h"
#include "value.h"

#include <bit>
#include <functional>
#include <map>
#include <optional>
#include <string>

namespace pgtidy::extract {

/// Which branches of a decision can have been taken on the way here.
struct Taken {
  uint64_t branches = 0;
  unsigned count = 0; ///< how many branches the decision has
  bool operator==(const Taken &) const = default;

  /// The one that was taken; nothing where it may be one of several.
  std::optional<unsigned> only() const {
    return std::popcount(branches) == 1 ? std::optional(unsigned(std::countr_zero(branches))) : std::nullopt;
  }
};
using Decisions = std::map<std::string, Taken>;

struct State {
  bool reachable = true;
  std::map<const void *, Value> values;
  std::map<const void *, unsigned> versions; ///< changes with each write, so that conditions know what they looked at
  Decisions decisions;
  /// Texts that were looked at on the way here, with what the look said of them: which answer is fine is not known.
  std::map<Accessed, bool> looked;

  static State unreachable();
  /// Notes that branch `index` of `count` of the decision `condition` was taken. False when that contradicts what is
  /// known already; the state is then unreachable.
  bool assume(const std::string &condition, unsigned index, unsigned count = 2);
  /// The one branch of the decision that was taken, if that is known.
  std::optional<unsigned> taken(const std::string &condition) const;
};

/// What joining needs from the evaluation: the values of objects and members before anything was written to them, and
/// fresh versions.
struct JoinContext {
  std::function<Value(const void *root)> initial;
  std::function<Value(const clang::FieldDecl *, const Owner &)> initialMember;
  std::function<unsigned()> version;
  std::string apart = {}; ///< the decision that tells the two ways apart; "" where those say so that they have taken
};

/// The state after two ways that meet. Values that differ become alternatives, under the decision by which the ways
/// differ where there is one.
State join(const State &a, const State &b, const JoinContext &context);

/// The text with choices replaced by the branch that was taken, where that is known.
facts::Text resolve(const facts::Text &text, const Decisions &decisions);
Value resolve(const Value &value, const Decisions &decisions);

} // namespace pgtidy::extract
