#include "format.h"

#include "texts.h"

#include "llvm/ADT/StringExtras.h"

namespace pgtidy::extract {

using llvm::StringRef;

static unsigned number(StringRef format, size_t &at) {
  unsigned value = 0;
  while (at < format.size() && llvm::isDigit(format[at]) && value < 100000)
    value = value * 10 + unsigned(format[at++] - '0');
  return value;
}

static std::optional<Marker> escaped(size_t begin, StringRef literal) {
  Marker marker;
  marker.begin = begin;
  marker.length = 2;
  marker.literal = literal.str();
  return marker;
}

std::optional<Marker> printfMarker(StringRef format, size_t from) {
  size_t at = format.find('%', from);
  if (at == StringRef::npos || at + 1 >= format.size())
    return std::nullopt;
  if (format[at + 1] == '%')
    return escaped(at, "%");
  Marker marker;
  marker.begin = at++;
  size_t flags = at;
  unsigned position = number(format, at);
  if (at < format.size() && format[at] == '$' && position > 0) {
    marker.index = position - 1;
    flags = ++at;
  } else {
    at = flags;
  }
  while (at < format.size() && StringRef("-+ #0'").contains(format[at]))
    ++at;
  if (at < format.size() && format[at] == '*') {
    marker.takesWidth = true;
    ++at;
  }
  number(format, at);
  marker.isPlain = at == flags;
  if (at < format.size() && format[at] == '.') {
    ++at;
    if (at < format.size() && format[at] == '*') {
      marker.takesPrecision = true;
      ++at;
    } else {
      marker.precision = number(format, at);
    }
  }
  while (at < format.size() && StringRef("hlLqjzt").contains(format[at]))
    ++at;
  if (at >= format.size())
    return std::nullopt;
  marker.conversion = format[at++];
  marker.length = at - marker.begin;
  return marker;
}

std::optional<Marker> braceMarker(StringRef format, size_t from) {
  size_t at = format.find_first_of("{}", from);
  if (at == StringRef::npos)
    return std::nullopt;
  if (at + 1 < format.size() && format[at + 1] == format[at])
    return escaped(at, format[at] == '{' ? "{" : "}");
  if (format[at] == '}')
    return braceMarker(format, at + 1);
  Marker marker;
  marker.begin = at;
  size_t depth = 0, end = at;
  for (; end < format.size(); ++end) {
    depth += format[end] == '{';
    if (format[end] == '}' && --depth == 0)
      break;
  }
  if (end == format.size())
    return std::nullopt;
  marker.length = end + 1 - at;
  auto [field, spec] = format.slice(at + 1, end).split(':');
  unsigned index = 0;
  if (!field.empty() && !field.getAsInteger(10, index))
    marker.index = index;
  else
    marker.name = field.str();
  marker.isPlain = spec.empty();
  return marker;
}

std::optional<Marker> percentMarker(StringRef format, size_t from) {
  for (size_t at = format.find('%', from); at != StringRef::npos; at = format.find('%', at + 1)) {
    size_t end = at + 1;
    unsigned value = number(format.take_front(at + 3), end);
    if (end == at + 1 || value == 0)
      continue;
    Marker marker;
    marker.begin = at;
    marker.length = end - at;
    if (end < format.size() && format[end] == '%') // boost::format: %1%
      ++marker.length;
    marker.index = value - 1;
    return marker;
  }
  return std::nullopt;
}

std::optional<Marker> dollarMarker(StringRef format, size_t from) {
  for (size_t at = format.find('$', from); at != StringRef::npos && at + 1 < format.size();
       at = format.find('$', at + 1)) {
    if (format[at + 1] == '$')
      return escaped(at, "$");
    if (!llvm::isDigit(format[at + 1]))
      continue;
    Marker marker;
    marker.begin = at;
    marker.length = 2;
    marker.index = unsigned(format[at + 1] - '0');
    return marker;
  }
  return std::nullopt;
}

static facts::Text formatLiteral(const facts::Literal &text, FindMarker find, unsigned &position,
                                 const std::function<facts::Text(const Marker &, unsigned &)> &value) {
  std::vector<facts::Text> parts;
  size_t at = 0;
  while (std::optional<Marker> marker = find(text.bytes, at)) {
    parts.push_back(slice(text, at, marker->begin - at));
    if (marker->literal.empty())
      parts.push_back(value(*marker, position));
    else
      parts.push_back(slice(text, marker->begin, 1)); // the first of the doubled characters
    at = marker->begin + marker->length;
  }
  parts.push_back(slice(text, at, text.bytes.size()));
  return facts::concat(std::move(parts));
}

facts::Text format(const facts::Text &text, FindMarker find, unsigned &position,
                   const std::function<facts::Text(const Marker &, unsigned &position)> &value) {
  if (!text)
    return text;
  if (const facts::Literal *literal = facts::asLiteral(text))
    return formatLiteral(*literal, find, position, value);
  if (auto *parts = std::get_if<facts::Concat>(&text->value)) {
    std::vector<facts::Text> made;
    for (const facts::Text &part : parts->parts)
      made.push_back(format(part, find, position, value));
    return facts::concat(std::move(made));
  }
  if (auto *choice = std::get_if<facts::Choice>(&text->value)) {
    std::vector<facts::Text> made;
    unsigned before = position, after = position;
    for (const facts::Text &branch : choice->branches) {
      position = before;
      made.push_back(format(branch, find, position, value));
      after = std::max(after, position);
    }
    position = after;
    return factoredChoice(choice->condition, std::move(made));
  }
  // The markers of a format that other functions give are not known here.
  return std::holds_alternative<facts::Hole>(text->value) ? text : unknown("the format is not known here");
}

} // namespace pgtidy::extract
