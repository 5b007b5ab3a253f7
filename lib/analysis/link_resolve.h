// Symbols, results and foreign parameters to the texts they stand for.
#pragma once

#include "link_classes.h"
#include "link_files.h"
#include "link_index.h"
#include "link_transform.h"

#include <map>
#include <memory>
#include <set>

namespace pgtidy::analysis {

/// Whether a call with so many arguments has the function's parts in their places, where the parameter is one.
bool hasParts(const facts::Function *function, size_t arguments, uint32_t parameter);

/// Puts in the place of each symbol the texts that the program gives it, and of each result what the function returns
/// for its arguments. What leads back to itself stays a run-time value.
class Resolver {
public:
  Resolver(const facts::Program &program, const Index &index) : Program(index), Kinds(program, index), Files(program) {}

  /// Parameters of `owner` stay, to be given by each caller; those of other functions become what any caller gives.
  facts::Text resolve(const facts::Text &text, const std::string &owner);

  /// The argument that `invocation` of `function` gives for a parameter, in the words of the caller.
  facts::Text argument(const facts::Invocation &invocation, const facts::Parameter &parameter,
                       const std::string &owner);

  /// The element of a container whose key callers have given by now; null where the symbol is none, or the key is still
  /// up to callers. With `isLast` nobody else gives it.
  facts::Text element(const facts::Symbol &symbol, bool isLast = false);

  /// The text with the elements of containers whose keys nobody gives, and the members of objects that nobody gives.
  facts::Text withoutCallers(const facts::Text &text);

  /// What functions put into the member, of their own object of the class, that their callers give them; none where
  /// something else may stand in it.
  std::vector<const facts::SymbolText *> handedTo(const facts::Symbol &member, const std::string &type) const;

  /// What stands in the member, for the reader where the member is used and by its name.
  static facts::Text asUsed(const facts::Text &held, const facts::Symbol &member);

  /// The invocations of a function; of a constructor, those that make objects of the class, where one is given.
  std::vector<const facts::Invocation *> callersOf(const std::string &function, const std::string &type) const {
    return Kinds.callersOf(function, {type});
  }

  const Classes &classes() const { return Kinds; }

  /// Whether a parameter of `function` is in the text that is no member of an object.
  bool dependsOnTexts(const facts::Text &text, const std::string &function) const;

  /// The text of a file that a result stands for (see ProjectFiles); null where it stands for something else.
  facts::Text contents(const facts::Result &result) const;

private:
  /// What is the same in all objects of a class goes by no object.
  using InObject = std::pair<std::string, Object>;
  /// A parameter; of a container, which element.
  using GivenInObject = std::pair<InObject, std::pair<uint32_t, std::string>>;

  /// What the methods that a call may reach return.
  using Given = std::vector<std::pair<const facts::Function *, facts::Text>>;

  const Index &Program;
  Classes Kinds;
  ProjectFiles Files;
  std::map<InObject, std::unique_ptr<Transform>> Transforms; ///< by owner
  /// What a symbol stands for; of a container, under which key.
  std::map<std::pair<InObject, std::string>, facts::Text> Symbols;
  /// A text that a function puts into a container, as one of its callers makes it.
  struct Entry {
    facts::Text under, text;
    bool isOfCaller = false; ///< resolved: nothing in it is up to the function any more
  };
  std::map<std::pair<const facts::SymbolText *, Object>, std::vector<Entry>> Entries;
  struct PutThere {
    const facts::SymbolText *text;
    Entry entry;
    Object meant; ///< of the function that puts it there
  };
  std::map<GivenInObject, facts::Text> Parameters;
  std::set<std::pair<InObject, std::string>> ActiveSymbols;
  std::set<std::string> ActiveResults;
  std::set<GivenInObject> ActiveParameters;
  bool HasKeysOfCallers = false; ///< an element was met whose key callers say
  size_t Copied = 0;             ///< parts of texts, for the text at hand

  facts::Text resolveIn(const facts::Text &text, const std::string &owner, const Object &object);
  facts::Text argumentIn(const facts::Invocation &invocation, const facts::Parameter &parameter,
                         const std::string &owner, const Object &object);
  Object objectOf(const std::string &key, const std::string &name, const Object &user) const;
  Object objectIn(const facts::Result &call, const Object &caller, const std::string &function) const;
  InObject inObject(const std::string &key, const Object &object) const;
  bool isCopied(const std::string &key, const Object &object) const;
  Transform &transformFor(const std::string &owner, const Object &object);
  bool isTester(const facts::Tester &tester) const;
  bool isGivenByNobody(const facts::SymbolText &text) const;
  bool isOfAnotherNode(const facts::SymbolText &text, const Object &object) const;
  bool isLetThrough(const facts::Text &text) const;
  facts::Text symbol(const facts::Symbol &symbol, const Object &user);
  facts::Text symbolAsUsed(const facts::Symbol &symbol, const Object &user);
  facts::Text symbolForCallers(const facts::Symbol &symbol, const Object &user);
  std::vector<PutThere> putInto(const facts::Symbol &symbol, const Object &object);
  const std::vector<Entry> &entriesOf(const facts::SymbolText &text, const Object &object, const Object &meant);
  bool isOfObject(const facts::Parameter &parameter) const;
  facts::Text ofAnyObject(const facts::Parameter &parameter);
  facts::Text givenByNobody(const facts::Parameter &parameter);
  facts::Text ofOneMaker(const facts::Symbol &symbol, const Object &object);
  struct Put;
  void addPerCaller(const Put &put, std::vector<Entry> &entries);
  facts::Text oneOf(const facts::Symbol &symbol, const std::vector<Entry> &entries) const;
  facts::Text anyCaller(const facts::Parameter &parameter, const Object &user);
  facts::Text result(const facts::Result &result, const Object &caller, const std::string &owner);
  facts::Text ofClasses(const facts::Result &call, const Object &caller, const std::string &owner,
                        const Given &given) const;
  facts::Text left(const facts::Result &call, size_t member, const Object &caller);
  facts::Text ofObject(const facts::Function &function, const facts::Result &call) const;
  facts::Text returned(const facts::Function &function, const facts::Result &call, const Object &caller);
};

} // namespace pgtidy::analysis
