#include "isolation/written_tables.h"

#include "isolation/relations.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>

namespace pgtidy::analysis::isolation {
namespace {

constexpr size_t MostTables = 200;

/// The columns to which an INSERT gives values of its own; null where that can not be told.
const std::vector<std::string> *givenBy(const sql::Insert &insert) {
  if (insert.columns.empty() || !insert.source)
    return nullptr;
  auto isDefault = [](const sql::ExprPtr &value) { return value && value->kind == sql::ExprKind::Default; };
  const bool takesSome = std::any_of(insert.source->values.begin(), insert.source->values.end(),
                                     [&](const auto &row) { return std::any_of(row.begin(), row.end(), isDefault); });
  return takesSome ? nullptr : &insert.columns;
}

using Way = WrittenTable::Way;

class Writes {
public:
  Writes(const Ownership &ownership, bool withKeys)
      : Owners(ownership), Schema(ownership.catalog()), Related(ownership.relations()), WithKeys(withKeys) {}

  void statement(const sql::Statement &one) {
    ctes(one.ctes);
    if (one.inner)
      statement(*one.inner);
    if (one.select)
      ctes(one.select->ctes);
    if (one.insert) {
      add({Schema.find(one.insert->table), "insert", &one.insert->table, nullptr, true, givenBy(*one.insert)});
      if (one.insert->conflict == sql::Insert::Conflict::Update)
        add(one.insert->table, "update", &one.insert->conflictSet);
    }
    if (one.update)
      add(one.update->table, "update", &one.update->set);
    if (one.remove)
      add(one.remove->table, "delete");
    if (one.copy && one.copy->from)
      add(one.copy->table, "insert");
    for (const sql::Name &table : one.truncated)
      add(table, "truncate");
    if (one.merge)
      for (const char *event : {"insert", "update", "delete"})
        add(one.merge->table, event);
  }

  bool any() const { return !Found.empty(); }

  /// What follows from what was added.
  std::vector<WrittenTable> spread() {
    for (size_t i = 0; i < Found.size() && Found.size() < MostTables; ++i) {
      const WrittenTable one = Found[i];
      if (one.table->view) {
        if (const sql::Name *source = isReplaced(one) ? nullptr : onlySource(*one.table))
          add({Schema.find(*source), one.event, one.name, nullptr, one.takesDefaults});
        continue;
      }
      if (one.way != Way::Above)
        below(one);
      above(one);
      if (WithKeys && one.way != Way::Moved)
        keys(one);
    }
    return std::move(Found);
  }

private:
  /// Partitions (TRUNCATE is one of each), and but for INSERT tables that inherit; where a row goes that UPDATE puts
  /// into another partition.
  void below(const WrittenTable &one) {
    for (const sql::Table *child : Related.below(*one.table))
      if (!child->partitionOf.empty() || one.event != "insert")
        add({child, one.event, one.name, one.set, one.takesDefaults, one.given,
             one.event == "truncate" || one.way == Way::Moved ? one.way : Way::Below});
    if (one.event == "update" && one.table->partitioned && mayChange(one.table->partitionedBy, one))
      for (const char *event : {"delete", "insert"})
        add({one.table, event, one.name, nullptr, false, nullptr, Way::Moved});
  }

  /// The row triggers of a partitioned table are its partitions', too, and so are the foreign keys to it.
  void above(const WrittenTable &one) {
    if (auto whole = Schema.tables().find(one.table->partitionOf); whole != Schema.tables().end())
      add({&whole->second, one.event, one.name, one.set, false, nullptr, Way::Above});
  }

  void keys(const WrittenTable &one) {
    for (const auto &[child, foreign] : Related.children(*one.table))
      follow(*foreign, *child, one);
  }

  void ctes(const std::vector<sql::Cte> &list) {
    for (const sql::Cte &cte : list)
      if (cte.statement)
        statement(*cte.statement);
  }

  /// What a foreign key makes of the child's rows. TRUNCATE is only done with CASCADE where there is one.
  void follow(const sql::ForeignKey &foreign, const sql::Table &child, const WrittenTable &parent) {
    auto acts = [](sql::KeyAction action) {
      return action != sql::KeyAction::NoAction && action != sql::KeyAction::Restrict;
    };
    using sql::KeyAction;
    const bool areOthers = isOwned(child) && (parent.areOthers || !isOwned(*parent.table));
    if (parent.event == "truncate")
      add({&child, "truncate", parent.name});
    if (parent.event == "delete" && acts(foreign.onDelete))
      add({&child, foreign.onDelete == KeyAction::Cascade ? "delete" : "update", parent.name, nullptr,
           foreign.onDelete == KeyAction::SetDefault, nullptr, Way::Own, areOthers});
    if (parent.event == "update" && acts(foreign.onUpdate) &&
        (mayChange(foreign.referenced, parent) || hasBeforeTrigger(*parent.table)))
      add({&child, "update", parent.name, nullptr, foreign.onUpdate == KeyAction::SetDefault, nullptr, Way::Own,
           areOthers});
  }

  bool isOwned(const sql::Table &table) const {
    const TableOwnership *owned = Owners.find(table.schema + "." + table.name);
    return owned && owned->kind != OwnerKind::None;
  }

  /// A trigger INSTEAD OF the write to a view: the table behind it is not written.
  bool isReplaced(const WrittenTable &view) const {
    return llvm::any_of(Related.triggers(*view.table), [&](const sql::Trigger *trigger) {
      return trigger->moment == sql::Trigger::Moment::InsteadOf && fires(*trigger, view);
    });
  }

  /// A trigger may change what SET does not name.
  bool hasBeforeTrigger(const sql::Table &table) const {
    return llvm::any_of(Related.triggers(table),
                        [](const sql::Trigger *trigger) { return trigger->moment == sql::Trigger::Moment::Before; });
  }

  void add(const sql::Name &name, std::string_view event, const std::vector<sql::Assignment> *set = nullptr) {
    auto isDefault = [](const sql::Assignment &one) { return one.value && one.value->kind == sql::ExprKind::Default; };
    add({Schema.find(name), event, &name, set,
         event == "insert" || (set && std::any_of(set->begin(), set->end(), isDefault))});
  }

  void add(const WrittenTable &written) {
    if (!written.table)
      return;
    auto known = std::find_if(Found.begin(), Found.end(), [&](const WrittenTable &one) {
      return one.table == written.table && one.event == written.event && one.way == written.way;
    });
    if (known == Found.end()) {
      Found.push_back(written);
      return;
    }
    known->takesDefaults |= written.takesDefaults;
    known->areOthers |= written.areOthers;
    if (known->set != written.set)
      known->set = nullptr;
    if (known->given != written.given)
      known->given = nullptr;
  }

  const Ownership &Owners;
  const sql::Catalog &Schema;
  const Relations &Related;
  const bool WithKeys;
  std::vector<WrittenTable> Found;
};

} // namespace

bool mayChange(const std::vector<std::string> &columns, const WrittenTable &written) {
  return std::any_of(columns.begin(), columns.end(), [&](const std::string &name) {
    const sql::Column *column = written.table->column(name);
    if (!written.set || !column || column->generated) // a generated column changes with those that it is made of
      return true;
    return std::any_of(written.set->begin(), written.set->end(),
                       [&](const sql::Assignment &one) { return one.column == name; });
  });
}

const sql::Name *onlySource(const sql::Table &view) {
  const sql::Query &query = *view.view;
  bool plain = query.setOp == sql::SetOp::None && query.values.empty() && query.ctes.empty() && !query.distinct &&
               query.groupBy.empty() && !query.having && !query.limit && !query.offset && query.from.size() == 1 &&
               view.kind == sql::RelationKind::View;
  return plain && query.from[0]->kind == sql::FromKind::Table ? &query.from[0]->table : nullptr;
}

bool fires(const sql::Trigger &trigger, const WrittenTable &written) {
  const sql::Table &table = *written.table;
  if (trigger.isDisabled || trigger.table != table.name || trigger.schema != table.schema ||
      std::find(trigger.events.begin(), trigger.events.end(), written.event) == trigger.events.end() ||
      (written.way != Way::Own && !trigger.forEachRow))
    return false;
  return written.event != "update" || trigger.columns.empty() || mayChange(trigger.columns, written);
}

bool writes(const sql::Statement &statement, const Ownership &ownership) {
  Writes writes(ownership, false);
  writes.statement(statement);
  return writes.any();
}

std::vector<WrittenTable> writtenBy(const sql::Statement &statement, const Ownership &ownership, bool withKeys) {
  Writes writes(ownership, withKeys);
  writes.statement(statement);
  return writes.spread();
}

} // namespace pgtidy::analysis::isolation
