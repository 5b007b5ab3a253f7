#include "../objects_given.h"

static void send(PGconn *c, const std::string &sql) { PQexec(c, sql.c_str()); }

void insert(PGconn *c, const Tag &tag) {
  send(c, "INSERT INTO tags (name, kind) VALUES ('" + tag.name + "', '" + tag.kind + "')");
}

void insertLater(PGconn *c, Tag tag) {
  if (tag.kind.empty())
    tag.kind = "none";
  send(c, "INSERT INTO tags (name, kind) VALUES ('" + tag.name + "', '" + tag.kind + "')");
}

void insertOther(PGconn *c, const Tag &tag) {
  send(c, "INSERT INTO tags (name) VALUES ('" + tag.name + "')"); // expect: pg-sql-injection
}

void insertAny(PGconn *c, const Tag &tag) {
  send(c, "INSERT INTO tags (name) VALUES ('" + tag.name + "')"); // expect: pg-sql-injection
}

std::string shown(const Tag &tag) { return tag.name + " (" + tag.kind + ")"; }

Column::Column(const std::string &name, const std::string &type) : Name(name), Type(type) {}
const std::string &Column::name() const { return Name; }
const std::string &Column::type() const { return Type; }
void Column::use() { ++Uses; }
void Column::rename(const std::string &name) { Name = name; }

void add(PGconn *c, const Column &column) {
  send(c, "ALTER TABLE tags ADD COLUMN " + column.name() + ' ' + column.type());
}

void addAll(PGconn *c, const std::vector<Column> &columns) {
  std::string sql = "ALTER TABLE tags";
  for (size_t i = 0; i < columns.size(); ++i)
    sql += (i > 0 ? ", ADD COLUMN " : " ADD COLUMN ") + columns[i].name() + " integer";
  send(c, sql);
}

void addOther(PGconn *c, const std::vector<Column> &columns) {
  for (const Column &column : columns)
    send(c, "ALTER TABLE tags ADD COLUMN " + column.name() + " text"); // expect: pg-sql-injection
}

void drop(PGconn *c, const Column &column) {
  send(c, "ALTER TABLE tags DROP COLUMN " + column.name()); // expect: pg-sql-injection
}

void check(PGconn *c, const Column &column) {
  send(c, "SELECT " + column.name() + " FROM tags"); // expect: pg-sql-injection
}

std::string shown(const Column &column) { return column.name() + ' ' + column.type(); }

Index::Index(const std::string &name, const std::vector<std::string> &columns) : Name(name), Columns(columns) {}

std::string Index::sql() const {
  std::string sql = "CREATE INDEX " + Name + " ON tags (";
  for (size_t i = 0; i < Columns.size(); ++i)
    sql += (i > 0 ? ", " : "") + Columns[i];
  return sql + ')';
}

void create(PGconn *c, const Index &index) { send(c, index.sql()); }

void addPointedTo(PGconn *c, const std::vector<const Column *> &columns) {
  for (const Column *column : columns)
    send(c, "ALTER TABLE tags ADD COLUMN " + column->name() + " text");
}

void addAnyPointedTo(PGconn *c, const std::vector<const Column *> &columns) {
  for (const Column *column : columns)
    send(c, "ALTER TABLE tags ADD COLUMN " + column->name() + " text"); // expect: pg-sql-injection
}

void addOwned(PGconn *c, const std::vector<std::unique_ptr<Column>> &columns) {
  for (const std::unique_ptr<Column> &column : columns)
    if (column)
      send(c, "ALTER TABLE tags ADD COLUMN " + column->name() + " text");
}

void addAnyOwned(PGconn *c, const std::vector<std::unique_ptr<Column>> &columns) {
  for (const std::unique_ptr<Column> &column : columns)
    send(c, "ALTER TABLE tags ADD COLUMN " + column->name() + " text"); // expect: pg-sql-injection
}

// Objects that keep the texts of those that they are made of, which are handed on by pointers.
Key::Key(const std::string &name, const std::vector<Column> &columns) : Name(name) {
  std::vector<const Column *> pointers;
  for (const Column &column : columns)
    pointers.push_back(&column);
  set(pointers);
}

void Key::set(const std::vector<const Column *> &columns) {
  Columns.clear();
  for (const Column *column : columns)
    Columns.push_back(column->name());
}

std::string Key::sql() const {
  std::string sql = "CONSTRAINT " + Name + " UNIQUE (";
  for (size_t i = 0; i < Columns.size(); ++i)
    sql += (i > 0 ? ", " : "") + Columns[i];
  return sql + ')';
}

void create(PGconn *c, const Key &key) { send(c, "ALTER TABLE tags ADD " + key.sql()); }

OtherKey::OtherKey(const std::vector<Column> &columns) {
  for (const Column &column : columns)
    Columns.push_back(column.name());
}

std::string OtherKey::sql() const {
  std::string sql = "UNIQUE (";
  for (size_t i = 0; i < Columns.size(); ++i)
    sql += (i > 0 ? ", " : "") + Columns[i]; // expect: pg-sql-injection
  return sql + ')';
}

void createAny(PGconn *c, const OtherKey &key) { send(c, "ALTER TABLE tags ADD " + key.sql()); }
