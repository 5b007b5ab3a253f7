#include "facts/format.h"

#include "facts/cut.h"
#include "facts/quote.h"
#include "facts/yet_to_come.h"

#include "hash.h"

#include "llvm/ADT/StringExtras.h"

#include <algorithm>

namespace pgtidy::facts {

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
  const size_t modifiers = at;
  while (at < format.size() && StringRef("hlLqjzt").contains(format[at]))
    ++at;
  // SQLite's %q and %z are conversions of their own; a `q` before a number's letter says how long that is.
  const bool isOwn = at == modifiers + 1 && StringRef("qz").contains(format[modifiers]) &&
                     (at >= format.size() || !StringRef("diouxXeEfFgGaAn").contains(format[at]));
  if (isOwn)
    at = modifiers;
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
    marker.written = format.slice(at, end).str();
    marker.index = value - 1;
    return marker;
  }
  return std::nullopt;
}

std::optional<Marker> doubledPercent(StringRef format, size_t from) {
  size_t at = format.find("%%", from);
  return at == StringRef::npos ? std::nullopt : escaped(at, "%");
}

/// POCO's `%[0]d`: the position, and what stands in its place in `%d`.
static std::optional<Marker> bracketMarker(StringRef format, size_t at) {
  size_t end = at + 2;
  if (!format.substr(at).starts_with("%["))
    return std::nullopt;
  const unsigned index = number(format, end);
  if (end == at + 2 || end >= format.size() || format[end] != ']')
    return std::nullopt;
  const std::string plain = "%" + format.substr(end + 1).str();
  std::optional<Marker> marker = printfMarker(plain, 0);
  if (!marker || marker->begin != 0)
    return std::nullopt;
  marker->index = index;
  marker->length += end - at;
  return marker;
}

/// %1%, %|…|, %[0]d and what printf has; %% stays for the end.
std::optional<Marker> boostMarker(StringRef format, size_t from) {
  size_t at = format.find('%', from);
  while (at != StringRef::npos && at + 1 < format.size() && format[at + 1] == '%')
    at = format.find('%', at + 2);
  if (at == StringRef::npos || at + 1 >= format.size())
    return std::nullopt;
  size_t end = at + 1;
  unsigned index = number(format, end);
  std::optional<Marker> marker;
  if (index > 0 && end < format.size() && format[end] == '%') {
    marker.emplace();
    marker->index = index - 1;
    marker->length = end + 1 - at;
  } else if (size_t close = format.find('|', at + 2); format[at + 1] == '|' && close != StringRef::npos) {
    std::string inner = "%" + format.slice(at + 2, close).str();
    marker = printfMarker(inner.back() == '$' || llvm::isDigit(inner.back()) ? inner + "s" : inner, 0);
    if (!marker)
      marker.emplace();
    marker->length = close + 1 - at;
  } else {
    marker = bracketMarker(format, at);
    if (!marker)
      marker = printfMarker(format, at);
  }
  if (!marker)
    return std::nullopt;
  marker->begin = at;
  marker->written = format.substr(at, marker->length).str();
  marker->takesWidth = marker->takesPrecision = false;
  if (marker->conversion != 'c')
    marker->conversion = 0; // the value is written as `<<` writes it
  return marker;
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

static Text formatLiteral(const Literal &text, FindMarker find, unsigned &position,
                          const std::function<Text(const Marker &, unsigned &)> &value) {
  std::vector<Text> parts;
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
  return concat(std::move(parts));
}

Text format(const Text &text, FindMarker find, unsigned &position,
            const std::function<Text(const Marker &, unsigned &position)> &value) {
  if (!text)
    return text;
  if (const Literal *literal = asLiteral(text))
    return formatLiteral(*literal, find, position, value);
  if (auto *parts = std::get_if<Concat>(&text->value)) {
    std::vector<Text> made;
    for (const Text &part : parts->parts)
      made.push_back(format(part, find, position, value));
    return concat(std::move(made));
  }
  if (auto *choice = std::get_if<Choice>(&text->value)) {
    std::vector<Text> made;
    unsigned before = position, after = position;
    for (const Text &branch : choice->branches) {
      position = before;
      made.push_back(format(branch, find, position, value));
      after = std::max(after, position);
    }
    position = after;
    return facts::choice(choice->condition, std::move(made), choice->test);
  }
  if (const Narrowed *test = asChecked(text))
    return narrowed(format(test->text, find, position, value), *test);
  if (auto *test = std::get_if<Narrowed>(&text->value))
    return format(test->text, find, position, value);
  return text; // nobody knows its markers
}

/// Whether all bytes are there in which markers can be.
static bool isKnown(const Text &text) {
  if (!text || asLiteral(text) || std::holds_alternative<Hole>(text->value))
    return true;
  if (auto *value = std::get_if<Concat>(&text->value))
    return std::all_of(value->parts.begin(), value->parts.end(), isKnown);
  if (auto *value = std::get_if<Choice>(&text->value))
    return std::all_of(value->branches.begin(), value->branches.end(), isKnown);
  if (auto *value = std::get_if<Repeat>(&text->value))
    return isKnown(value->body);
  auto *value = std::get_if<Narrowed>(&text->value);
  return value && isKnown(value->text);
}

FindMarker markersOf(FormatStyle style) {
  switch (style) {
  case FormatStyle::Printf:
    return printfMarker;
  case FormatStyle::Brace:
    return braceMarker;
  case FormatStyle::Percent:
    return percentMarker;
  case FormatStyle::Boost:
    return boostMarker;
  case FormatStyle::Dollar:
  case FormatStyle::Part:
  case FormatStyle::WithoutStart:
  case FormatStyle::WithoutEnd:
  case FormatStyle::QuotedName:
    break;
  }
  return dollarMarker;
}

bool isFilledInTurn(FormatStyle style) { return style == FormatStyle::Percent || style == FormatStyle::Boost; }

Text filledNext(const Text &text, FormatStyle style, const std::function<Text(const Marker &)> &value) {
  FindMarker find = markersOf(style);
  unsigned position = 0, lowest = UINT32_MAX;
  auto numberOf = [](const Marker &marker, unsigned &next) { return marker.index ? *marker.index : next++; };
  format(text, find, position, [&](const Marker &marker, unsigned &next) {
    lowest = std::min(lowest, numberOf(marker, next));
    return literal("");
  });
  position = 0;
  return format(text, find, position, [&](const Marker &marker, unsigned &next) {
    return numberOf(marker, next) == lowest ? value(marker) : literal(marker.written);
  });
}

/// The value as the marker shows it.
static Text shown(const Text &value, const Marker &marker, const Hole &otherwise) {
  bool isText = !marker.conversion || marker.conversion == 's' || marker.conversion == 'c';
  bool isPlainNumber =
      marker.isPlain && (marker.conversion == 'd' || marker.conversion == 'i' || marker.conversion == 'u');
  if (value && (isText || isPlainNumber))
    return value;
  Hole unknown = otherwise;
  unknown.kind = isText ? HoleKind::Unknown : HoleKind::Number;
  if (!marker.name.empty())
    unknown.expression = marker.name;
  return hole(std::move(unknown));
}

/// The value from outside that makes a part of the text one as well; else one whose characters were looked at; null
/// where the program wrote all of it.
static const Hole *fromOutside(const Text &text) {
  static const Hole Checked{HoleKind::Checked, "", "", {}, {}, ""};
  if (!text)
    return nullptr;
  if (const Narrowed *test = asChecked(text))
    return fromOutside(test->text) ? &Checked : nullptr;
  if (const auto *value = std::get_if<Hole>(&text->value))
    return value->kind == HoleKind::Number || value->kind == HoleKind::Enumerator ? nullptr : value;
  if (const Hole *value = standIn(*text))
    return value;
  if (const auto *value = std::get_if<Formatted>(&text->value))
    return fromOutside(value->texts.front());
  if (const auto *value = std::get_if<Repeat>(&text->value))
    return fromOutside(value->body);
  if (const auto *value = std::get_if<Narrowed>(&text->value))
    return fromOutside(value->text);
  const auto *parts = std::get_if<Concat>(&text->value);
  const auto *choice = std::get_if<Choice>(&text->value);
  if (!parts && !choice)
    return nullptr;
  const Hole *found = nullptr;
  for (const Text &part : parts ? parts->parts : choice->branches)
    if (const Hole *value = fromOutside(part); value && (!found || found->kind == HoleKind::Checked))
      found = value;
  return found;
}

/// Some part of a text is harmless where the program wrote the text itself. An escape may be cut in two.
static Text partOf(const Formatted &formatted) {
  Hole part = formatted.hole;
  const Hole *outside = fromOutside(formatted.texts.front());
  part.kind = !outside ? HoleKind::Enumerator : outside->kind == HoleKind::Checked ? HoleKind::Checked : HoleKind::Text;
  if (outside && part.origin.empty())
    part.origin = outside->origin;
  return hole(std::move(part));
}

Text applied(const Formatted &formatted) {
  if (formatted.style == FormatStyle::Part)
    return partOf(formatted);
  if (formatted.style == FormatStyle::WithoutStart || formatted.style == FormatStyle::WithoutEnd)
    return isKnown(formatted.texts.front()) ? cut(formatted) : partOf(formatted);
  if (formatted.style == FormatStyle::QuotedName)
    return isKnown(formatted.texts.front()) ? quotedName(formatted.texts.front(), formatted.hole)
                                            : hole(formatted.hole);
  FindMarker find = markersOf(formatted.style);
  const Text &text = formatted.texts.front();
  size_t count = formatted.texts.size() - 1;
  unsigned position = 0;
  auto valueAt = [&](size_t index) { return index < count ? formatted.texts[index + 1] : nullptr; };
  if (isFilledInTurn(formatted.style))
    return filledNext(text, formatted.style,
                      [&](const Marker &marker) { return shown(valueAt(0), marker, formatted.hole); });
  return format(text, find, position, [&](const Marker &marker, unsigned &next) {
    if (marker.takesWidth)
      ++next;
    if (marker.takesPrecision)
      ++next;
    if (marker.name.empty())
      return shown(valueAt(marker.index ? *marker.index : next++), marker, formatted.hole);
    for (size_t i = 0; i < formatted.names.size(); ++i)
      if (formatted.names[i] == marker.name)
        return shown(valueAt(i), marker, formatted.hole);
    return shown(nullptr, marker, formatted.hole);
  });
}

Text formatted(Formatted formatted) {
  if (formatted.texts.empty() || !formatted.texts.front() || isKnown(formatted.texts.front()))
    return formatted.texts.empty() ? nullptr : applied(formatted);
  TextNode node{std::move(formatted)};
  node.hash = hashOf(node);
  return std::make_shared<const TextNode>(std::move(node));
}

} // namespace pgtidy::facts
