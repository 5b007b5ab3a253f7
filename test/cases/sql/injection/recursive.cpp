// A function that calls itself to put a condition together: what the inner calls give is no more raw than the outer.
#include "libpq-fe.h"

#include <memory>
#include <string>
#include <vector>

struct Node {
  bool isLeaf;
  long value;
  std::string text;
  std::vector<std::unique_ptr<Node>> parts;
};

static std::string rendered(const Node &node) {
  if (node.isLeaf)
    return "total > " + std::to_string(node.value);
  std::string s = "(";
  for (size_t i = 0; i < node.parts.size(); ++i)
    s += (i ? " AND " : "") + rendered(*node.parts[i]);
  return s + ")";
}

void numbers(PGconn *c, const Node &node) {
  PQexec(c, ("SELECT id FROM products WHERE " + rendered(node)).c_str());
}

static std::string written(const Node &node) {
  if (node.isLeaf)
    return "name = '" + node.text + "'"; // expect: pg-sql-injection
  std::string s = "(";
  for (size_t i = 0; i < node.parts.size(); ++i)
    s += (i ? " AND " : "") + written(*node.parts[i]);
  return s + ")";
}

void words(PGconn *c, const Node &node) { PQexec(c, ("SELECT id FROM products WHERE " + written(node)).c_str()); }

struct Expression {
  virtual ~Expression() = default;
  virtual std::string sql() const = 0;
};

struct Equal : Expression {
  long value;
  std::string sql() const override { return "total = " + std::to_string(value); }
};

struct Both : Expression {
  std::shared_ptr<Expression> left, right;
  std::string sql() const override { return "(" + left->sql() + " AND " + right->sql() + ")"; }
};

void tree(PGconn *c, const Expression &e) { PQexec(c, ("SELECT id FROM products WHERE " + e.sql()).c_str()); }
