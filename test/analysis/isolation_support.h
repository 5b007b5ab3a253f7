// Judging statements given as text, and the verdicts as one line.
#pragma once

#include "analysis/isolation.h"
#include "sql/catalog.h"
#include "sql/parse.h"

#include "gtest/gtest.h"

#include "llvm/ADT/ArrayRef.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace pgtidy::analysis {

/// A shop: users own orders; items and their notes are children; products are nobody's; the other tables have one
/// peculiarity each.
inline constexpr std::string_view Shop = R"(
CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL UNIQUE, name text, nick text UNIQUE);
CREATE TABLE products (id bigint PRIMARY KEY, name text NOT NULL, price numeric NOT NULL);
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id), status text NOT NULL,
                     total numeric NOT NULL DEFAULT 0, UNIQUE (user_id, id));
CREATE TABLE items (id bigint PRIMARY KEY, order_id bigint NOT NULL REFERENCES orders (id),
                    product_id bigint NOT NULL REFERENCES products (id), amount integer NOT NULL);
CREATE TABLE item_notes (id bigint PRIMARY KEY, item_id bigint NOT NULL REFERENCES items (id), body text NOT NULL);
-- the owner may be NULL: nobody's template
CREATE TABLE drafts (id bigint PRIMARY KEY, user_id bigint REFERENCES users (id), body text);
-- either party owns it
CREATE TABLE messages (id bigint PRIMARY KEY, sender bigint NOT NULL REFERENCES users (id),
                       receiver bigint NOT NULL REFERENCES users (id), body text);
-- own owner and owned parent
CREATE TABLE comments (id bigint PRIMARY KEY, order_id bigint NOT NULL REFERENCES orders (id),
                       user_id bigint NOT NULL REFERENCES users (id), body text);
-- the foreign key carries the owner
CREATE TABLE payments (id bigint PRIMARY KEY, user_id bigint NOT NULL, order_id bigint NOT NULL,
                       FOREIGN KEY (user_id, order_id) REFERENCES orders (user_id, id));
-- a tree
CREATE TABLE folders (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id),
                      parent_id bigint REFERENCES folders (id), name text);
CREATE TABLE settings (user_id bigint PRIMARY KEY REFERENCES users (id), theme text);
CREATE TABLE slugs (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id), slug text UNIQUE);
CREATE VIEW open_orders AS SELECT id, user_id, total FROM orders WHERE status = 'open';
CREATE VIEW order_count AS SELECT count(*) AS n FROM orders;
)";

/// A schema with the ownership it makes.
class World {
public:
  explicit World(std::string_view schema = Shop, UserModel model = {}) {
    std::vector<sql::SchemaProblem> problems;
    sql::Migration file;
    file.path = "schema.sql";
    file.up = std::string(schema);
    if (!schema.empty())
      sql::apply(Schema, {file}, problems);
    sql::finish(Schema);
    Problems = problems.size();
    Owners = std::make_unique<Ownership>(Schema, std::move(model));
  }

  Ownership &ownership() { return *Owners; }
  size_t problems() const { return Problems; }

  std::vector<TableReference> judgeAll(const sql::Template &source) {
    sql::Parsed parsed = sql::parse(source);
    std::vector<TableReference> all;
    for (const sql::Statement &statement : parsed.statements)
      for (TableReference &reference : judge(statement, parsed, source, *Owners).references)
        all.push_back(std::move(reference));
    return all;
  }

  std::vector<TableReference> judgeAll(std::string_view sql) { return judgeAll(sql::Template{std::string(sql), {}}); }

  /// "orders: open, users: closed", in the order of the text; "syntax error" when there is no statement.
  std::string verdicts(const sql::Template &source) {
    sql::Parsed parsed = sql::parse(source);
    if (parsed.statements.empty())
      return parsed.error ? "syntax error: " + parsed.error->message : parsed.undecided ? "undecided" : "";
    static constexpr const char *Names[] = {"closed", "constant", "open", "change", "undecided"};
    std::string line;
    for (const TableReference &reference : judgeAll(source))
      line += (line.empty() ? "" : ", ") + reference.table + ": " + Names[static_cast<size_t>(reference.verdict)];
    return line;
  }

  std::string verdicts(std::string_view sql) { return verdicts(sql::Template{std::string(sql), {}}); }

private:
  sql::Catalog Schema;
  size_t Problems = 0;
  std::unique_ptr<Ownership> Owners;
};

/// A statement and the verdicts that it has to have.
struct Case {
  const char *sql;
  const char *verdicts;
};

/// Expects of each statement its verdicts, in a schema that was read whole.
inline void expectAll(World &world, llvm::ArrayRef<Case> cases) {
  EXPECT_EQ(world.problems(), 0U);
  for (const Case &one : cases)
    EXPECT_EQ(world.verdicts(one.sql), one.verdicts) << one.sql;
}

} // namespace pgtidy::analysis
