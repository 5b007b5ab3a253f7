#include "generator.h"

namespace pgtidy::oracle {

static std::vector<Tokens> seeds(const Corpus &corpus) {
  std::vector<Tokens> result;
  for (const CorpusStatement &statement : corpus.statements)
    result.push_back(tokens(statement.sql));
  return result;
}

Generator::Generator(const Corpus &corpus, const Schema &schema, Random &random)
    : Dice(random), Seeds(seeds(corpus)), Scratch(schema, random), Changes(schema, random, Seeds) {}

std::string Generator::next() {
  if (Dice.chance(55))
    return join(Changes.mutate(Dice.pick(Seeds)));
  Tokens made = tokens(Scratch.statement());
  return join(Dice.chance(30) ? Changes.mutate(made) : renumbered(made));
}

} // namespace pgtidy::oracle
