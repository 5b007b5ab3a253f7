#include "file.h"
#include "words.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"

namespace pgtidy::rules {

namespace {

/// Reads one entry; each step is skipped after the first mistake.
class FunctionReader {
public:
  FunctionReader(const Source &source, const Json &entry, File &file) : From(source), Entry(entry), Into(file) {}

  llvm::Error read() {
    if (llvm::Error error = expectKind(From, Entry, Json::Kind::Object, "each of \"functions\""))
      return error;
    bool database = Entry.find("action"), text = Entry.find("text"), result = Entry.find("result"),
         statement = Entry.find("statement-step"), handed = Entry.find("hands-to");
    if (database + text + result + statement + handed != 1)
      return From.mistake(Entry.offset, "a function must have either \"action\" (a database call), \"text\" (what it "
                                        "does with text), \"result\" (what it says of a statement's result), "
                                        "\"statement-step\" (what it does with the statement that an object keeps) or "
                                        "\"hands-to\" (where else text goes)");
    if (handed)
      return readHanded();
    return database ? readDatabase() : text ? readText() : result ? readResult() : readStatement();
  }

private:
  const Source &From;
  const Json &Entry;
  File &Into;

  llvm::Error readDatabase() {
    if (llvm::Error error = checkKeys(
            From, Entry, {"in",     "names",    "spelled",   "action",  "placeholders", "dialect",   "returnsRows",
                          "waits",  "opens",    "gives",     "fills",   "kept",         "statement", "raw",
                          "before", "receiver", "arguments", "entries", "arity",        "binds",     "bindsList"}))
      return error;
    DatabaseFunction rule;
    rule.library = Into.library;
    if (llvm::Error error = readForm("statement", rule.statement))
      return error;
    for (auto [key, words] : {std::pair{"raw", &rule.raw}, {"before", &rule.before}, {"bindsList", &rule.bindsList}})
      if (llvm::Error error = readForm(key, *words))
        return error;
    for (auto step : {&FunctionReader::readWords, &FunctionReader::readFlags, &FunctionReader::readArguments,
                      &FunctionReader::readEntries, &FunctionReader::readBinds})
      if (llvm::Error error = (this->*step)(rule))
        return error;
    if (llvm::Error error = readPosition("fills", rule.fills))
      return error;
    if (llvm::Error error = readArity(rule.arity))
      return error;
    if (llvm::Error error = addNamed(rule, Into.database))
      return error;
    return readSpelled();
  }

  llvm::Error readText() {
    if (llvm::Error error =
            checkKeys(From, Entry,
                      {"in", "names", "text", "format", "output", "input", "fallback", "variable", "before", "source",
                       "form", "raw", "givesEnd", "appends", "arity", "key", "separator", "entry"}))
      return error;
    TextFunction rule;
    rule.library = Into.library;
    if (llvm::Error error = readWord("text", rule.operation))
      return error;
    for (auto [key, position] : {std::pair{"format", &rule.format},
                                 {"output", &rule.output},
                                 {"input", &rule.input},
                                 {"fallback", &rule.fallback},
                                 {"variable", &rule.variable},
                                 {"key", &rule.key}})
      if (llvm::Error error = readPosition(key, *position))
        return error;
    for (auto [key, words] : {std::pair{"source", &rule.source},
                              {"before", &rule.before},
                              {"separator", &rule.separator},
                              {"entry", &rule.entry}})
      if (const Json *given = Entry.find(key)) {
        if (llvm::Error error = expectKind(From, *given, Json::Kind::String, llvm::Twine("\"") + key + "\""))
          return error;
        *words = given->string;
      }
    if (rule.source.empty() && rule.fallback < 0 && rule.operation == TextOperation::ReadsOutside)
      return From.mistake(Entry.offset,
                          "\"reads-outside\" needs \"source\", where the text comes from, or \"fallback\"");
    if (llvm::Error error = readForm("form", rule.form))
      return error;
    if (llvm::Error error = readForm("raw", rule.raw))
      return error;
    for (auto [key, flag] : {std::pair{"givesEnd", &rule.givesEnd}, {"appends", &rule.appends}})
      if (llvm::Error error = readFlag(key, *flag))
        return error;
    if (llvm::Error error = readArity(rule.arity))
      return error;
    return addNamed(rule, Into.text);
  }

  llvm::Error readForm(llvm::StringRef key, std::string &into) {
    const Json *form = Entry.find(key);
    if (!form)
      return llvm::Error::success();
    into = form->string;
    return expectKind(From, *form, Json::Kind::String, "\"" + key + "\"");
  }

  llvm::Error readResult() {
    if (llvm::Error error = checkKeys(From, Entry, {"in", "names", "result", "input", "column", "arity"}))
      return error;
    ResultFunction rule;
    rule.library = Into.library;
    if (llvm::Error error = readWord("result", rule.gives))
      return error;
    for (auto [key, position] : {std::pair{"input", &rule.input}, {"column", &rule.column}})
      if (llvm::Error error = readPosition(key, *position))
        return error;
    if (llvm::Error error = readArity(rule.arity))
      return error;
    return addNamed(rule, Into.results);
  }

  llvm::Error readStatement() {
    if (llvm::Error error = checkKeys(From, Entry, {"in", "names", "statement-step", "arity"}))
      return error;
    StatementFunction rule;
    rule.library = Into.library;
    if (llvm::Error error = readWord("statement-step", rule.step))
      return error;
    if (llvm::Error error = readArity(rule.arity))
      return error;
    return addNamed(rule, Into.statements);
  }

  llvm::Error readHanded() {
    if (llvm::Error error = checkKeys(From, Entry, {"in", "names", "hands-to", "input", "arity"}))
      return error;
    HandedFunction rule;
    rule.library = Into.library;
    if (llvm::Error error = readWord("hands-to", rule.to))
      return error;
    if (llvm::Error error = readPosition("input", rule.input))
      return error;
    if (llvm::Error error = readArity(rule.arity))
      return error;
    return addNamed(rule, Into.handed);
  }

  /// Adds a copy of `rule` for each of "names", in each of the classes or namespaces of "in".
  template <typename Rule> llvm::Error addNamed(Rule rule, std::vector<Rule> &rules) {
    const Json *named = Entry.find("names");
    if (!named)
      return From.mistake(Entry.offset, "\"names\" is missing");
    auto names = readStrings(From, *named, "\"names\"");
    if (!names)
      return names.takeError();
    std::vector<std::string> scopes{""};
    if (const Json *in = Entry.find("in")) {
      auto given = readStrings(From, *in, "\"in\"");
      if (!given)
        return given.takeError();
      scopes = std::move(*given);
    }
    for (const std::string &scope : scopes)
      for (size_t i = 0; i < names->size(); ++i) {
        rule.name = scope.empty() ? (*names)[i] : scope + "::" + (*names)[i];
        for (const Rule &other : rules)
          if (other.name == rule.name && other.arity == rule.arity)
            return From.mistake(named->items[i].offset,
                                "\"" + rule.name + "\" is described twice; \"arity\" can tell overloads apart");
        rules.push_back(rule);
      }
    return llvm::Error::success();
  }

  template <typename Meaning> llvm::Error readWord(llvm::StringRef key, Meaning &into) {
    const Json *word = Entry.find(key);
    if (!word)
      return llvm::Error::success();
    if (llvm::Error error = expectKind(From, *word, Json::Kind::String, "\"" + key + "\""))
      return error;
    std::optional<Meaning> known = meaning<Meaning>(word->string);
    if (!known)
      return From.mistake(word->offset,
                          "\"" + word->string + "\" is no \"" + key + "\"; allowed are: " + allowedWords<Meaning>());
    into = *known;
    return llvm::Error::success();
  }

  llvm::Error readWords(DatabaseFunction &rule) {
    if (llvm::Error error = readWord("action", rule.action))
      return error;
    if (llvm::Error error = readWord("placeholders", rule.placeholders))
      return error;
    if (llvm::Error error = readWord("gives", rule.gives))
      return error;
    if (llvm::Error error = readWord("kept", rule.kept))
      return error;
    return readWord("dialect", rule.dialect);
  }

  llvm::Error readFlags(DatabaseFunction &rule) {
    for (auto [key, flag] : {
             std::pair{"returnsRows", &rule.returnsRows},
             {"waits", &rule.waits},
             {"opens", &rule.opens},
         })
      if (llvm::Error error = readFlag(key, *flag))
        return error;
    return llvm::Error::success();
  }

  llvm::Error readFlag(llvm::StringRef key, bool &into) {
    const Json *value = Entry.find(key);
    if (!value)
      return llvm::Error::success();
    into = value->boolean;
    return expectKind(From, *value, Json::Kind::Boolean, "\"" + key + "\"");
  }

  llvm::Error readArguments(DatabaseFunction &rule) {
    if (const Json *receiver = Entry.find("receiver"))
      if (llvm::Error error = addArgument(*receiver, -1, rule))
        return error;
    const Json *list = Entry.find("arguments");
    if (!list)
      return llvm::Error::success();
    if (llvm::Error error = expectKind(From, *list, Json::Kind::Array, "\"arguments\""))
      return error;
    for (size_t i = 0; i < list->items.size(); ++i)
      if (llvm::Error error = addArgument(list->items[i], static_cast<int32_t>(i), rule))
        return error;
    return llvm::Error::success();
  }

  /// What the library's own file of settings says of connections: {"host": "db_clients.*.host"}.
  llvm::Error readEntries(DatabaseFunction &rule) {
    const Json *entries = Entry.find("entries");
    if (!entries)
      return llvm::Error::success();
    if (llvm::Error error = expectKind(From, *entries, Json::Kind::Object, "\"entries\""))
      return error;
    for (const Member &entry : entries->members) {
      if (llvm::Error error = expectKind(From, entry.value, Json::Kind::String, "the names of an entry"))
        return error;
      llvm::SmallVector<llvm::StringRef, 2> either;
      llvm::StringRef(entry.value.string).split(either, '|');
      for (llvm::StringRef names : either)
        rule.entries.emplace_back(entry.key, names.str());
    }
    return llvm::Error::success();
  }

  /// By which function a call binds values: {"exec": "exec_params"}.
  llvm::Error readBinds(DatabaseFunction &rule) {
    const Json *binds = Entry.find("binds");
    if (!binds)
      return llvm::Error::success();
    if (llvm::Error error = expectKind(From, *binds, Json::Kind::Object, "\"binds\""))
      return error;
    for (const Member &one : binds->members) {
      if (llvm::Error error = expectKind(From, one.value, Json::Kind::String, "the name of a function"))
        return error;
      rule.binds[one.key] = one.value.string;
    }
    return llvm::Error::success();
  }

  llvm::Error addArgument(const Json &json, int32_t position, DatabaseFunction &rule) {
    if (llvm::Error error = expectKind(From, json, Json::Kind::String, "an argument's role"))
      return error;
    llvm::StringRef word = json.string;
    if (word.consume_front("setting:") && !word.empty() && !word.starts_with("<")) {
      rule.arguments.push_back({position, Role::Setting, word.str()});
      return llvm::Error::success();
    }
    std::optional<Role> role = meaning<Role>(json.string);
    if (!role || *role == Role::Setting)
      return From.mistake(json.offset,
                          "\"" + json.string + "\" is no role of an argument; allowed are: " + allowedWords<Role>());
    if (*role != Role::Ignored)
      rule.arguments.push_back({position, *role, ""});
    return llvm::Error::success();
  }

  llvm::Error readPosition(llvm::StringRef key, int32_t &into) {
    const Json *value = Entry.find(key);
    if (!value)
      return llvm::Error::success();
    if (llvm::Error error = expectKind(From, *value, Json::Kind::Integer, "\"" + key + "\""))
      return error;
    if (value->integer < -1 || value->integer > 255)
      return From.mistake(value->offset, "\"" + key +
                                             "\" must be an argument's position from 0 on, or -1 for the "
                                             "object that the method is called on");
    into = static_cast<int32_t>(value->integer);
    return llvm::Error::success();
  }

  llvm::Error readArity(std::optional<uint32_t> &into) {
    const Json *value = Entry.find("arity");
    if (!value)
      return llvm::Error::success();
    if (llvm::Error error = expectKind(From, *value, Json::Kind::Integer, "\"arity\""))
      return error;
    if (value->integer < 0 || value->integer > 255)
      return From.mistake(value->offset, "\"arity\" must be a number of arguments from 0 to 255");
    into = static_cast<uint32_t>(value->integer);
    return llvm::Error::success();
  }

  llvm::Error readSpelled() {
    const Json *spelled = Entry.find("spelled");
    if (!spelled)
      return llvm::Error::success();
    auto words = readStrings(From, *spelled, "\"spelled\"");
    if (!words)
      return words.takeError();
    // A source that uses such a word has the library's namespace (or class) in sight.
    llvm::StringRef name = Into.database.back().name;
    size_t end = name.find("::");
    std::string scope = end == llvm::StringRef::npos ? "" : name.take_front(end + 2).str();
    for (const std::string &word : *words)
      Into.spelled.push_back(scope + word);
    return llvm::Error::success();
  }
};

} // namespace

llvm::Error readFunction(const Source &source, const Json &entry, File &file) {
  return FunctionReader(source, entry, file).read();
}

} // namespace pgtidy::rules
