// What was read for nothing but a branch that is taken where its owner is the user.
#include "evaluator.h"

#include "clang/AST/RecursiveASTVisitor.h"

namespace pgtidy::extract {

using namespace clang;

namespace {

/// Whether variables are named behind a place.
class NamedAfter : public RecursiveASTVisitor<NamedAfter> {
public:
  NamedAfter(const std::set<const void *> &variables, SourceLocation place, const SourceManager &sources)
      : Variables(variables), Place(place), Sources(sources) {}

  bool found = false;

  bool VisitDeclRefExpr(DeclRefExpr *reference) {
    found |= Variables.count(reference->getDecl()->getCanonicalDecl()) != 0 &&
             Sources.isBeforeInTranslationUnit(Place, reference->getLocation());
    return !found;
  }

private:
  const std::set<const void *> &Variables;
  SourceLocation Place;
  const SourceManager &Sources;
};

} // namespace

/// Whether the value, or one of those that it may be, is a row or column that the lookup read.
bool Evaluator::isReadBy(const Value &value, const facts::LookupPtr &lookup) {
  auto isOne = [&](const Value &one) { return isReadBy(one, lookup); };
  if (const Rows *rows = value.rows())
    return rows->lookup == lookup;
  if (const Kept *kept = value.kept())
    return kept->rows == lookup;
  if (const Alternatives *either = value.alternatives())
    return llvm::any_of(either->branches, isOne);
  if (const Place *object = value.pointer())
    if (const Value target = load(*object); !target.pointer())
      return isReadBy(target, lookup);
  const facts::Text text = value.text();
  if (auto *choice = text ? std::get_if<facts::Choice>(&text->value) : nullptr)
    return llvm::any_of(choice->branches, [&](const facts::Text &branch) { return branch && isOne(branch); });
  const facts::Operand read = operandOf(text);
  return read.rows == lookup ||
         llvm::any_of(read.others, [&](const facts::Operand &other) { return other.rows == lookup; });
}

/// Whether rows of the lookup are named in this function behind the statement, or may be: they are in an object.
bool Evaluator::isUsedAfter(const facts::LookupPtr &lookup, const Stmt &statement) {
  const Stmt *body = Top && Top->function ? Top->function->getBody() : nullptr;
  if (!body)
    return true;
  std::set<const void *> variables;
  for (const auto &[root, value] : Now.values) {
    if (const extract::Record *record = value.record())
      for (const auto &[member, part] : record->fields)
        if (isReadBy(part, lookup))
          return true;
    if (isReadBy(value, lookup))
      variables.insert(root);
  }
  NamedAfter named(variables, statement.getEndLoc(), Context.getSourceManager());
  named.TraverseStmt(const_cast<Stmt *>(body));
  return named.found;
}

/// Notes what is read for the branch alone, which is only come to where its owner is the user.
void Evaluator::noteCheckedFor(const Stmt &branch, const std::vector<facts::Check> &learnt) {
  for (const facts::Check &check : learnt)
    if (check.kind == facts::Check::Kind::Equal && check.rows && check.others.empty() && ReadUnder.count(check.rows) &&
        !isUsedAfter(check.rows, branch))
      return noteChecked();
}

} // namespace pgtidy::extract
