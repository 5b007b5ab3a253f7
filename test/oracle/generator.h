// Statements nobody would write, and statements that somebody nearly would.
#pragma once

#include "corpus.h"
#include "mutate.h"

namespace pgtidy::oracle {

class Generator {
public:
  Generator(const Corpus &corpus, const Schema &schema, Random &random);

  /// Another statement; it may well be one that PostgreSQL refuses.
  std::string next();

private:
  Random &Dice;
  std::vector<Tokens> Seeds;
  Grammar Scratch;
  Mutator Changes;
};

} // namespace pgtidy::oracle
