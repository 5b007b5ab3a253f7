// Objects of an object mapper that the program makes and fills column by column: `order.setUserId(user)`. What was set
// is kept in the member of the column, as the text that the mapper binds.
#include "evaluator.h"
#include "mapped_names.h"
#include "texts.h"

namespace pgtidy::extract {

using namespace clang;
using llvm::StringRef;

/// Without what tells apart how a column and its member are written: `user_2`, `user2_`.
static std::string plainName(StringRef name) {
  std::string plain = name.lower();
  llvm::erase(plain, '_');
  return plain;
}

/// What the class calls the column itself, in a class `Cols` as Drogon's generator makes it: `_user_2` for `user2_`; ""
/// where it does not.
static std::string columnNamed(const CXXRecordDecl &record, StringRef member) {
  for (const Decl *part : record.decls())
    if (auto *columns = llvm::dyn_cast<CXXRecordDecl>(part); columns && columns->getName() == "Cols")
      for (const Decl *column : columns->decls())
        if (auto *name = llvm::dyn_cast<VarDecl>(column); name && plainName(name->getName()) == plainName(member))
          return name->getName().drop_while([](char c) { return c == '_'; }).str();
  return {};
}

/// The column that a member stands for: `userId_`, `user_id`, `m_userId`.
std::string columnNamedBy(const FieldDecl &member) {
  StringRef name = member.getName();
  name.consume_front("m_");
  const auto *record = llvm::dyn_cast<CXXRecordDecl>(member.getParent());
  const std::string named = record ? columnNamed(*record, name) : "";
  return named.empty() ? snakeCase(name.trim('_')) : named;
}

/// The column that a method sets, by what the method is called: "UserId".
std::string columnSetBy(const CXXMethodDecl &method, StringRef name) {
  const std::string named = columnNamed(*method.getParent(), name);
  return named.empty() ? snakeCase(name) : named;
}

/// Whether objects of the class are rows to an object mapper.
bool Evaluator::isRow(const CXXRecordDecl &record) {
  const bool isItself = llvm::any_of(record.decls(), [&](const Decl *member) {
    auto *variable = llvm::dyn_cast<VarDecl>(member);
    return variable && Match.rules().isRowMember(variable->getName());
  });
  return isItself || (record.hasDefinition() && llvm::any_of(record.bases(), [&](const CXXBaseSpecifier &base) {
                        const CXXRecordDecl *parent = base.getType()->getAsCXXRecordDecl();
                        return parent && parent->hasDefinition() && isRow(*parent->getDefinition());
                      }));
}

static const FieldDecl *memberOf(const CXXRecordDecl &record, const std::string &column) {
  for (const FieldDecl *member : record.fields())
    if (plainName(columnNamedBy(*member)) == plainName(column))
      return member;
  return nullptr;
}

std::optional<Outcome> Evaluator::columnSet(CallSite &site) {
  auto *method = llvm::dyn_cast<CXXMethodDecl>(site.callee);
  if (!method || method->isConst() || !method->getDeclName().isIdentifier() || !site.self.root ||
      !isRow(*method->getParent()))
    return std::nullopt;
  for (const std::string &prefix : Match.rules().setters())
    if (StringRef name = method->getName(); name.consume_front(prefix) && !name.empty()) {
      name.consume_back("ToNull");
      const FieldDecl *member = memberOf(*method->getParent(), snakeCase(name));
      if (!member)
        return std::nullopt;
      Place column = site.self;
      column.path.push_back({member});
      store(column, site.arguments.empty() ? facts::literal("NULL") : boundValue(site.arguments.front()));
      return Outcome{};
    }
  return std::nullopt;
}

/// A value that a column was given, on some ways at least: on others it is what the database has for it.
static facts::Text valueSet(const Value &value) {
  const Alternatives *either = value.alternatives();
  if (!either)
    return value.text();
  std::vector<facts::Text> branches;
  bool isSet = false;
  for (const Value &branch : either->branches) {
    const facts::Text text = valueSet(branch);
    isSet |= text != nullptr;
    branches.push_back(text ? text : facts::literal("DEFAULT"));
  }
  return isSet ? facts::choice(either->condition, std::move(branches)) : nullptr;
}

/// The columns of an object that the program has filled, in the order of the class, and their values.
static std::vector<Change> changesOf(const Value &object) {
  std::map<unsigned, Change> changes;
  if (const extract::Record *record = object.record())
    for (const auto &[member, value] : record->fields)
      if (facts::Text text = valueSet(value))
        changes[member->getFieldIndex()] = {columnNamedBy(*member), std::move(text)};
  std::vector<Change> all;
  for (auto &[index, change] : changes)
    all.push_back(std::move(change));
  return all;
}

/// The columns of an object and their values, as INSERT has them. Of an object that others have filled, or that may be
/// any of several, nothing is known.
facts::Text Evaluator::columnsSet(const Value &object) {
  std::vector<facts::Text> columns, values;
  for (const Change &change : changesOf(object)) {
    const bool isFirst = columns.empty();
    columns.push_back(facts::literal((isFirst ? "(" : ", ") + change.column));
    values.push_back(facts::literal(isFirst ? ") VALUES (" : ", "));
    values.push_back(change.value);
  }
  if (columns.empty())
    return facts::literal("DEFAULT VALUES");
  columns.insert(columns.end(), values.begin(), values.end());
  columns.push_back(facts::literal(")"));
  return facts::concat(std::move(columns));
}

/// The columns of a row that the program has set since it was read, or of an object that it has made, as UPDATE has
/// them; none where no more is known than that the row is written.
facts::Text Evaluator::columnsChanged(const Value &object, const CallSite &site) {
  if (const Alternatives *either = object.alternatives(); either && isOfRows(object)) {
    std::vector<facts::Text> branches;
    for (const Value &branch : either->branches)
      branches.push_back(columnsChanged(branch, site));
    return facts::choice(either->condition, std::move(branches));
  }
  const facts::Text key = memberOfTemplate("primaryKeyName", site);
  const facts::Literal *named = facts::asLiteral(key);
  const bool isSeveral = std::holds_alternative<facts::Concat>(key->value); // named elsewhere
  auto isKey = [&](const std::string &column) {                             // which is as WHERE has it
    return named ? StringRef(named->bytes).contains(column) : isSeveral || column == "id";
  };
  std::vector<facts::Text> parts;
  for (const Change &change : object.rows() ? object.rows()->changed : changesOf(object)) {
    if (isKey(change.column))
      continue;
    parts.push_back(facts::literal((parts.empty() ? "" : ", ") + change.column + " = "));
    parts.push_back(change.value);
  }
  return parts.empty() ? facts::concat({key, facts::literal(" = "), key}) : facts::concat(std::move(parts));
}

} // namespace pgtidy::extract
