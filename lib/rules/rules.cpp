#include "rules/rules.h"
#include "builtin.h"
#include "file.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"

#include <set>

namespace pgtidy::rules {

template <typename Rule>
static llvm::ArrayRef<Rule> lookUp(const llvm::StringMap<std::vector<Rule>> &rules, llvm::StringRef name) {
  auto found = rules.find(name);
  return found == rules.end() ? llvm::ArrayRef<Rule>() : llvm::ArrayRef<Rule>(found->second);
}

llvm::ArrayRef<DatabaseFunction> Rules::database(llvm::StringRef name) const { return lookUp(Database, name); }

llvm::ArrayRef<TextFunction> Rules::text(llvm::StringRef name) const { return lookUp(Text, name); }

llvm::ArrayRef<ResultFunction> Rules::result(llvm::StringRef name) const { return lookUp(Results, name); }
llvm::ArrayRef<StatementFunction> Rules::statement(llvm::StringRef name) const { return lookUp(Statements, name); }

llvm::ArrayRef<HandedFunction> Rules::handed(llvm::StringRef name) const { return lookUp(Handed, name); }

const HandedFunction *Rules::stream(llvm::StringRef name) const {
  auto found = Streams.find(name);
  return found == Streams.end() ? nullptr : &found->second;
}

llvm::StringRef Rules::sqlOperator(llvm::StringRef enumerator) const {
  auto found = Operators.find(enumerator);
  return found == Operators.end() ? llvm::StringRef() : llvm::StringRef(found->second);
}

bool Rules::isTextType(llvm::StringRef qualifiedName) const { return Types.contains(qualifiedName); }

std::vector<std::string> Rules::databaseNames() const {
  std::set<std::string> names(Spelled.begin(), Spelled.end());
  for (const auto &entry : Database)
    names.insert(entry.getKey().str());
  for (const auto &entry : Text) // elsewhere, statements go by the names that these give
    if (entry.getValue().front().operation == TextOperation::Maps)
      names.insert(entry.getKey().str());
  return {names.begin(), names.end()};
}

/// Puts `rule` among those of its name; one for the same calls that another library gave makes way. The overload in the
/// name, "f(T)", is for finding it only.
template <typename Rule> static void put(llvm::StringMap<std::vector<Rule>> &rules, Rule rule) {
  std::vector<Rule> &same = rules[rule.name];
  if (rule.name.ends_with(')'))
    rule.name.resize(rule.name.find('('));
  llvm::erase_if(same, [&](const Rule &other) { return other.arity == rule.arity; });
  same.push_back(std::move(rule));
}

llvm::Error Rules::add(llvm::StringRef path, llvm::StringRef json) {
  Source source{path, json};
  llvm::Expected<File> file = readFile(source);
  if (!file)
    return file.takeError();
  if (llvm::is_contained(Libraries, file->library))
    return source.mistake(0, "library \"" + file->library + "\" is already described by another file");
  Libraries.push_back(file->library);
  for (auto &[enumerator, means] : file->operators)
    Operators[enumerator] = means;
  for (auto &[kind, spelled] : file->calls)
    MapperCalls[file->library][kind] = spelled;
  Named.insert(Named.end(), file->named.begin(), file->named.end());
  Pragmas.insert(Pragmas.end(), file->pragmas.begin(), file->pragmas.end());
  Getters.insert(Getters.end(), file->getters.begin(), file->getters.end());
  Setters.insert(Setters.end(), file->setters.begin(), file->setters.end());
  for (const std::string &name : file->requests)
    Requests.insert(name);
  for (const std::string &name : file->routers)
    Routers.insert(name);
  for (TextType &type : file->types)
    Types.insert_or_assign(type.name, type);
  for (const DatabaseFunction &function : file->database)
    addRowMembers(file->library, function.statement);
  for (const TextFunction &function : file->text)
    addRowMembers(file->library, function.form);
  for (DatabaseFunction &function : file->database)
    put(Database, std::move(function));
  for (TextFunction &function : file->text)
    put(Text, std::move(function));
  for (ResultFunction &function : file->results)
    put(Results, std::move(function));
  for (StatementFunction &function : file->statements)
    put(Statements, std::move(function));
  for (HandedFunction &function : file->handed)
    put(Handed, std::move(function));
  for (auto [names, to] : {std::pair{&file->logs, facts::Handed::To::Log}, {&file->outputs, facts::Handed::To::Output}})
    for (const std::string &name : *names)
      Streams.insert_or_assign(name, HandedFunction{file->library, name, to, 0, std::nullopt});
  Spelled.insert(Spelled.end(), file->spelled.begin(), file->spelled.end());
  return llvm::Error::success();
}

void Rules::addRowMembers(llvm::StringRef library, llvm::StringRef form) {
  static constexpr llvm::StringLiteral Member = "T::";
  for (size_t at = form.find(Member); at != llvm::StringRef::npos; at = form.find(Member, at + 1)) {
    const bool isClassOfRows = at > 0 && (form[at - 1] == '{' || form[at - 1] == '|');
    if (isClassOfRows)
      RowMembers[library].insert(
          form.substr(at + Member.size()).take_until([](char c) { return c == '}' || c == ':'; }));
  }
}

bool Rules::isRowMember(llvm::StringRef library, llvm::StringRef member) const {
  auto members = RowMembers.find(library);
  return members != RowMembers.end() && members->second.contains(member);
}

bool Rules::isRowMember(llvm::StringRef member) const {
  return llvm::any_of(RowMembers, [&](const auto &members) { return members.second.contains(member); });
}

llvm::Expected<Rules> load(llvm::ArrayRef<std::string> paths) {
  Rules rules;
  for (const BuiltinFile &file : builtinFiles())
    if (llvm::Error error = rules.add(file.path, file.text))
      return error;
  for (const std::string &path : paths) {
    auto buffer = llvm::MemoryBuffer::getFile(path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
    if (!buffer)
      return llvm::createStringError(path + ": cannot be read: " + buffer.getError().message());
    if (llvm::Error error = rules.add(path, (*buffer)->getBuffer()))
      return error;
  }
  return rules;
}

} // namespace pgtidy::rules
