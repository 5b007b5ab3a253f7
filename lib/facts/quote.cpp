#include "facts/quote.h"

#include "facts/yet_to_come.h"

namespace pgtidy::facts {

Text quotedName(const Text &name, const Hole &otherwise) {
  if (!name || isNothing(name))
    return name ? name : hole(otherwise);
  if (const Literal *known = asLiteral(name); known && known->bytes.find('"') == std::string::npos)
    return concat({literal("\""), name, literal("\"")});
  if (const auto *either = std::get_if<Choice>(&name->value)) {
    std::vector<Text> names;
    for (const Text &branch : either->branches)
      names.push_back(branch ? quotedName(branch, otherwise) : branch);
    return choice(either->condition, std::move(names), either->test);
  }
  return yetToCome(name) ? formatted({FormatStyle::QuotedName, {name}, {}, otherwise}) : hole(otherwise);
}

} // namespace pgtidy::facts
