// Statements nobody would write, and statements that somebody nearly would.
#pragma once

#include "random.h"
#include "schema.h"
#include "tokens.h"

namespace pgtidy::oracle {

class Generator {
public:
  Generator(const Corpus &corpus, const Schema &schema, Random &random);

  /// Another statement; it may well be one that PostgreSQL refuses.
  std::string next();

private:
  const Corpus &Source;
  const Schema &Model;
  Random &Dice;
  std::vector<Tokens> Seeds;
};

} // namespace pgtidy::oracle
