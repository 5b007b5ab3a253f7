// The abstract interpreter: it walks a function's body as it would run and knows what the variables hold.
//
// Its parts by file: evaluate_expression, evaluate_place (objects and their parts), evaluate_store (what they hold),
// evaluate_operator, evaluate_call, evaluate_text (functions of the rules), evaluate_text_parts, evaluate_format,
// evaluate_join, evaluate_database, evaluate_kept (what is bound and sent by objects), evaluate_rows (what is tested of
// results), evaluate_either (of one of several results), evaluate_handle (ways into texts), evaluate_visit (functions
// that others see), evaluate_answer (what their results say), evaluate_logged (what goes to logs), evaluate_setting
// (files of settings), evaluate_row_object (rows that the program makes), evaluate_operand (which value it is),
// evaluate_mapped and mapped_names (object mappers), raw_sql (ways round them), evaluate_end (places counted from a
// text's end), evaluate_cut (methods that shorten a text), evaluate_iterator, evaluate_algorithm, evaluate_callable
// (functions that are kept), evaluate_construct, evaluate_container, evaluate_map (what stands under the keys of maps),
// evaluate_elements (what containers hold that go by a name), evaluate_referred (what is assigned to references that
// functions give), evaluate_character (tests for quotes), evaluate_beginning
// (tests for how a text begins), evaluate_number (numbers that callers give), evaluate_optional, evaluate_object (of
// classes whose methods other units have), evaluate_inline (functions of the program and lambdas), evaluate_look (texts
// whose characters are tested), evaluate_pattern (of templates); walk_statement, walk_branch, walk_loop,
// walk_loop_general, walk_loop_flag, walk_range, walk_switch, walk_replace.
#pragma once

#include "call_site.h"
#include "facts/unit.h"
#include "function_state.h"
#include "helpers.h"
#include "matcher.h"
#include "names.h"
#include "question.h"
#include "recorder.h"
#include "rules/rules.h"
#include "state.h"
#include "survey.h"
#include "testers.h"
#include "value.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

#include <optional>
#include <set>

namespace pgtidy::extract {

/// The expression behind parentheses, implicit conversions and temporaries.
const clang::Expr *stripped(const clang::Expr *expression);

/// Whether the program calls the function an escaping one. Of one for other languages than SQL that says nothing.
bool isNamedForEscaping(const clang::FunctionDecl &function);
/// Whether the function takes any arguments (a pack, or `...`) and formats them with a format that it was given.
bool formatsItsArguments(const clang::FunctionDecl &function, Matcher &match);

/// What tells the text that a part of a function gives apart from that of its other calls.
std::string resultKey(const facts::Result &result);

/// Whether it is what a function of the program answers, whose body is not followed.
bool isAnswer(const Rows &rows);
/// One operand for values that were read in several places; without rows where there is none.
facts::Operand oneOf(std::vector<facts::Operand> sources);
/// What was read in one of several places, as a value.
Value fieldsOf(const facts::Operand &read);
/// A row of a result, or of one of several results.
Value eachRow(const Value &rows);

/// Puts together what the ways out of a function make certain: what all of them do, or one of what each does.
void narrow(std::optional<std::vector<facts::Check>> &all, const std::vector<facts::Check> &some);

/// The names of entries that an argument gives: "database.url", or the number of an element.
std::vector<facts::Text> namesIn(const Value &argument, const std::string &separator);

class Evaluator : FunctionState {
public:
  Evaluator(clang::ASTContext &context, Matcher &matcher, Places &places, Recorder &recorder, const Survey &survey,
            Helpers &helpers)
      : Context(context), Match(matcher), Where(places), Facts(recorder), Marked(survey), HelperCalls(helpers) {}

  /// Evaluates a function for its own sake, its parameters being whatever a caller gives.
  void function(const clang::FunctionDecl &function);
  /// Evaluates the initialiser of a variable at namespace scope or of a static member.
  void variable(const clang::VarDecl &variable);
  /// Notes what a member is initialised with where it is declared.
  void member(const clang::FieldDecl &field);

private:
  clang::ASTContext &Context;
  Matcher &Match;
  Testers Lookers{Match};
  Places &Where;
  Recorder &Facts;
  const Survey &Marked;
  Helpers &HelperCalls;

  Frame *Top = nullptr;
  static constexpr unsigned MostCalls = 8;       ///< that are followed into one another
  unsigned LoopMarkers = 0;                      ///< made so far: those of a loop in a loop are others
  const clang::Expr *Discarded = nullptr;        ///< the statement whose value nobody reads
  const clang::Expr *OnlyAsked = nullptr;        ///< the call that a condition asks whether it gives something
  bool IsBrief = false;                          ///< the budget is what one call may take of it
  std::set<const clang::FunctionDecl *> TooLong; ///< not evaluated for their callers: it takes too many steps
  std::set<const void *> Unstable;               ///< numbers that the innermost loop changes in ways not known
  std::set<const clang::Expr *> Continued;       ///< objects of calls that go on with the statement
  std::map<const clang::FunctionDecl *, VariableUses> UsedBy; ///< as far as it was asked for
  std::vector<const void *> LookedThrough; ///< objects behind the pointers that a value is read through
  /// By the variable that says whether a text is a number: the text.
  std::map<const clang::ValueDecl *, const clang::Expr *> NumberIf;
  std::vector<Place> LookedAt;          ///< members whose characters the innermost `if` looks at
  llvm::DenseSet<const void *> Given;   ///< buffers of callers: a pointer to one may be null
  llvm::DenseSet<const void *> Unnamed; ///< classes, where they stand for an object of which nothing else is known
  llvm::DenseMap<const clang::VarDecl *, Value> Constants;
  std::set<const clang::VarDecl *> Initialising;
  /// Those that are template arguments, once they were asked for.
  std::optional<std::vector<const clang::StringLiteral *>> TemplateTexts;
  llvm::DenseMap<const clang::FunctionDecl *, bool> FormattingWrappers;
  bool InWrapper = false;                          ///< the body walked is that of a formatting wrapper
  const std::vector<Argument> *Variadic = nullptr; ///< what stands behind `...` in the call of the wrapper walked
  std::map<const clang::FunctionDecl *, std::set<const clang::VarDecl *>> OwnObjects; ///< as far as it was asked for
  llvm::DenseMap<const void *, const clang::VarDecl *> Globals; ///< variables with static storage that were met
  llvm::DenseMap<const void *, Owner> Makes;                    ///< what the object of an expression becomes

  /// Whether what the function at hand does is done for its caller, and known as what one of all its callers lets it
  /// do.
  bool isInHelper() const {
    return Muted == 0 && Top && Depth > 0 && !Top->recording && Now.reachable && !InPattern && Evaluated &&
           Top->function && Helpers::isHelper(*Top->function);
  }
  bool isRecording() const { return Muted == 0 && Top && Top->recording && Now.reachable; }
  void begin(std::string key);
  void bindParameters(const clang::FunctionDecl &function);
  void dropSteps(const Recorder::Mark &mark);
  void finish(const clang::FunctionDecl &function, bool hasFacts);
  void fillsParameters(const clang::FunctionDecl &function);
  void returnsMembers(const clang::FunctionDecl &function, const Value &value);
  std::vector<const clang::FieldDecl *> textMembers(clang::QualType type);
  JoinContext joining();
  State joined(const State &a, const State &b);

  // Expressions.
  Value evaluate(const clang::Expr *expression);
  Value evaluateKind(const clang::Expr *expression);
  Value cast(const clang::CastExpr &cast);
  Value unary(const clang::UnaryOperator &operation);
  Value binary(const clang::BinaryOperator &operation);
  Value arithmetic(const clang::BinaryOperator &operation, const Value &left, const Value &right);
  Value conditional(const clang::Expr &condition, const clang::Expr &yes, const clang::Expr &no);
  Value elvis(const clang::BinaryConditionalOperator &operation);
  Value logical(const clang::Expr &expression);
  Value embedded(llvm::ArrayRef<clang::Expr *> inits);
  Value initList(const clang::Expr &list, llvm::ArrayRef<clang::Expr *> inits);
  Value lambda(const clang::LambdaExpr &lambda);
  Value allocation(const clang::CXXNewExpr &allocation);
  Value defaultValue(clang::QualType type);
  std::optional<Value> constantOf(const clang::Expr *expression);
  void children(const clang::Stmt *statement);

  // Objects.
  Place place(const clang::Expr *expression);
  Place someObject(const clang::RecordDecl &type);
  Place placeOf(const clang::ValueDecl *declaration);
  Value templateObject(const clang::TemplateParamObjectDecl &object);
  Place placeOf(const clang::MemberExpr &member);
  Place placeOf(const clang::BinaryOperator &operation);
  Place pointerItself(const clang::Expr &pointer);
  Place placeGiven(const clang::Expr *call);
  struct FromEnd {
    const clang::Expr *whole; ///< the text
    unsigned distance;        ///< 1: its last character
  };
  std::optional<FromEnd> characterFromEnd(const clang::Expr *expression);
  bool endsArray(const clang::Expr *character, const Value &value);
  bool replacedNearEnd(const clang::Expr *character, const clang::Expr *given, const Value &value);
  void changesCharacter(const clang::Expr &character);
  Place assigned(const clang::BinaryOperator &assignment);
  Place assigned(const clang::CompoundAssignOperator &assignment);
  Place pointee(const Value &pointer, const clang::Expr *expression);
  Place temporary(const clang::Expr *expression);
  Value load(const Place &place);
  Value loadStep(const Value &object, const Step &step, const Owner &owner = {});
  /// Tells the element under an index (or key) that is not known apart, for as long as the index has its value; another
  /// one in each call where there is none.
  unsigned whichElement(const clang::Expr *index, int64_t from = 0);
  /// The decision that such an element is, among those of a container of that size or with those keys; "" for 0.
  std::string elementDecision(unsigned which, const std::string &of) const;
  Place elementBehind(const Place &pointed, const clang::Expr &index, std::optional<int64_t> known,
                      const clang::Stmt *where);
  bool isNoContainer(clang::QualType type);
  Place firstOf(const Place &pointed, const clang::Expr *pointer);
  Value oneElement(const Value &any, const Step &step, const std::string &under = "");
  void store(const Place &place, const Value &value);
  void forget(const Place &place, const clang::Expr *cause);
  void leave(const Place &place, const Value &value);
  bool isNoNull(const Value &pointer) const { return pointer.pointer() && !Given.count(pointer.pointer()->root); }
  Value stored(const Value &object, const Place &place, size_t depth, const Value &value);
  Value initial(const void *root);
  Value initialMember(const clang::FieldDecl *field, const Owner &owner = {});
  Value initialVariable(const clang::VarDecl &variable);
  void noteSymbol(const clang::ValueDecl &declaration, const Value &value, const Owner &owner = {});

  // What objects are called by.
  std::string objectName(const Owner &owner);
  std::string objectName(const CallSite &site);
  bool makes(const clang::Expr *init, const Owner &owner);
  void noteWhole(const Owner &owner, clang::QualType type, const Value &value);
  void noteWhole(const Place &place, const Value &value);
  bool noteParts(const Owner &owner, const clang::CXXRecordDecl &record, const Value &value);
  void initialised(const clang::VarDecl &variable, const clang::Expr *init);
  void makesMembers(const clang::RecordDecl &record, llvm::ArrayRef<clang::Expr *> inits);

  // Texts.
  facts::Text textOf(const Value &value, const clang::Expr *expression);
  facts::Text formatted(const Value &value, const clang::Expr *expression);
  facts::Text hole(const clang::Expr *expression, std::optional<facts::HoleKind> kind = std::nullopt,
                   std::string origin = "");
  facts::Hole holeOf(const clang::Expr *expression, clang::QualType type);
  facts::Hole holeOfVariable(const clang::ValueDecl &variable);
  Value unknownPart(const clang::ValueDecl &variable);
  void noteMade(const facts::Hole &hole, const clang::Expr *expression);
  Value usedAt(const Value &value, const clang::Expr *expression);
  facts::Text characterText(const clang::Expr *expression, int64_t code);
  bool mayHoldText(clang::QualType type) { return !type.isNull() && Match.mayHoldText(type); }
  bool isText(clang::QualType type) { return !type.isNull() && Match.isText(type); }

  // Calls.
  Outcome call(const clang::Expr *expression);
  Outcome constantCall(const clang::CallExpr &call, Outcome outcome);
  Outcome dispatch(CallSite &site);
  void devirtualise(CallSite &site);
  const clang::FunctionDecl *meant(const clang::CallExpr &call);
  std::optional<CallSite> siteOf(const clang::CallExpr &call, std::optional<Value> &callee);
  std::vector<Argument> arguments(const clang::FunctionDecl *callee, llvm::ArrayRef<const clang::Expr *> written);
  Argument argument(const clang::Expr *expression, clang::QualType parameter);
  Value construct(const clang::CXXConstructExpr &construction);
  Outcome constructed(CallSite &site, const clang::CXXConstructorDecl &constructor);
  Value aggregate(const clang::RecordDecl &record, const std::vector<Argument> &arguments, const clang::Expr *list);
  std::optional<Outcome> forwarded(CallSite &site);
  unsigned suited(const clang::CXXConstructorDecl &constructor, const std::vector<Argument> &given);
  const clang::CXXConstructorDecl *constructorFor(const clang::CXXRecordDecl &record,
                                                  const std::vector<Argument> &given);
  bool isProgram(const clang::Decl &declaration);
  void noteContinued(const clang::FunctionDecl *callee, unsigned written, const clang::Expr *receiver);
  void noteContinued(const clang::CXXConstructorDecl &constructor, llvm::ArrayRef<const clang::Expr *> written);
  Value database(const rules::DatabaseFunction &rule, CallSite &site);
  class DatabaseCall;
  void invoke(CallSite &site);
  void noteHanded(const clang::CallExpr &call, const CallSite &site);
  bool isKnownObject(const CallSite &site, const clang::FunctionDecl &definition);
  void noteSent(const facts::Call &call);
  void record(const facts::Call &call);
  void reachedInHelper(const text::Location &call, facts::Situation situation);

  // Statements that objects keep.
  void recordKept(Kept &kept);
  Kept keptBy(const rules::DatabaseFunction &rule, const CallSite &site, facts::Call call);
  void keep(const Place &object, Kept kept);
  Outcome keeps(const rules::DatabaseFunction &rule, CallSite &site, const Kept &statement);
  void bindTo(Kept &kept, std::optional<size_t> place, const std::string &name, Bound value);
  Bound boundTo(const Argument &value);
  void bindAt(Kept &kept, const CallSite &site);
  void bindNext(Kept &kept, const CallSite &site);
  void fill(const Kept &kept);
  void gave(Kept &kept, facts::LookupPtr rows);
  void run(Kept &kept, bool isSeen);
  bool isOwnObject(const clang::Expr *object);
  Outcome runOf(const CallSite &site, const Kept *statement);
  Outcome bindOf(const CallSite &site, Kept kept, rules::StatementStep step);
  std::optional<Outcome> statementStep(CallSite &site);
  void sentElsewhere(const Value &object);
  void noteHandedOn(const Value &value);
  bool isOnlyOfInstances(const facts::Text &text) const;

  // Objects whose methods other units have.
  std::vector<const clang::FieldDecl *> heldMembers(const clang::FunctionDecl &function);
  Place objectOf(const CallSite &site);
  facts::Text textIn(const Place &object, const clang::FieldDecl &member);
  bool isFollowed(const Place &object);
  bool isOnTheWay(const CallSite &site);
  std::vector<facts::Text> objectTexts(const CallSite &site);
  Value containerIn(const Value &given);
  facts::Text givenIn(const Argument &argument, const clang::FieldDecl &member);
  Value objectGivenIn(const Shape &shape, const Argument &argument);
  Value withObjects(const Shape &shape, const Value &value);
  void addParts(const CallSite &site, std::vector<facts::Text> &given);
  size_t addObject(const CallSite &site, std::vector<facts::Text> &given);
  Record membersAfter(const CallSite &site, const std::vector<facts::Text> &given);
  Value madeElsewhere(const CallSite &site, const std::vector<facts::Text> &given);
  bool changeElsewhere(const CallSite &site, const std::vector<facts::Text> &given, size_t fromObject);
  void leavesMembers(const clang::FunctionDecl &function);
  void noteMembers(const clang::FunctionDecl &function);
  bool mayChangeTexts(const clang::FunctionDecl &function);
  std::vector<facts::Text> textsGivenTo(const CallSite &site);
  std::vector<facts::Text> filledBy(const CallSite &site, const std::vector<facts::Text> &given);
  Outcome opaque(CallSite &site);
  void believeEscaping(const CallSite &site, Outcome &outcome);
  std::optional<Outcome> partReadOutside(const CallSite &site);
  facts::Hole readFromFile(const clang::Expr &reading);
  facts::Text contentsOf(facts::Text path, const clang::Expr &reading);
  facts::Text settingsOf(const Value &object);
  std::optional<Outcome> settingsRead(const rules::TextFunction &rule, const CallSite &site);
  std::optional<Outcome> settingAsked(const rules::TextFunction &rule, const CallSite &site);
  void loseNumbersIn(const void *root, unsigned version);
  void loseNumbersElsewhere();
  bool isReachedElsewhere(const void *root) const;
  void escapeUnnamed(const Argument &argument, const clang::Expr *cause);
  void letGo(const Value &value, unsigned depth = 0);
  void letGoPart(clang::QualType type, const Value &held, unsigned depth);
  void escape(const Value &value);
  void escape(const Argument &argument, clang::QualType parameter, const clang::Expr *cause);

  // Results of statements.
  facts::LookupPtr lookupOf(const facts::Call &call);
  Value rowsOf(const rules::DatabaseFunction &rule, const CallSite &site, const facts::Call &call);
  Rows always(Rows rows, const rules::DatabaseFunction &rule, const CallSite &site);
  Value arrived(Value value, const clang::Expr *expression);
  Value fieldValue(Rows field, const clang::Expr *expression, clang::QualType type);
  bool isRowOfColumns(const Value &value) const;
  Value columnOfRow(Rows row, int64_t index, const clang::ValueDecl &into);
  std::optional<Outcome> result(CallSite &site);
  std::optional<Outcome> resultOf(CallSite &site, const rules::ResultFunction *rule, Rows rows);
  std::optional<Outcome> accessor(CallSite &site, const Rows &row);
  bool setsColumn(const CallSite &site);

  // Ways into texts.
  const clang::Expr *wayInto(const clang::Expr *expression);
  std::vector<const clang::Expr *> textsWrittenBy(const clang::CallExpr &call);
  void noteHandedOver(const clang::CXXConstructExpr &construction);
  void noteWayInto(const clang::CallExpr &call);
  void rewritten(const Place &object);
  bool isRewritten(const facts::TextNode &leaf) const;
  bool readsHandled(const clang::Expr *expression);

  // Coroutines.
  Value awaited(const clang::Expr *operand, const clang::Expr *expression);
  bool mayNotHaveRun(const CallSite &site) const;

  // Results of one of several statements.
  bool isOfRows(const Value &value);
  void noteRead(const facts::Text &text, facts::Operand read);
  std::optional<Rows> rowsBehind(const Value &value);
  std::optional<Outcome> resultOfEach(CallSite &site, const rules::ResultFunction *rule, const Value &input);
  Value textOfEach(const Alternatives &given, const std::vector<std::vector<facts::Operand>> &sources);
  Test truthOfEach(const Alternatives &either, const clang::Expr *expression);
  std::optional<Test> comparedEach(clang::BinaryOperatorKind kind, const Argument &left, const Argument &right);
  std::vector<facts::Operand> sourcesOf(const Value &value);
  std::vector<facts::Operand> sourcesOfEach(const std::vector<Value> &values);
  void callBack(const rules::DatabaseFunction &rule, CallSite &site, const Value &given);
  Outcome field(Rows rows, const CallSite &site);
  std::optional<Test> compared(clang::BinaryOperatorKind kind, const Argument &left, const Argument &right);
  std::optional<Outcome> comparison(CallSite &site);

  // Functions that are not followed here.
  bool isVisited(const clang::FunctionDecl &callee);
  const Rows *heldAnswer(const Value &value);
  std::optional<Outcome> heldBy(const CallSite &site);
  void escapeAnswer(const Value &value, clang::QualType parameter);
  bool isAnswered(const Place &object);
  void noteWholeAnswer(const Record &object, facts::Operand &given);
  facts::Operand operandGiven(const Argument &argument);
  std::vector<facts::Operand> operandsGiven(const CallSite &site);
  bool keepsWhole(const clang::Expr &expression, clang::QualType into);
  void noteVisit(const CallSite &site);
  Outcome answered(const CallSite &site, Outcome outcome);
  void hasReturned(const facts::LookupPtr &lookup, const clang::Expr *call);
  Value withAnswers(const Record &made, const clang::CXXRecordDecl &type, const facts::LookupPtr &lookup);
  void notesGiven(Frame &frame, const Value &value);
  std::optional<int64_t> numberFor(const Value &value, clang::QualType type);
  std::vector<facts::Check> certainIn(const Alternatives &either, size_t branch,
                                      std::vector<facts::Check> checks) const;
  void noteNumber(Frame &frame, const std::string &member, const Value &value, clang::QualType type,
                  const std::vector<facts::Check> &checks);
  void noteMembersGiven(Frame &frame, const Value &value, const clang::RecordDecl &type,
                        const std::vector<facts::Check> &checks);
  void noteNumbers(Frame &frame, const Value &value);
  static std::vector<facts::NumberGiven> numbersGiven(const Frame &frame);
  std::optional<Test> testOfText(const Question &asked, const clang::Expr *expression);
  Value numberReturned(const Frame &frame, const Value &value);
  Test testOfNumber(const Rows &answer, int64_t number, const clang::Expr *expression);
  std::optional<Value> eachCompared(const clang::BinaryOperator &operation, const Value &left, const Value &right);
  std::optional<Value> eachThere(const Value &value, clang::QualType type);
  bool asksOnly(const std::string &decision, const std::set<facts::LookupPtr> &rows);
  void notesRead(Frame &frame, const Value &value, const clang::Expr *expression);
  Record answeredMembers(const Rows &answer, const clang::RecordDecl &type);
  facts::Text answeredText(const Rows &answer, const clang::Expr *expression);
  Value asText(Value value, const clang::Expr *expression);
  bool isFilledByCallee(const clang::FunctionDecl &function, unsigned parameter);
  void noteFilled(Frame &frame, const Value &value);
  void fillsArguments(const CallSite &site, const facts::LookupPtr &lookup);
  void addGiven(const Value &value, const std::string &name, std::vector<facts::Operand> &given, unsigned depth);
  void noteAnswer(const clang::FunctionDecl &function);

  Test testOf(const Value &value, const clang::Expr *expression);
  facts::Check check(facts::Check::Kind kind, const Rows &rows, const clang::Expr *test);
  std::string certain(std::vector<facts::Check> checks);
  const std::vector<facts::Check> *certainBy(const std::string &decision, const Taken &taken) const;
  std::vector<facts::Check> certainties(const State &state) const;
  void certainBehind(const State &left, const State &right, State &both);
  std::vector<facts::Check> newIn(const State &state) const;
  std::vector<facts::Check> certainOfEither(const State &left, const State &right, const State &both) const;
  std::optional<facts::Bindable> bindable(const rules::DatabaseFunction &rule, const CallSite &site);
  void noteChecked();
  void noteCompared();
  void answers(Frame &frame, const Value &value, const clang::Expr *expression);
  Value answer(const Frame &frame, const Value &value);

  // Which value it is.
  facts::Operand operand(const clang::Expr *expression, const Value &value);
  facts::Operand operandOf(const facts::Text &text);
  std::string identity(const clang::Expr *expression);
  const clang::FunctionDecl *outermostFunction() const;
  std::string objectIdentity(const Place &place);
  std::string touchedBy(const clang::Expr *expression);
  std::vector<facts::Operand> operandsIn(const facts::Text &text);
  void hold(const void *root, const clang::ValueDecl &declaration, const clang::Expr *from, const Value &value);
  std::string described(const clang::Expr *expression, bool &isPure, std::vector<const void *> *read = nullptr);
  bool printObject(llvm::raw_ostream &out, const Place &object);

  // Functions of the program.
  std::optional<Outcome> inlined(CallSite &site);
  std::optional<Outcome> followed(CallSite &site);
  std::optional<Outcome> unwrapped(CallSite &site);
  bool isFormattingWrapper(const clang::FunctionDecl &function);
  bool isWorthInlining(const CallSite &site, const clang::FunctionDecl &definition);
  void initialiseMembers(const clang::CXXConstructorDecl &constructor);
  Outcome enter(const clang::FunctionDecl &function, const std::vector<Argument> &arguments, std::optional<Place> self,
                bool recording);
  std::optional<Outcome> enterBriefly(const clang::FunctionDecl &function, const std::vector<Argument> &arguments,
                                      std::optional<Place> self);
  Outcome callClosure(const Closure &closure, const std::vector<Argument> &arguments,
                      const clang::FunctionDecl *callee = nullptr);
  Outcome enterClosure(const Closure &closure, const clang::CXXMethodDecl &body,
                       const std::vector<Argument> &arguments);
  Outcome oneOfCalls(size_t count, llvm::function_ref<Value(size_t)> call);
  void pendingLambdas();
  Outcome callValue(const Value &callee, CallSite &site);

  // Functions that are kept to be called by others.
  const clang::ValueDecl *callableNamed(const clang::Expr *expression);
  std::string callableKey(const clang::ValueDecl &callable);
  std::string callableKey(const clang::FunctionDecl &function, unsigned parameter);
  std::string lambdaKey(const clang::LambdaExpr &lambda);
  void invokeKept(const CallSite &site, const clang::Expr *expression);
  void noteCallOf(const std::string &kept, const std::string &callee, const clang::FunctionProtoType &type,
                  const clang::Expr &where);
  void keepCallable(const std::string &kept, clang::QualType type, const Value &value, const clang::Expr *expression);
  void keepCallable(const clang::FieldDecl &member, const Value &value, const clang::Expr *expression);
  void keepCallables(const CallSite &site);
  void calledElsewhere(const Closure &closure);
  void loseReferred(const clang::LambdaExpr &lambda);
  void walkBody(const clang::FunctionDecl &function);

  // The pattern of a template.
  const rules::TextFunction *candidates(const clang::CallExpr &call);
  facts::Text dependentText(const Value &value, const clang::Expr *expression);
  Outcome dependentOperation(clang::OverloadedOperatorKind kind, const clang::Expr *left, const clang::Expr *right);
  std::optional<Outcome> dependentOperation(const clang::Expr &expression);
  std::optional<Outcome> dependentChange(const clang::CallExpr &call);

  // Functions of the rules.
  class TextCall;
  class FormatCall;
  void callsGiven(const CallSite &site);
  void noteConversion(const CallSite &site);
  std::optional<Outcome> handed(const CallSite &site);
  std::optional<Outcome> formattedInto(CallSite &site);
  std::optional<Outcome> formattedIntoMember(CallSite &site);
  std::optional<Outcome> declaredFormatter(CallSite &site, const std::optional<Outcome> &inlined);
  std::optional<Outcome> textFunction(const rules::TextFunction &rule, CallSite &site);
  facts::Text appended(const CallSite &site, size_t first);
  facts::Text formatText(const rules::TextFunction &rule, const CallSite &site);
  facts::Text mapped(llvm::StringRef form, const CallSite &site);
  facts::Text mappedPart(llvm::StringRef part, const CallSite &site);
  bool isRow(const clang::CXXRecordDecl &record);
  std::optional<Outcome> columnSet(CallSite &site);
  facts::Text columnsSet(const Value &object);
  facts::Text assigned(const Value &columns, const CallSite &site);
  facts::Text columnsChanged(const Value &object, const CallSite &site);
  facts::Text keyOfRow(const Argument &argument, const CallSite &site);
  facts::Text boundValue(const Argument &argument);
  facts::Text rowOf(const facts::Text &value, size_t columns, const Argument *tuple);
  facts::Text keyNamedElsewhere(const clang::VarDecl &names, const clang::CXXRecordDecl &record);
  bool takesRawText(const CallSite &site);
  bool isOfClassOfRows(const std::string &library);
  void noteRawText(const rules::TextFunction &rule, const CallSite &site);
  facts::Text memberOfTemplate(llvm::StringRef member, const CallSite &site);
  facts::Text nameOfRowClass(llvm::StringRef how, const CallSite &site);
  std::string saidOf(const clang::Decl &declaration);
  std::string columnOfMember(const clang::FieldDecl &member);
  const clang::FieldDecl *memberNamed(const clang::CXXRecordDecl &record, llvm::StringRef name);
  std::string declaredTable(const clang::CXXRecordDecl &record);
  std::string declaredKey(const clang::CXXRecordDecl &record);
  std::string declaredSource(const clang::CXXRecordDecl &record);
  std::string joinedIn(llvm::StringRef object, const clang::CXXRecordDecl &view, bool isFirst);
  std::string inTerms(llvm::StringRef condition, const clang::CXXRecordDecl &view);
  std::pair<facts::Text, facts::Text> declaredView(const clang::CXXRecordDecl &record);
  facts::Text declaredClass(llvm::StringRef how, const clang::CXXRecordDecl &record);
  facts::Text declaredColumn(llvm::StringRef how, const clang::Expr *expression);
  const clang::CXXRecordDecl *rowClass(const CallSite &site);
  void noteTable(const rules::TextFunction &rule, const CallSite &site);
  std::string nameGivenBy(const clang::CXXRecordDecl &record);
  std::optional<std::string> nameByClass(const clang::Expr *expression, bool isQualified);
  facts::Text operandText(const Argument &argument);
  facts::Text listed(llvm::StringRef how, const CallSite &site);
  std::optional<facts::Text> nameIn(llvm::StringRef how, const clang::Expr *expression);
  facts::Text filled(const Argument &raw, llvm::ArrayRef<Argument> values);
  facts::Text joinedElements(const CallSite &site, const rules::TextFunction &rule);
  std::optional<facts::Text> knownElements(const Value &elements, const facts::Text &separator,
                                           const clang::Expr *expression);
  facts::Text elementsText(const Array &array, const facts::Text &separator, const clang::Expr *expression);
  facts::Text withBound(const CallSite &site, facts::Text text, size_t first);
  struct Replacement {
    std::string old;
    facts::Text with;
  };
  std::optional<Replacement> replacementIn(const CallSite &site);
  facts::Text replaced(const CallSite &site, const facts::Text &whole);
  facts::Text inserted(const CallSite &site, const facts::Text &whole, size_t firstArgument);
  facts::Text somePart(const facts::Text &whole, const clang::Expr *part);
  facts::Text partOf(const CallSite &site, const facts::Text &whole, size_t firstArgument);
  std::optional<Outcome> tied(CallSite &site);
  std::optional<Outcome> container(CallSite &site);
  std::optional<Outcome> element(CallSite &site, llvm::StringRef name, const Value &object);
  Value newElement(const CallSite &site, llvm::StringRef name);
  std::optional<Outcome> grow(CallSite &site, llvm::StringRef name, const Value &object);
  Value advanced(const Place &element, std::optional<int64_t> by);
  Value stepped(const Place &element, clang::QualType pointer, int64_t change);
  std::optional<Value> comparedPlaces(clang::OverloadedOperatorKind kind, const Value &left, const Value &right);
  std::optional<Outcome> iteratorOperator(CallSite &site, clang::OverloadedOperatorKind kind);
  std::optional<Outcome> iterator(CallSite &site);
  facts::Text delimiterOf(const clang::Expr *appender);
  void forEachElement(const CallSite &site, const std::function<void(const Value &)> &step);
  void appendTo(const Argument &appender, const Value &value, const facts::Text &delimiter);
  std::optional<Outcome> ordered(CallSite &site);
  std::optional<Outcome> foundElement(CallSite &site);
  std::optional<Outcome> algorithm(CallSite &site);
  std::optional<Outcome> variant(CallSite &site);
  std::optional<Outcome> visitedVariant(const CallSite &site);
  std::optional<facts::Text> beginningOf(const CallSite &site, llvm::StringRef name, const facts::Text &text);
  static std::optional<Value> whetherHeld(const clang::FunctionDecl &method, const Value &object);
  std::optional<Outcome> heldText(CallSite &site, llvm::StringRef name, const Value &object);
  std::optional<Outcome> freeFunction(CallSite &site, llvm::StringRef name);
  bool isEndOrSize(const clang::Expr *expression);
  void shorten(CallSite &site, llvm::StringRef name, const facts::Text &text);
  std::optional<std::string> charactersAsked(const clang::Expr *condition, const clang::Expr *&whole);
  bool walkTrim(const clang::WhileStmt &loop);
  bool walkReplaceAll(const clang::Expr *condition, const clang::Stmt *step, const clang::Stmt *body);
  facts::Text someElement(const clang::ValueDecl &container, const Owner &owner = {});
  std::string elementKey(const clang::ValueDecl &container);
  Value tableOf(const clang::ValueDecl &container, const Owner &owner = {});
  struct Table {
    const clang::ValueDecl *container = nullptr;
    Owner owner; ///< of the object that it is a member of
    clang::QualType type;
    facts::Text target; ///< in the place of the container: what a call gives a reference to
    /// Whether it is one that goes by a name, or is given by a function.
    explicit operator bool() const { return container || target; }
  };
  Table tableAt(const Place &place);
  std::string elementKey(const Table &table);
  void noteElement(const Table &table, facts::Text text, facts::Text under);
  void noteElements(const Table &table, const Value &before, const Value &after);
  facts::Text keyText(const Value &key);
  void noteElements(const clang::ValueDecl &container, const Value &before, const Value &after,
                    const Owner &owner = {});
  void noteElement(const Place &place, const Value &value);
  void noteGiven(const CallSite &site, const clang::FunctionDecl &definition, const std::vector<Value> &before);
  std::vector<Value> tablesGiven(const CallSite &site, const clang::FunctionDecl &definition);
  Value tableGiven(const CallSite &site, const facts::Result &result);
  void returnsElements(const clang::FunctionDecl &function, const Value &value);

  // What functions of other units give references to.
  struct Referred {
    facts::Text target; ///< as facts::SymbolText::target
    clang::QualType type;
  };
  std::map<const void *, Referred> GivenReferences; ///< by the call
  void noteReference(const clang::Expr *called, const Outcome &outcome);
  const Referred *referredAt(const Place &place) const;
  void noteReferred(const Place &place, const Value &value);
  facts::Text referredSymbol(const Value &reference);
  facts::Text referredSymbol(const Place &place);
  void returnsReference(const clang::FunctionDecl &function, const Value &value);
  std::optional<unsigned> shortenedBy(const clang::Expr *expression);
  std::optional<unsigned> trimmedBy(const clang::Expr *expression);
  std::optional<unsigned> foundBeforeEnd(const clang::Expr *expression);
  Value lookup(const Value &object, const Value &key, unsigned which);
  Value storedUnder(const Value &map, const Place &place, size_t depth, const Value &value);
  Value keyOf(const CallSite &site);
  std::optional<Outcome> elementUnder(const CallSite &site, llvm::StringRef name, const Value &object);
  Value entryMade(const CallSite &site, const Value &added);
  bool putIntoMap(const CallSite &site, llvm::StringRef name, const Value &added);
  bool isMap(const clang::CXXRecordDecl &record);
  std::optional<Outcome> mapIterator(const CallSite &site, llvm::StringRef name, const Value &object);
  std::optional<Outcome> partsOfMap(const CallSite &site, llvm::StringRef name, const Value &object);

  // Statements.
  void walk(const clang::Stmt *statement);
  void walkBlock(const clang::CompoundStmt &block);
  void sweep();
  void declare(const clang::VarDecl &variable);
  Value constructedOf(const clang::VarDecl &variable, const clang::ParenListExpr &given);
  void decompose(const clang::DecompositionDecl &declaration);
  void returns(const clang::Expr *value);
  void leave(State *target);
  bool walkPerContainer(const clang::Stmt &statement, const clang::Stmt *reads);
  void walkIf(const clang::IfStmt &statement);
  void walkTry(const clang::CXXTryStmt &statement);
  void walkLabel(const clang::LabelStmt &statement);
  void walkSwitch(const clang::SwitchStmt &statement);
  void walkFor(const clang::ForStmt &loop);
  void walkWhile(const clang::WhileStmt &loop);
  void walkDo(const clang::DoStmt &loop);
  void walkRange(const clang::CXXForRangeStmt &loop);
  bool walkForEach(const clang::ForStmt &loop);
  /// Passes of a loop that are walked one by one, at most.
  static constexpr unsigned MaxUnrolled = 32;
  struct Range {
    const clang::Stmt *statement;
    const clang::Expr *elements;
    const clang::VarDecl *variable;
    const clang::Stmt *body;
  };
  void walkElements(const Range &loop);
  void unrolled(const Range &loop, const Array &array);

  struct Loop {
    const clang::Stmt *statement = nullptr;
    const clang::Expr *condition = nullptr;
    bool testsFirst = true;
    std::function<void()> enter; ///< before each pass's body (the loop variable of a range)
    const clang::Stmt *body = nullptr;
    std::function<void()> step;
  };
  class GeneralLoop;
  void forgetNobodies(const clang::Stmt &loop);
  void walkLoop(const Loop &loop);
  bool walkFill(const Loop &loop);
  const clang::Expr *filledBy(const clang::Expr *expression);
  bool unroll(const Loop &loop);
  State pass(const Loop &loop, State &exits);
  using Markers = std::map<const void *, facts::Text>;
  void bindElement(const clang::VarDecl &variable, const Value &element);
  bool noteUnstable(const State &assumed, const State &second);
  struct Flag {
    std::string decision;              ///< that a pass has set it
    bool isSet = true;                 ///< its value then
    std::vector<facts::Check> certain; ///< where the first pass has set it
  };
  using Flags = std::map<const void *, Flag>;
  bool certainWhere(const Value &truth, bool wanted, const std::string &earlier, std::vector<facts::Check> onTheWay,
                    std::optional<std::vector<facts::Check>> &certain) const;
  Flags flagsIn(const clang::Stmt &loop, const State &before, const State &first, State &assumed);
  static void keepFlags(const Flags &flags, State &general);
  void noteFlags(const Flags &flags, const State &last);
  State behindLoop(const State &before, State ended, State left);
  State assumedAfter(const State &before, const State &first, Markers &markers);
  Value generalise(const Value &before, const Value &first, Markers &markers, const void *root);
  facts::Text loopText(const facts::Text &before, const facts::Text &first, const facts::Text &mark,
                       const facts::Text &second);
  State generalised(const State &before, const State &first, const State &second, const Markers &markers);
  Value optionalValue(const Value &before, const Value &general);
  State optional(const State &before, const State &general);

  // Conditions.
  struct Branches {
    State yes, no;
  };
  Branches branch(const clang::Expr *condition);
  bool isAssertion(const clang::Expr &condition);
  bool tellsWhatIsCertain(const Value &value) const;
  /// Whether a number or truth value is one that is asked for; nothing where that is not known.
  using Asking = llvm::function_ref<std::optional<bool>(const Value &)>;
  static bool isDecided(const Value &value, Asking isIt);
  void narrowNumber(const clang::Expr *plain, Branches &branches);
  Branches sidesOf(const Value &value, Asking isIt);
  void noteCase(const Rows &answer, const std::vector<CaseGroup> &groups, size_t index, const clang::Expr *asked);
  bool takeCase(const Value &value, const std::vector<CaseGroup> &groups, size_t index);
  void noteNamed(const std::string &whole, State &first, State &second);
  void assumeNamed(State &state, const std::string &condition, unsigned index);
  Branches sides(const clang::Expr *plain, const clang::Expr *condition);
  Branches branchBoth(const clang::BinaryOperator &operation);
  std::optional<bool> truth(const Value &value, const clang::Expr *expression);
  std::string decision(const clang::Expr *expression, bool &negated);

  // Questions about texts.
  std::optional<Question> question(const clang::Expr *condition);
  std::optional<Question> questionOfNumber(const clang::Expr *expression);
  std::optional<Question> questionOfComparison(const clang::BinaryOperator &operation);
  std::optional<Question> comparison(const clang::Expr *left, const clang::Expr *right, bool equal);
  std::optional<Question> comparedWith(const clang::Expr *subject, const clang::Expr *value, bool equal);
  std::optional<Question> difference(const clang::Expr *expression);
  const clang::Expr *measured(const clang::Expr *expression);
  bool isOneObject(const clang::Expr *expression);
  facts::Text textAsked(const Question &asked);
  void noteQuestion(const std::string &condition, const Question &asked, bool negated);
  void assume(State &state, const std::string &condition, unsigned index);
  void assumeBranchOf(const facts::Choice &choice, llvm::StringRef bytes, bool equal);
  facts::Text known(const facts::Text &text);
  Value evaluateAnswer(const clang::Expr *expression);

  // Numbers that callers give.
  const VariableUses &usesIn(const clang::FunctionDecl &function);
  bool isKeptForNumbers(const clang::FunctionDecl &function);
  bool isCalledInSight(const clang::FunctionDecl &function);
  facts::Text numberParameter(const clang::Expr *expression);
  facts::Text numberGiven(const CallSite &site, unsigned index);
  void noteNumberAsked(const std::string &condition, const clang::Expr *plain, bool negated);
  void noteCases(const std::string &condition, const clang::Expr *asked, std::vector<std::vector<int64_t>> values);
  facts::Text casesTakenApart(const facts::Text &text);

  // Texts whose characters are looked at.
  std::string quoteQuestion(const clang::Expr *character, char quote);
  facts::Text characterAsked(const clang::Expr *character, const facts::Hole &hole);
  void narrowBeginning(const clang::Expr *condition, Branches &branches);
  bool putCharacter(const clang::Expr *character, const clang::Expr *given, const Value &value);
  bool isTold(const std::string &question) const;
  void assumeQuote(const clang::Expr *character, bool isQuote);
  const clang::ValueDecl *characterVariable(const clang::Expr *expression);
  void narrowCharacter(State &state, const clang::ValueDecl &variable, const clang::Expr *use, char code, bool isThat);
  void narrowCharacters(const clang::Expr *condition, Branches &branches);
  std::vector<Look> looksOf(const clang::Expr *condition);
  bool isTextual(clang::QualType type);
  void letThrough(State &state, const Look &look, bool holds);
  Outcome letThrough(const CallSite &site, Outcome outcome);
  std::vector<Accessed> accessedIn(const clang::FunctionDecl &function, unsigned parameter, const clang::Expr *given);
  void letThrough(const Place &object, const facts::Tester &by, bool holds = true);
  void letThroughBy(const CallSite &site);
  void letThroughAfter(const clang::Stmt &loop);
  void noteLetThrough(const Place &object);
};

} // namespace pgtidy::extract
