#include "generator.h"
namespace pgtidy::oracle {
Generator::Generator(const Corpus &corpus, const Schema &schema, Random &random)
    : Source(corpus), Model(schema), Dice(random) {}
std::string Generator::next() { return "SELECT 1"; }
} // namespace pgtidy::oracle
