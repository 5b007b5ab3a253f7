#include "isolation/calls.h"

#include "isolation/bodies.h"
#include "isolation/scalars.h"
#include "isolation/suggest.h"
#include "isolation/visit.h"

#include <algorithm>

namespace pgtidy::analysis::isolation {
namespace {

using sql::Expr;
using sql::ExprKind;

constexpr size_t MostDepth = 6;

std::string shown(const sql::Function &function) { return "`" + function.name + "()`"; }

/// A body that is entered: what it is called, where from, and with which arguments.
struct Entry {
  const sql::Function &function;
  std::string what;                 ///< "`total()`", "DO"
  sql::Offset location;             ///< of the call
  const Expr *call = nullptr;       ///< null where there are no arguments
  const sql::Query *rows = nullptr; ///< of a trigger: the rows of the table, tied to $1
};

class Calls {
public:
  explicit Calls(const CallContext &context) : Context(context) {}

  void call(const Expr &expr) {
    if (expr.kind != ExprKind::Func || expr.path.empty())
      return;
    const std::string schema = expr.path.size() > 1 ? expr.path[expr.path.size() - 2] : "";
    const sql::Function *function = Context.ownership.catalog().function(schema, expr.path.back());
    if (function && !function->body.empty())
      enter({*function, shown(*function), expr.location, &expr, nullptr});
  }

  void doBlock(const sql::Statement &statement) {
    sql::Function block;
    block.name = "DO";
    block.language = statement.language.empty() ? "plpgsql" : statement.language;
    block.body = statement.body;
    enter({block, "DO", statement.begin, nullptr, nullptr});
  }

  /// The triggers that a write to the table fires, for rows that are the principal's.
  void triggers(const sql::Name &name, std::string_view event) {
    const sql::Catalog &catalog = Context.ownership.catalog();
    const sql::Table *table = catalog.find(name);
    for (const sql::Trigger &trigger : catalog.triggers) {
      bool fires = table && trigger.table == table->name && trigger.schema == table->schema &&
                   std::find(trigger.events.begin(), trigger.events.end(), event) != trigger.events.end();
      size_t dot = trigger.function.find('.');
      const sql::Function *function = !fires                     ? nullptr
                                      : dot == std::string::npos ? catalog.function("", trigger.function)
                                                                 : catalog.function(trigger.function.substr(0, dot),
                                                                                    trigger.function.substr(dot + 1));
      if (!function || function->body.empty())
        continue;
      sql::Parsed rows = sql::parse(rowsOf(name, event));
      bool readable = rows.statements.size() == 1 && rows.statements[0].select;
      enter({*function, "the trigger `" + trigger.name + "`", name.location, nullptr,
             readable ? rows.statements[0].select.get() : nullptr});
    }
  }

  std::vector<TableReference> Found;

private:
  /// NEW and OLD as rows that the principal $1 may access.
  std::string rowsOf(const sql::Name &name, std::string_view event) const {
    std::string table = (name.schema.empty() ? "" : identifier(name.schema) + ".") + identifier(name.name);
    std::string from, where;
    for (std::string row : {"new", "old"}) {
      if ((row == "new" && event == "delete") || (row == "old" && event == "insert"))
        continue;
      from += (from.empty() ? "" : ", ") + table + " AS " + row;
      std::string tied = tieOf(Context.ownership.key(name), row, "$1", Context.ownership);
      if (!tied.empty())
        where += (where.empty() ? " WHERE " : " AND ") + tied;
    }
    return "SELECT 1 FROM " + from + where;
  }

  void enter(const Entry &entry) {
    CallChain &chain = Context.chain;
    std::string name = entry.function.schema + "." + entry.function.name;
    if (std::find(chain.functions.begin(), chain.functions.end(), name) != chain.functions.end())
      return; // judged where it was called first
    std::optional<Body> body;
    if (chain.functions.size() < MostDepth && --chain.left >= 0)
      body = bodyOf(entry.function, Context.ownership);
    if (!body)
      return notFollowed(entry.function.body, "the body of " + entry.what + " is not followed", entry);
    if (entry.rows)
      body->names.insert(body->names.begin(), "");
    chain.functions.push_back(name);
    bool ownerRights = chain.ownerRights;
    chain.ownerRights |= entry.function.securityDefiner;
    for (const BodyStatement &statement : body->statements)
      judgeStatement(statement, *body, entry);
    chain.ownerRights = ownerRights;
    chain.functions.pop_back();
  }

  void judgeStatement(const BodyStatement &one, const Body &body, const Entry &entry) {
    sql::Template text{one.text, {}};
    sql::Parsed parsed = one.dynamic ? sql::Parsed{} : sql::parse(text);
    if (one.dynamic || parsed.error || parsed.undecided) {
      std::string table = ownedTableIn(entry.function.body, Context.ownership);
      bool dynamic = one.dynamic && table.empty();
      if (dynamic || !table.empty())
        add(dynamic ? entry.function.name : table, Verdict::Undecided,
            one.dynamic ? entry.what + " runs a text that is put together at run time"
                        : "the body of " + entry.what + " is not followed",
            entry.location);
      return;
    }
    const sql::Query *rows = std::exchange(Context.chain.rows, entry.rows);
    for (const sql::Statement &statement : parsed.statements)
      for (const TableReference &inner :
           judgeBody(statement, parsed, text, Context.ownership, Context.chain).references)
        judged(inner, one, body, entry);
    Context.chain.rows = rows;
  }

  void judged(const TableReference &inner, const BodyStatement &statement, const Body &body, const Entry &entry) {
    if (inner.verdict != Verdict::Closed) {
      Verdict verdict = inner.verdict == Verdict::Constant ? Verdict::Open : inner.verdict;
      std::string where = "inside " + entry.what;
      if (statement.guarded) {
        verdict = Verdict::Undecided;
        where += ", where what runs before may guard it";
      }
      return add(inner.table, verdict, where + ": " + inner.reason, entry.location, inner.use);
    }
    if (inner.principal.size() < 2 || inner.principal[0] != '$')
      return;
    size_t number = std::strtoul(inner.principal.c_str() + 1, nullptr, 10);
    if (entry.rows && number == 1)
      return; // the row's user
    bool isVariable = !entry.call || number > entry.function.argumentTypes.size();
    const Expr *given =
        !isVariable && number >= 1 && number <= entry.call->args.size() ? entry.call->args[number - 1].get() : nullptr;
    std::optional<std::string> user = given ? scalarText(*given, Context.ownership, Context.holeNames) : std::nullopt;
    if (!user && isVariable)
      add(inner.table, Verdict::Undecided,
          entry.what + " ties it to its variable `" +
              (number >= 1 && number <= body.names.size() ? body.names[number - 1] : "") +
              "`, which is not known to be the user",
          entry.location);
    else if (!user)
      add(inner.table, Verdict::Undecided,
          entry.what + " ties it to its argument " + std::to_string(number) + ", which is not known to be the user",
          entry.location);
    else if (!Context.principal.empty() && Context.principal != *user)
      add(inner.table, Verdict::Open,
          entry.what + " ties it to another value than " + Context.principal +
              ", to which the rest of the statement is tied: two parameters are two users",
          entry.location);
  }

  void notFollowed(std::string_view body, const std::string &reason, const Entry &entry) {
    std::string table = ownedTableIn(body, Context.ownership);
    if (!table.empty())
      add(table, Verdict::Undecided, reason, entry.location);
  }

  void add(const std::string &table, Verdict verdict, std::string reason, sql::Offset location, Use use = Use::Read) {
    if (std::any_of(Found.begin(), Found.end(),
                    [&](const TableReference &one) { return one.table == table && one.location == location; }))
      return;
    TableReference reference;
    size_t dot = table.find('.');
    sql::Name name;
    name.schema = dot == std::string::npos ? "" : table.substr(0, dot);
    name.name = dot == std::string::npos ? table : table.substr(dot + 1);
    reference.table = table;
    reference.verdict = verdict;
    reference.use = use;
    reference.location = location;
    reference.ownership = Context.ownership.of(name);
    reference.reason = std::move(reason);
    Found.push_back(std::move(reference));
  }

  const CallContext &Context;
};

/// What the statement and its CTEs write to.
void triggersOf(const sql::Statement &statement, Calls &calls) {
  auto ctes = [&](const std::vector<sql::Cte> &list) {
    for (const sql::Cte &cte : list)
      if (cte.statement)
        triggersOf(*cte.statement, calls);
  };
  ctes(statement.ctes);
  if (statement.inner)
    triggersOf(*statement.inner, calls);
  if (statement.select)
    ctes(statement.select->ctes);
  if (statement.insert) {
    calls.triggers(statement.insert->table, "insert");
    if (statement.insert->conflict == sql::Insert::Conflict::Update)
      calls.triggers(statement.insert->table, "update");
  }
  if (statement.update)
    calls.triggers(statement.update->table, "update");
  if (statement.remove)
    calls.triggers(statement.remove->table, "delete");
  if (statement.merge)
    for (const char *event : {"insert", "update", "delete"})
      calls.triggers(statement.merge->table, event);
}

} // namespace

std::vector<TableReference> callsOf(const sql::Statement &statement, const CallContext &context) {
  Calls calls(context);
  if (statement.kind == sql::StatementKind::Do)
    calls.doBlock(statement);
  const sql::Catalog &catalog = context.ownership.catalog();
  if (!catalog.functions.empty())
    visit(statement, [&](const Expr &expr, const Place &) { calls.call(expr); });
  if (!catalog.triggers.empty())
    triggersOf(statement, calls);
  return std::move(calls.Found);
}

} // namespace pgtidy::analysis::isolation
