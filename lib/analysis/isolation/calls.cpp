#include "isolation/calls.h"

#include "isolation/bodies.h"
#include "isolation/call_arguments.h"
#include "isolation/call_verdicts.h"
#include "isolation/effects.h"
#include "isolation/implied_calls.h"
#include "isolation/reached.h"
#include "isolation/readings.h"
#include "isolation/relations.h"
#include "isolation/scalars.h"
#include "isolation/text_functions.h"
#include "isolation/trigger_rows.h"
#include "isolation/visit.h"
#include "isolation/words.h"
#include "isolation/written_tables.h"

#include <algorithm>

namespace pgtidy::analysis::isolation {
namespace {

using sql::Expr;
using sql::ExprKind;

constexpr size_t MostDepth = 6;

std::string shown(const sql::Function &function) { return "`" + function.name + "()`"; }

/// set_config() of what says who asks, or of what is not known.
bool setsSession(const Expr &call) {
  if (call.path.back() != "set_config" || call.args.empty() || !call.args[0])
    return false;
  const Expr &parameter = *call.args[0];
  return parameter.kind != ExprKind::Const || sql::saysWhoAsks(parameter.value);
}

EnteredBody enteredBy(const Entry &entry) {
  EnteredBody entered{entry.function.schema + "." + entry.function.name, entry.function.body, entry.rows};
  for (const std::string &type : entry.function.argumentTypes)
    entered.function += " " + type;
  return entered;
}

class Calls {
public:
  explicit Calls(const CallContext &context) : Context(context), Verdicts(context) {}

  void call(const Expr &expr, const Place &place) { call(expr, place, expr.location, nullptr); }

  /// The functions that a view calls when it is read.
  void view(const sql::Name &name) {
    const sql::Table *view = Context.ownership.catalog().find(name);
    if (!view || !view->view || std::find(Views.begin(), Views.end(), view) != Views.end())
      return;
    Views.push_back(view);
    visit(*view->view, [&](const Expr &expr, const Place &place) { call(expr, place, name.location, view); });
    visitTables(*view->view, [&](const sql::Name &inner) {
      sql::Name there = inner;
      there.location = name.location;
      this->view(there);
    });
  }

  void doBlock(const sql::Statement &statement) {
    sql::Function block;
    block.name = "DO";
    block.language = statement.language.empty() ? "plpgsql" : statement.language;
    block.body = statement.body;
    enter({block, "DO", statement.begin, nullptr, nullptr, false});
  }

  /// The triggers that a write to the table fires, for rows that are the principal's, and its rules.
  void fired(const WrittenTable &written) {
    const sql::Catalog &catalog = Context.ownership.catalog();
    const sql::Table &table = *written.table;
    for (const sql::Trigger *trigger : Context.ownership.relations().triggers(table)) {
      if (!fires(*trigger, written))
        continue;
      if (trigger->when.find('(') != std::string::npos)
        condition(*trigger, written);
      for (const sql::Function *function : functionsOf(*trigger, catalog))
        this->trigger(*trigger, *function, written);
    }
    for (const sql::Rule &rule : catalog.rules)
      if (rule.table == table.name && rule.schema == table.schema && rule.event == written.event &&
          written.way == WrittenTable::Way::Own)
        Verdicts.undecided(rule.text, "the rule `" + rule.name + "` of `" + rule.table + "` is not followed",
                           written.name->location);
  }

  /// The functions that a new row's defaults call, and those of generated columns of any row that is written.
  void defaults(const WrittenTable &written) {
    if (written.way != WrittenTable::Way::Above && written.way != WrittenTable::Way::Moved)
      checks(written);
    for (const sql::Column &column : written.table->columns) {
      auto here = [&](const Expr &expr, const Place &place) { call(expr, place, written.name->location, nullptr); };
      if (column.generatedAs && (written.event == "insert" || written.event == "update"))
        visitExpr(*column.generatedAs, here);
      if (written.given && std::find(written.given->begin(), written.given->end(), column.name) != written.given->end())
        continue;
      const std::optional<std::string_view> text = Context.ownership.catalog().defaultOf(column);
      if (!written.takesDefaults || !text || text->find('(') == std::string::npos)
        continue;
      if (const sql::Query *value = readings().query("SELECT " + std::string(*text)))
        visit(*value, here);
    }
  }

  /// The functions of CHECK constraints that write. What else one does shows in nothing but an error.
  void checks(const WrittenTable &written) {
    if (written.event != "insert" && written.event != "update")
      return;
    auto here = [&](const Expr &expr, const Place &place) {
      if (expr.kind == ExprKind::Func && !expr.path.empty() && mayWrite(expr))
        call(expr, place, written.name->location, nullptr);
    };
    for (const sql::Check &check : written.table->checks)
      if (check.condition)
        visitExpr(*check.condition, here);
    for (const sql::Column &column : written.table->columns)
      if (const sql::Domain *domain = Context.ownership.catalog().domain(column.type))
        for (const std::shared_ptr<const Expr> &check : domain->checks)
          if (check)
            visitExpr(*check, here);
  }

  /// What was found, and inside of a body what is closed by its arguments.
  std::vector<TableReference> found() { return Verdicts.found(); }

private:
  Readings &readings() const { return Context.ownership.readings(); }

  void call(const Expr &expr, const Place &place, sql::Offset location, const sql::Table *view) {
    for (const sql::Function *function : functionsImpliedBy(expr, place, Context.ownership.catalog()))
      if (!function->body.empty())
        enter({*function, shown(*function), location, expr.kind == ExprKind::Op ? &expr : nullptr});
    if (expr.kind != ExprKind::Func || expr.path.empty())
      return;
    if (setsSession(expr))
      Context.chain.setsWhoAsks = "`set_config()`";
    const std::string schema = expr.path.size() > 1 ? expr.path[expr.path.size() - 2] : "";
    std::vector<const sql::Function *> named = Context.ownership.catalog().functionsNamed(schema, expr.path.back());
    if (named.empty())
      return textCall(expr, location);
    keepFitting(named, expr);
    const auto inPlace = Context.judged.find(&expr);
    const bool isClosed = inPlace != Context.judged.end() && inPlace->second;
    for (const sql::Function *function : named) {
      if (function->body.empty())
        continue;
      if (isClosed) {
        closedInPlace(*function);
        continue;
      }
      Entry entry{*function, shown(*function), location, &expr, nullptr};
      if (view)
        entry.what += " in the view `" + view->name + "`";
      entry.stored = view && view->kind == sql::RelationKind::MaterializedView;
      enter(entry);
      defaultsOf(*function, expr, location, view);
    }
  }

  /// What the function reads is tied where it is called, with the rest of the statement.
  void closedInPlace(const sql::Function &function) {
    const std::string table = ownedTableIn(function.body, Context.ownership);
    if (table.empty() || Context.principal.empty())
      return;
    if (isSessionUser(Context.principal))
      Context.chain.tiedToSession = table;
    if (!Context.chain.bodies.empty())
      Verdicts.pass(table, Context.principal, Context.keys);
  }

  /// What the defaults of the arguments call that the call does not give.
  void defaultsOf(const sql::Function &function, const Expr &call, sql::Offset location, const sql::Table *view) {
    if (++DefaultsWithin > MostDepth)
      return;
    for (size_t i = 0; i < function.argumentDefaults.size(); ++i)
      if (function.argumentDefaults[i] && !argumentFor(call, function, i))
        visitExpr(*function.argumentDefaults[i],
                  [&](const Expr &expr, const Place &place) { this->call(expr, place, location, view); });
    --DefaultsWithin;
  }

  bool mayWrite(const Expr &call) const {
    const std::string schema = call.path.size() > 1 ? call.path[call.path.size() - 2] : "";
    const std::vector<const sql::Function *> named =
        Context.ownership.catalog().functionsNamed(schema, call.path.back());
    return std::any_of(named.begin(), named.end(), [&](const sql::Function *one) {
      return !one->body.empty() && !readings().onlyReads(*one, Context.ownership);
    });
  }

  /// A function that runs SQL given as a text.
  void textCall(const Expr &expr, sql::Offset location) {
    std::optional<std::vector<std::string>> texts = textsRunBy(expr, Context.ownership);
    if (!texts)
      return;
    sql::Function function;
    function.name = expr.path.back();
    function.language = "sql";
    if (texts->empty())
      return Verdicts.add(function.name, Verdict::Undecided,
                          shown(function) + " runs a text that is put together at run time", location);
    for (const std::string &text : *texts) {
      function.body = text;
      enter({function, shown(function), location, nullptr, nullptr, false});
    }
  }

  /// What the WHEN of a trigger calls is run for each row, whether or not the trigger is fired.
  void condition(const sql::Trigger &trigger, const WrittenTable &written) {
    sql::Function condition;
    condition.name = "WHEN of " + trigger.name;
    condition.language = "sql";
    condition.body = "SELECT " + trigger.when;
    const sql::Query *rows = readings().query(rowsOf(trigger, *written.table, written.event, Context.ownership,
                                                     isTiedBefore(trigger, *written.name, written.event, Context)));
    enter({condition, "the WHEN of the trigger `" + trigger.name + "`", written.name->location, nullptr, rows, false});
  }

  void trigger(const sql::Trigger &trigger, const sql::Function &function, const WrittenTable &written) {
    std::string what = "the trigger `" + trigger.name + "`";
    if (trigger.moment == sql::Trigger::Moment::InsteadOf)
      return undecidedBody(function, what, what + " runs instead of the write", written.name->location);
    if (written.areOthers && !readings().onlyReads(function, Context.ownership))
      return Verdicts.add(written.table->name, Verdict::Undecided,
                          what + " is fired for rows of others, which a foreign key takes along",
                          written.name->location);
    const sql::Query *rows = readings().query(writtenTables(trigger, *written.table, Context.ownership) +
                                              rowsOf(trigger, *written.table, written.event, Context.ownership,
                                                     isTiedBefore(trigger, *written.name, written.event, Context)));
    const sql::Function &fired = readings().fired(function, trigger, written.event, Context.ownership.catalog());
    enter({fired, what, written.name->location, nullptr, rows});
  }

  void enter(const Entry &entry) {
    CallChain &chain = Context.chain;
    EnteredBody entered = enteredBy(entry);
    if (std::find(chain.bodies.begin(), chain.bodies.end(), entered) != chain.bodies.end()) {
      if (entry.call && !passesArgumentsOn(*entry.call))
        Verdicts.undecided(entry.function.body, entry.what + " calls itself with other arguments", entry.location);
      return; // judged where it was called first
    }
    if (chain.bodies.size() >= MostDepth || --chain.left < 0)
      return tooDeep(entry);
    if (entry.ofCatalog ? readings().setsSession(entry.function, Context.ownership)
                        : changesWhoAsks(entry.function, Context.ownership.catalog())) {
      chain.setsWhoAsks = entry.what;
      if (!ownedTableIn(entry.function.body, Context.ownership).empty())
        return Verdicts.undecided(entry.function.body, entry.what + " sets who asks for what it runs", entry.location);
    }
    std::optional<Body> own;
    const std::optional<Body> *body = &own;
    if (entry.ofCatalog)
      body = &readings().body(entry.function, Context.ownership);
    else
      own = bodyOf(entry.function, Context.ownership);
    if (!*body)
      return notFollowed(entry);
    chain.bodies.push_back(std::move(entered));
    const bool withinWrite = chain.withinWrite;
    chain.withinWrite |= entry.rows || !(entry.ofCatalog ? readings().onlyReads(entry.function, Context.ownership)
                                                         : onlyReads(entry.function, Context.ownership));
    bool ownerRights = chain.ownerRights;
    chain.ownerRights |= entry.function.securityDefiner;
    const std::optional<bool> builtInsHidden = chain.builtInsHidden;
    if (entry.function.setsSearchPath && !entry.function.isBound)
      chain.builtInsHidden = sql::hidesBuiltIns(entry.function.searchPath);
    for (const BodyStatement &statement : (*body)->statements)
      judgeStatement(statement, **body, entry);
    chain.withinWrite = withinWrite;
    chain.ownerRights = ownerRights;
    chain.builtInsHidden = builtInsHidden;
    chain.bodies.pop_back();
  }

  /// A body in another language, or that is not parsed: what it runs may stand in quotes, or be put together.
  void notFollowed(const Entry &entry) {
    undecidedBody(entry.function, entry.what, "the body of " + entry.what + " is not followed", entry.location);
  }

  void undecidedBody(const sql::Function &function, const std::string &what, const std::string &reason,
                     sql::Offset location) {
    const std::vector<std::string> words = wordsOf(function.body);
    const bool isDynamic =
        function.language == "plpgsql" && std::find(words.begin(), words.end(), "execute") != words.end();
    if (isDynamic && ownedTableReached(function.body, true, Context.ownership).empty())
      return Verdicts.add(function.name, Verdict::Undecided, what + " runs a text that is put together at run time",
                          location);
    Verdicts.undecided(function.body, reason, location, true);
  }

  /// Whatever it may call from here on is not seen.
  void tooDeep(const Entry &entry) {
    std::string table = ownedTableIn(entry.function.body, Context.ownership);
    Verdicts.add(table.empty() ? entry.function.name : table, Verdict::Undecided,
                 "the body of " + entry.what + " is not followed: it is reached through too many calls",
                 entry.location);
  }

  void judgeStatement(const BodyStatement &one, const Body &body, const Entry &entry) {
    if (one.dynamic || one.parsed.error || one.parsed.undecided) {
      std::string table = ownedTableIn(entry.function.body, Context.ownership);
      bool dynamic = one.dynamic && table.empty();
      if (dynamic || !table.empty())
        Verdicts.add(dynamic ? entry.function.name : table, Verdict::Undecided,
                     one.dynamic ? entry.what + " runs a text that is put together at run time"
                                 : "the body of " + entry.what + " is not followed",
                     entry.location);
      return;
    }
    const sql::Query *rows = std::exchange(Context.chain.rows, entry.rows);
    for (const sql::Statement &statement : one.parsed.statements)
      for (const TableReference &inner :
           judgeBody(statement, one.parsed, one.text, Context.ownership, Context.chain).references)
        Verdicts.judged(inner, one, body, entry);
    Context.chain.rows = rows;
  }

  const CallContext &Context;
  CallVerdicts Verdicts;
  size_t DefaultsWithin = 0;             ///< of functions that defaults of arguments call
  std::vector<const sql::Table *> Views; ///< that were looked into
};

} // namespace

std::vector<TableReference> callsOf(const sql::Statement &statement, const CallContext &context) {
  Calls calls(context);
  if (statement.kind == sql::StatementKind::Do)
    calls.doBlock(statement);
  const sql::Catalog &catalog = context.ownership.catalog();
  const bool withinWrite = context.chain.withinWrite;
  context.chain.withinWrite |= !catalog.functions.empty() && writes(statement, context.ownership);
  visit(statement, [&](const Expr &expr, const Place &place) { calls.call(expr, place); });
  context.chain.withinWrite = withinWrite;
  if (catalog.empty())
    return calls.found();
  visitTables(statement, [&](const sql::Name &name) { calls.view(name); });
  if (!catalog.triggers.empty() || !catalog.rules.empty() || !catalog.functions.empty())
    for (const WrittenTable &written : writtenBy(statement, context.ownership)) {
      calls.fired(written);
      calls.defaults(written);
    }
  return calls.found();
}

} // namespace pgtidy::analysis::isolation
