// libpg_query's JSON parse tree as cheap, read-only nodes in an arena.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pgtidy::sql {

/// A node of a parse tree: an object, array, string, number or boolean; absent members are the null node, of which
/// every question has an empty answer, so that paths can be followed without a test at each step.
class Node {
public:
  struct Data;
  Node() = default;
  explicit Node(const Data *data) : D(data) {}

  explicit operator bool() const { return D != nullptr; }
  /// Member of an object.
  Node operator[](std::string_view key) const;
  /// Elements of an array (or members' values of an object).
  size_t size() const;
  Node at(size_t index) const;
  /// The only member of an object such as {"SelectStmt": {…}}: its name and value.
  std::string_view tag() const;
  Node body() const;

  std::string_view str() const; ///< "" when not a string
  int64_t integer(int64_t otherwise = 0) const;
  bool boolean() const; ///< false when absent

  class Iterator;
  Iterator begin() const;
  Iterator end() const;

private:
  const Data *D = nullptr;
};

struct Node::Data {
  enum class Kind : uint8_t { Object, Array, String, Number, Boolean, Null } kind = Kind::Null;
  bool flag = false;
  int64_t number = 0;
  std::string_view text;
  std::string_view key; ///< in the object that holds it
  const Data *firstChild = nullptr;
  const Data *next = nullptr;
};

class Node::Iterator {
public:
  explicit Iterator(const Data *data) : D(data) {}
  Node operator*() const { return Node(D); }
  Iterator &operator++() {
    D = D->next;
    return *this;
  }
  bool operator!=(const Iterator &other) const { return D != other.D; }

private:
  const Data *D;
};

/// What PostgreSQL made of a text: a tree, or its error. Owns the memory of the nodes.
class Tree {
public:
  /// Parses `sql` (which may hold any bytes; a zero byte ends it) with PostgreSQL's grammar.
  static Tree parse(std::string_view sql);

  /// The list of RawStmt: each has "stmt", "stmt_location", "stmt_len".
  Node statements() const;
  /// PostgreSQL's message; empty when the text was accepted.
  const std::string &error() const { return Error; }
  /// 0-based byte offset of the error; -1 where there is none.
  int32_t errorOffset() const { return ErrorOffset; }

  Tree(Tree &&) noexcept;
  Tree &operator=(Tree &&) noexcept;
  ~Tree();

private:
  Tree();
  struct Arena;
  std::unique_ptr<Arena> Memory;
  const Node::Data *Root = nullptr;
  std::string Error;
  int32_t ErrorOffset = -1;
};

} // namespace pgtidy::sql
