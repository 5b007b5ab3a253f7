// Comparisons and conversions that the schema makes: where PostgreSQL may choose them, the text of an expression says
// nothing of what it means.
#pragma once

#include "sql/catalog.h"

#include <string>
#include <string_view>

namespace pgtidy::analysis::isolation {

/// The type of a literal: that of what it is compared with.
inline constexpr std::string_view UnknownType = "unknown";

/// The type of an expression without regard to columns, canonical; UnknownType for a literal and a parameter, "" where
/// it is not known.
std::string_view typeOf(const sql::Expr &expr, const sql::Catalog &catalog);

/// The type that a domain is made of at last, with what cuts its values: "varchar(3)"; of other types, the type itself.
std::string baseOf(std::string_view type, const sql::Catalog &catalog);

/// Which of the schema's operators an operator may be.
enum class OwnOperators : uint8_t {
  Never,  ///< OPERATOR(pg_catalog.=) is PostgreSQL's own
  Behind, ///< where PostgreSQL has none for exactly these types: pg_catalog is looked through first
  First,  ///< a search_path puts other schemas in front of it
};

/// Whether the comparison of values of these types may be by an operator of the schema, or of what a cast of the schema
/// makes of them (PostgreSQL manual, "Operator Type Resolution").
bool mayBeComparedByOwn(std::string_view left, std::string_view right, const sql::Catalog &catalog, OwnOperators own);

/// Whether an operation other than a comparison may be by an operator of the schema.
bool mayBeOwnOperator(const sql::Expr &operation, const sql::Catalog &catalog);

/// Whether a cast of the schema may make `to` of `from`; where nothing is `written`, one that need not be.
bool mayBeCastByOwn(std::string_view from, std::string_view to, bool written, const sql::Catalog &catalog);

/// Whether the schema makes comparisons or casts at all.
bool hasOwnComparisons(const sql::Catalog &catalog);

} // namespace pgtidy::analysis::isolation
