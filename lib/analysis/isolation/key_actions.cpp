#include "isolation/key_actions.h"

#include "isolation/dotted_name.h"
#include "isolation/relations.h"
#include "isolation/scalars.h"
#include "isolation/written_tables.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

#include <set>
#include <tuple>

namespace pgtidy::analysis::isolation {
namespace {

using sql::KeyAction;
using Columns = std::vector<std::string>;

bool meets(const Columns &a, const Columns &b) {
  return llvm::any_of(a, [&](const std::string &column) { return llvm::is_contained(b, column); });
}

/// Whether the rows that the key of a table to itself joins are one owner's.
bool carriesOwner(const sql::ForeignKey &foreign, const TableOwnership &owned) {
  auto isCarried = [&](const std::string &column) {
    auto place = llvm::find(foreign.columns, column);
    const size_t index = static_cast<size_t>(place - foreign.columns.begin());
    return place != foreign.columns.end() && index < foreign.referenced.size() && foreign.referenced[index] == column;
  };
  return owned.kind != OwnerKind::Users && owned.ownerColumns.size() + owned.parents.size() > 0 &&
         llvm::all_of(owned.ownerColumns, isCarried) &&
         llvm::all_of(owned.parents, [&](const ParentLink &link) { return llvm::all_of(link.columns, isCarried); });
}

/// Rows that are deleted, or whose columns `changed` are changed.
struct Change {
  const sql::Table *table;
  bool isDelete;
  bool isOwn; ///< they are rows that the user owns
  Columns changed;
  const sql::Name *name; ///< of the statement
};

class Actions {
public:
  explicit Actions(const Ownership &ownership) : Owners(ownership), Schema(ownership.catalog()) {}

  void written(const WrittenTable &one) {
    if (one.way == WrittenTable::Way::Moved || (one.event != "delete" && one.event != "update"))
      return;
    Columns changed;
    for (const sql::Column &column : one.table->columns)
      if (one.event == "update" && mayChange({column.name}, one))
        changed.push_back(column.name);
    follow({one.table, one.event == "delete", isOwned(*one.table), changed, one.name});
  }

  std::vector<TableReference> found() { return std::move(Found); }

private:
  bool isOwned(const sql::Table &table) const {
    const TableOwnership *owned = Owners.find(keyOf(table));
    return owned && owned->kind != OwnerKind::None;
  }

  void follow(const Change &change) {
    if (!Visited.insert({change.table, change.isDelete, change.isOwn, change.changed}).second)
      return;
    for (const auto &[child, foreign] : Owners.relations().children(*change.table))
      if (change.isDelete || meets(foreign->referenced, change.changed))
        act(change, *child, *foreign);
  }

  void act(const Change &change, const sql::Table &child, const sql::ForeignKey &foreign) {
    const KeyAction action = change.isDelete ? foreign.onDelete : foreign.onUpdate;
    const bool isOwn = change.isOwn && isOwned(child);
    switch (action) {
    case KeyAction::NoAction:
    case KeyAction::Restrict:
      return;
    case KeyAction::Cascade:
      if (change.isDelete)
        deleted(change, child, foreign);
      else
        triggered(change, child, foreign, foreign.columns);
      return follow({&child, change.isDelete, isOwn, foreign.columns, change.name});
    case KeyAction::SetNull:
    case KeyAction::SetDefault:
      set(change, child, foreign);
      return follow({&child, false, isOwn, foreign.columns, change.name});
    }
  }

  bool isToItself(const sql::Table &child, const sql::Table &parent) const {
    return &child == &parent || child.partitionOf == keyOf(parent);
  }

  /// The user may access the children of the user's rows, but not what hangs below them in the same table.
  void deleted(const Change &change, const sql::Table &child, const sql::ForeignKey &foreign) {
    const TableOwnership *owned = Owners.find(keyOf(child));
    if (isToItself(child, *change.table) && change.isOwn && owned && !carriesOwner(foreign, *owned))
      add(change, child, Verdict::Undecided,
          Use::Delete, // a folder's folders mostly are one user's, a comment's replies not
          shown(change, child, foreign, "ON DELETE CASCADE") +
              " deletes the rows below as well, and the schema does not say whose these are");
  }

  /// SET NULL, SET DEFAULT.
  void set(const Change &change, const sql::Table &child, const sql::ForeignKey &foreign) {
    const Columns &columns = change.isDelete && !foreign.nulled.empty() ? foreign.nulled : foreign.columns;
    const TableOwnership *owned = Owners.find(keyOf(child));
    if (!owned || owned->kind == OwnerKind::None)
      return;
    const bool isDefault = (change.isDelete ? foreign.onDelete : foreign.onUpdate) == KeyAction::SetDefault &&
                           llvm::any_of(columns, [&](const std::string &name) { return hasDefault(child, name); });
    const std::string what =
        shown(change, child, foreign,
              std::string(change.isDelete ? "ON DELETE" : "ON UPDATE") + (isDefault ? " SET DEFAULT" : " SET NULL"));
    if (isToItself(child, *change.table) && isDefault && change.isOwn && !carriesOwner(foreign, *owned))
      add(change, child, Verdict::Open, Use::Update,
          what + " changes the rows below, and nothing says that these are the same user's");
    else if (losesOwner(change, child, foreign, columns, isDefault))
      add(change, child, Verdict::OwnershipChange, Use::Update,
          what + (isDefault ? " gives rows to whoever the default belongs to" : " makes rows nobody's"));
    triggered(change, child, foreign, columns);
  }

  bool hasDefault(const sql::Table &table, const std::string &name) const {
    const sql::Column *column = table.column(name);
    const std::optional<std::string_view> text = column ? Schema.defaultOf(*column) : std::nullopt;
    return text && !llvm::StringRef(text->data(), text->size()).equals_insensitive("null");
  }

  /// Whether whose the child's rows are changes while those whom they belong to are there. What SET NULL leaves of rows
  /// whose owner or parent is deleted is nobody's because the schema says that they outlive it.
  bool losesOwner(const Change &change, const sql::Table &child, const sql::ForeignKey &foreign, const Columns &columns,
                  bool isDefault) const {
    const TableOwnership &owned = *Owners.find(keyOf(child));
    const TableOwnership *parent = Owners.find(foreign.schema + "." + foreign.table);
    const bool isGone = change.isDelete && !isDefault;
    const bool isOfUsers = parent && parent->kind == OwnerKind::Users;
    if (meets(owned.ownerColumns, columns))
      return !(isGone && isOfUsers && change.isOwn);
    return llvm::any_of(owned.parents, [&](const ParentLink &link) {
      if (!meets(link.columns, columns))
        return false;
      const bool isThis = link.columns == foreign.columns && link.parent == foreign.schema + "." + foreign.table;
      return !isThis || (owned.ownerColumns.empty() && !(isGone && change.isOwn));
    });
  }

  /// The BEFORE triggers of the child are fired: they may put another owner into the row.
  void triggered(const Change &change, const sql::Table &child, const sql::ForeignKey &foreign,
                 const Columns &columns) {
    const TableOwnership *owned = Owners.find(keyOf(child));
    if (!owned || owned->kind == OwnerKind::None || owned->kind == OwnerKind::Users)
      return;
    for (const TriggerValue &value : Owners.setByTriggers(keyOf(child), "update")) {
      const bool isOfOwner = value.column.empty() || llvm::is_contained(owned->ownerColumns, value.column) ||
                             llvm::any_of(owned->parents, [&](const ParentLink &link) {
                               return llvm::is_contained(link.columns, value.column);
                             });
      const bool isFired = value.firedBy.empty() || meets(value.firedBy, columns);
      if (isOfOwner && isFired && !value.keepsOwner && !keepsOwner(value))
        add(change, child, Verdict::OwnershipChange, Use::Update,
            shown(change, child, foreign, change.isDelete ? "ON DELETE" : "ON UPDATE") +
                " fires a trigger that puts another owner into rows");
    }
  }

  /// OLD's value, or the session's user.
  bool keepsOwner(const TriggerValue &value) const {
    if (!value.value)
      return false;
    const sql::Expr *expr = value.value->statements[0].select->targets[0].value.get();
    if (expr && expr->kind == sql::ExprKind::Column && expr->path == Columns{"old", value.column})
      return true;
    const std::optional<std::string> user = expr ? userText(*expr, Owners, {}) : std::nullopt;
    return user && isSessionUser(*user);
  }

  static std::string shown(const Change &, const sql::Table &child, const sql::ForeignKey &foreign,
                           const std::string &action) {
    std::string columns;
    for (const std::string &column : foreign.columns)
      columns += (columns.empty() ? "" : ", ") + column;
    return action + " of the foreign key `" + child.name + " (" + columns + ")`";
  }

  void add(const Change &change, const sql::Table &child, Verdict verdict, Use use, std::string reason) {
    TableReference reference;
    reference.table = child.schema == "public" ? child.name : keyOf(child);
    reference.verdict = verdict;
    reference.use = use;
    reference.location = change.name->location;
    reference.ownership = *Owners.find(keyOf(child));
    reference.reason = std::move(reason);
    if (llvm::none_of(Found, [&](const TableReference &one) {
          return one.table == reference.table && one.reason == reference.reason;
        }))
      Found.push_back(std::move(reference));
  }

  const Ownership &Owners;
  const sql::Catalog &Schema;
  std::set<std::tuple<const sql::Table *, bool, bool, Columns>> Visited;
  std::vector<TableReference> Found;
};

} // namespace

std::vector<TableReference> changedByKeys(const sql::Statement &statement, const Ownership &ownership) {
  if (ownership.catalog().empty())
    return {};
  Actions actions(ownership);
  for (const WrittenTable &one : writtenBy(statement, ownership, /*withKeys=*/false))
    actions.written(one);
  return actions.found();
}

} // namespace pgtidy::analysis::isolation
