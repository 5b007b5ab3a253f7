// What it means that a row belongs to somebody else, and what row-level security says of it.
#include "isolation/own_operators.h"
#include "isolation/readings.h"
#include "isolation/refutation.h"
#include "isolation/scalars.h"
#include "isolation/visit.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>

namespace pgtidy::analysis::isolation {
namespace {

constexpr int MostLevels = 8;
constexpr size_t MostRows = 64;

/// Whether the columns that a condition names can be columns of the table.
bool fits(const sql::Expr &condition, Scene &scene, int item) {
  if (condition.kind == sql::ExprKind::Column) {
    const Item &row = scene.item(item);
    size_t dot = row.key.find('.');
    std::string_view bare = std::string_view(row.key).substr(dot == std::string::npos ? 0 : dot + 1);
    if (condition.path.size() > 1 && condition.path[condition.path.size() - 2] != bare)
      return false;
    return scene.hasColumn(item, condition.path.back()) != Known::No;
  }
  return std::all_of(condition.args.begin(), condition.args.end(),
                     [&](const sql::ExprPtr &part) { return !part || fits(*part, scene, item); });
}

/// Whether a condition calls what changes who asks, of all things, or what writes: it writes for each row, whatever
/// else is asked.
bool doesMoreThanAsk(const sql::Expr &condition, const Ownership &ownership) {
  bool found = false;
  if (!ownership.catalog().functions.empty())
    visitExpr(condition, [&](const sql::Expr &expr, const Place &) {
      if (expr.kind == sql::ExprKind::Func && !expr.path.empty())
        for (const sql::Function *function : ownership.catalog().functionsNamed("", expr.path.back()))
          found |= ownership.readings().setsSession(*function, ownership) ||
                   ownership.readings().writesWhenCalled(*function, ownership);
    });
  return found;
}

bool appliesTo(const sql::Policy &policy, std::string_view command) {
  return policy.command == "all" || policy.command == command;
}

/// Whether the owner of the table, or of a view or function by which it may be reached, is bound by no policy.
bool mayBypass(const sql::Table &table, const sql::Catalog &catalog) {
  auto bypasses = [&](const std::string &role) { return passesByPolicies(role, catalog); };
  return bypasses(table.owner) ||
         llvm::any_of(catalog.tables(),
                      [&](const auto &other) { return other.second.view && bypasses(other.second.owner); }) ||
         llvm::any_of(catalog.functions, [&](const sql::Function &function) {
           return function.securityDefiner && bypasses(function.owner);
         });
}

} // namespace

size_t Refutation::routeCount(int item) {
  const TableOwnership *owned = S.item(item).owned;
  return owned ? owned->ownerColumns.size() + owned->parents.size() : 0;
}

int Refutation::parentRow(int index, size_t link) {
  std::vector<int> &rows = S.item(index).parents;
  const TableOwnership &owned = *S.item(index).owned;
  while (rows.size() <= link)
    rows.push_back(S.addRow(owned.parents[rows.size()].parent));
  return S.item(index).parents[link];
}

/// The column's value as the key has it that its foreign key leads to: of another type, two keys may be one value of
/// the column (a citext that references a text).
Term Refutation::asReferenced(int index, const std::string &column) {
  const Term own = S.column(index, column);
  const sql::Catalog &catalog = S.ownership().catalog();
  const sql::Table *table = S.item(index).table;
  const sql::Column *defined = table ? table->column(column) : nullptr;
  const std::string type = defined ? baseOf(defined->type, catalog) : "";
  const bool isNew = S.item(index).kind == ItemKind::NewRow;
  const bool isRounded = isNew && type == "numeric" && !defined->modifiers.empty();
  if ((!mayMergeValues(type) && !isRounded) || (isNew && type.ends_with("citext")))
    return own; // what is written to a citext stays as it is
  for (const sql::ForeignKey &foreign : table->foreignKeys)
    for (size_t i = 0; i < foreign.columns.size() && i < foreign.referenced.size(); ++i) {
      const sql::Table *to = foreign.columns[i] == column ? catalog.find(foreign.schema, foreign.table) : nullptr;
      const sql::Column *key = to ? to->column(foreign.referenced[i]) : nullptr;
      if (const std::string kept = key ? baseOf(key->type, catalog) : type;
          kept.substr(0, kept.find('(')) != type.substr(0, type.find('(')) ||
          (isRounded && key && key->modifiers != defined->modifiers))
        return S.cast(own, kept);
    }
  return own;
}

/// The row hangs below that of a parent, or, where nobody's rows count, below none: a key of several columns does not
/// hold where one of them is NULL (MATCH SIMPLE). Nor does it hold for heirs, whose own columns say whose they are.
void Refutation::supposeBelow(Situation &s, int index, size_t link, bool nobodyToo) {
  const int parent = parentRow(index, link);
  const ParentLink &key = S.item(index).owned->parents[link];
  const bool mayHangNowhere = nobodyToo && key.columns.size() > 1;
  std::vector<Fact> below;
  std::vector<std::vector<Fact>> ways;
  for (size_t i = 0; i < key.columns.size() && i < key.referenced.size(); ++i) {
    const Operand own = Operand::of(S.column(index, key.columns[i]));
    below.push_back({Fact::Kind::Same, True, Operand::of(S.column(parent, key.referenced[i])),
                     Operand::of(asReferenced(index, key.columns[i]))});
    if (S.item(index).kind == ItemKind::NewRow)
      s.todo.push_back({Fact::Kind::Same, True, own, Operand::columnOf(index, key.columns[i], 0)});
    const sql::Column *defined = S.item(index).table ? S.item(index).table->column(key.columns[i]) : nullptr;
    if (mayHangNowhere && (!defined || !defined->notNull))
      ways.push_back({{Fact::Kind::Null, True, own, {}}});
  }
  const bool mayBeHeirs =
      !S.item(index).isOnly && S.ownership().hasHeirs(S.item(index).key) && !S.item(index).owned->ownerColumns.empty();
  if (mayBeHeirs && key.columns.size() > 1)
    ways.emplace_back();
  ways.push_back(std::move(below));
  either(s, std::move(ways));
}

/// Supposes that the principal may not access the row of `item`: no owner column is the principal, and no parent's row
/// is the principal's. Unless `nobodyToo`, somebody else's it is. Of parents, the nearest: where their keys go round in
/// circles, there is no end of them.
bool Refutation::suppose(Situation &s, int index, bool nobodyToo) {
  struct Above {
    int index, level;
  };
  std::vector<Above> rows{{index, 0}};
  for (size_t i = 0; i < rows.size(); ++i) {
    const auto [row, level] = rows[i];
    const TableOwnership *owned = S.item(row).owned;
    if (!owned || owned->kind == OwnerKind::None)
      continue;
    if (!supposeStranger(s, row))
      return false;
    for (size_t link = 0; link < owned->parents.size() && level < MostLevels && rows.size() < MostRows; ++link) {
      supposeBelow(s, row, link, i > 0 || nobodyToo);
      rows.push_back({parentRow(row, link), level + 1});
    }
  }
  const TableOwnership *owned = S.item(index).owned;
  return !owned || owned->kind == OwnerKind::None || nobodyToo || supposeWitness(s, index);
}

/// The same of the row alone, whatever its parents say.
bool Refutation::supposeStranger(Situation &s, int index) {
  const TableOwnership *owned = S.item(index).owned;
  s.strangers.push_back(index);
  for (const std::string &column : owned->ownerColumns) {
    if (!isChecked(index, {column}))
      continue;
    Resolved owner = S.item(index).kind == ItemKind::NewRow
                         ? Resolved{Resolved::Kind::Value, S.column(index, column), {}, {}}
                         : columnValue(s, index, column);
    if (S.item(index).kind == ItemKind::NewRow)
      s.todo.push_back({Fact::Kind::Same, True, Operand::of(owner.term), Operand::columnOf(index, column, 0)});
    const Term user = asReferenced(index, column);
    if (!s.equal.mark(user == S.column(index, column) ? owner.term : user,
                      notPrincipal(Ownership::keysOf(*owned, column))))
      return false;
    // The first column of the users table is its key.
    const sql::Column *defined = S.item(index).table ? S.item(index).table->column(column) : nullptr;
    const bool isKey = owned->kind == OwnerKind::Users && &column == &owned->ownerColumns.front();
    if (isKey && (!defined || defined->notNull) && !s.equal.mark(owner.term, NotNull))
      return false;
  }
  bool isAsked = false;
  if (owned->hasJointKey())
    differByJointKeys(s, index, isAsked);
  for (const auto &condition : S.ownership().publicConditions()) {
    const sql::Expr *isPublic = condition->statements[0].select->where.get();
    if (isPublic && !PublicToo && fits(*isPublic, S, index))
      s.todo.push_back({Fact::Kind::Truth, False | Unknown, Operand::of(*isPublic, *S.frameOf(index), 0), {}});
  }
  return true;
}

/// Somebody owns the row: one of its owner columns is not NULL, or that of a parent's row.
bool Refutation::supposeWitness(Situation &s, int index) {
  const TableOwnership *owned = S.item(index).owned;
  if (!owned || routeCount(index) == 0 || owned->kind == OwnerKind::Users)
    return true;
  if (routeCount(index) > 1) {
    Split split;
    split.kind = Split::Kind::Witness;
    split.item = index;
    s.splits.push_back(std::move(split));
    return true;
  }
  if (!owned->ownerColumns.empty())
    return s.equal.mark(S.column(index, owned->ownerColumns[0]), NotNull);
  for (const std::string &column : owned->parents[0].columns)
    if (!s.equal.mark(S.column(index, column), NotNull))
      return false;
  return supposeWitness(s, parentRow(index, 0));
}

/// Row-level security of the row's table, where it holds: one permissive policy lets the row through, and all
/// restrictive ones do.
void Refutation::addPolicies(Situation &s, int index, std::string_view command, bool check) {
  const sql::Table *table = S.item(index).table;
  const UserModel &model = S.ownership().model();
  if (!table || !table->rowSecurity || command.empty())
    return;
  if (model.bypassesRowSecurity || (table->rowSecurityUnsure && !Selected.policiesHold && !Selected.unsureToo))
    return;
  Rights rights = S.item(index).rights;
  if (rights == Rights::Stored)
    return;
  bool asOwner =
      rights != Rights::Caller || (!model.role.empty() && S.ownership().catalog().isMember(model.role, table->owner));
  if (rights != Rights::Caller && mayBypass(*table, S.ownership().catalog()))
    return;
  if (asOwner && !table->forceRowSecurity && !Selected.policiesHold)
    return;
  if (Asked && isIgnored(*table))
    return;
  addPoliciesFor(s, index, command, check);
  if (command != "select" && S.item(index).isReadToo)
    addPoliciesFor(s, index, "select", false);
}

void Refutation::addPoliciesFor(Situation &s, int index, std::string_view command, bool check) {
  const sql::Table *table = S.item(index).table;
  const UserModel &model = S.ownership().model();
  const Frame *frame = S.frameOf(index);
  const bool isCaller = S.item(index).rights == Rights::Caller; // else the policies of the view's owner apply
  std::vector<std::vector<Fact>> permissive;
  for (const sql::Policy &policy : table->policies) {
    bool mine = llvm::is_contained(policy.roles, "public") || policy.roles.empty() ||
                (isCaller && llvm::is_contained(policy.roles, model.role));
    bool maybe = mine || !isCaller || model.role.empty() ||
                 std::any_of(policy.roles.begin(), policy.roles.end(), [&](const std::string &role) {
                   return S.ownership().catalog().isMember(model.role, role);
                 });
    if (!appliesTo(policy, command) || !maybe)
      continue;
    const sql::Expr *condition = check && policy.checkExpr ? policy.checkExpr.get()
                                 : policy.usingExpr        ? policy.usingExpr.get()
                                                           : nullptr;
    std::vector<Fact> facts;
    if (condition && !doesMoreThanAsk(*condition, S.ownership()))
      facts.push_back({Fact::Kind::Truth, True, Operand::of(*condition, *frame, 0), {}});
    if (policy.permissive)
      permissive.push_back(std::move(facts));
    else if (mine)
      s.todo.append(facts);
  }
  if (permissive.empty()) // nothing is let through
    permissive.push_back({{Fact::Kind::NotNull, True, Operand::of(S.null()), {}}});
  either(s, std::move(permissive));
}

} // namespace pgtidy::analysis::isolation
