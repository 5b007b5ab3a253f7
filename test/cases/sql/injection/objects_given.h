// Objects that are given to functions of another unit.
#pragma once

#include <libpq-fe.h>
#include <memory>
#include <string>
#include <vector>

struct Tag {
  std::string name;
  std::string kind;
  int count = 0;
};

class Column {
public:
  explicit Column(const std::string &name, const std::string &type = "integer");
  const std::string &name() const;
  const std::string &type() const;
  void use();
  void rename(const std::string &name);

private:
  std::string Name, Type;
  int Uses = 0;
};

class Index {
public:
  Index(const std::string &name, const std::vector<std::string> &columns);
  std::string sql() const;

private:
  std::string Name;
  std::vector<std::string> Columns;
};

class Key {
public:
  Key(const std::string &name, const std::vector<Column> &columns);
  void set(const std::vector<const Column *> &columns);
  std::string sql() const;

private:
  std::string Name;
  std::vector<std::string> Columns;
};

class OtherKey {
public:
  explicit OtherKey(const std::vector<Column> &columns);
  std::string sql() const;

private:
  std::vector<std::string> Columns;
};

void insert(PGconn *c, const Tag &tag);
void insertLater(PGconn *c, Tag tag);
void insertOther(PGconn *c, const Tag &tag);
void insertAny(PGconn *c, const Tag &tag);
std::string shown(const Tag &tag);
void add(PGconn *c, const Column &column);
void addAll(PGconn *c, const std::vector<Column> &columns);
void addOther(PGconn *c, const std::vector<Column> &columns);
void drop(PGconn *c, const Column &column);
void check(PGconn *c, const Column &column);
std::string shown(const Column &column);
void create(PGconn *c, const Index &index);
void addPointedTo(PGconn *c, const std::vector<const Column *> &columns);
void addAnyPointedTo(PGconn *c, const std::vector<const Column *> &columns);
void addOwned(PGconn *c, const std::vector<std::unique_ptr<Column>> &columns);
void addAnyOwned(PGconn *c, const std::vector<std::unique_ptr<Column>> &columns);
void create(PGconn *c, const Key &key);
void createAny(PGconn *c, const OtherKey &key);
