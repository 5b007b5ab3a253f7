// What object mappers make of the texts that they are given.
#pragma once

#include "facts/text.h"

namespace pgtidy::extract {

/// A statement that conditions can be put behind with AND.
facts::Text filtered(const facts::Text &statement);

/// A query without the order that it was given: conditions that come later stand before that.
facts::Text unordered(const facts::Text &statement);

/// What stands behind the WHERE with which a query begins; a query that begins otherwise is not known.
facts::Text conditionOf(const facts::Text &query);

/// The statement with a value in the place of its first placeholder.
facts::Text withValue(const facts::Text &statement, const facts::Text &value);

/// The name of a table as drivers write it: in quotes where it needs them.
facts::Text identifier(const facts::Text &name);

} // namespace pgtidy::extract
