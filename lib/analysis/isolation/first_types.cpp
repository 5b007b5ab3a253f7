#include "isolation/first_types.h"

#include "isolation/own_operators.h"
#include "isolation/refutation.h"
#include "isolation/scalars.h"
#include "isolation/visit.h"

#include "llvm/ADT/STLExtras.h"

#include <optional>
#include <set>
#include <string_view>

namespace pgtidy::analysis::isolation {
namespace {

using sql::Expr;
using sql::ExprKind;

/// PostgreSQL's functions of which an argument that nothing says the type of is a float8.
bool takesFloat(const Expr &call) {
  static constexpr std::string_view Names[] = {"sqrt", "cbrt",    "exp",     "ln",   "log",          "power",
                                               "pow",  "sin",     "cos",     "tan",  "asin",         "acos",
                                               "atan", "atan2",   "floor",   "ceil", "ceiling",      "round",
                                               "abs",  "degrees", "radians", "sign", "to_timestamp", "pg_sleep"};
  return call.path.size() == 1 && llvm::is_contained(Names, std::string_view(call.path[0]));
}

/// Whether something in the statement may be of a type to which other values are brought so that they may be the same
/// then. Nothing else is asked of types.
bool mayMergeAny(const sql::Statement &statement, const sql::Catalog &catalog) {
  bool found = false, hasStar = false, isRenamed = false;
  auto isMerging = [&](const std::string &type) { return mayMergeValues(baseOf(type, catalog)); };
  visit(statement, [&](const Expr &expr, const Place &) {
    if (expr.kind == ExprKind::Cast)
      found |= isMerging(expr.name);
    else if (expr.kind == ExprKind::Func && !expr.path.empty())
      found |= takesFloat(expr) || expr.path.back() == "random" ||
               llvm::any_of(catalog.functionsNamed("", expr.path.back()), [&](const sql::Function *function) {
                 return isMerging(function->returns) || llvm::any_of(function->outputTypes, isMerging);
               });
    else if (expr.kind == ExprKind::Column && !expr.path.empty())
      found |= llvm::any_of(catalog.tables(), [&](const auto &table) {
        const sql::Column *column = table.second.column(expr.path.back());
        return column && isMerging(column->type);
      });
    hasStar |= expr.kind == ExprKind::Star;
  });
  visitParts(statement,
             {[&](const sql::From &from) { isRenamed |= !from.columnAliases.empty(); }, [](const sql::Query &) {},
              [&](const sql::Cte &cte) { isRenamed |= !cte.columnAliases.empty(); }});
  return found || (hasStar && isRenamed);
}

/// How often each parameter stands in the statement.
std::map<int32_t, int> usesIn(const sql::Statement &statement) {
  std::map<int32_t, int> uses;
  visit(statement, [&](const Expr &expr, const Place &) {
    if (expr.kind == ExprKind::Param)
      ++uses[expr.number];
  });
  return uses;
}

using Operands = std::vector<const Expr *>;

class Types {
public:
  Types(const sql::Statement &statement, const sql::Catalog &catalog)
      : Schema(catalog), Uses(usesIn(statement)),
        MayMerge(llvm::any_of(Uses, [](const auto &use) { return use.second > 1; }) &&
                 mayMergeAny(statement, catalog)) {}

  void see(const Expr &expr, const Place &place) {
    if (expr.kind == ExprKind::Param) {
      auto said = Said.find(&expr);
      if (said != Said.end() && said->second == NotYet)
        return;
      Found.try_emplace(expr.number, said == Said.end() ? "" : said->second);
      return;
    }
    if (expr.kind == ExprKind::Cast && !expr.args.empty() && expr.args[0])
      say(*expr.args[0], baseOf(expr.name, Schema));
    else if (expr.kind == ExprKind::Func)
      arguments(expr);
    else if (isOfOneType(expr))
      together(operandsOf(expr), place);
    else if (expr.kind == ExprKind::AnyArray || expr.kind == ExprKind::AllArray)
      withElements(expr, place);
    else if (expr.kind == ExprKind::InQuery || expr.kind == ExprKind::AnyQuery || expr.kind == ExprKind::AllQuery)
      withRows(*expr.args[0], *expr.query);
    else if (expr.kind == ExprKind::Case)
      cases(expr, place);
  }

  /// What is given to columns is of their types, unless something before says otherwise.
  void seeAssigned(const sql::Statement &statement) {
    if (statement.insert && statement.insert->source)
      inserted(*statement.insert);
    if (statement.update)
      for (const sql::Assignment &assignment : statement.update->set)
        assigned(statement.update->table, assignment);
    if (statement.insert)
      for (const sql::Assignment &assignment : statement.insert->conflictSet)
        assigned(statement.insert->table, assignment);
  }

  /// The targets of a query get no type before its conditions; those of a set operation, and the rows of VALUES, have
  /// one together.
  void seeQuery(const sql::Query &query) {
    for (const sql::Target &target : query.targets)
      if (target.value)
        say(*target.value, Compound.count(&query) ? unsure(*target.value) : NotYet);
    for (const sql::QueryPtr *side : {&query.left, &query.right})
      if (*side)
        Compound.insert(side->get());
    for (size_t i = 0; !query.values.empty() && i < query.values[0].size(); ++i) {
      Operands column;
      for (const std::vector<sql::ExprPtr> &row : query.values)
        if (i < row.size() && row[i])
          column.push_back(row[i].get());
      together(column, {});
    }
  }

  void declare(int32_t number, std::string type) { Found[number] = std::move(type); }

  std::map<int32_t, std::string> found() { return std::move(Found); }

private:
  static bool isOfOneType(const Expr &expr) {
    static constexpr ExprKind Kinds[] = {
        ExprKind::Op,       ExprKind::In,          ExprKind::NotIn,    ExprKind::Between, ExprKind::NotBetween,
        ExprKind::Distinct, ExprKind::NotDistinct, ExprKind::Coalesce, ExprKind::NullIf,  ExprKind::MinMax};
    return llvm::is_contained(Kinds, expr.kind);
  }

  void say(const Expr &expr, const std::string &type) {
    if (expr.kind == ExprKind::Param && !type.empty())
      Said.try_emplace(&expr, type);
  }

  void arguments(const Expr &call) {
    if (call.path.empty())
      return;
    const std::string schema = call.path.size() > 1 ? call.path[call.path.size() - 2] : "";
    const std::vector<const sql::Function *> named = Schema.functionsNamed(schema, call.path.back());
    for (size_t i = 0; i < call.args.size(); ++i) {
      if (!call.args[i])
        continue;
      if (named.empty() && takesFloat(call))
        say(*call.args[i], "float8");
      else if (named.size() == 1 && i < named[0]->argumentTypes.size() && (!call.func || call.func->names.empty()))
        say(*call.args[i], baseOf(named[0]->argumentTypes[i], Schema));
    }
  }

  static Operands operandsOf(const Expr &expr) {
    Operands operands;
    for (const sql::ExprPtr &arg : expr.args)
      if (arg)
        operands.push_back(arg.get());
    return operands;
  }

  /// The type of a parameter of which that place does not say it.
  std::string unsure(const Expr &expr) const {
    auto uses = expr.kind == ExprKind::Param ? Uses.find(expr.number) : Uses.end();
    return MayMerge && uses != Uses.end() && uses->second > 1 ? AnyType : "";
  }

  /// An operand that nothing says the type of is of the others' type; of rows, each of their values is by itself.
  void together(const Operands &operands, const Place &place) {
    const bool areRows = !operands.empty() && llvm::all_of(operands, [&](const Expr *operand) {
      return operand->kind == ExprKind::Row && operand->args.size() == operands[0]->args.size();
    });
    for (size_t i = 0; areRows && i < operands[0]->args.size(); ++i) {
      Operands column;
      for (const Expr *row : operands)
        column.push_back(row->args[i].get());
      together(column, place);
    }
    if (areRows)
      return;
    std::optional<std::string> type = "";
    for (const Expr *operand : operands) {
      const std::optional<std::string> one = typeIn(*operand, place);
      if (!one)
        type.reset();
      else if (type && type->empty())
        type = one;
    }
    for (const Expr *operand : operands)
      say(*operand, type ? *type : unsure(*operand));
  }

  /// x = ANY (array): of the array's elements.
  void withElements(const Expr &expr, const Place &place) {
    const Expr &array = *expr.args[1];
    if (array.kind == ExprKind::Array) {
      Operands all = operandsOf(array);
      all.push_back(expr.args[0].get());
      return together(all, place);
    }
    const std::optional<std::string> type = typeIn(array, place);
    if (type && type->ends_with("[]"))
      say(*expr.args[0], baseOf(type->substr(0, type->find('[')), Schema));
    else if (array.kind != ExprKind::Param && array.kind != ExprKind::Hole)
      say(*expr.args[0], unsure(*expr.args[0]));
  }

  /// x IN (SELECT …): of what the query gives.
  void withRows(const Expr &operand, const sql::Query &query) {
    if (operand.kind == ExprKind::Row) {
      for (size_t i = 0; i < operand.args.size(); ++i)
        say(*operand.args[i], outputType(query, i).value_or(unsure(*operand.args[i])));
      return;
    }
    say(operand, outputType(query, 0).value_or(unsure(operand)));
  }

  void cases(const Expr &expr, const Place &place) {
    Operands asked, given;
    for (size_t i = 0; i < expr.args.size(); ++i)
      if (expr.args[i])
        (i == 0 || (i % 2 == 1 && i + 1 < expr.args.size()) ? asked : given).push_back(expr.args[i].get());
    if (!expr.args.empty() && expr.args[0])
      together(asked, place);
    together(given, place);
  }

  void assigned(const sql::Name &to, const sql::Assignment &assignment) {
    const sql::Table *table = Schema.find(to);
    const sql::Column *column = table ? table->column(assignment.column) : nullptr;
    if (assignment.value && assignment.part < 0)
      say(*assignment.value, column ? baseOf(column->type, Schema) : unsure(*assignment.value));
  }

  void inserted(const sql::Insert &insert) {
    const sql::Table *table = Schema.find(insert.table);
    for (const std::vector<sql::ExprPtr> &row : insert.source->values)
      for (size_t i = 0; i < row.size(); ++i) {
        const sql::Column *column = nullptr;
        if (table && i < insert.columns.size())
          column = table->column(insert.columns[i]);
        else if (table && insert.columns.empty() && i < table->columns.size())
          column = &table->columns[i];
        if (row[i])
          say(*row[i], column ? baseOf(column->type, Schema) : unsure(*row[i]));
      }
  }

  /// The type of what the query gives in that place; nothing where it is not known.
  std::optional<std::string> outputType(const sql::Query &query, size_t position) const {
    if (query.setOp != sql::SetOp::None || position >= query.targets.size() || !query.targets[position].value)
      return std::nullopt;
    NamedTables tables;
    for (const sql::FromPtr &from : query.from)
      addTables(*from, tables);
    Place place;
    place.tables = &tables;
    return typeIn(*query.targets[position].value, place);
  }

  static void addTables(const sql::From &from, NamedTables &tables) {
    if (from.kind == sql::FromKind::Table)
      tables.push_back({&from.table, from.alias.empty() ? from.table.name : from.alias});
    if (from.left)
      addTables(*from.left, tables);
    if (from.right)
      addTables(*from.right, tables);
  }

  /// The type that an operand brings; "" for what is of the others' type, nothing where it is not known.
  std::optional<std::string> typeIn(const Expr &expr, const Place &place) const {
    if (expr.kind == ExprKind::Const && expr.constant == sql::ConstKind::Integer)
      return "";
    if (expr.kind == ExprKind::Scalar && expr.query)
      return outputType(*expr.query, 0);
    if (expr.kind == ExprKind::Func && (takesFloat(expr) || (expr.path.size() == 1 && expr.path[0] == "random")))
      return "float8";
    if (expr.kind != ExprKind::Column || expr.path.empty()) {
      const std::string_view type = typeOf(expr, Schema);
      if (type == UnknownType)
        return "";
      return type.empty() ? std::nullopt : std::optional(baseOf(type, Schema));
    }
    for (const Place *at = &place; at; at = at->around)
      for (size_t i = 0; at->tables && i < at->tables->size(); ++i) {
        const NamedTable &named = (*at->tables)[i];
        if (expr.path.size() > 1 && expr.path[expr.path.size() - 2] != named.alias)
          continue;
        const sql::Table *table = Schema.find(*named.name);
        if (const sql::Column *column = table ? table->column(expr.path.back()) : nullptr)
          return baseOf(column->type, Schema);
      }
    return std::nullopt;
  }

  static constexpr const char *NotYet = "not yet";

  const sql::Catalog &Schema;
  std::map<int32_t, int> Uses;
  bool MayMerge; ///< some parameter that stands in several places may have a type that makes values one
  std::set<const sql::Query *> Compound; ///< a side of a set operation
  std::map<const Expr *, std::string> Said;
  std::map<int32_t, std::string> Found;
};

} // namespace

std::map<int32_t, std::string> firstTypes(const sql::Statement &statement, const sql::Catalog &catalog) {
  Types types(statement, catalog);
  if (statement.kind == sql::StatementKind::Prepare)
    for (const sql::ExprPtr &argument : statement.arguments)
      if (argument && argument->kind == ExprKind::Cast && argument->args[0]->kind == ExprKind::Param)
        types.declare(argument->args[0]->number, baseOf(argument->name, catalog));
  types.seeAssigned(statement);
  visitParts(statement, {[](const sql::From &) {}, [&](const sql::Query &query) { types.seeQuery(query); },
                         [](const sql::Cte &) {}});
  visit(statement, [&](const Expr &expr, const Place &place) { types.see(expr, place); });
  return types.found();
}

} // namespace pgtidy::analysis::isolation
