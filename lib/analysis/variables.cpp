#include "variables.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <unordered_set>

namespace pgtidy::analysis {
namespace {

using facts::Text;

bool isFromEnvironment(const facts::Hole &hole) {
  return std::find(hole.origin.begin(), hole.origin.end(), "read from the environment") != hole.origin.end();
}

/// What stands between the brackets of the call that the expression is.
std::string argumentOf(const std::string &expression) {
  size_t open = expression.find('('), close = expression.find_last_of(')');
  if (open == expression.npos || close == expression.npos || close < open)
    return "";
  return expression.substr(open + 1, close - open - 1);
}

/// The functions that read the variable of one of their arguments, with its position.
std::map<std::string, size_t> readersOf(const facts::Program &program);

class Search {
public:
  explicit Search(const facts::Program &program) : Readers(readersOf(program)) {
    for (const facts::VariableRead &read : program.reads)
      Found.emplace(read.name, read.location);
    for (const facts::Call &call : program.calls) {
      for (const Text *text : {&call.sql, &call.name, &call.table, &call.connection})
        walk(*text);
      for (const facts::Setting &setting : call.settings)
        walk(setting.value);
      for (const Text &value : call.values)
        walk(value);
    }
    for (const facts::Invocation &invocation : program.invocations) {
      for (const Text &argument : invocation.arguments)
        walk(argument);
      addAsked(invocation.callee, invocation.arguments, invocation.location);
    }
    for (const facts::Function &function : program.functions)
      walk(function.result);
    for (const facts::SymbolText &symbol : program.symbols)
      walk(symbol.text);
  }

  std::vector<ReadVariable> all() const {
    std::vector<ReadVariable> reads;
    for (const auto &[name, location] : Found)
      reads.push_back({name, location});
    return reads;
  }

private:
  std::map<std::string, size_t> Readers;
  std::map<std::string, text::Location> Found;
  std::unordered_set<const facts::TextNode *> Seen;

  void walk(const Text &text) {
    if (!text || !Seen.insert(text.get()).second)
      return;
    if (const auto *hole = std::get_if<facts::Hole>(&text->value)) {
      if (std::string name = variableOf(*hole); !name.empty())
        Found.emplace(name, facts::madeAt(*hole));
    } else if (const auto *parts = std::get_if<facts::Concat>(&text->value)) {
      walkAll(parts->parts);
    } else if (const auto *choice = std::get_if<facts::Choice>(&text->value)) {
      walkAll(choice->branches);
    } else if (const auto *repeat = std::get_if<facts::Repeat>(&text->value)) {
      walk(repeat->body);
    } else if (const auto *result = std::get_if<facts::Result>(&text->value)) {
      walkAll(result->arguments);
      addAsked(result->function, result->arguments, facts::madeAt(result->hole));
    }
  }

  void walkAll(const std::vector<Text> &texts) {
    for (const Text &text : texts)
      walk(text);
  }

  void addAsked(const std::string &function, const std::vector<Text> &arguments, const text::Location &at) {
    auto reader = Readers.find(facts::baseKey(function));
    if (reader == Readers.end() || reader->second >= arguments.size())
      return;
    if (const facts::Literal *name = facts::asLiteral(arguments[reader->second]); name && !name->bytes.empty())
      Found.emplace(name->bytes, at);
  }
};

/// The argument of the first read in a text, when it is a word and not a quoted name.
std::string askedParameter(const Text &text) {
  if (!text)
    return "";
  if (const auto *hole = std::get_if<facts::Hole>(&text->value))
    return isFromEnvironment(*hole) ? argumentOf(hole->expression) : "";
  const std::vector<Text> *parts = nullptr;
  if (const auto *concat = std::get_if<facts::Concat>(&text->value))
    parts = &concat->parts;
  else if (const auto *choice = std::get_if<facts::Choice>(&text->value))
    parts = &choice->branches;
  if (parts)
    for (const Text &part : *parts)
      if (std::string word = askedParameter(part); !word.empty())
        return word;
  return "";
}

std::map<std::string, size_t> readersOf(const facts::Program &program) {
  std::map<std::string, size_t> readers;
  for (const facts::Function &function : program.functions) {
    std::string word = askedParameter(function.result);
    if (word.ends_with(".c_str()"))
      word.resize(word.size() - 8);
    for (size_t i = 0; i < function.parameters.size(); ++i)
      if (!word.empty() && function.parameters[i] == word)
        readers.emplace(facts::baseKey(function.key), i);
  }
  return readers;
}

} // namespace

std::string variableOf(const facts::Hole &hole) {
  if (!isFromEnvironment(hole))
    return "";
  std::string argument = argumentOf(hole.expression);
  bool isQuoted = argument.size() > 2 && argument.front() == '"' && argument.back() == '"';
  std::string name = isQuoted ? argument.substr(1, argument.size() - 2) : "";
  bool isName = std::all_of(name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) || c == '_'; });
  return isName ? name : "";
}

std::vector<ReadVariable> variableReads(const facts::Program &program) { return Search(program).all(); }

} // namespace pgtidy::analysis
