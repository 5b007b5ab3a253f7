#include "lookup_texts.h"

#include "conclude_queries.h"
#include "flatten.h"

namespace pgtidy::analysis {

using facts::Action;

static std::optional<LookupText> soleText(const std::vector<Alternative> &alternatives) {
  if (alternatives.size() != 1)
    return std::nullopt;
  return LookupText{alternatives.front().text, alternatives.front().holes};
}

LookupTexts::LookupTexts(const std::vector<Query> &queries, const facts::Program &program, Linker &linker)
    : Link(linker) {
  for (const facts::Call &call : program.calls)
    Calls.try_emplace(key(call.location), &call);
  for (const Query &query : queries)
    if (const facts::Literal *name = facts::asLiteral(query.call->name); name && query.call->action == Action::Prepare)
      Prepared[name->bytes].push_back(&query);
}

const LookupText *LookupTexts::of(const facts::Lookup &lookup) {
  std::pair<Key, std::string> known{key(lookup.location), facts::print(lookup.sql ? lookup.sql : lookup.name)};
  auto [entry, isNew] = Known.try_emplace(known);
  if (isNew)
    entry->second = read(lookup);
  return entry->second ? &*entry->second : nullptr;
}

std::optional<LookupText> LookupTexts::read(const facts::Lookup &lookup) {
  auto call = Calls.find(key(lookup.location));
  if (call == Calls.end())
    return std::nullopt;
  if (const facts::Literal *name = facts::asLiteral(lookup.name); name && !lookup.sql) {
    auto prepared = Prepared.find(name->bytes);
    if (prepared == Prepared.end() || prepared->second.size() != 1 || prepared->second.front()->truncated)
      return std::nullopt;
    return soleText(prepared->second.front()->alternatives);
  }
  if (!lookup.sql)
    return std::nullopt;
  Chains chains = Link.follow({lookup.sql}, call->second->enclosing);
  if (chains.truncated || chains.chains.size() != 1 || !chains.chains.front().texts.front())
    return std::nullopt;
  Flattened flattened = flatten(chains.chains.front().texts.front(), placeholderStyle(*call->second));
  if (flattened.truncated || flattened.unknown)
    return std::nullopt;
  return soleText(flattened.alternatives);
}

std::vector<LookupText> LookupTexts::inOwnWords(const facts::Lookup &lookup) {
  std::vector<LookupText> texts;
  auto call = Calls.find(key(lookup.location));
  if (call != Calls.end() && lookup.sql) {
    const Flattened flattened = flatten(lookup.sql, placeholderStyle(*call->second));
    if (!flattened.truncated && !flattened.unknown)
      for (const Alternative &alternative : flattened.alternatives)
        texts.push_back({alternative.text, alternative.holes});
  }
  if (const LookupText *sole = texts.empty() ? of(lookup) : nullptr)
    texts.push_back(*sole);
  return texts;
}

} // namespace pgtidy::analysis
