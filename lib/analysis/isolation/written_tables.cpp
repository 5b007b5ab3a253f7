#include "isolation/written_tables.h"

#include <algorithm>

namespace pgtidy::analysis::isolation {
namespace {

constexpr size_t MostTables = 200;

std::string keyOf(const sql::Table &table) { return table.schema + "." + table.name; }

/// Whether an UPDATE may change one of the columns.
bool mayChange(const std::vector<std::string> &columns, const WrittenTable &written) {
  return std::any_of(columns.begin(), columns.end(), [&](const std::string &name) {
    const sql::Column *column = written.table->column(name);
    if (!written.set || !column || column->generated) // a generated column changes with those that it is made of
      return true;
    return std::any_of(written.set->begin(), written.set->end(),
                       [&](const sql::Assignment &one) { return one.column == name; });
  });
}

/// The columns to which an INSERT gives values of its own; null where that can not be told.
const std::vector<std::string> *givenBy(const sql::Insert &insert) {
  if (insert.columns.empty() || !insert.source)
    return nullptr;
  auto isDefault = [](const sql::ExprPtr &value) { return value && value->kind == sql::ExprKind::Default; };
  const bool takesSome = std::any_of(insert.source->values.begin(), insert.source->values.end(),
                                     [&](const auto &row) { return std::any_of(row.begin(), row.end(), isDefault); });
  return takesSome ? nullptr : &insert.columns;
}

class Writes {
public:
  explicit Writes(const sql::Catalog &catalog) : Schema(catalog) {}

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

  /// What follows from what was added.
  std::vector<WrittenTable> spread() {
    for (size_t i = 0; i < Found.size() && Found.size() < MostTables; ++i) {
      const WrittenTable one = Found[i];
      if (one.table->view) {
        if (const sql::Name *source = onlySource(*one.table))
          add({Schema.find(*source), one.event, one.name, nullptr, one.takesDefaults});
        continue;
      }
      const std::string key = keyOf(*one.table);
      for (const auto &[childKey, child] : Schema.tables()) {
        bool part = child.partitionOf == key ||
                    std::find(child.inherits.begin(), child.inherits.end(), key) != child.inherits.end();
        if (part)
          add({&child, one.event, one.name, one.set, one.takesDefaults, one.given});
        for (const sql::ForeignKey &foreign : child.foreignKeys)
          if (foreign.schema == one.table->schema && foreign.table == one.table->name)
            follow(foreign, child, one);
      }
    }
    return std::move(Found);
  }

private:
  void ctes(const std::vector<sql::Cte> &list) {
    for (const sql::Cte &cte : list)
      if (cte.statement)
        statement(*cte.statement);
  }

  /// What a foreign key makes of the child's rows.
  void follow(const sql::ForeignKey &foreign, const sql::Table &child, const WrittenTable &parent) {
    auto acts = [](sql::KeyAction action) {
      return action != sql::KeyAction::NoAction && action != sql::KeyAction::Restrict;
    };
    using sql::KeyAction;
    if (parent.event == "delete" && acts(foreign.onDelete))
      add({&child, foreign.onDelete == KeyAction::Cascade ? "delete" : "update", parent.name, nullptr,
           foreign.onDelete == KeyAction::SetDefault});
    if (parent.event == "update" && acts(foreign.onUpdate) &&
        (mayChange(foreign.referenced, parent) || hasBeforeTrigger(*parent.table)))
      add({&child, "update", parent.name, nullptr, foreign.onUpdate == KeyAction::SetDefault});
  }

  /// A trigger may change what SET does not name.
  bool hasBeforeTrigger(const sql::Table &table) const {
    return std::any_of(Schema.triggers.begin(), Schema.triggers.end(), [&](const sql::Trigger &trigger) {
      return trigger.moment == sql::Trigger::Moment::Before && trigger.table == table.name &&
             trigger.schema == table.schema;
    });
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
      return one.table == written.table && one.event == written.event;
    });
    if (known == Found.end()) {
      Found.push_back(written);
      return;
    }
    known->takesDefaults |= written.takesDefaults;
    if (known->set != written.set)
      known->set = nullptr;
    if (known->given != written.given)
      known->given = nullptr;
  }

  const sql::Catalog &Schema;
  std::vector<WrittenTable> Found;
};

} // namespace

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
      std::find(trigger.events.begin(), trigger.events.end(), written.event) == trigger.events.end())
    return false;
  return written.event != "update" || trigger.columns.empty() || mayChange(trigger.columns, written);
}

std::vector<WrittenTable> writtenBy(const sql::Statement &statement, const sql::Catalog &catalog) {
  Writes writes(catalog);
  writes.statement(statement);
  return writes.spread();
}

} // namespace pgtidy::analysis::isolation
