// The facts of one unit while they are collected: each is there once, and can be taken back.
#pragma once

#include "facts/unit.h"
#include "matcher.h"
#include "names.h"

#include "clang/AST/Decl.h"

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>

namespace pgtidy::extract {

class Recorder {
public:
  Recorder(facts::Unit &unit, Places &places, Matcher &matcher) : Unit(unit), Where(places), Match(matcher) {}

  /// The key of a function of the program; the function becomes a part of the facts.
  std::string mention(const clang::FunctionDecl &function);
  /// Says what a function returns; a second text (of another instance) is an alternative.
  void returns(const clang::FunctionDecl &function, facts::Text text);
  /// Says what a part of a function's result is: a text member of the object that it returns, by its name, or what it
  /// leaves in a parameter, by its index.
  void returnsPart(const clang::FunctionDecl &function, const std::string &part, const facts::Text &text);
  /// The key by which that part is known.
  std::string mentionPart(const clang::FunctionDecl &function, const std::string &part);
  /// The key of what stands for functions that are called by way of a member or parameter, or of a lambda; it becomes a
  /// part of the facts.
  std::string mentionCallable(const std::string &key, const clang::NamedDecl &callable);
  /// Says which members the texts behind the arguments of its calls are for, by their keys.
  void members(const clang::FunctionDecl &function, const std::vector<std::string> &keys);
  /// Says what a parameter is when it is not given.
  void defaultArgument(const clang::FunctionDecl &function, unsigned index, facts::Text text);

  void call(facts::Call call);
  /// Says that what a call has prepared is sent: with which values, and in which situation.
  void runs(facts::Call call);
  /// Says that it may be sent in any situation.
  void runsAnywhere(const facts::Call &call);
  /// Says that the function goes on only where the check of what its call at `location` gave is passed.
  void passesOnly(const text::Location &location, const std::string &enclosing, const facts::Check &check);
  void invocation(facts::Invocation invocation);
  void visit(facts::Visit visit);
  /// A call that may be made in any situation, where none is known by now.
  void visitUnseen(facts::Visit visit);
  void answer(facts::Answer answer) { Unit.answers.push_back(std::move(answer)); }
  void sent(facts::Sent sent);
  void handed(facts::Handed handed);
  void symbol(facts::SymbolText text);
  /// Says that the object, or those of the class, with this key may be copies of others.
  void copied(const std::string &key);
  /// Notes that objects of the class hold others of it.
  void tree(const std::string &key);
  /// Says that the function, of this unit, looks at the characters of its parameter.
  void tests(const clang::FunctionDecl &function, uint32_t parameter);
  /// Says that `enclosing` lets the text of a member through only when its characters are fine: what it wrote there
  /// before, or else whatever others did.
  void letsThrough(const std::string &key, const facts::Text &text, const std::string &enclosing);

  /// Where collecting stands, to go back to.
  struct Mark {
    size_t calls, invocations, symbols, sent, visits, handed;
  };
  Mark mark() const {
    return {Unit.calls.size(), Unit.invocations.size(), Unit.symbols.size(),
            Unit.sent.size(),  Unit.visits.size(),      Unit.handed.size()};
  }
  void rewind(const Mark &mark);
  /// Drops texts of the member `key` noted since `mark` that were only a step on the way to `last`.
  void dropSteps(const Mark &mark, const std::string &key, const facts::Text &last);

private:
  void addParts(const clang::ParmVarDecl &parameter, facts::Function &fact);
  facts::Unit &Unit;
  Places &Where;
  Matcher &Match;
  std::unordered_map<std::string, size_t> Functions;
  std::map<std::tuple<text::FileId, uint32_t, std::string, std::string>, size_t> Visits;
};

} // namespace pgtidy::extract
