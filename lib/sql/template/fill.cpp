#include "template/fill.h"

#include <algorithm>
#include <charconv>
#include <unordered_map>

namespace pgtidy::sql {

// Two characters of Unicode's private use area, letters to PostgreSQL's lexer, stand round the number of a hole.
static constexpr std::string_view MarkBegin = "\xEE\x80\x80";
static constexpr std::string_view MarkEnd = "\xEE\x80\x81";
static constexpr int32_t FirstHoleParameter = 1'000'000'000;

static std::string mark(int32_t hole) { return std::string(MarkBegin) + std::to_string(hole) + std::string(MarkEnd); }

static std::string parameter(int32_t hole) { return "$" + std::to_string(FirstHoleParameter + hole); }

static std::string filling(Fill fill, int32_t hole) {
  switch (fill) {
  case Fill::Nothing:
    return "";
  case Fill::Value:
    return parameter(hole);
  case Fill::Name:
  case Fill::NamePart:
  case Fill::Inside:
    return mark(hole);
  case Fill::String:
    return "'" + mark(hole) + "'";
  case Fill::Digits:
    return "1";
  case Fill::Operator:
    return std::string(Filled::OperatorMark);
  case Fill::Or:
    return "OR";
  case Fill::Join:
    return "JOIN";
  case Fill::Query:
    return "SELECT";
  case Fill::Rows:
    return "(" + parameter(hole) + ")";
  case Fill::Assignment:
    return mark(hole) + " = " + parameter(hole);
  case Fill::SetClause:
    return "SET " + mark(hole) + " = " + parameter(hole);
  }
  return "";
}

Filled::Filled(const Template &source) : Source(&source) {
  Roles.resize(source.holes.size());
  std::unordered_map<std::string_view, size_t> first;
  for (size_t hole = 0; hole < source.holes.size(); ++hole) {
    std::string_view identity = source.holes[hole].identity;
    FirstAlike.push_back(identity.empty() ? hole : first.try_emplace(identity, hole).first->second);
  }
}

void Filled::appendLiteral(std::string_view bytes, Offset at) {
  add(at, true, -1);
  text += bytes;
}

void Filled::appendPlaceholder(int32_t number, Offset at) {
  add(at, false, -1);
  text += " $" + std::to_string(number) + " ";
}

void Filled::appendHole(int32_t hole, Fill fill, bool apart) {
  Offset at = static_cast<Offset>(Source->holes[hole].offset);
  add(at, false, hole);
  if (apart)
    text += ' ';
  text += filling(fill, hole);
  if (apart)
    text += ' ';
}

const Filled::Piece *Filled::pieceAt(int64_t filled) const {
  auto after = std::upper_bound(Pieces.begin(), Pieces.end(), filled,
                                [](int64_t at, const Piece &piece) { return at < piece.begin; });
  return after == Pieces.begin() ? nullptr : &*std::prev(after);
}

Offset Filled::original(int64_t filled) const {
  if (filled < 0)
    return -1;
  const Piece *piece = pieceAt(filled);
  if (!piece)
    return 0;
  return piece->literal ? piece->origin + static_cast<Offset>(filled - piece->begin) : piece->origin;
}

int32_t Filled::holeOfParameter(int64_t number) const {
  int64_t hole = number - FirstHoleParameter;
  return hole >= 0 && hole < static_cast<int64_t>(Source->holes.size()) ? static_cast<int32_t>(hole) : -1;
}

int32_t Filled::holeIn(std::string_view name) const {
  size_t begin = name.find(MarkBegin);
  if (begin == std::string_view::npos)
    return -1;
  int32_t hole = -1;
  std::string_view digits = name.substr(begin + MarkBegin.size());
  std::from_chars(digits.data(), digits.data() + digits.size(), hole);
  return hole >= 0 && hole < static_cast<int32_t>(Source->holes.size()) ? hole : -1;
}

int32_t Filled::holeBetween(int64_t begin, int64_t end) const {
  for (const Piece *piece = pieceAt(begin); piece && piece < Pieces.data() + Pieces.size(); ++piece) {
    if (piece->begin >= end)
      break;
    if (piece->hole >= 0)
      return piece->hole;
  }
  return -1;
}

std::string Filled::nameOf(size_t hole) const { return "{" + std::to_string(FirstAlike[hole]) + "}"; }

int32_t Filled::holeAt(Offset offset) const {
  for (const Piece &piece : Pieces)
    if (piece.hole >= 0 && piece.origin == offset)
      return piece.hole;
  return -1;
}

std::string Filled::unmark(std::string_view name) const {
  std::string result;
  for (size_t at = 0; at < name.size();) {
    size_t begin = name.find(MarkBegin, at);
    int32_t hole = begin == std::string_view::npos ? -1 : holeIn(name.substr(begin));
    if (hole < 0)
      return result.append(name.substr(at));
    result.append(name.substr(at, begin - at));
    result += nameOf(static_cast<size_t>(hole));
    size_t end = name.find(MarkEnd, begin);
    at = end == std::string_view::npos ? name.size() : end + MarkEnd.size();
  }
  return result;
}

HoleRole roleOf(Fill fill, Filling filling) {
  bool isList = filling == Filling::Placeholders;
  switch (fill) {
  case Fill::Value:
  case Fill::String:
  case Fill::Digits:
    return isList ? HoleRole::List : HoleRole::Value;
  case Fill::Name:
  case Fill::NamePart:
    return HoleRole::Name;
  case Fill::Rows:
    return HoleRole::List;
  case Fill::Inside:
    return HoleRole::String;
  default:
    return HoleRole::Clause;
  }
}

} // namespace pgtidy::sql
