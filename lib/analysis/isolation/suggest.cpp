#include "isolation/suggest.h"

#include "isolation/scalars.h"
#include "isolation/visit.h"

#include "sql/print.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>

namespace pgtidy::analysis::isolation {
namespace {

constexpr int MostLevels = 6;

std::string bareName(const std::string &key) {
  size_t dot = key.find('.');
  return dot == std::string::npos ? key : key.substr(dot + 1);
}

std::string tie(const std::string &key, const TableOwnership &owned, const std::string &qualifier,
                const std::string &principal, const Ownership &ownership, int level);

std::string throughLink(const std::string &table, const std::vector<std::string> &inner,
                        const std::vector<std::string> &outer, const std::string &qualifier, const std::string &rest) {
  std::string name = tableName(table), short_ = identifier(bareName(table));
  std::string result = "EXISTS (SELECT 1 FROM " + name + " WHERE ";
  for (size_t i = 0; i < inner.size() && i < outer.size(); ++i)
    result += short_ + "." + identifier(inner[i]) + " = " + qualifier + "." + identifier(outer[i]) + " AND ";
  return result + rest + ")";
}

/// What the user has in one of the columns that name users together: "$3", "$4", a setting of the column's name.
std::string partOf(const std::string &principal, size_t index, const std::string &column, const sql::Column *defined) {
  if (principal == UserOfRow)
    return principal + "." + identifier(column);
  const std::string type = defined ? defined->type : "text";
  if (principal.find("current_setting(") != std::string::npos)
    return "(SELECT current_setting('app." + column + "', true))" +
           (type == "text" || type == "varchar" ? "" : "::" + type);
  if (principal.size() > 1 && principal[0] == '$' && std::isdigit(static_cast<unsigned char>(principal[1])))
    return "$" + std::to_string(std::strtoul(principal.c_str() + 1, nullptr, 10) + index);
  return principal[0] == ':' ? ":" + column : principal;
}

/// By the columns that name users together, in a table where `own` are called so.
std::string tieJointly(const std::string &users, const std::vector<std::string> &own,
                       const std::vector<std::string> &named, const std::string &qualifier,
                       const std::string &principal, const Ownership &ownership,
                       const std::vector<std::string> &compared = {}) {
  auto table = ownership.catalog().tables().find(users);
  const bool isNew =
      llvm::any_of(own, [&](const std::string &column) { return !llvm::is_contained(compared, column); });
  std::string result;
  size_t parts = 0;
  for (size_t i = 0; i < own.size() && i < named.size(); ++i)
    if (!isNew || !llvm::is_contained(compared, own[i]))
      result += (result.empty() ? "" : " AND ") + qualifier + "." + identifier(own[i]) + " = " +
                partOf(principal, parts++, named[i],
                       table == ownership.catalog().tables().end() ? nullptr : table->second.column(named[i]));
  return result;
}

/// tieJointly(), of a table that has such columns itself; "" for any other.
std::string tieOfOwn(const std::string &key, const TableOwnership &owned, const std::string &qualifier,
                     const std::string &principal, const Ownership &ownership,
                     const std::vector<std::string> &compared) {
  if (owned.hasJointKey() && !owned.joint.empty())
    return tieJointly(key, owned.joint[0].columns, owned.joint[0].columns, qualifier, principal, ownership, compared);
  const TableOwnership *users =
      owned.ownerColumns.empty() && !owned.parents.empty() ? ownership.find(owned.parents[0].parent) : nullptr;
  if (!users || users->kind != OwnerKind::Users || users->joint.empty() ||
      owned.parents[0].columns.size() < users->joint[0].columns.size())
    return "";
  const ParentLink &link = owned.parents[0];
  return tieJointly(link.parent, link.columns, link.referenced, qualifier, principal, ownership, compared);
}

std::string tie(const std::string &key, const TableOwnership &owned, const std::string &qualifier,
                const std::string &principal, const Ownership &ownership, int level) {
  if (level > MostLevels)
    return "";
  if (owned.hasJointKey() && !owned.joint.empty())
    return tieJointly(key, owned.joint[0].columns, owned.joint[0].columns, qualifier, principal, ownership);
  if (!owned.ownerColumns.empty())
    return qualifier + "." + identifier(owned.ownerColumns[0]) + " = " + principal;
  for (const ParentLink &link : owned.parents) {
    const TableOwnership *parent = ownership.find(link.parent);
    if (!parent)
      continue;
    if (parent->kind == OwnerKind::Users && !parent->joint.empty() &&
        link.columns.size() < parent->joint[0].columns.size())
      return ""; // no column of the table has the rest
    if (parent->kind == OwnerKind::Users)
      return tieJointly(link.parent, link.columns, link.referenced, qualifier, principal, ownership);
    std::string rest = tie(link.parent, *parent, identifier(bareName(link.parent)), principal, ownership, level + 1);
    if (!rest.empty())
      return throughLink(link.parent, link.referenced, link.columns, qualifier, rest);
  }
  for (const Grant &grant : ownership.grants(key))
    if (!grant.users.empty())
      return throughLink(grant.membership, grant.columns, grant.referenced, qualifier,
                         identifier(bareName(grant.membership)) + "." + identifier(grant.users[0]) + " = " + principal);
  return "";
}

/// The table at the end of the chain, with its column that has the user.
std::pair<std::string, std::string> rootOf(const std::string &key, const TableOwnership &owned,
                                           const Ownership &ownership, int level) {
  if (!owned.ownerColumns.empty())
    return {key, owned.ownerColumns[0]};
  for (const ParentLink &link : owned.parents)
    if (const TableOwnership *parent = ownership.find(link.parent); parent && level < MostLevels)
      if (auto root = rootOf(link.parent, *parent, ownership, level + 1); !root.first.empty())
        return root;
  for (const Grant &grant : ownership.grants(key))
    if (!grant.users.empty())
      return {grant.membership, grant.users[0]};
  return {};
}

/// What the schema's own policies take for the session's user, as SQL; "" where they ask for none.
std::string askedByPolicies(const Ownership &ownership) {
  std::string asked;
  for (const auto &[key, table] : ownership.catalog().tables())
    for (const sql::Policy &policy : table.policies)
      if (policy.usingExpr && asked.empty())
        visitExpr(*policy.usingExpr, [&](const sql::Expr &expr, const Place &) {
          std::optional<std::string> user = asked.empty() ? userText(expr, ownership, {}) : std::nullopt;
          if (user && user->front() != '$' && expr.kind != sql::ExprKind::Scalar && expr.kind != sql::ExprKind::Cast)
            asked = sql::print(expr);
        });
  return asked;
}

/// A setting is a text: it gets the type of the column that has the user.
std::string ofItsType(const std::string &principal, const std::string &key, const TableOwnership &owned,
                      const Ownership &ownership) {
  auto [table, column] = rootOf(key, owned, ownership, 0);
  auto found = ownership.catalog().tables().find(table);
  const sql::Column *defined = found == ownership.catalog().tables().end() ? nullptr : found->second.column(column);
  bool isText = !defined || defined->type == "text" || defined->type == "varchar";
  if (!principal.starts_with("current_setting("))
    return principal;
  std::string value = principal;
  if (const size_t member = value.find(") ->"); member != std::string::npos) // the user is in a JSON object
    value.insert(member + 1, "::jsonb");
  if (value.find("::json") != std::string::npos)
    value = "(" + value + ")";
  return isText ? value : value + "::" + defined->type;
}

/// The session's user as an SQL value of the type of the column that has the user.
std::string sessionUser(const std::string &key, const TableOwnership &owned, const Ownership &ownership) {
  const std::vector<std::string> &configured = ownership.model().principals;
  auto [table, column] = rootOf(key, owned, ownership, 0);
  auto found = ownership.catalog().tables().find(table);
  const sql::Column *defined = found == ownership.catalog().tables().end() ? nullptr : found->second.column(column);
  std::string value = configured.empty() ? askedByPolicies(ownership) : configured[0];
  if (value.empty())
    value = "current_setting('app.user_id', true)";
  if (value.find("current_setting") == std::string::npos)
    return "(SELECT " + value + ")";
  std::string type = defined ? defined->type : "int8";
  return type == "text" || type == "varchar" ? "(SELECT " + value + ")" : "(SELECT " + value + ")::" + type;
}

} // namespace

std::string identifier(const std::string &name) {
  static constexpr std::array<std::string_view, 14> Reserved{"user",  "order", "group", "table",  "select",
                                                             "where", "end",   "check", "all",    "case",
                                                             "to",    "from",  "limit", "primary"};
  bool plain = !name.empty() && !(name[0] >= '0' && name[0] <= '9') &&
               std::all_of(name.begin(), name.end(),
                           [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
  if (plain && std::find(Reserved.begin(), Reserved.end(), name) == Reserved.end())
    return name;
  std::string quoted = "\"";
  for (char c : name)
    quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

std::string tableName(const std::string &key) {
  size_t dot = key.find('.');
  if (dot == std::string::npos || key.substr(0, dot) == "public")
    return identifier(bareName(key));
  return identifier(key.substr(0, dot)) + "." + identifier(bareName(key));
}

bool isTiedJointly(const Mention &mention, const Ownership &ownership) {
  const TableOwnership *owned = mention.owned;
  for (int level = 0; level < MostLevels && owned; ++level) {
    if (owned->kind == OwnerKind::Users)
      return level > 0 || owned->hasJointKey();
    owned = owned->ownerColumns.empty() && !owned->parents.empty() ? ownership.find(owned->parents[0].parent) : nullptr;
  }
  return false;
}

std::string tieOf(const std::string &key, const std::string &qualifier, const std::string &principal,
                  const Ownership &ownership) {
  const TableOwnership *owned = ownership.find(key);
  return owned ? tie(key, *owned, qualifier, principal, ownership, 0) : "";
}

bool hasNumberedPlaceholders(std::string_view text) {
  for (size_t at = text.find('$'); at != std::string_view::npos; at = text.find('$', at + 1))
    if (at + 1 < text.size() && std::isdigit(static_cast<unsigned char>(text[at + 1])))
      return true;
  return false;
}

std::string nextPlaceholder(const sql::Statement &statement, const sql::Parsed &parsed, const sql::Template &source) {
  int32_t last = 0;
  visit(statement, [&](const sql::Expr &expr, const Place &) {
    if (expr.kind == sql::ExprKind::Param)
      last = std::max(last, expr.number);
  });
  std::string numbered = "$" + std::to_string(last + 1);
  switch (source.placeholders) {
  case sql::PlaceholderStyle::Question:
    return "?";
  case sql::PlaceholderStyle::Colon:
    return ":user_id";
  case sql::PlaceholderStyle::QuestionOrColon: {
    bool named = std::any_of(parsed.parameterNames.begin(), parsed.parameterNames.end(),
                             [](const std::string &name) { return !name.empty(); });
    return named ? ":user_id" : hasNumberedPlaceholders(source.text) ? numbered : "?";
  }
  default:
    return numbered;
  }
}

std::string predicate(const Mention &mention, const std::string &given, const Ownership &ownership,
                      const std::vector<std::string> &compared) {
  if (!mention.owned || mention.use == Use::Truncate || mention.use == Use::CopyOut || mention.use == Use::CopyIn)
    return "";
  if (mention.use == Use::Insert && mention.owned->kind != OwnerKind::Parent && !mention.conflict)
    return "";
  const std::string principal = ofItsType(given, mention.key, *mention.owned, ownership);
  std::string qualifier = identifier(mention.alias.empty() ? mention.name->name : mention.alias);
  if (mention.use == Use::Insert && !mention.conflict) {
    // The parent has to be the user's: the statement selects it instead of trusting the parameter.
    const ParentLink &link = mention.owned->parents[0];
    const TableOwnership *parent = ownership.find(link.parent);
    if (parent && parent->kind == OwnerKind::Users)
      return "";
    return parent ? tie(link.parent, *parent, identifier(bareName(link.parent)), principal, ownership, 0) : "";
  }
  if (mention.throughView) { // the view has to show the column
    const sql::Table *view = ownership.catalog().find(*mention.name);
    if (mention.owned->ownerColumns.empty() || !view || !view->column(mention.owned->ownerColumns[0]))
      return "";
  }
  if (!compared.empty() && !mention.throughView)
    if (std::string left = tieOfOwn(mention.key, *mention.owned, qualifier, principal, ownership, compared);
        !left.empty())
      return left;
  return tie(mention.key, *mention.owned, qualifier, principal, ownership, 0);
}

std::string parentSelected(const sql::Insert &insert, const Mention &mention, const std::string &principal,
                           const Ownership &ownership) {
  const sql::Table *target = ownership.catalog().find(insert.table);
  std::vector<std::string> columns = insert.columns;
  for (size_t i = 0; insert.columns.empty() && target && i < target->columns.size(); ++i)
    columns.push_back(target->columns[i].name);
  if (mention.owned->parents.empty() || !mention.owned->ownerColumns.empty() || !insert.source ||
      insert.source->values.size() != 1 || insert.source->values[0].size() > columns.size())
    return "";
  const ParentLink &link = mention.owned->parents[0];
  const TableOwnership *parent = ownership.find(link.parent);
  std::string table = identifier(bareName(link.parent)), targets, conditions;
  for (size_t i = 0; i < insert.source->values[0].size(); ++i) {
    const sql::Expr *value = insert.source->values[0][i].get();
    std::string text = value ? sql::print(*value) : "";
    if (!value || value->kind == sql::ExprKind::Default || text.find('{') != std::string::npos)
      return "";
    for (size_t part = 0; part < link.columns.size() && part < link.referenced.size(); ++part)
      if (link.columns[part] == columns[i]) {
        std::string key = table + "." + identifier(link.referenced[part]);
        conditions += key + " = " + text + " AND ";
        text = key;
      }
    targets += (targets.empty() ? "" : ", ") + text;
  }
  std::string rest =
      parent && parent->kind != OwnerKind::Users ? tie(link.parent, *parent, table, principal, ownership, 0) : "";
  if (rest.empty() || conditions.empty())
    return "";
  return "SELECT " + targets + " FROM " + tableName(link.parent) + " WHERE " + conditions + rest;
}

static bool isPolicy(const sql::Table &table, const std::string &name) {
  return std::any_of(table.policies.begin(), table.policies.end(),
                     [&](const sql::Policy &policy) { return policy.name == name; });
}

std::string createPolicy(const std::string &key, const TableOwnership &owned, const Ownership &ownership) {
  std::string table = tableName(key), qualifier = identifier(bareName(key));
  std::string condition = tie(key, owned, qualifier, sessionUser(key, owned, ownership), ownership, 0);
  if (condition.empty())
    return "";
  for (size_t i = 1; owned.kind == OwnerKind::Column && !owned.hasJointKey() && i < owned.ownerColumns.size(); ++i)
    if (owned.ownerColumns[i].find('(') == std::string::npos && i < owned.keys.size() &&
        owned.keys[i] == owned.keys[0]) // each of several owners may see the row
      condition +=
          " OR " + qualifier + "." + identifier(owned.ownerColumns[i]) + " = " + sessionUser(key, owned, ownership);
  auto found = ownership.catalog().tables().find(key);
  const sql::Table *known = found != ownership.catalog().tables().end() ? &found->second : nullptr;
  bool enabled = known && known->rowSecurity;
  // Beside one that lets more through, a permissive one would change nothing.
  bool restricts = known && std::any_of(known->policies.begin(), known->policies.end(),
                                        [](const sql::Policy &policy) { return policy.permissive; });
  std::string name = bareName(key) + "_of_user", free = name;
  for (int i = 2; known && isPolicy(*known, free); ++i)
    free = name + std::to_string(i);
  return (enabled ? "" : "ALTER TABLE " + table + " ENABLE ROW LEVEL SECURITY;\n") + "CREATE POLICY " +
         identifier(free) + " ON " + table + (restricts ? " AS RESTRICTIVE" : "") + " USING (" + condition + ");";
}

std::string forceRowSecurity(const std::string &key) {
  return "ALTER TABLE " + tableName(key) + " FORCE ROW LEVEL SECURITY;";
}

} // namespace pgtidy::analysis::isolation
