// The search for something to put in place of a template's holes with which PostgreSQL accepts it.
#pragma once

#include "sql/parse.h"
#include "template/fill.h"
#include "template/lex.h"

#include <optional>

namespace pgtidy::sql {

/// How the search ended: with statements, with a text that no filling can mend, or with neither.
struct Reading {
  Filled filled;
  std::optional<std::vector<Statement>> statements;
  std::optional<SyntaxError> error;
};

/// Numbers of the placeholders, one for each token (0 where it is none), and the names.
struct Placeholders {
  std::vector<int32_t> numbers;
  std::vector<std::string> names;
  int32_t count = 0;
};
Placeholders numberPlaceholders(const Template &source, const Lexed &lexed);

/// Tries at most some sixty fillings, the likeliest first.
Reading read(const Template &source, const Lexed &lexed, const Placeholders &placeholders);

} // namespace pgtidy::sql
