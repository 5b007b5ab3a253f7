// The names of tables and columns as pragmas in the program give them to an object mapper. They are quoted, as the
// mapper does: a member may be called `order`.
#include "evaluator.h"
#include "mapped_names.h"
#include "pragmas.h"

namespace pgtidy::extract {

using namespace clang;
using llvm::StringRef;

static std::string quotedName(StringRef name) { return ("\"" + name + "\"").str(); }

/// The parts of a qualified name: of `"a.b"` and of `"a"."b"`.
static std::vector<std::string> nameParts(StringRef written) {
  std::vector<std::string> parts = literalsIn(written);
  if (parts.size() != 1)
    return parts;
  llvm::SmallVector<StringRef, 3> pieces;
  StringRef(parts.front()).split(pieces, '.');
  std::vector<std::string> split;
  for (StringRef piece : pieces)
    split.push_back(piece.str());
  return split;
}

/// How members are called without what only says that they are members: `m_user`, `_user`, `user_`.
static StringRef publicName(StringRef name) {
  name.consume_front("m_");
  return name.trim('_');
}

std::string Evaluator::saidOf(const Decl &declaration) { return pragmasOf(declaration, Match.rules().pragmas()); }

std::string Evaluator::columnOfMember(const FieldDecl &member) {
  const auto *record = llvm::dyn_cast<CXXRecordDecl>(member.getParent());
  if (!record || saidOf(*record).empty())
    return columnNamedBy(member);
  for (const std::string &column : inParentheses(saidOf(member), "column"))
    if (std::vector<std::string> parts = nameParts(column); !parts.empty())
      return parts.back();
  return publicName(member.getName()).str();
}

/// The member that others know by that name, of the class or of one that it is derived from; null where there is none.
const FieldDecl *Evaluator::memberNamed(const CXXRecordDecl &record, StringRef name) {
  for (const FieldDecl *member : record.fields())
    if (member->getName() == name || publicName(member->getName()) == publicName(name))
      return member;
  for (const CXXBaseSpecifier &base : record.bases())
    if (const CXXRecordDecl *parent = base.getType()->getAsCXXRecordDecl(); parent && parent->hasDefinition())
      if (const FieldDecl *member = memberNamed(*parent->getDefinition(), name))
        return member;
  return nullptr;
}

std::string Evaluator::declaredTable(const CXXRecordDecl &record) {
  const std::string said = saidOf(record);
  std::vector<std::string> parts;
  for (const std::string &table : inParentheses(said, "table"))
    parts = nameParts(table);
  if (parts.empty())
    parts.push_back(record.getNameAsString());
  if (parts.size() == 1)
    for (const std::string &schema : inParentheses(said, "schema")) {
      std::vector<std::string> qualified = nameParts(schema);
      parts.insert(parts.begin(), qualified.begin(), qualified.end());
    }
  for (std::string &part : parts)
    part = quotedName(part);
  return llvm::join(parts, ".");
}

std::string Evaluator::declaredKey(const CXXRecordDecl &record) {
  for (const FieldDecl *member : record.fields())
    if (saysWord(saidOf(*member), "id"))
      return quotedName(columnOfMember(*member));
  for (const CXXBaseSpecifier &base : record.bases())
    if (const CXXRecordDecl *parent = base.getType()->getAsCXXRecordDecl(); parent && parent->hasDefinition())
      if (std::string key = declaredKey(*parent->getDefinition()); key != "\"id\"")
        return key;
  return "\"id\"";
}

/// The class that a pragma of `from` names; null where there is none.
static const CXXRecordDecl *classNamed(StringRef name, const CXXRecordDecl &from, ASTContext &context) {
  name.consume_front("::");
  auto [first, rest] = name.split("::");
  for (const DeclContext *scope = from.getDeclContext(); scope; scope = scope->getParent())
    for (const NamedDecl *found : scope->getPrimaryContext()->lookup(&context.Idents.get(first))) {
      if (auto *space = llvm::dyn_cast<NamespaceDecl>(found); space && !rest.empty())
        for (const NamedDecl *inner : space->lookup(&context.Idents.get(rest)))
          if (auto *record = llvm::dyn_cast<CXXRecordDecl>(inner); record && record->hasDefinition())
            return record->getDefinition();
      if (auto *record = llvm::dyn_cast<CXXRecordDecl>(found); record && rest.empty() && record->hasDefinition())
        return record->getDefinition();
    }
  return nullptr;
}

/// A condition of a pragma, `Order::user == User::id`, as SQL; "" where a part of it is not known.
std::string Evaluator::inTerms(StringRef condition, const CXXRecordDecl &view) {
  std::string sql;
  while (!condition.empty()) {
    const StringRef path = condition.take_while([](char c) { return llvm::isAlnum(c) || c == '_' || c == ':'; });
    if (path.contains("::")) {
      auto [owner, name] = path.rsplit("::");
      const CXXRecordDecl *record = classNamed(owner, view, Context);
      const FieldDecl *member = record ? memberNamed(*record, name) : nullptr;
      if (!member)
        return {};
      sql += declaredTable(*record) + "." + quotedName(columnOfMember(*member));
      condition = condition.drop_front(path.size());
    } else if (condition.consume_front("=="))
      sql += "=";
    else if (condition.consume_front("!="))
      sql += "<>";
    else if (condition.consume_front("&&"))
      sql += "AND";
    else if (condition.consume_front("||"))
      sql += "OR";
    else if (condition.starts_with("(?)"))
      return {};
    else {
      sql += condition.front();
      condition = condition.drop_front();
    }
  }
  return sql;
}

/// One of the classes that a view joins, `User: Order::user == User::id`; "" where it is not known.
std::string Evaluator::joinedIn(StringRef object, const CXXRecordDecl &view, bool isFirst) {
  size_t colon = object.find(':');
  while (colon != StringRef::npos && object.substr(colon).starts_with("::"))
    colon = object.find(':', colon + 2);
  const StringRef name = object.take_front(colon).trim();
  const CXXRecordDecl *record = classNamed(name, view, Context); // an alias or a kind of join is no name
  if (!record)
    return {};
  if (isFirst)
    return declaredTable(*record);
  const std::string condition = colon == StringRef::npos ? "" : inTerms(object.drop_front(colon + 1).trim(), view);
  return condition.empty() ? "" : " LEFT JOIN " + declaredTable(*record) + " ON " + condition;
}

/// Where objects of the class come from: its table, or what a view joins; "" where that is not known.
std::string Evaluator::declaredSource(const CXXRecordDecl &record) {
  const std::string said = saidOf(record);
  const std::vector<std::string> objects = inParentheses(said, "object");
  if (!saysWord(said, "view") || objects.empty())
    return declaredTable(record);
  std::string source;
  for (const std::string &object : objects) {
    const std::string joined = joinedIn(object, record, source.empty());
    if (joined.empty())
      return {};
    source += joined;
  }
  return source;
}

/// What stands before and behind the condition where objects of the class are asked for.
std::pair<facts::Text, facts::Text> Evaluator::declaredView(const CXXRecordDecl &record) {
  const std::string said = saidOf(record);
  const std::string source = declaredSource(record);
  const facts::Text from = source.empty() ? undecided() : facts::literal(source);
  const std::vector<std::string> queries =
      saysWord(said, "view") ? inParentheses(said, "query") : std::vector<std::string>();
  if (queries.empty())
    return {facts::concat({facts::literal("SELECT * FROM "), from, facts::literal(" WHERE ")}), facts::literal("")};
  const std::string native = llvm::join(literalsIn(queries.front()), "");
  const StringRef text(native);
  if (!text.ltrim().starts_with_insensitive("select") && !text.ltrim().starts_with_insensitive("with"))
    return {facts::concat({facts::literal("SELECT * FROM "), from, facts::literal(" WHERE "), undecided(),
                           facts::literal(" AND ")}),
            facts::literal("")};
  const size_t place = text.find("(?)");
  if (place == StringRef::npos)
    return {facts::literal("SELECT * FROM (" + native + ") AS view WHERE "), facts::literal("")};
  return {facts::literal(text.take_front(place + 1).str()), facts::literal(text.drop_front(place + 2).str())};
}

/// The table of a class, its key, or what stands around the condition on its objects, as `how` says.
facts::Text Evaluator::declaredClass(StringRef how, const CXXRecordDecl &record) {
  if (how == "declared-key")
    return facts::literal(declaredKey(record));
  if (how == "declared-before")
    return declaredView(record).first;
  if (how == "declared-behind")
    return declaredView(record).second;
  return facts::literal(declaredTable(record));
}

/// The class whose columns a query names, of a member of a template over it; null where it is another.
static const CXXRecordDecl *classOfColumn(const ValueDecl *column) {
  const auto *columns = column ? llvm::dyn_cast<CXXRecordDecl>(column->getDeclContext()) : nullptr;
  return columns ? firstRecordArgument(*columns) : nullptr;
}

/// The column through whose object another one is reached: `order` of `order->user`; null where none is.
static const Expr *reachedThrough(const Expr *expression) {
  auto *member = llvm::dyn_cast<MemberExpr>(expression->IgnoreUnlessSpelledInSource());
  auto *arrow = member && member->isArrow()
                    ? llvm::dyn_cast<CXXOperatorCallExpr>(member->getBase()->IgnoreUnlessSpelledInSource())
                    : nullptr;
  return arrow && arrow->getOperator() == OO_Arrow && arrow->getNumArgs() == 1 ? arrow->getArg(0) : nullptr;
}

static const ValueDecl *declarationIn(const Expr *expression) {
  expression = expression->IgnoreUnlessSpelledInSource();
  if (auto *reference = llvm::dyn_cast<DeclRefExpr>(expression))
    return reference->getDecl();
  auto *member = llvm::dyn_cast<MemberExpr>(expression);
  return member ? member->getMemberDecl() : nullptr;
}

/// The column that an expression stands for, or what is before and behind a condition on it where it is another
/// table's: `order->user == x` asks for those whose order is among the orders of x.
facts::Text Evaluator::declaredColumn(StringRef how, const Expr *expression) {
  const ValueDecl *declared = expression ? declarationIn(expression) : nullptr;
  const CXXRecordDecl *record = classOfColumn(declared);
  if (how != "declared") {
    const Expr *through = expression ? reachedThrough(expression) : nullptr;
    if (!through || !record)
      return facts::literal("");
    if (how == "declared-behind")
      return facts::concat({facts::literal(")"), declaredColumn(how, through)});
    return facts::concat(
        {declaredColumn(how, through), declaredColumn("declared", through),
         facts::literal(" IN (SELECT " + declaredKey(*record) + " FROM " + declaredTable(*record) + " WHERE ")});
  }
  if (!declared || !declared->getDeclName().isIdentifier())
    return undecided();
  const FieldDecl *member = record ? memberNamed(*record, declared->getName()) : nullptr;
  if (!member)
    return facts::literal(quotedName(declared->getName()));
  return facts::literal(declaredTable(*record) + "." + quotedName(columnOfMember(*member)));
}

} // namespace pgtidy::extract
