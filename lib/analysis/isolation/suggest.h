// What to write instead: the condition to add, the policy, and why a reference is open.
#pragma once

#include "isolation/walk.h"

#include <string>
#include <vector>

namespace pgtidy::analysis::isolation {

/// An SQL identifier, quoted where it has to be.
std::string identifier(const std::string &name);
/// The name of the table `key` ("schema.name") as SQL: the schema is left out where it is the usual one.
std::string tableName(const std::string &key);
/// How the next bound value is written: "$3", "?", ":user_id".
std::string nextPlaceholder(const sql::Statement &statement, const sql::Parsed &parsed, const sql::Template &source);

/// Whether a text has placeholders with numbers, `$1`.
bool hasNumberedPlaceholders(std::string_view text);
/// The condition that ties the rows of the mention to `principal`; "" when there is none to give. Of columns that name
/// a user together those are left out that the statement compares already.
std::string predicate(const Mention &mention, const std::string &principal, const Ownership &ownership,
                      const std::vector<std::string> &compared = {});
/// The columns of the mention that WHERE has equal to a value in each of its rows.
std::vector<std::string> columnsCompared(const Mention &mention);
/// Row-level security that does it in the database: what is missing for it, with the views on the way; "" where it can
/// not. With `policiesSuffice` the table has its policies, and they only do not hold.
std::string policy(const Mention &mention, bool policiesSuffice, const Ownership &ownership);
/// Why the policies that the table has do not close the mention, to stand behind the reason that it is open: for whom
/// they do not hold, or which of them lets all rows through; "" where that is not known, or it has none.
std::string whyPoliciesFail(const Mention &mention, const Ownership &ownership);
/// Whether several columns together name the user whose the mention's rows are, so that one value does not.
bool isTiedJointly(const Mention &mention, const Ownership &ownership);
/// A principal whose parts are its fields where several columns name it: ($1).tenant_id.
inline constexpr const char *UserOfRow = "($1)";
/// The condition that ties the row `qualifier` of the table `key` to `principal`; "" when there is none.
std::string tieOf(const std::string &key, const std::string &qualifier, const std::string &principal,
                  const Ownership &ownership);
/// The same for the table `key`: row-level security switched on, where it is not yet, and a policy.
std::string createPolicy(const std::string &key, const TableOwnership &owned, const Ownership &ownership);
/// Makes the policies of the table hold for its owner too.
std::string forceRowSecurity(const std::string &key);
/// For an INSERT of one row below a parent that only a value names: the SELECT that takes the parent from the user's
/// rows, to stand in place of VALUES; "" where it can not be written.
std::string parentSelected(const sql::Insert &insert, const Mention &mention, const std::string &principal,
                           const Ownership &ownership);
/// The parameter that the statement compares with a column of the owner's name: "$1"; "" when there is none.
std::string comparedWith(const sql::Statement &statement, const Mention &mention);
/// Why the mention is open, in one clause.
std::string openReason(const Mention &mention, const sql::Statement &statement, const Ownership &ownership);

} // namespace pgtidy::analysis::isolation
