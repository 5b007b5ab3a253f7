#include "reach.h"

#include "llvm/ADT/STLExtras.h"

#include <unordered_map>
#include <unordered_set>

namespace pgtidy::engine {

namespace {

using facts::Text;

class Reach {
public:
  explicit Reach(const std::vector<const facts::Unit *> &units) {
    for (const facts::Unit *unit : units)
      index(*unit);
    for (const facts::Unit *unit : units) {
      for (const facts::Call &call : unit->calls)
        add(call);
      for (const facts::Sent &sent : unit->sent)
        add(sent.sql);
    }
    for (; At < Work.size(); ++At)
      follow(*Work[At]);
  }

  std::set<Name> names() {
    std::set<Name> names;
    for (const std::string &key : Functions)
      if (const auto &known = ByKey[key]; !known.empty())
        for (const facts::Function *function : known)
          names.insert(functionName(function->name));
      else if (std::optional<Name> name = methodName(key))
        names.insert(std::move(*name));
    for (const std::string &key : Symbols)
      for (Name &name : symbolNames(key))
        names.insert(std::move(name));
    return names;
  }

  std::set<Name> testers() {
    std::set<Name> names;
    for (const std::string &key : Testers) {
      const auto &known = ByKey[key];
      bool isDefined = llvm::any_of(known, [](const facts::Function *function) { return !function->isDeclared; });
      if (!isDefined && !known.empty())
        names.insert(functionName(known.front()->name));
    }
    return names;
  }

private:
  std::unordered_map<std::string, std::vector<const facts::Function *>> ByKey, Overriders;
  std::unordered_map<std::string, std::vector<const facts::Invocation *>> Invocations;
  std::unordered_map<std::string, std::vector<const facts::SymbolText *>> Texts;
  std::unordered_map<std::string, std::vector<const facts::Function *>> Givers; ///< of references, by symbol
  std::unordered_set<std::string> Functions, Symbols, Testers;
  std::unordered_set<const facts::TextNode *> Seen;
  std::vector<Text> Work;
  size_t At = 0;

  void index(const facts::Unit &unit) {
    for (const facts::Function &function : unit.functions) {
      ByKey[function.key].push_back(&function);
      for (const std::string &base : function.overrides)
        Overriders[base].push_back(&function);
      indexReferred(function);
    }
    for (const facts::Invocation &invocation : unit.invocations)
      Invocations[invocation.callee].push_back(&invocation);
    for (const facts::SymbolText &symbol : unit.symbols)
      Texts[symbol.key].push_back(&symbol);
  }

  /// Of a function that gives references, to which symbols.
  void indexReferred(const facts::Function &function) {
    if (!llvm::StringRef(function.key).ends_with(facts::referredPart("")) || !function.result)
      return;
    std::vector<Text> texts{function.result};
    for (size_t i = 0; i < texts.size(); ++i) {
      const Text text = texts[i];
      if (const auto *choice = std::get_if<facts::Choice>(&text->value))
        texts.insert(texts.end(), choice->branches.begin(), choice->branches.end());
      else if (const auto *symbol = std::get_if<facts::Symbol>(&text->value))
        Givers[symbol->key].push_back(&function);
      else if (const auto *call = std::get_if<facts::Result>(&text->value))
        Givers[call->function].push_back(&function);
    }
  }

  void add(const Text &text) {
    if (text && Seen.insert(text.get()).second)
      Work.push_back(text);
  }
  void add(const std::vector<Text> &texts) {
    for (const Text &text : texts)
      add(text);
  }
  void add(const facts::Call &call) {
    for (const Text &text : {call.sql, call.name, call.table, call.connection})
      add(text);
    for (const facts::Setting &setting : call.settings)
      add(setting.value);
    add(call.values);
  }

  void follow(const facts::TextNode &node) {
    if (const auto *value = std::get_if<facts::Concat>(&node.value))
      add(value->parts);
    else if (const auto *value = std::get_if<facts::Choice>(&node.value))
      add(value->branches), add(value->test.subject);
    else if (const auto *value = std::get_if<facts::Narrowed>(&node.value)) {
      add(value->text);
      if (!value->by.function.empty())
        Testers.insert(value->by.function);
    } else if (const auto *value = std::get_if<facts::Formatted>(&node.value))
      add(value->texts);
    else if (const auto *value = std::get_if<facts::Repeat>(&node.value))
      add(value->body);
    else if (const auto *value = std::get_if<facts::Parameter>(&node.value))
      function(value->function);
    else if (const auto *value = std::get_if<facts::Symbol>(&node.value)) {
      symbol(value->key);
      add(value->under);
    } else if (const auto *value = std::get_if<facts::Result>(&node.value)) {
      add(value->arguments);
      function(value->function);
    }
  }

  /// A function matters with what callers give it and what it returns; so do those that it overrides or is overridden
  /// by.
  void function(const std::string &key) {
    if (!Functions.insert(key).second)
      return;
    for (const facts::Invocation *invocation : Invocations[key])
      add(invocation->arguments);
    std::vector<std::string> kin;
    for (const facts::Function *known : ByKey[key]) {
      add(known->defaults);
      add(known->result);
      kin.insert(kin.end(), known->overrides.begin(), known->overrides.end());
    }
    for (const facts::Function *overrider : Overriders[key])
      kin.push_back(overrider->key);
    for (const std::string &other : kin)
      function(other);
  }

  void symbol(const std::string &key) {
    if (!Symbols.insert(key).second)
      return;
    for (const facts::SymbolText *known : Texts[key])
      add({known->text, known->under, known->target});
    for (const facts::Function *giver : Givers[key]) { // who calls it may write there
      function(giver->key);
      symbol(giver->key);
    }
  }
};

} // namespace

TextNames namesOfTexts(const std::vector<const facts::Unit *> &units) {
  Reach reach(units);
  return {reach.names(), reach.testers()};
}

} // namespace pgtidy::engine
