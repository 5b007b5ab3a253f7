// The texts that EXECUTE runs in a DO block, as far as the block says them.
#pragma once

#include "sql/catalog.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pgtidy::sql {

/// What the variables of a block may hold: texts, or nothing where a value is not known.
class BlockTexts {
public:
  /// `current` is the schema that current_schema() gives.
  BlockTexts(std::string_view code, const Catalog &catalog, const std::string &current);

  /// The texts that an expression may give: of literals, variables, `||`, format(), concat() and quote_ident(). Nothing
  /// where a part is not known.
  std::optional<std::vector<std::string>> of(std::string_view expression) const;

private:
  void readPiece(std::string_view piece);
  void readLoop(const std::string &variable, std::string_view query);
  void set(const std::string &variable, std::optional<std::vector<std::string>> texts);

  const Catalog &Known;
  std::string Current;
  std::map<std::string, std::optional<std::vector<std::string>>> Variables; ///< a record's fields as "r.name"
};

/// The expression of the EXECUTE in a piece of PL/pgSQL; nothing where it has none.
std::optional<std::string_view> executedIn(std::string_view piece);

} // namespace pgtidy::sql
