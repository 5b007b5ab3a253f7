#include "hash.h"

#include "llvm/ADT/Hashing.h"
#include "llvm/ADT/STLExtras.h"

namespace pgtidy::facts {
namespace {

using llvm::hash_code;
using llvm::hash_combine;

hash_code hashOf(const text::Location &location) { return hash_combine(location.file, location.offset, location.line); }

hash_code hashOf(const std::vector<Text> &texts) {
  hash_code code = texts.size();
  for (const Text &text : texts)
    code = hash_combine(code, text ? text->hash : 1);
  return code;
}

hash_code hashOf(const Hole &hole) {
  return hash_combine(static_cast<int>(hole.kind), hole.type, hole.expression, hole.context, hashOf(hole.location),
                      hashOf(hole.made));
}

hash_code hashOf(const Literal &literal) {
  hash_code code = llvm::hash_value(literal.bytes);
  for (const Run &run : literal.runs)
    code = hash_combine(code, run.begin, run.length, run.spelled, hashOf(run.source));
  return code;
}

hash_code hashOf(const Concat &concat) { return hashOf(concat.parts); }
hash_code hashOf(const Text &text) { return text ? hash_code(text->hash) : hash_code(1); }
hash_code hashOf(const Choice &choice) {
  return hash_combine(choice.condition, hashOf(choice.branches), hashOf(choice.test.subject));
}
hash_code hashOf(const Narrowed &narrowed) {
  return hash_combine(hashOf(narrowed.text), hashOf(narrowed.value), narrowed.equal, narrowed.by.function,
                      narrowed.by.parameter, narrowed.extent);
}
hash_code hashOf(const Repeat &repeat) { return hash_combine(repeat.body ? repeat.body->hash : 1, repeat.atLeastOnce); }
hash_code hashOf(const Parameter &parameter) {
  return hash_combine(parameter.function, parameter.index, hashOf(parameter.hole));
}
hash_code hashOf(const Symbol &symbol) {
  return hash_combine(symbol.key, symbol.object, hashOf(symbol.hole), hashOf(symbol.under));
}
hash_code hashOf(const Result &result) {
  return hash_combine(result.function, result.object, hashOf(result.arguments), hashOf(result.hole));
}

hash_code hashOf(const Formatted &formatted) {
  return hash_combine(static_cast<int>(formatted.style), hashOf(formatted.texts), hashOf(formatted.hole));
}

} // namespace

uint64_t hashOf(const TextNode &node) {
  hash_code code = std::visit([](const auto &value) { return hashOf(value); }, node.value);
  uint64_t mixed = hash_combine(node.value.index(), code);
  return mixed ? mixed : 1;
}

} // namespace pgtidy::facts
