// Columns, keys and foreign keys, as CREATE TABLE and ALTER TABLE define them.
#pragma once

#include "catalog/session.h"

#include <string>
#include <vector>

namespace pgtidy::sql {

/// The name that PostgreSQL gives to a constraint or index of `table`, which need not be in the catalog yet:
/// "orders_user_id_fkey". For a key the names of all columns of its index, those of INCLUDE too. What has a number
/// behind it is taken without (PostgreSQL's makeObjectName() and ChooseRelationName()).
std::string generatedName(const RelationNames &names, const Table &table, const std::vector<std::string> &columns,
                          std::string_view label);

/// The same for a primary key or one that is unique.
std::string generatedKeyName(const RelationNames &names, const Table &table, const Key &key);

/// Adds the column of a ColumnDef with its constraints.
void addColumn(Session &session, Table &table, Node columnDef);

/// Adds a table constraint; `only` to the table itself, not to its partitions.
void addConstraint(Session &session, Table &table, Node constraint, bool only = false);

/// Adds a key; the columns of a primary one are not null.
void addKey(RelationNames &names, Table &table, Key key);

/// The column of that name, null when there is none.
Column *mutableColumn(Table &table, std::string_view name);

/// The tables that inherit from `table` or are its partitions, at any depth; `table` is not among them.
std::vector<Table *> descendants(Catalog &catalog, const Table &table);

/// Takes over the parent's columns that the child has not.
void inheritColumns(Table &child, const Table &parent);

/// A partition has the keys and foreign keys of the whole.
void inheritKeys(RelationNames &names, Table &child, const Table &parent);

} // namespace pgtidy::sql
