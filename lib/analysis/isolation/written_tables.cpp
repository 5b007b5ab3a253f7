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
        add(one.insert->table, "update");
    }
    if (one.update)
      add(one.update->table, "update");
    if (one.remove)
      add(one.remove->table, "delete");
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
          add(Schema.find(*source), one.event, one.name);
        continue;
      }
      const std::string key = keyOf(*one.table);
      for (const auto &[childKey, child] : Schema.tables()) {
        bool part = child.partitionOf == key ||
                    std::find(child.inherits.begin(), child.inherits.end(), key) != child.inherits.end();
        if (part)
          add(&child, one.event, one.name);
        for (const sql::ForeignKey &foreign : child.foreignKeys)
          if (one.event == "delete" && foreign.schema == one.table->schema && foreign.table == one.table->name &&
              foreign.onDelete != sql::OnDelete::NoAction && foreign.onDelete != sql::OnDelete::Restrict)
            add(&child, foreign.onDelete == sql::OnDelete::Cascade ? "delete" : "update", one.name);
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

  void add(const sql::Name &name, std::string_view event) { add(Schema.find(name), event, &name); }

  void add(const sql::Table *table, std::string_view event, const sql::Name *name) {
    bool known = std::any_of(Found.begin(), Found.end(),
                             [&](const WrittenTable &one) { return one.table == table && one.event == event; });
    if (table && !known)
      Found.push_back({table, event, name});
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

std::vector<WrittenTable> writtenBy(const sql::Statement &statement, const sql::Catalog &catalog) {
  Writes writes(catalog);
  writes.statement(statement);
  return writes.spread();
}

} // namespace pgtidy::analysis::isolation
