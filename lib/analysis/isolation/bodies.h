// The bodies of functions and of DO as statements that can be judged.
#pragma once

#include "analysis/isolation.h"

#include <optional>
#include <string>
#include <vector>

namespace pgtidy::analysis::isolation {

/// A statement of a body. Arguments stand in it as $1, $2 … (of a trigger, $1 is the user whose row it is fired for);
/// the body's variables follow them, unless all that is ever
/// put into one is a value that may be the principal: then that value stands there.
struct BodyStatement {
  sql::Template text;
  sql::Parsed parsed;   ///< of `text`
  bool dynamic = false; ///< runs a text that is put together: `text` is an expression that gives it, not parsed
  bool guarded = false; ///< what the body does before it may keep others' rows from being seen or changed
  bool asked = false;   ///< what the body does with it afterwards may
};

struct Body {
  std::vector<std::string> names; ///< what $1, $2 … are called: arguments, then variables
  std::vector<BodyStatement> statements;
};

/// Nothing for languages that are not followed, and for what does not parse.
std::optional<Body> bodyOf(const sql::Function &function, const Ownership &ownership);

/// What a trigger's function puts into NEW. Nothing where its language is not followed.
std::optional<std::vector<TriggerValue>> rowValues(const sql::Function &function, const Ownership &ownership);

/// The user-owned table that a text in a language that is not followed names first; "" when there is none.
std::string ownedTableIn(std::string_view text, const Ownership &ownership);

} // namespace pgtidy::analysis::isolation
