#include "isolation/bodies.h"

#include "isolation/dotted_name.h"
#include "isolation/scalars.h"
#include "isolation/visit.h"
#include "sql/routine.h"

#include "llvm/ADT/StringRef.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>

namespace pgtidy::analysis::isolation {
namespace {

using sql::Expr;
using sql::ExprKind;

bool contains(const std::vector<std::string> &list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

bool isWordByte(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

/// The words of a text in lower case, dotted names as one; what stands in quotes and comments is left out.
std::vector<std::string> wordsOf(std::string_view text) {
  std::vector<std::string> words;
  for (size_t at = 0; at < text.size();) {
    if (text.substr(at, 2) == "--") {
      at = std::min(text.find('\n', at), text.size());
    } else if (text[at] == '\'') {
      size_t close = text.find('\'', at + 1);
      at = close == std::string_view::npos ? text.size() : close + 1;
    } else if (isWordByte(text[at])) {
      std::string word;
      for (; at < text.size() && (isWordByte(text[at]) || text[at] == '.'); ++at)
        word += static_cast<char>(std::tolower(static_cast<unsigned char>(text[at])));
      words.push_back(std::move(word));
    } else {
      ++at;
    }
  }
  return words;
}

/// Names of a body with what stands for them.
class Names {
public:
  Names(const sql::Function &function, const Ownership &ownership) : Source(function), Owners(ownership) {
    if (function.returns == "trigger")
      add(""); // $1 is the user whose row it is
    for (const std::string &name : function.argumentNames)
      add(name);
  }

  void add(const std::string &name) {
    All.push_back(name);
    Texts.push_back("$" + std::to_string(All.size()));
  }
  void replace(const std::string &name, const std::string &text) {
    for (size_t i = 0; i < All.size(); ++i)
      if (All[i] == name)
        Texts[i] = text;
  }
  /// The argument does not keep what the caller gives: a variable stands for it.
  void isChanged(const std::string &name) {
    add(name.starts_with("$") ? "" : name);
    for (size_t i = 0; i + 1 < All.size(); ++i)
      if ((!name.empty() && All[i] == name) || "$" + std::to_string(i + 1) == name) {
        Moved[static_cast<int32_t>(i + 1)] = Texts.back();
        Texts[i] = Texts.back();
      }
  }
  const std::vector<std::string> &all() const { return All; }

  /// The text with what stands for each name. A column of the same name hides it.
  std::string in(std::string text) const {
    sql::Parsed parsed = sql::parse(text);
    std::vector<std::pair<size_t, std::pair<size_t, std::string>>> places; // offset, length and what stands there
    for (const sql::Statement &statement : parsed.statements)
      visit(statement, [&](const Expr &expr, const Place &place) {
        if (auto moved = expr.kind == ExprKind::Param ? Moved.find(expr.number) : Moved.end(); moved != Moved.end())
          places.push_back(
              {static_cast<size_t>(expr.location), {1 + std::to_string(expr.number).size(), moved->second}});
        if (expr.kind != ExprKind::Column || expr.path.empty() || expr.location < 0)
          return;
        bool qualified = expr.path.size() == 2 && expr.path[0] == Source.name;
        const std::string &name = expr.path.back();
        auto known = std::find(All.begin(), All.end(), name);
        if (known == All.end() || known->empty() ||
            (!qualified && (expr.path.size() > 1 || isColumn(place, expr.path[0]))))
          return;
        size_t offset = static_cast<size_t>(expr.location), end = offset;
        while (end < text.size() && (isWordByte(text[end]) || text[end] == '.'))
          ++end;
        places.push_back({offset, {end - offset, Texts[known - All.begin()]}});
      });
    std::sort(places.begin(), places.end(), [](const auto &a, const auto &b) { return a.first > b.first; });
    for (const auto &[offset, what] : places)
      text.replace(offset, what.first, what.second);
    return text;
  }

private:
  bool isColumn(const Place &place, const std::string &name) const {
    return place.tables && std::any_of(place.tables->begin(), place.tables->end(), [&](const NamedTable &table) {
             const sql::Table *known = Owners.catalog().find(*table.name);
             return known && known->column(name);
           });
  }

  const sql::Function &Source;
  const Ownership &Owners;
  std::vector<std::string> All;
  std::vector<std::string> Texts;
  std::map<int32_t, std::string> Moved; ///< numbers of arguments that are changed
};

/// Whether the text is an expression that may be the principal.
bool isScalar(const std::string &text, const Ownership &ownership) {
  sql::Parsed parsed = sql::parse("SELECT " + text);
  if (parsed.statements.size() != 1 || !parsed.statements[0].select || parsed.statements[0].select->targets.size() != 1)
    return false;
  const sql::Target &only = parsed.statements[0].select->targets[0];
  return only.value && userText(*only.value, ownership, {});
}

std::string expressionIn(const Names &names, const std::string &text) {
  return names.in("SELECT (" + text + ")").substr(7);
}

/// A variable that is set once, to what may be the principal, is that.
void nameVariables(const sql::Routine &routine, const Ownership &ownership, Names &names) {
  for (const std::string &name : routine.variables)
    names.add(name);
  for (const sql::RoutineStep &step : routine.steps) {
    auto setsIt = [&](const sql::RoutineStep &one) {
      return one.kind == sql::RoutineStep::Kind::Assignment && one.variable == step.variable;
    };
    if (step.kind != sql::RoutineStep::Kind::Assignment || step.variable.empty() ||
        contains(routine.overwritten, step.variable) ||
        std::count_if(routine.steps.begin(), routine.steps.end(), setsIt) != 1)
      continue;
    if (std::string text = expressionIn(names, step.text); isScalar(text, ownership))
      names.replace(step.variable, text);
  }
}

/// The text with what EXECUTE … USING binds in the place of its parameters; nothing where one is not bound.
std::optional<std::string> withBound(std::string text, const std::vector<std::string> &bound, const Names &names) {
  std::vector<std::pair<size_t, int32_t>> places; // offset and number
  sql::Parsed parsed = sql::parse(text);
  for (const sql::Statement &statement : parsed.statements)
    visit(statement, [&](const Expr &expr, const Place &) {
      if (expr.kind == ExprKind::Param)
        places.push_back({static_cast<size_t>(expr.location), expr.number});
    });
  std::sort(places.rbegin(), places.rend());
  for (const auto &[offset, number] : places) {
    if (number < 1 || static_cast<size_t>(number) > bound.size())
      return std::nullopt;
    text.replace(offset, 1 + std::to_string(number).size(), expressionIn(names, bound[number - 1]));
  }
  return text;
}

/// The text that EXECUTE is given, when it is written there.
std::optional<std::string> executedText(const sql::RoutineStep &step, const Names &names) {
  sql::Parsed parsed = sql::parse("SELECT " + step.text);
  if (parsed.statements.size() != 1 || !parsed.statements[0].select || parsed.statements[0].select->targets.size() != 1)
    return std::nullopt;
  const Expr *value = parsed.statements[0].select->targets[0].value.get();
  if (!value || value->kind != ExprKind::Const || value->constant != sql::ConstKind::String)
    return std::nullopt;
  return withBound(value->value, step.bound, names);
}

BodyStatement parsedStatement(std::string text, bool guarded) {
  BodyStatement statement{{std::move(text), {}}, {}, false, guarded};
  statement.parsed = sql::parse(statement.text);
  return statement;
}

Body ofRoutine(const sql::Routine &routine, const sql::Function &function, const Ownership &ownership) {
  using Kind = sql::RoutineStep::Kind;
  Names names(function, ownership);
  for (const std::string &argument : routine.changedArguments)
    names.isChanged(argument);
  nameVariables(routine, ownership, names);
  Body body;
  for (const sql::RoutineStep &step : routine.steps) {
    bool local = step.kind == Kind::Expression || step.kind == Kind::Assignment || step.into;
    bool guarded = step.guarded || (local && routine.branches);
    if (step.kind == Kind::Statement)
      body.statements.push_back(parsedStatement(names.in(step.text), guarded));
    else if (step.kind != Kind::Dynamic)
      body.statements.push_back(parsedStatement("SELECT " + expressionIn(names, step.text), guarded));
    else if (std::optional<std::string> text = executedText(step, names))
      body.statements.push_back(parsedStatement(*text, guarded));
    else
      body.statements.push_back({{step.text, {}}, {}, true, guarded});
  }
  body.names = names.all();
  return body;
}

} // namespace

std::optional<Body> bodyOf(const sql::Function &function, const Ownership &ownership) {
  if (function.language == "plpgsql") {
    std::optional<sql::Routine> routine = sql::readRoutine(function);
    return routine ? std::optional(ofRoutine(*routine, function, ownership)) : std::nullopt;
  }
  if (function.language != "sql")
    return std::nullopt;
  Names names(function, ownership);
  Body body;
  body.names = names.all();
  body.statements.push_back(parsedStatement(names.in(function.body), false));
  return body;
}

bool changesWhoAsks(const sql::Function &function) {
  if (function.setsParameters)
    return true;
  const std::vector<std::string> words = wordsOf(function.body);
  for (size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "set_config" || words[i].ends_with(".set_config"))
      return true;
    if (words[i] != "set" || i + 1 == words.size())
      continue;
    bool isScoped = (words[i + 1] == "local" || words[i + 1] == "session") && i + 2 < words.size();
    const std::string &parameter = words[i + (isScoped ? 2 : 1)];
    if (sql::saysWhoAsks(parameter) || parameter == "authorization")
      return true;
  }
  return false;
}

std::optional<std::vector<TriggerValue>> rowValues(const sql::Function &function, const Ownership &ownership) {
  std::optional<sql::Routine> routine;
  if (function.language == "plpgsql")
    routine = sql::readRoutine(function);
  if (!routine)
    return std::nullopt;
  Names names(function, ownership);
  nameVariables(*routine, ownership, names);
  std::vector<TriggerValue> values;
  auto add = [&](llvm::StringRef target, const std::string &text, bool always) {
    if (!target.consume_front("new") || (!target.empty() && !target.consume_front(".")))
      return;
    TriggerValue value{target.str(), nullptr, always};
    auto parsed = std::make_shared<sql::Parsed>(sql::parse("SELECT " + text));
    if (!text.empty() && parsed->statements.size() == 1 && parsed->statements[0].select &&
        parsed->statements[0].select->targets.size() == 1 && parsed->statements[0].select->from.empty()) {
      bool variable = false; // what stands for one is no parameter of the statement
      visit(parsed->statements[0], [&](const Expr &expr, const Place &) { variable |= expr.kind == ExprKind::Param; });
      if (!variable)
        value.value = std::move(parsed);
    }
    values.push_back(std::move(value));
  };
  for (const sql::RoutineStep &step : routine->steps)
    if (step.kind == sql::RoutineStep::Kind::Assignment)
      add(step.variable, expressionIn(names, step.text), !step.guarded);
  for (const std::string &variable : routine->overwritten)
    add(variable, "", false);
  for (const std::string &row : routine->returned)
    if (llvm::StringRef text = llvm::StringRef(row).trim();
        !text.equals_insensitive("new") && !text.equals_insensitive("old") && !text.equals_insensitive("null"))
      add("new", "", false);
  return values;
}

std::string ownedTableIn(std::string_view text, const Ownership &ownership) {
  static constexpr std::array<std::string_view, 6> Before{"from", "join", "into", "update", "only", "truncate"};
  const std::vector<std::string> words = wordsOf(text);
  for (size_t i = 1; i < words.size(); ++i) {
    if (std::find(Before.begin(), Before.end(), words[i - 1]) == Before.end())
      continue;
    if (ownership.of(dottedName(words[i])).kind != OwnerKind::None)
      return words[i];
  }
  return "";
}

} // namespace pgtidy::analysis::isolation
