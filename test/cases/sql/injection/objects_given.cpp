// An object that a function is given holds what its caller put into it, not what others of its class do.
#include "objects_given.h"

void constants(PGconn *c) {
  Tag tag;
  tag.name = "news";
  tag.kind = "public";
  insert(c, tag);
  tag.kind = "";
  insertLater(c, tag);
  insertLater(c, {"old", "hidden", 1});
}

// Objects of the same class that go elsewhere.
std::string logged(const char *name) {
  Tag tag;
  tag.name = name;
  tag.kind = name;
  return shown(tag) + shown(Column(name)) + Index(name, {name}).sql();
}

void variable(PGconn *c, const char *name) {
  Tag tag;
  tag.name = name;
  insertOther(c, tag);
}

void anyOf(PGconn *c, const std::vector<Tag> &tags) { // of which it is not known where they come from
  for (size_t i = 0; i < tags.size(); i += 2)
    insertAny(c, tags[i]);
}

void columns(PGconn *c) {
  add(c, Column("kind"));
  const Column column("note", "text");
  add(c, column);
  Column used("used");
  used.use();
  add(c, used);
  std::vector<Column> columns;
  columns.push_back(Column("first"));
  columns.push_back(Column("last", "text"));
  addAll(c, columns);
  addAll(c, {Column("single")});
}

void variableColumns(PGconn *c, const char *name) {
  Column renamed("old");
  renamed.rename(name);
  check(c, renamed);
  drop(c, Column(name));
  addOther(c, {Column("kind"), Column(name)});
}

void indices(PGconn *c) { create(c, Index("by_name", {"name", "kind"})); }

void pointedTo(PGconn *c, const char *name) {
  const Column first("first"), last("last"), any(name);
  addPointedTo(c, {&first, &last});
  addAnyPointedTo(c, {&first, &any});
  std::vector<std::unique_ptr<Column>> own, others;
  own.push_back(std::make_unique<Column>("own"));
  addOwned(c, own);
  others.push_back(std::make_unique<Column>(name));
  addAnyOwned(c, others);
}

void keys(PGconn *c, const char *name) {
  const Column id("id"), kind("kind"), any(name);
  create(c, Key("tags_key", {id, kind}));
  createAny(c, OtherKey({id, any}));
}
