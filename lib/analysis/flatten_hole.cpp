#include "flatten_hole.h"

#include "flatten.h"

#include "facts/key.h"

#include <string_view>

namespace pgtidy::analysis {

using facts::HoleKind;
using sql::Filling;

const facts::Hole &holeOf(const facts::Leaf &leaf) {
  const auto &value = leaf.text->value;
  if (const auto *parameter = std::get_if<facts::Parameter>(&value))
    return parameter->hole;
  if (const auto *symbol = std::get_if<facts::Symbol>(&value))
    return symbol->hole;
  if (const auto *result = std::get_if<facts::Result>(&value))
    return result->hole;
  return std::get<facts::Hole>(value);
}

Filling fillingOf(HoleKind kind) {
  switch (kind) {
  case HoleKind::Number:
    return Filling::Number;
  case HoleKind::Enumerator:
    return Filling::Word;
  case HoleKind::EscapedLiteral:
    return Filling::QuotedLiteral;
  case HoleKind::EscapedString:
    return Filling::EscapedString;
  case HoleKind::EscapedIdentifier:
    return Filling::QuotedIdentifier;
  case HoleKind::Placeholders:
    return Filling::Placeholders;
  case HoleKind::Text:
  case HoleKind::Checked:
  case HoleKind::Unknown:
    break;
  }
  return Filling::Raw;
}

static std::string valueOf(const facts::Leaf &leaf) {
  const auto &value = leaf.text->value;
  if (const auto *parameter = std::get_if<facts::Parameter>(&value))
    return "parameter " + std::to_string(parameter->index) + " of " + parameter->function;
  if (const auto *symbol = std::get_if<facts::Symbol>(&value))
    return "symbol " + symbol->key;
  const facts::Hole &hole = holeOf(leaf);
  const text::Location &made = facts::madeAt(hole);
  if (!made.isValid())
    return {};
  return hole.expression + " at " + std::to_string(made.file) + ":" + std::to_string(made.offset);
}

/// Whether it is an element of a container of which it is not known which one: where one is asked for, that follows.
static bool isSomeElement(const std::string &context) {
  const std::string_view word(facts::AnElement);
  for (size_t at = context.find(word); at != std::string::npos; at = context.find(word, at + 1))
    if (!std::string_view(context).substr(at + word.size()).starts_with(' '))
      return true;
  return false;
}

std::string identityOf(const facts::Leaf &leaf) {
  std::string value = valueOf(leaf);
  if (value.empty())
    return {};
  const std::string &context = holeOf(leaf).context;
  if (isSomeElement(context))
    return {};
  if (!context.empty())
    value += " in " + context;
  return leaf.pass ? value + " pass " + std::to_string(leaf.pass) : value;
}

std::vector<std::string> originOf(const facts::Leaf &leaf) {
  const facts::Hole &hole = holeOf(leaf);
  std::vector<std::string> origin = hole.origin;
  const bool isNamed = !origin.empty() && origin.front() != facts::UnderAnyKey; // which says where it was put
  if (isNamed || hole.expression.empty())
    return origin;
  const bool isGiven = std::holds_alternative<facts::Parameter>(leaf.text->value);
  origin.insert(origin.begin(),
                isGiven ? "the parameter '" + hole.expression + "', for which no caller in the project gives a text"
                        : "the run-time value '" + hole.expression + "'");
  return origin;
}

} // namespace pgtidy::analysis
