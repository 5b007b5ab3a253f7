#include "survey.h"

#include "helpers.h"
#include "logs.h"
#include "method.h"
#include "names.h"
#include "trees.h"

#include "clang/AST/RecursiveASTVisitor.h"

#include "llvm/ADT/DenseMap.h"

namespace pgtidy::extract {

using namespace clang;

namespace {

/// What one function does, as far as evaluation is concerned.
struct Doings {
  bool matters = false;
  bool callsDatabase = false; ///< or what is not known
  std::vector<const FunctionDecl *> handsTextTo;
};

class Surveyor : public RecursiveASTVisitor<Surveyor> {
  using Base = RecursiveASTVisitor<Surveyor>;

public:
  Surveyor(Matcher &matcher, Places &places) : Match(matcher), Where(places) {}

  bool shouldVisitTemplateInstantiations() const { return true; }
  bool shouldVisitLambdaBody() const { return true; }

  bool TraverseDecl(Decl *declaration) {
    if (!declaration)
      return true;
    if (!llvm::isa<TranslationUnitDecl>(declaration) && declaration->getLocation().isValid() &&
        Where.isInSystemHeader(declaration->getLocation()))
      return true;
    auto *function = llvm::dyn_cast<FunctionDecl>(declaration);
    bool isLambda = false;
    if (auto *method = llvm::dyn_cast<CXXMethodDecl>(declaration))
      isLambda = method->getParent()->isLambda();
    if (!function || isLambda || !function->doesThisDeclarationHaveABody())
      return initialised(declaration, [&] { return Base::TraverseDecl(declaration); });
    const FunctionDecl *outer = Function;
    Function = function;
    Order.push_back(function);
    Seen[function];
    bool goOn = Base::TraverseDecl(declaration);
    Function = outer;
    return goOn;
  }

  /// What a generic lambda calls is known only in what it is made for.
  bool TraverseLambdaExpr(LambdaExpr *lambda) {
    if (!Base::TraverseLambdaExpr(lambda))
      return false;
    if (FunctionTemplateDecl *generic = lambda->getDependentCallOperator())
      for (FunctionDecl *made : generic->specializations())
        if (made->hasBody() && !TraverseStmt(made->getBody()))
          return false;
    return true;
  }

  bool VisitFunctionDecl(FunctionDecl *function) {
    if (auto *method = llvm::dyn_cast<CXXMethodDecl>(function)) {
      for (const CXXMethodDecl *overridden : method->overridden_methods())
        Result.overridden.insert(overridden->getCanonicalDecl());
      if (method->isVirtual() && method->isCanonicalDecl() && method->getNumParams() > 0)
        Result.methods.push_back(method);
    }
    if (function->doesThisDeclarationHaveABody() && function->isExternC() && function->isExternallyVisible())
      Result.exported.push_back(function);
    if (const FunctionDecl *pattern = function->getTemplateInstantiationPattern();
        pattern && function->doesThisDeclarationHaveABody())
      Instantiated.insert(pattern);
    bool fillsText = llvm::any_of(
        function->parameters(), [&](const ParmVarDecl *parameter) { return Match.isFilledText(parameter->getType()); });
    if (Function == function && (fillsText || Match.isText(function->getReturnType()) ||
                                 hasText(function->getReturnType()) || isTable(function->getReturnType())))
      matters();
    if (auto *constructor = llvm::dyn_cast<CXXConstructorDecl>(function))
      for (const CXXCtorInitializer *initializer : constructor->inits())
        if (initializer->isAnyMemberInitializer() && Function &&
            (mayHold(initializer->getAnyMember()->getType()) ||
             Match.isCallable(initializer->getAnyMember()->getType())))
          matters();
    return true;
  }

  bool VisitDeclRefExpr(DeclRefExpr *reference) {
    if (auto *function = llvm::dyn_cast<FunctionDecl>(reference->getDecl()); function && !Callees.count(reference))
      Result.taken.insert(function->getCanonicalDecl());
    return true;
  }

  bool VisitCallExpr(CallExpr *call) {
    Callees.insert(call->getCallee()->IgnoreParenImpCasts());
    const FunctionDecl *callee = call->getDirectCallee();
    const bool isKept = !call->isInstantiationDependent() && callsKept(*call);
    if ((!callee || isKept) && Function && !call->isInstantiationDependent())
      Seen[Function].callsDatabase = true;
    if (isKept)
      matters();
    for (const FunctionDecl *meant : meantBy(*call))
      called(*meant, call->getArgs(), call->getNumArgs());
    if (!callee)
      return true;
    if (Function && isWorthALook(*call, Match))
      matters();
    called(*callee, call->getArgs(), call->getNumArgs());
    visited(*callee, *call);
    auto *method = llvm::dyn_cast<CXXMethodDecl>(callee);
    bool isOperator = llvm::isa<CXXOperatorCallExpr>(call);
    if (auto *member = llvm::dyn_cast<CXXMemberCallExpr>(call); member && !method->isConst() && !isReading(*callee)) {
      const Expr *object = member->getImplicitObjectArgument();
      change(object);
      if ((isMember(object) && mayHold(object->getType())) || isGivenReference(object))
        matters();
    }
    if (isOperator && method && !method->isConst() && !isReading(*callee) && call->getNumArgs() > 0) {
      if (method->isCopyAssignmentOperator() || method->isMoveAssignmentOperator())
        copiedTo(call->getArg(0));
      change(call->getArg(0));
      const OverloadedOperatorKind kind = callee->getOverloadedOperator();
      const bool isAssigned = kind == OO_Equal || kind == OO_PlusEqual;
      if (isMember(call->getArg(0)) || (isAssigned && isGivenReference(call->getArg(0))))
        matters();
    }
    unsigned skipped = isOperator && method ? 1 : 0;
    for (unsigned i = 0; i < callee->getNumParams() && i + skipped < call->getNumArgs(); ++i)
      if (QualType type = callee->getParamDecl(i)->getType();
          (type->isLValueReferenceType() || type->isPointerType()) && !type->getPointeeType().isConstQualified() &&
          !isPutIntoText(*callee, call->getNumArgs(), i)) {
        change(call->getArg(i + skipped));
        if (Where.isInSystemHeader(callee->getLocation())) // std::swap
          copied(type->getPointeeType());
      }
    return true;
  }

  bool VisitCXXConstructExpr(CXXConstructExpr *construction) {
    called(constructorOf(*construction), construction->getArgs(), construction->getNumArgs());
    return true;
  }

  bool VisitCXXRecordDecl(CXXRecordDecl *record) {
    if (record->isThisDeclarationADefinition() && !Where.isInSystemHeader(record->getLocation()) &&
        llvm::any_of(record->fields(), [&](const FieldDecl *field) { return isText(field->getType()); }) &&
        isTree(*record))
      Result.trees.insert(record->getCanonicalDecl());
    return true;
  }

  bool VisitInitListExpr(InitListExpr *list) {
    if (auto *record = list->getType().isNull() ? nullptr : list->getType()->getAsRecordDecl())
      for (const FieldDecl *field : record->fields())
        if (!Where.isInSystemHeader(field->getLocation()) && mayHold(field->getType()))
          matters();
    return true;
  }

  bool VisitBinaryOperator(BinaryOperator *operation) {
    if (!operation->isAssignmentOp())
      return true;
    change(operation->getLHS());
    copiedTo(operation->getLHS());
    if (isText(operation->getLHS()->getType()) &&
        (isMember(operation->getLHS()) || isGivenReference(operation->getLHS())))
      matters();
    return true;
  }

  /// What is told others by reference may be changed by them.
  bool VisitReturnStmt(ReturnStmt *statement) {
    if (Function && statement->getRetValue() && isToChange(Function->getReturnType()))
      change(statement->getRetValue());
    return true;
  }

  bool VisitVarDecl(VarDecl *variable) {
    if (variable->getInit() && !variable->isCXXForRangeDecl() && !variable->isImplicit() &&
        isToChange(variable->getType()))
      change(variable->getInit());
    return true;
  }

  bool VisitUnaryOperator(UnaryOperator *operation) {
    if (operation->isIncrementDecrementOp() || operation->getOpcode() == UO_AddrOf)
      change(operation->getSubExpr());
    return true;
  }

  Survey finish();

private:
  std::set<const FunctionDecl *> visiting();
  std::set<const FunctionDecl *> withCallers(std::set<const FunctionDecl *> start, bool isAnyOverrider);

  Matcher &Match;
  Places &Where;
  Survey Result;
  const FunctionDecl *Function = nullptr;
  bool InInitializer = false, InitializerMatters = false;
  std::vector<const FunctionDecl *> Order;
  llvm::DenseMap<const FunctionDecl *, Doings> Seen;
  std::set<const FunctionDecl *> Instantiated;
  llvm::DenseSet<const Expr *> Callees; ///< names of functions that are called where they are named

  bool isTable(QualType type) { return !type.isNull() && !type->isDependentType() && Match.isTable(type); }
  /// Whether it is a text, or a container of them.
  bool mayHold(QualType type) { return isText(type) || isTable(type); }

  /// Whether what the reference leads to holds texts that may be changed through it.
  bool isToChange(QualType type) {
    if (type.isNull() || !type->isLValueReferenceType() || type->getPointeeType().isConstQualified())
      return false;
    const CXXRecordDecl *record = type->getPointeeType()->getAsCXXRecordDecl();
    const bool isProgram = record && record->hasDefinition() && !Where.isInSystemHeader(record->getLocation());
    return mayHold(type->getPointeeType()) ||
           (isProgram && !record->isDependentType() &&
            llvm::any_of(membersOf(*record), [&](const FieldDecl *member) { return isTable(member->getType()); }));
  }

  /// Whether a function of the program gives the text or container, or the one that it is an element of, by reference.
  bool isGivenReference(const Expr *object) {
    object = object->IgnoreParenImpCasts();
    auto *element = llvm::dyn_cast<CXXOperatorCallExpr>(object);
    if (element && element->getOperator() == OO_Subscript && mayHold(element->getArg(0)->getType()))
      object = element->getArg(0)->IgnoreParenImpCasts();
    auto *call = llvm::dyn_cast<CallExpr>(object);
    const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
    const QualType type = callee ? callee->getReturnType() : QualType();
    return callee && isToChange(type) && mayHold(type->getPointeeType()) &&
           !Where.isInSystemHeader(callee->getLocation());
  }

  bool isText(QualType type) { return !type.isNull() && !type->isDependentType() && Match.isText(type); }

  /// Whether the type is a class of the program with a text member.
  bool hasText(QualType type) {
    const RecordDecl *record = type->getAsRecordDecl();
    if (!record || !record->getDefinition() || Where.isInSystemHeader(record->getLocation()))
      return false;
    return llvm::any_of(record->getDefinition()->fields(),
                        [&](const FieldDecl *member) { return isText(member->getType()); });
  }

  /// Whether objects of the class, or objects in them, have text members.
  bool hasTextWithin(const CXXRecordDecl &record, unsigned depth = 0) {
    static constexpr unsigned Deepest = 4;
    return depth < Deepest && llvm::any_of(
                                  membersOf(record),
                                  [&](const FieldDecl *member) {
                                    const CXXRecordDecl *part = member->getType()->getAsCXXRecordDecl();
                                    return isText(member->getType()) ||
                                           (part && part->hasDefinition() && hasTextWithin(*part, depth + 1));
                                  });
  }

  void copied(QualType type) {
    const CXXRecordDecl *record = type.isNull() ? nullptr : type->getAsCXXRecordDecl();
    if (record && record->hasDefinition() && !record->isDependentContext() &&
        !Where.isInSystemHeader(record->getLocation()) && !isText(type) && hasTextWithin(*record))
      Result.copied.insert(record->getCanonicalDecl());
  }

  /// An assignment to an object that is not named there: the method's own, or one behind a pointer or reference. Of
  /// members and variables it is known by what they are called.
  void copiedTo(const Expr *object) {
    object = object->IgnoreParenImpCasts();
    const ValueDecl *named = nullptr;
    if (auto *member = llvm::dyn_cast<MemberExpr>(object))
      named = member->getMemberDecl();
    else if (auto *reference = llvm::dyn_cast<DeclRefExpr>(object))
      named = reference->getDecl();
    if (!named || named->getType()->isReferenceType())
      copied(object->getType());
  }

  void matters() {
    if (Function)
      Seen[Function].matters = true;
    else if (InInitializer)
      InitializerMatters = true;
  }

  static const Expr *initializerOf(const Decl *declaration) {
    if (auto *field = llvm::dyn_cast<FieldDecl>(declaration))
      return field->hasInClassInitializer() ? field->getInClassInitializer() : nullptr;
    auto *variable = llvm::dyn_cast<VarDecl>(declaration);
    return variable && variable->hasGlobalStorage() ? variable->getInit() : nullptr;
  }

  /// What stands outside of functions: the initializers of variables and of members.
  template <typename Go> bool initialised(Decl *declaration, Go go) {
    auto *field = llvm::dyn_cast<FieldDecl>(declaration);
    if ((Function && !field) || !initializerOf(declaration) || declaration->getDeclContext()->isDependentContext() ||
        llvm::cast<ValueDecl>(declaration)->getType()->isDependentType())
      return go();
    const FunctionDecl *outer = std::exchange(Function, nullptr);
    const bool wasIn = std::exchange(InInitializer, true);
    const QualType type = llvm::cast<ValueDecl>(declaration)->getType();
    const bool mattered = std::exchange(InitializerMatters, mayHold(type));
    bool goOn = go();
    InInitializer = wasIn;
    Function = outer;
    const bool isWanted = std::exchange(InitializerMatters, mattered);
    if (isWanted && field)
      Result.members.push_back(field);
    else if (isWanted)
      Result.variables.push_back(llvm::cast<VarDecl>(declaration));
    return goOn;
  }

  /// Whether the argument is only put into a text: what formats takes any values by references of any kind.
  bool isPutIntoText(const FunctionDecl &callee, unsigned count, unsigned index) {
    using rules::TextOperation;
    const rules::TextFunction *rule = Match.text(callee, count);
    if (!rule || rule->output == int32_t(index))
      return false;
    switch (rule->operation) {
    case TextOperation::FormatPrintf:
    case TextOperation::FormatBrace:
    case TextOperation::FormatPercent:
    case TextOperation::FormatDollar:
    case TextOperation::FormatBoost:
    case TextOperation::Concat:
    case TextOperation::Join:
    case TextOperation::ToText:
      return true;
    default:
      return false;
    }
  }

  static bool isReading(const FunctionDecl &function) {
    if (function.getOverloadedOperator() == OO_Subscript)
      return true;
    return function.getDeclName().isIdentifier() &&
           llvm::is_contained({"at", "begin", "end", "find", "front", "back", "data", "c_str"}, function.getName());
  }

  /// Whether the expression is an optional text of an object, or what such a one holds.
  bool isOptionalText(const Expr *expression) {
    for (;;) {
      expression = expression->IgnoreParenImpCasts();
      auto *call = llvm::dyn_cast<CallExpr>(expression);
      if (auto *method = llvm::dyn_cast_or_null<CXXMemberCallExpr>(call))
        expression = method->getImplicitObjectArgument();
      else if (llvm::isa_and_nonnull<CXXOperatorCallExpr>(call) && call->getNumArgs() > 0)
        expression = call->getArg(0);
      else
        break;
    }
    QualType type = expression->getType();
    return isMember(expression) && !type->isDependentType() && !isText(type) && Match.mayHoldText(type);
  }

  /// The variable that an expression is, or is a part of.
  void change(const Expr *expression) {
    if (isOptionalText(expression))
      matters();
    for (;;) {
      expression = expression->IgnoreParenImpCasts();
      if (auto *member = llvm::dyn_cast<MemberExpr>(expression))
        expression = member->getBase();
      else if (const Expr *whole = containerOf(expression))
        expression = whole;
      else
        break;
    }
    auto *reference = llvm::dyn_cast<DeclRefExpr>(expression);
    auto *variable = reference ? llvm::dyn_cast<VarDecl>(reference->getDecl()) : nullptr;
    if (variable && variable->hasGlobalStorage())
      Result.changed.insert(variable->getCanonicalDecl());
  }

  /// What the expression is an element of, or an iterator into; null where it is none.
  static const Expr *containerOf(const Expr *expression) {
    if (auto *subscript = llvm::dyn_cast<ArraySubscriptExpr>(expression))
      return subscript->getBase();
    if (auto *call = llvm::dyn_cast<CXXOperatorCallExpr>(expression))
      return call->getNumArgs() > 0 ? call->getArg(0) : nullptr;
    auto *call = llvm::dyn_cast<CXXMemberCallExpr>(expression);
    const FunctionDecl *method = call ? call->getDirectCallee() : nullptr;
    return method && isReading(*method) ? call->getImplicitObjectArgument() : nullptr;
  }

  /// Whether texts are given to a function that is kept somewhere.
  bool callsKept(const CallExpr &call) {
    auto *operation = llvm::dyn_cast<CXXOperatorCallExpr>(&call);
    const bool isOperator = operation && operation->getOperator() == OO_Call && operation->getNumArgs() > 0;
    if (operation ? !isOperator : call.getDirectCallee() != nullptr)
      return false;
    const Expr *kept = isOperator ? operation->getArg(0) : call.getCallee();
    return Match.isCallable(kept->getType());
  }

  /// Whether it is a member or a variable that others may see, or an element of one.
  static bool isMember(const Expr *expression) {
    expression = expression->IgnoreParenImpCasts();
    while (const Expr *whole = containerOf(expression))
      expression = whole->IgnoreParenImpCasts();
    if (auto *reference = llvm::dyn_cast<DeclRefExpr>(expression)) {
      auto *variable = llvm::dyn_cast<VarDecl>(reference->getDecl());
      return variable && variable->hasGlobalStorage();
    }
    return llvm::isa<MemberExpr>(expression);
  }

  /// Whether the call names a table for statements that go by the class that is mapped to it.
  bool mapsTable(const FunctionDecl &callee, unsigned count) {
    const rules::TextFunction *rule = Match.text(callee, count);
    return rule && rule->operation == rules::TextOperation::Maps;
  }

  void called(const FunctionDecl &callee, const Expr *const *arguments, unsigned count) {
    if (Match.database(callee, count) || mapsTable(callee, count)) {
      matters();
      if (Function)
        Seen[Function].callsDatabase = true;
    }
    bool isLibrary = Where.isInSystemHeader(callee.getLocation());
    if (isLibrary)
      noteRead(callee, arguments, count);
    for (unsigned i = 0; isLibrary && Function && i < std::min(count, 2u); ++i) // std::bind, std::thread
      if (const FunctionDecl *handed = functionNamedBy(arguments[i]))
        Seen[Function].handsTextTo.push_back(handed);
    if (isLibrary && isMaker(callee)) {
      matters();
      if (Function)
        makes(callee);
    }
    if (!isLibrary && Helpers::isHelper(callee))
      Result.callers[callee.getCanonicalDecl()].insert(Function ? Function->getCanonicalDecl() : nullptr);
    if (isLibrary || !Function)
      return InInitializer && !isLibrary ? matters() : void();
    for (unsigned i = 0; i < count; ++i)
      if (isText(arguments[i]->getType()) || isLambda(arguments[i]->getType())) {
        Seen[Function].handsTextTo.push_back(&callee);
        return;
      }
    // A default text argument, or an object whose method reaches the database.
    Seen[Function].handsTextTo.push_back(&callee);
  }

  /// What a maker makes: an object of a class among its types, or its class's.
  void makes(const FunctionDecl &maker) {
    auto made = [&](const TemplateArgumentList *types) {
      for (const TemplateArgument &type : types ? types->asArray() : llvm::ArrayRef<TemplateArgument>())
        if (type.getKind() == TemplateArgument::Type)
          constructed(type.getAsType());
    };
    made(maker.getTemplateSpecializationArgs());
    if (auto *method = llvm::dyn_cast<CXXMethodDecl>(&maker))
      if (auto *type = llvm::dyn_cast<ClassTemplateSpecializationDecl>(method->getParent()))
        made(&type->getTemplateArgs());
  }

  void constructed(QualType type) {
    const CXXRecordDecl *record = type->getAsCXXRecordDecl();
    if (!record || !record->hasDefinition())
      return;
    for (const CXXConstructorDecl *constructor : record->ctors()) {
      Seen[Function].callsDatabase |= Match.database(*constructor, constructor->getNumParams()) != nullptr;
      if (!Where.isInSystemHeader(record->getLocation()))
        Seen[Function].handsTextTo.push_back(constructor);
    }
  }

  /// The literal that names a variable, there or where a constant is defined.
  static const clang::StringLiteral *written(const Expr *name) {
    name = name->IgnoreUnlessSpelledInSource();
    if (auto *reference = llvm::dyn_cast<DeclRefExpr>(name))
      if (auto *variable = llvm::dyn_cast<VarDecl>(reference->getDecl());
          variable && variable->getInit() &&
          (variable->isConstexpr() || variable->getType().isConstQualified() || variable->getType()->isArrayType()))
        name = variable->getInit()->IgnoreUnlessSpelledInSource();
    return llvm::dyn_cast<clang::StringLiteral>(name);
  }

  void noteRead(const FunctionDecl &callee, const Expr *const *arguments, unsigned count) {
    const rules::TextFunction *rule = Match.text(callee, count);
    if (!rule || rule->variable < 0 || unsigned(rule->variable) >= count)
      return;
    const clang::StringLiteral *name = written(arguments[rule->variable]);
    if (name && name->getCharByteWidth() == 1 && !name->getString().empty())
      Result.reads.push_back({name->getString().str(), Where.use(arguments[rule->variable]->getExprLoc())});
  }

  /// Notes the call of a function that may be looked at from its callers.
  void visited(const FunctionDecl &callee, const CallExpr &call) {
    if (Where.isInSystemHeader(callee.getLocation()) || callee.getNumParams() == 0 ||
        llvm::isa<CXXOperatorCallExpr>(&call))
      return;
    const Expr *named = call.getCallee()->IgnoreParenImpCasts();
    auto *member = llvm::dyn_cast<MemberExpr>(named);
    auto *reference = llvm::dyn_cast<DeclRefExpr>(named); // behind what it is qualified with
    Result.visits.push_back({&callee,
                             member      ? member->getMemberLoc()
                             : reference ? reference->getLocation()
                                         : named->getExprLoc(),
                             Function});
  }

  static bool isLambda(QualType type) {
    auto *record = type.getNonReferenceType()->getAsCXXRecordDecl();
    return record && record->isLambda();
  }

  /// make_unique, emplace: they may open a connection.
  static bool isMaker(const FunctionDecl &callee) {
    if (auto *constructor = llvm::dyn_cast<CXXConstructorDecl>(&callee))
      return makesInPlace(*constructor);
    return callee.getDeclName().isIdentifier() &&
           (callee.getName().starts_with("make_") || callee.getName().starts_with("emplace"));
  }
};

/// The functions of `start`, those that call functions elsewhere with text (with `isAnyOverrider` those that may be
/// there), and all that call one of either.
std::set<const FunctionDecl *> Surveyor::withCallers(std::set<const FunctionDecl *> start, bool isAnyOverrider) {
  for (bool changed = true; changed;) {
    changed = false;
    for (const FunctionDecl *function : Order) {
      if (start.count(function->getCanonicalDecl()))
        continue;
      for (const FunctionDecl *callee : Seen[function].handsTextTo) {
        auto *method = llvm::dyn_cast<CXXMethodDecl>(callee);
        const bool isOverridden = isAnyOverrider && method && method->isVirtual();
        const bool isElsewhere = (!callee->getDefinition() || isOverridden) && Match.takesText(*callee);
        if (!isElsewhere && !start.count(callee->getCanonicalDecl()))
          continue;
        start.insert(function->getCanonicalDecl());
        changed = true;
        break;
      }
    }
  }
  return start;
}

/// The functions that may come to the database, and those that call a function that other units have, with arguments.
std::set<const FunctionDecl *> Surveyor::visiting() {
  std::set<const FunctionDecl *> found;
  std::map<const FunctionDecl *, std::set<const FunctionDecl *>> callers;
  std::vector<const FunctionDecl *> left;
  auto add = [&](const FunctionDecl *function) {
    if (function && found.insert(function->getCanonicalDecl()).second)
      left.push_back(function->getCanonicalDecl());
  };
  for (const FunctionDecl *function : Result.reaching)
    add(function);
  for (const Survey::Visit &visit : Result.visits) {
    if (visit.from)
      callers[visit.callee->getCanonicalDecl()].insert(visit.from);
    auto *method = llvm::dyn_cast<CXXMethodDecl>(visit.callee);
    if (!visit.callee->getDefinition() || (method && method->isVirtual()))
      add(visit.from);
  }
  while (!left.empty()) {
    const FunctionDecl *function = left.back();
    left.pop_back();
    for (const FunctionDecl *caller : callers[function])
      add(caller);
  }
  return found;
}

Survey Surveyor::finish() {
  std::set<const FunctionDecl *> marked;
  for (const FunctionDecl *function : Order) {
    if (Seen[function].matters)
      marked.insert(function->getCanonicalDecl());
    if (Seen[function].callsDatabase)
      Result.reaching.insert(function->getCanonicalDecl());
  }
  marked = withCallers(std::move(marked), false);
  Result.reaching = withCallers(std::move(Result.reaching), true);
  Result.visiting = visiting();
  for (const FunctionDecl *function : Order)
    if ((marked.count(function->getCanonicalDecl()) || Result.mayVisitDatabase(*function)) &&
        !(function->isDependentContext() && Instantiated.count(function)))
      Result.functions.push_back(function);
  for (const FunctionDecl *function : Order)
    if (!function->isInlined() && function->isExternallyVisible() && !function->isDependentContext() &&
        Match.takesText(*function))
      Result.shared.push_back(function);
  Result.marked = std::move(marked);
  return std::move(Result);
}

} // namespace

Survey survey(ASTContext &context, Matcher &matcher, Places &places) {
  Surveyor surveyor(matcher, places);
  surveyor.TraverseDecl(context.getTranslationUnitDecl());
  return surveyor.finish();
}

} // namespace pgtidy::extract
