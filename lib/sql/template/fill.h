// A template with something put in place of its holes and placeholders, so that PostgreSQL's parser can read it, and
// the way back from what it read.
#pragma once

#include "sql/ast.h"
#include "sql/parse.h"
#include "sql/template.h"

#include <string>
#include <string_view>
#include <vector>

namespace pgtidy::sql {

/// What is put in place of a hole.
enum class Fill : uint8_t {
  Nothing,    ///< a blank: the text stands without it
  Value,      ///< a parameter that no program uses
  Name,       ///< an identifier that no program uses, apart from its neighbours
  NamePart,   ///< the same, glued to its neighbours
  String,     ///< a quoted literal
  Digits,     ///< digits, glued
  Operator,   ///< an operator that no program uses
  Or,         ///< OR: of the connectives the one that promises least
  Join,       ///< JOIN
  Query,      ///< SELECT without columns
  Rows,       ///< a parameter in brackets
  Assignment, ///< name = parameter
  SetClause,  ///< SET name = parameter
  Inside,     ///< an identifier, inside a quoted literal or name
};

/// A filled text.
class Filled {
public:
  explicit Filled(const Template &source);

  std::string text;

  void appendLiteral(std::string_view bytes, Offset at);
  void appendPlaceholder(int32_t number, Offset at);
  void appendHole(int32_t hole, Fill fill, bool apart); ///< apart: with blanks round it

  /// The byte of the template that a byte of `text` came from; of a hole or placeholder, its begin. -1 stays -1.
  Offset original(int64_t filled) const;
  /// The hole that parameter `number` stands for; -1 when it is a parameter of the program.
  int32_t holeOfParameter(int64_t number) const;
  /// The first hole of which `name` has the mark; -1 when there is none.
  int32_t holeIn(std::string_view name) const;
  /// The hole put as something else than a mark at [begin, end) of `text`; -1 when there is none.
  int32_t holeBetween(int64_t begin, int64_t end) const;
  /// The hole put at `offset` of the template; -1 when there is none.
  int32_t holeAt(Offset offset) const;
  /// What stands for a hole in names: `{n}`.
  std::string nameOf(size_t hole) const;
  /// `name` with `{n}` for the marks of holes; holes of the same identity have the same n.
  std::string unmark(std::string_view name) const;

  const Template &source() const { return *Source; }
  std::vector<ParsedHole> Roles; ///< one for each hole of the template

  /// The operator that stands for a hole.
  static constexpr std::string_view OperatorMark = "@#%@";

private:
  struct Piece {
    Offset begin;  ///< in text
    Offset origin; ///< in the template
    bool literal;
    int32_t hole;
  };
  const Piece *pieceAt(int64_t filled) const;
  void add(Offset origin, bool literal, int32_t hole) {
    Pieces.push_back({static_cast<Offset>(text.size()), origin, literal, hole});
  }

  const Template *Source;
  std::vector<size_t> FirstAlike; ///< the first hole of the same identity, for each hole
  std::vector<Piece> Pieces;
};

/// What a role a hole has that was filled so and, with it, made sense.
HoleRole roleOf(Fill fill, Filling filling);

} // namespace pgtidy::sql
