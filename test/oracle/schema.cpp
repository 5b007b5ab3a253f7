#include "schema.h"

#include "llvm/ADT/StringRef.h"

#include <algorithm>
#include <map>
#include <set>

namespace pgtidy::oracle {
namespace {

using Names = std::vector<std::string>;

bool contains(const Names &names, const std::string &name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// The values of a column of which the corpus says nothing. Small, so that rows meet; with the pairs that inexact
/// comparisons confuse ("a" and "A" and the pattern "_", 1 and 11 and -1).
Names domainOf(llvm::StringRef type) {
  if (type == "integer" || type == "bigint" || type == "smallint")
    return {"1", "2", "3", "4", "5", "11", "0", "-1"};
  if (type.starts_with("numeric") || type == "double precision" || type == "real")
    return {"0", "1", "2", "3", "10", "11"};
  if (type == "boolean")
    return {"t", "f"};
  if (type.starts_with("timestamp"))
    return {"2020-01-01 00:00:00+00", "2021-06-01 00:00:00+00", "2100-01-01 00:00:00+00"};
  if (type == "date")
    return {"2020-01-01", "2021-06-01", "2100-01-01"};
  if (type == "uuid")
    return {"00000000-0000-0000-0000-000000000001", "00000000-0000-0000-0000-000000000002",
            "10000000-0000-0000-0000-000000000001", "00000000-0000-0000-0000-00000000000a"};
  if (type == "jsonb" || type == "json")
    return {"{}", "{\"a\": 1}", "{\"a\": 2}"};
  if (type == "integer[]" || type == "bigint[]")
    return {"{}", "{1}", "{1,2}", "{2,3,11}"};
  if (type == "text[]")
    return {"{}", "{a}", "{a,b}"};
  return {"a", "b", "A", "ab", "_"};
}

bool isText(llvm::StringRef type) { return type == "text" || type.starts_with("char") || type == "citext"; }

std::vector<size_t> numbers(const std::string &text) {
  std::vector<size_t> result;
  std::string digits;
  for (char c : text + " ")
    if (c >= '0' && c <= '9')
      digits += c;
    else if (!digits.empty())
      result.push_back(std::stoul(digits) - 1), digits.clear();
  return result;
}

/// Reads the tables in the order of their names.
class Reader {
public:
  Reader(Database &database, const Corpus &corpus) : Truth(database), Source(corpus) {}

  Schema read() {
    readColumns();
    readKeys();
    readFoldedKeys();
    readForeignKeys();
    for (const std::string &key : Source.model.foreignKeys)
      keepForeignKey(key);
    sort();
    decideOwnership();
    addNamedRows();
    readPartialNames();
    for (const std::string &name : Source.credentials)
      addCredential(name);
    fillDomains();
    readSequences();
    readStored();
    Made.undeclaredKeys = !Source.model.foreignKeys.empty();
    Made.role = Source.model.role;
    Made.session = Source.session;
    Made.memberships = !Source.model.memberships.empty();
    return std::move(Made);
  }

private:
  /// A domain's columns have the values of its type.
  void readColumns() {
    Result result =
        Truth.run("WITH RECURSIVE based AS (SELECT oid, oid AS base, typtype, typbasetype FROM pg_type UNION ALL "
                  "SELECT b.oid, t.oid, t.typtype, t.typbasetype FROM based b JOIN pg_type t ON t.oid = b.typbasetype "
                  "WHERE b.typtype = 'd') SELECT c.relname, c.relkind, a.attname, format_type(b.base, CASE b.base WHEN "
                  "a.atttypid THEN a.atttypmod END), a.attnotnull, a.attgenerated <> '' FROM pg_class c JOIN "
                  "pg_attribute a ON a.attrelid = c.oid JOIN based b ON b.oid = a.atttypid AND b.typtype <> 'd' "
                  "WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relnamespace = 'public'::regnamespace "
                  "AND a.attnum > 0 AND NOT a.attisdropped ORDER BY c.relname, a.attnum");
    for (const Row &row : result.rows) {
      if (Made.tables.empty() || Made.tables.back().name != *row[0]) {
        Made.tables.emplace_back().name = *row[0];
        Made.tables.back().partitioned = *row[1] == "p";
      }
      Made.tables.back().columns.push_back({*row[2], *row[3], *row[4] == "t", *row[5] == "t", {}});
    }
  }

  Table *table(const std::string &name) {
    for (Table &table : Made.tables)
      if (table.name == name)
        return &table;
    return nullptr;
  }

  void readKeys() {
    Result result = Truth.run("SELECT c.relname, array_to_string((i.indkey::int2[])[0:i.indnkeyatts - 1], ' '), "
                              "i.indisprimary FROM pg_index i JOIN pg_class c ON c.oid = "
                              "i.indrelid WHERE i.indisunique AND i.indpred IS NULL AND i.indexprs IS NULL "
                              "AND c.relnamespace = 'public'::regnamespace ORDER BY i.indisprimary DESC, i.indexrelid");
    for (const Row &row : result.rows)
      if (Table *owner = table(*row[0])) {
        owner->uniques.push_back(numbers(*row[1]));
        owner->hasPrimary |= *row[2] == "t";
      }
  }

  /// Unique indexes over lower() or upper() of a column.
  void readFoldedKeys() {
    Result result =
        Truth.run("SELECT c.relname, a.attnum - 1 FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN "
                  "pg_attribute a ON a.attrelid = c.oid AND pg_get_expr(i.indexprs, i.indrelid) IN "
                  "('lower(' || a.attname || ')', 'upper(' || a.attname || ')') WHERE i.indisunique AND "
                  "i.indpred IS NULL AND i.indnatts = 1 AND c.relnamespace = 'public'::regnamespace");
    for (const Row &row : result.rows)
      if (Table *owner = table(*row[0]))
        owner->folded.push_back(std::stoul(*row[1]));
  }

  /// A joint name of which a column refers to a shared table is one by that table's other unique columns, too.
  void addNamedRows() {
    const std::vector<JointName> before = Made.jointNames;
    for (const JointName &joint : before)
      for (const Foreign &key : Made.tables[Made.users].foreign)
        for (size_t i = 0; i < joint.columns.size(); ++i) {
          const Table &parent = Made.tables[key.parent];
          if (key.columns != std::vector{joint.columns[i]} || parent.owned)
            continue;
          for (const std::vector<size_t> &unique : parent.uniques)
            if (unique.size() == 1 && unique != key.referenced) {
              JointName &named = Made.jointNames.emplace_back(joint);
              named.rows.resize(joint.columns.size());
              named.rows[i] = NamedRow{parent.self, key.referenced[0], unique[0]};
            }
        }
  }

  /// Unique indexes over a column of the users, of the rows in which another one is true.
  void readPartialNames() {
    Result result = Truth.run("SELECT i.indkey[0] - 1, p.attnum - 1 FROM pg_index i JOIN pg_attribute p ON "
                              "p.attrelid = i.indrelid AND pg_get_expr(i.indpred, i.indrelid) = p.attname "
                              "WHERE i.indisunique AND i.indnatts = 1 AND i.indexprs IS NULL AND i.indrelid = "
                              "to_regclass('public." +
                              Made.tables[Made.users].name + "')");
    for (const Row &row : result.rows)
      Made.jointNames.push_back({{std::stoul(*row[0])}, std::stoul(*row[1])});
  }

  void readForeignKeys() {
    Result result = Truth.run(
        "SELECT c.relname, p.relname, k.conkey::text, k.confkey::text, k.confdeltype = 'n', k.confupdtype = 'c' FROM "
        "pg_constraint k JOIN pg_class c ON "
        "c.oid = k.conrelid JOIN pg_class p ON p.oid = k.confrelid WHERE k.contype = 'f' AND k.conparentid = 0 "
        "AND c.relnamespace = 'public'::regnamespace ORDER BY cardinality(k.conkey) DESC, k.oid");
    for (const Row &row : result.rows)
      if (table(*row[0]))
        Links.push_back({*row[0], *row[1], numbers(*row[2]), numbers(*row[3]), *row[4] == "t", *row[5] == "t"});
    Made.deferrable = !Truth.run("SELECT FROM pg_constraint WHERE condeferrable").rows.empty();
    for (const char *word : {"FUNCTION", "VIEW", "DEFAULT", "POLICY", "RULE"})
      Made.hidesConstants |= Source.ddl.find(word) != std::string::npos;
  }

  /// A key that the program keeps and the schema does not declare: "items (order_id) REFERENCES orders (id)".
  void keepForeignKey(llvm::StringRef text) {
    auto [child, parent] = text.split("REFERENCES");
    auto columns = [&](llvm::StringRef side) {
      std::vector<size_t> result;
      llvm::StringRef name = side.split('(').second.split(')').first.trim();
      const Table *one = table(side.split('(').first.trim().str());
      for (size_t i = 0; one && i < one->columns.size(); ++i)
        if (one->columns[i].name == name)
          result.push_back(i);
      return result;
    };
    Links.push_back(
        {child.split('(').first.trim().str(), parent.split('(').first.trim().str(), columns(child), columns(parent)});
  }

  /// Parents first, then the foreign keys by index.
  void sort() {
    std::vector<Table> sorted;
    std::set<std::string> done;
    while (sorted.size() < Made.tables.size())
      for (Table &next : Made.tables) {
        bool ready = !done.count(next.name) && std::all_of(Links.begin(), Links.end(), [&](const Link &link) {
          return link.child != next.name || link.parent == next.name || done.count(link.parent);
        });
        if (!ready)
          continue;
        done.insert(next.name);
        sorted.push_back(next);
      }
    Made.tables = std::move(sorted);
    for (size_t i = 0; i < Made.tables.size(); ++i)
      Made.tables[i].self = i;
    for (const Link &link : Links)
      table(link.child)
          ->foreign.push_back({link.columns, table(link.parent)->self, link.referenced, link.nulls, link.cascades});
  }

  void decideOwnership() {
    const analysis::UserModel &model = Source.model;
    for (Table &each : Made.tables) {
      if (contains(model.shared, each.name))
        continue;
      each.users = contains(model.tables, each.name);
      each.membership = contains(model.memberships, each.name);
      if (each.users) {
        Made.users = each.self;
        Made.userKey = each.uniques[0][0];
        Made.userKeyRest.assign(each.uniques[0].begin() + 1, each.uniques[0].end());
        for (const std::vector<size_t> &key : each.uniques)
          if (key.size() == 1 && key[0] != Made.userKey)
            Made.userNames.push_back(key[0]);
        Made.userNames.insert(Made.userNames.end(), each.folded.begin(), each.folded.end());
        for (const std::vector<size_t> &key : each.uniques)
          if (key.size() > 1)
            Made.jointNames.push_back({key});
      }
      for (size_t i = 0; i < each.columns.size(); ++i) {
        bool refers = std::any_of(each.foreign.begin(), each.foreign.end(), [&](const Foreign &key) {
          return contains(key.columns, i) && (key.columns.size() == 1 || isUsersWhole(key));
        });
        if (!each.users && !refers && contains(model.ownerColumns, each.columns[i].name))
          each.ownerColumns.push_back(i);
        if (contains(model.publicWhen, each.columns[i].name))
          each.publicColumns.push_back(i);
      }
      each.owned = each.users || !each.ownerColumns.empty();
      for (const Foreign &key : each.foreign)
        each.owned |= !each.refersToItself(key) && Made.tables[key.parent].owned;
    }
    for (Table &member : Made.tables)
      for (const Foreign &key : member.foreign)
        if (Table &granted = Made.tables[key.parent]; member.membership && !granted.owned)
          granted.owned = granted.membersOnly = true;
    for (Table &each : Made.tables) // children of what only members own
      for (const Foreign &key : each.foreign)
        each.owned |= !contains(model.shared, each.name) && !each.refersToItself(key) && Made.tables[key.parent].owned;
  }

  /// Whether the key leads to users by all of what names one.
  bool isUsersWhole(const Foreign &key) const {
    return Made.tables[key.parent].users && !Made.userKeyRest.empty() &&
           key.columns.size() == Made.userKeyRest.size() + 1;
  }

  void addCredential(llvm::StringRef text) {
    const auto [name, condition] = text.split(" while ");
    const auto [tableName, columnName] = name.split('.');
    const Table *owned = table(tableName.str());
    Credential made{owned->self, 0, 0};
    for (size_t i = 0; i < owned->columns.size(); ++i)
      if (owned->columns[i].name == columnName)
        made.column = i;
      else if (owned->columns[i].name == condition)
        made.whileTrue = i;
    for (const Foreign &key : owned->foreign)
      if (Made.tables[key.parent].users)
        made.owner = key.columns[0];
    if (!owned->ownerColumns.empty())
      made.owner = owned->ownerColumns[0];
    Made.credentials.push_back(made);
  }

  bool isCredential(size_t table, size_t column) const {
    return std::any_of(Made.credentials.begin(), Made.credentials.end(),
                       [&](const Credential &each) { return each.table == table && each.column == column; });
  }

  static bool contains(const std::vector<size_t> &list, size_t value) {
    return std::find(list.begin(), list.end(), value) != list.end();
  }
  static bool contains(const Names &list, const std::string &value) { return oracle::contains(list, value); }

  void fillDomains() {
    std::set<std::string> words;
    for (const auto &[column, values] : Source.domains)
      words.insert(values.begin(), values.end());
    for (Table &each : Made.tables)
      for (size_t i = 0; i < each.columns.size(); ++i) {
        Column &column = each.columns[i];
        auto given = Source.domains.find(each.name + "." + column.name);
        column.domain = given != Source.domains.end() ? given->second : domainOf(column.type);
        // A user's name can be any word that a statement compares with: else a parameter that is the user's name
        // could never meet the column that leaks.
        const bool namesUser = (each.users && contains(Made.userNames, i)) || isCredential(each.self, i);
        if (namesUser && isText(column.type))
          column.domain.insert(column.domain.end(), words.begin(), words.end());
        if (each.users && i == Made.userKey && given == Source.domains.end() && !isText(column.type) &&
            column.type != "uuid")
          column.domain = {"1", "2", "3", "11"};
      }
  }

  void readSequences() {
    Result result = Truth.run("SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'");
    for (const Row &row : result.rows)
      Made.restartSequences +=
          (Made.restartSequences.empty() ? "SELECT " : ", ") + ("setval('public." + *row[0] + "', 100, false)");
  }

  void readStored() {
    for (const Row &row : Truth.run("SELECT matviewname FROM pg_matviews WHERE schemaname = 'public'").rows)
      Made.refresh += "REFRESH MATERIALIZED VIEW \"" + *row[0] + "\"; ";
    if (!Made.refresh.empty() && Source.session)
      Made.refresh = "SET LOCAL app.user_id = '1'; " + Made.refresh + "SET LOCAL app.user_id = ''; ";
    for (const Row &row : Truth
                              .run("SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND "
                                   "provolatile = 'v' AND prorettype <> 'trigger'::regtype")
                              .rows)
      Made.volatileRoutines.push_back(*row[0]);
  }

  struct Link {
    std::string child, parent;
    std::vector<size_t> columns, referenced;
    bool nulls = false, cascades = false; ///< as in Foreign
  };
  Database &Truth;
  const Corpus &Source;
  Schema Made;
  std::vector<Link> Links;
};

/// Rows come and go by the thousand, and none has to survive a crash.
std::string unlogged(std::string ddl) {
  if (ddl.find("PARTITION") != std::string::npos) // partitioned tables are always logged, and what they refer to
    return ddl;
  for (size_t at = 0; (at = ddl.find("CREATE TABLE", at)) != std::string::npos; at += 8)
    ddl.replace(at, 12, "CREATE UNLOGGED TABLE");
  return ddl;
}

} // namespace

llvm::Expected<Schema> createSchema(Database &database, const Corpus &corpus) {
  // The tables belong to a role that is neither the program's nor a superuser: row-level security holds for it when
  // forced.
  std::string sql = "SET statement_timeout = 0; DROP SCHEMA IF EXISTS public CASCADE; "
                    "DO $$ BEGIN CREATE ROLE deployer CREATEROLE; EXCEPTION WHEN duplicate_object THEN NULL; END $$; "
                    "CREATE SCHEMA public AUTHORIZATION deployer";
  const std::string &role = corpus.model.role;
  Result made = database.run(sql);
  if (made.ok && !role.empty())
    made = database.run("DROP ROLE IF EXISTS " + role + "; CREATE ROLE " + role);
  if (made.ok)
    made = database.run("SET ROLE deployer");
  if (made.ok)
    made = database.run(unlogged(corpus.ddl));
  if (made.ok && !role.empty())
    made = database.run("GRANT USAGE ON SCHEMA public TO " + role + "; GRANT ALL ON ALL TABLES IN SCHEMA public TO " +
                        role + "; GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO " + role);
  database.run("RESET ROLE");
  if (!made.ok)
    return llvm::createStringError(corpus.name + ": " + made.message);
  return Reader(database, corpus).read();
}

std::vector<std::string> Schema::values(unsigned oid) const {
  static const std::map<unsigned, std::string> types{
      {16, "boolean"}, {20, "bigint"},      {21, "smallint"},    {23, "integer"},  {25, "text"},
      {1043, "text"},  {1042, "text"},      {1700, "numeric"},   {701, "numeric"}, {700, "numeric"},
      {1082, "date"},  {1114, "timestamp"}, {1184, "timestamp"}, {2950, "uuid"},   {3802, "jsonb"},
      {114, "json"},   {1007, "integer[]"}, {1016, "bigint[]"},  {1009, "text[]"}};
  auto type = types.find(oid);
  if (type == types.end())
    return {};
  std::vector<std::string> result = domainOf(type->second);
  if (type->second != "text")
    return result;
  std::set<std::string> words{"%", "a%"};
  for (const Table &table : tables)
    for (const Column &column : table.columns)
      if (isText(column.type))
        words.insert(column.domain.begin(), column.domain.end());
  result.insert(result.end(), words.begin(), words.end());
  return result;
}

} // namespace pgtidy::oracle
