#include "sql/routine.h"

#include "parse/stack.h"
#include "routine/actions.h"
#include "routine/taken.h"

#include "llvm/ADT/StringRef.h"

#include <nlohmann/json.hpp>
#include <pg_query.h>

#include <algorithm>
#include <utility>

namespace pgtidy::sql {
namespace {

using Json = nlohmann::json;

constexpr size_t MaxBody = size_t(256) << 10;
constexpr int MostDepth = 200;

/// A member, or null.
const Json &memberOf(const Json &object, const char *name) {
  static const Json none;
  auto found = object.find(name);
  return found == object.end() ? none : *found;
}

std::string quoted(const std::string &name) {
  std::string result = "\"";
  for (char c : name)
    result += c == '"' ? "\"\"" : std::string(1, c);
  return result + "\"";
}

/// A definition with the names that the body may use. Their types do not matter.
std::string definition(const Function &function) {
  std::string arguments, outputs;
  for (const std::string &name : function.argumentNames)
    arguments += (arguments.empty() ? "" : ", ") + (name.empty() ? "" : quoted(name) + " ") + "int";
  std::vector<std::string> given; // INOUT are arguments already
  for (const std::string &name : function.outputNames)
    if (name.empty() ||
        std::find(function.argumentNames.begin(), function.argumentNames.end(), name) == function.argumentNames.end())
      given.push_back(name);
  bool table = function.returns.starts_with("setof ") && !given.empty();
  for (const std::string &name : given)
    outputs += (outputs.empty() ? "" : ", ") + std::string(table ? "" : "OUT ") + quoted(name) + " int";
  std::string returns = function.returns == "trigger"                            ? "RETURNS trigger"
                        : table                                                  ? "RETURNS TABLE (" + outputs + ")"
                        : !outputs.empty()                                       ? ""
                        : function.returns.starts_with("setof")                  ? "RETURNS SETOF record"
                        : function.returns.empty() || function.returns == "void" ? "RETURNS void"
                                                                                 : "RETURNS int";
  if (!table && !outputs.empty())
    arguments += (arguments.empty() ? "" : ", ") + outputs;
  std::string tag = "$body$";
  while (function.body.find(tag) != std::string::npos)
    tag.insert(1, "_");
  return "CREATE FUNCTION body(" + arguments + ") " + returns + " LANGUAGE plpgsql AS " + tag + function.body + tag;
}

class Reader {
public:
  explicit Reader(const Function &function) : Source(function) {}

  Routine read(const Json &function) {
    if (auto datums = function.find("datums"); datums != function.end())
      for (const Json &datum : *datums)
        declare(datum);
    if (auto action = function.find("action"); action != function.end())
      walk(*action, "", 0);
    Result.actions = actionsOf(function);
    Result.branches = BranchesElsewhere;
    for (const RoutineStep &step : Result.steps)
      if (step.kind == Kind::Assignment)
        changed(step.variable);
    for (const std::string &variable : Result.overwritten)
      changed(variable);
    return std::move(Result);
  }

private:
  using Kind = RoutineStep::Kind;

  bool isArgument(const std::string &name) const {
    return std::find(Source.argumentNames.begin(), Source.argumentNames.end(), name) != Source.argumentNames.end();
  }

  void changed(const std::string &name) {
    if (isArgument(name) || name.starts_with("$"))
      Result.changedArguments.push_back(name);
  }

  /// The variable of a number that the body gives; 0 is left out of the JSON.
  void overwrite(const Json &body, const char *member) {
    if (size_t index = body.value(member, size_t(0)); index < Names.size())
      Result.overwritten.push_back(Names[index]);
  }

  /// The variable that a field of a target is, which may be written by another name: that of an alias, or behind its
  /// block's label.
  std::string variableOf(const Json &field) const {
    const size_t number = field.value("varno", size_t(0)); // which is left out of the JSON
    return number < Names.size() && !Names[number].empty() ? Names[number] : field.value("name", "");
  }

  static std::string textOf(const Json &expr) {
    auto inner = expr.find("PLpgSQL_expr");
    return inner == expr.end() ? "" : inner->value("query", "");
  }

  void add(Kind kind, std::string text, std::string variable = "", bool into = false) {
    if (text.empty())
      return;
    Result.steps.push_back({kind, std::move(text), std::move(variable), {}, into, Branched});
    Result.steps.back().looped = Loops > 0;
  }

  /// A datum's name; of a record's field "new.user_id".
  std::string nameOf(const Json &datum) const {
    size_t record = datum.value("recparentno", Names.size());
    return record < Names.size() ? Names[record] + "." + datum.value("fieldname", "") : datum.value("refname", "");
  }

  void declare(const Json &datum) {
    for (const auto &[kind, body] : datum.items()) {
      std::string name = nameOf(body);
      if (isArgument(name) && std::find(Names.begin(), Names.end(), name) != Names.end())
        changed(name);
      Names.push_back(name);
      const std::string type = typeOf(body);
      Rows.push_back(isRow(type));
      if (auto [known, isNew] = Result.types.try_emplace(name, type); !isNew && known->second != type)
        known->second.clear();
      if ((kind == "PLpgSQL_var" || kind == "PLpgSQL_rec") && name != "found" && !isArgument(name))
        Result.variables.push_back(name);
      if (auto value = body.find("default_val"); value != body.end())
        add(Kind::Assignment, textOf(*value), name);
    }
  }

  static std::string typeOf(const Json &datum) {
    const Json &type = memberOf(memberOf(datum, "datatype"), "PLpgSQL_type");
    return type.is_object() ? llvm::StringRef(type.value("typname", "")).trim().str() : "";
  }

  static bool isRow(llvm::StringRef type) {
    return type.equals_insensitive("record") || type.ends_with_insensitive("%rowtype");
  }

  /// The variables of a target are given rows.
  void overwrite(const Json &target) {
    for (const auto &[kind, body] : target.items()) {
      if (auto fields = body.find("fields"); fields != body.end())
        for (const Json &field : *fields)
          Result.overwritten.push_back(variableOf(field));
      else
        Result.overwritten.push_back(body.value("refname", ""));
    }
  }

  /// The last statement gives its rows to the variables of the target. libpg_query has a record, too, as a list of one.
  void giveTo(const Json &target) {
    if (Result.steps.empty() || !target.is_object())
      return;
    RoutineStep &step = Result.steps.back();
    bool isRow = false;
    for (const Json &field : memberOf(memberOf(target, "PLpgSQL_row"), "fields")) {
      const size_t number = field.value("varno", size_t(0));
      step.given.push_back(variableOf(field));
      isRow = number < Rows.size() && Rows[number];
    }
    if (isRow && step.given.size() == 1)
      step.row = std::exchange(step.given, {})[0];
  }

  void walk(const Json &node, const std::string &member, int depth) {
    if (depth > MostDepth)
      return;
    if (node.is_array())
      for (const Json &each : node)
        walk(each, member, depth + 1);
    if (!node.is_object())
      return;
    for (const auto &[name, body] : node.items())
      if (name == "PLpgSQL_expr")
        add(isSql(member)          ? Kind::Statement
            : member == "dynquery" ? Kind::Dynamic
                                   : Kind::Expression,
            body.value("query", ""));
      else if (body.is_object() && name.starts_with("PLpgSQL_stmt_"))
        statement(name.substr(13), body, depth);
      else
        walk(body, name, depth + 1);
  }

  static bool isSql(const std::string &member) { return member == "sqlstmt" || member == "query"; }

  void statement(const std::string &kind, const Json &body, int depth) {
    for (const char *target : {"target", "var"})
      if (auto found = body.find(target); found != body.end() && found->is_object())
        overwrite(*found);
    if (kind == "assign")
      return assignment(body);
    if (kind == "execsql") {
      add(Kind::Statement, textOf(memberOf(body, "sqlstmt")), "", body.value("into", false));
      return giveTo(memberOf(body, "target"));
    }
    if (kind == "foreach_a")
      overwrite(body, "varno");
    if (kind == "getdiag")
      for (const Json &item : memberOf(body, "diag_items"))
        overwrite(memberOf(item, "PLpgSQL_diag_item"), "target");
    if (kind == "perform" || kind == "call")
      return add(Kind::Statement, textOf(memberOf(body, "expr")));
    bool dynamic = kind.starts_with("dyn");
    for (const char *first : {"cond", "t_expr", "query", "expr", "dynquery", "argquery"})
      if (auto found = body.find(first); found != body.end())
        walk(*found, dynamic && std::string_view(first) == "query" ? "dynquery" : first, depth + 1);
    if (kind == "fors")
      giveTo(memberOf(body, "var"));
    if (auto bound = body.find("params"); bound != body.end() && !Result.steps.empty())
      for (const Json &value : *bound)
        Result.steps.back().bound.push_back(textOf(value));
    if (kind == "return" && body.contains("expr"))
      Result.returned.push_back(textOf(memberOf(body, "expr")));
    const bool branches = kind == "if" || kind == "case" || kind == "raise" || kind == "assert" || kind == "exit" ||
                          body.contains("exceptions");
    Branched |= branches || kind == "return";
    BranchesElsewhere |= branches || (kind == "return" && Within > 0);
    const bool isPart = kind != "block";
    Within += isPart ? 1 : 0;
    Loops += mayNotBeRun(kind) ? 1 : 0;
    for (const auto &[name, part] : body.items())
      if (name != "cond" && name != "t_expr" && name != "query" && name != "expr" && name != "dynquery" &&
          name != "argquery" && name != "target" && name != "var")
        walk(part, name, depth + 1);
    Within -= isPart ? 1 : 0;
    Loops -= mayNotBeRun(kind) ? 1 : 0;
  }

  /// Of loops: all but LOOP are left before the first time where there is nothing to go through.
  static bool mayNotBeRun(llvm::StringRef kind) {
    return kind.starts_with("for") || kind == "dynfors" || kind == "while";
  }

  /// Where `:=` or `=` stands, outside of the subscripts before it.
  static size_t assignmentSign(const std::string &text) {
    int depth = 0;
    bool isQuoted = false;
    for (size_t i = 0; i < text.size(); ++i) {
      isQuoted ^= text[i] == '\'';
      if (isQuoted)
        continue;
      depth += text[i] == '[' || text[i] == '(' ? 1 : text[i] == ']' || text[i] == ')' ? -1 : 0;
      if (depth == 0 && (text[i] == '=' || text.compare(i, 2, ":=") == 0))
        return i;
    }
    return std::string::npos;
  }

  void assignment(const Json &body) {
    std::string text = textOf(memberOf(body, "expr"));
    const size_t at = assignmentSign(text);
    if (at == std::string::npos)
      return add(Kind::Expression, text);
    size_t skip = text[at] == ':' ? 2 : 1;
    size_t number = body.value("varno", size_t(0));
    const std::string target = text.substr(0, at), name = number < Names.size() ? Names[number] : "";
    if (target.find('[') != std::string::npos) { // what it reads, and that the rest of the array stays
      add(Kind::Expression, target);
      Result.overwritten.push_back(name);
    }
    add(Kind::Assignment, text.substr(at + skip), name);
  }

  const Function &Source;
  Routine Result;
  std::vector<std::string> Names; ///< of the datums
  std::vector<bool> Rows;         ///< of each, whether it is of a row's type
  bool Branched = false;
  bool BranchesElsewhere = false; ///< by more than a RETURN at the end, behind which nothing is run
  int Within = 0;                 ///< statements that hold this one, blocks apart
  int Loops = 0;                  ///< of these: loops that may not be gone through
};

} // namespace

std::optional<Routine> readRoutine(const Function &function) {
  if (function.body.size() > MaxBody)
    return std::nullopt;
  const std::string text = definition(function);
  PgQueryPlpgsqlParseResult parsed{};
  if (!callWithStackFor(text.size(), [&] { parsed = pg_query_parse_plpgsql(text.c_str()); }))
    return std::nullopt;
  std::optional<Routine> routine;
  if (!parsed.error && parsed.plpgsql_funcs) {
    Json functions = Json::parse(parsed.plpgsql_funcs, nullptr, /*allow_exceptions=*/false);
    if (functions.is_array() && functions.size() == 1 && functions[0].contains("PLpgSQL_function")) {
      keepTaken(functions[0]["PLpgSQL_function"]);
      routine = Reader(function).read(functions[0]["PLpgSQL_function"]);
    }
  }
  pg_query_free_plpgsql_parse_result(parsed);
  return routine;
}

} // namespace pgtidy::sql
