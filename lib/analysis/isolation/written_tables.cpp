#include "isolation/written_tables.h"

#include <algorithm>

namespace pgtidy::analysis::isolation {
namespace {

constexpr size_t MostTables = 200;

std::string keyOf(const sql::Table &table) { return table.schema + "." + table.name; }

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
      add(one.insert->table, "insert");
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
          add({Schema.find(*source), one.event, one.name});
        continue;
      }
      const std::string key = keyOf(*one.table);
      for (const auto &[childKey, child] : Schema.tables()) {
        bool part = child.partitionOf == key ||
                    std::find(child.inherits.begin(), child.inherits.end(), key) != child.inherits.end();
        if (part)
          add({&child, one.event, one.name, one.set});
        for (const sql::ForeignKey &foreign : child.foreignKeys)
          if (one.event == "delete" && foreign.schema == one.table->schema && foreign.table == one.table->name &&
              foreign.onDelete != sql::OnDelete::NoAction && foreign.onDelete != sql::OnDelete::Restrict)
            add({&child, foreign.onDelete == sql::OnDelete::Cascade ? "delete" : "update", one.name});
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

  void add(const sql::Name &name, std::string_view event, const std::vector<sql::Assignment> *set = nullptr) {
    add({Schema.find(name), event, &name, set});
  }

  void add(const WrittenTable &written) {
    if (!written.table)
      return;
    auto known = std::find_if(Found.begin(), Found.end(), [&](const WrittenTable &one) {
      return one.table == written.table && one.event == written.event;
    });
    if (known == Found.end())
      Found.push_back(written);
    else if (known->set != written.set)
      known->set = nullptr;
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
  if (written.event != "update" || trigger.columns.empty() || !written.set)
    return true;
  return std::any_of(trigger.columns.begin(), trigger.columns.end(), [&](const std::string &name) {
    const sql::Column *column = table.column(name);
    if (!column || column->generated) // a generated column changes with those that it is made of
      return true;
    return std::any_of(written.set->begin(), written.set->end(),
                       [&](const sql::Assignment &one) { return one.column == name; });
  });
}

std::vector<WrittenTable> writtenBy(const sql::Statement &statement, const sql::Catalog &catalog) {
  Writes writes(catalog);
  writes.statement(statement);
  return writes.spread();
}

} // namespace pgtidy::analysis::isolation
