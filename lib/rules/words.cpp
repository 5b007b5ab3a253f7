#include "words.h"

#include "llvm/ADT/ArrayRef.h"

namespace pgtidy::rules {

template <typename Meaning> struct Word {
  llvm::StringRef word;
  Meaning meaning;
};

template <typename Meaning> static llvm::ArrayRef<Word<Meaning>> words();

template <> llvm::ArrayRef<Word<facts::Action>> words() {
  using facts::Action;
  static constexpr Word<Action> all[] = {{"connect", Action::Connect},
                                         {"configure", Action::Configure},
                                         {"execute", Action::Execute},
                                         {"prepare", Action::Prepare},
                                         {"execute-prepared", Action::ExecutePrepared},
                                         {"copy", Action::Copy}};
  return all;
}

template <> llvm::ArrayRef<Word<facts::Placeholders>> words() {
  using facts::Placeholders;
  static constexpr Word<Placeholders> all[] = {{"dollar", Placeholders::Dollar},
                                               {"question", Placeholders::Question},
                                               {"colon", Placeholders::Colon},
                                               {"colon-typed", Placeholders::ColonTyped},
                                               {"percent", Placeholders::Percent},
                                               {"dollar-or-question", Placeholders::DollarOrQuestion},
                                               {"question-or-colon", Placeholders::QuestionOrColon},
                                               {"none", Placeholders::None}};
  return all;
}

template <> llvm::ArrayRef<Word<facts::Dialect>> words() {
  using facts::Dialect;
  static constexpr Word<Dialect> all[] = {{"postgresql", Dialect::PostgreSQL},
                                          {"sqlite", Dialect::SQLite},
                                          {"mysql", Dialect::MySQL},
                                          {"any", Dialect::Any}};
  return all;
}

template <> llvm::ArrayRef<Word<Role>> words() {
  static constexpr Word<Role> all[] = {{"-", Role::Ignored},
                                       {"sql", Role::Sql},
                                       {"sql-or-name", Role::SqlOrName},
                                       {"sql-length", Role::SqlLength},
                                       {"name", Role::Name},
                                       {"values", Role::Values},
                                       {"value-array", Role::ValueArray},
                                       {"table", Role::Table},
                                       {"connection", Role::Connection},
                                       {"connection-list", Role::ConnectionList},
                                       {"driver", Role::Driver},
                                       {"keywords", Role::Keywords},
                                       {"keyword-values", Role::KeywordValues},
                                       {"keyword", Role::Keyword},
                                       {"keyword-value", Role::KeywordValue},
                                       {"callback", Role::Callback},
                                       {"settings-file", Role::SettingsFile},
                                       {"setting:<keyword>", Role::Setting}};
  return all;
}

template <> llvm::ArrayRef<Word<RowsPart>> words() {
  using Part = RowsPart;
  static constexpr Word<Part> all[] = {{"rows", Part::Rows},   {"row", Part::Row},        {"maybe-row", Part::MaybeRow},
                                       {"field", Part::Field}, {"count", Part::Count},    {"none", Part::None},
                                       {"some", Part::Some},   {"compare", Part::Compare}};
  return all;
}

template <> llvm::ArrayRef<Word<Keeper>> words() {
  static constexpr Word<Keeper> all[] = {{"object", Keeper::Object}, {"result", Keeper::Result}};
  return all;
}

template <> llvm::ArrayRef<Word<StatementStep>> words() {
  using Step = StatementStep;
  static constexpr Word<Step> all[] = {
      {"bind-next", Step::BindNext}, {"bind-at", Step::BindAt}, {"bound", Step::Bound},
      {"filled", Step::Filled},      {"run", Step::Run},        {"next-row", Step::NextRow}};
  return all;
}

template <> llvm::ArrayRef<Word<facts::Handed::To>> words() {
  using To = facts::Handed::To;
  static constexpr Word<To> all[] = {{"log", To::Log}, {"output", To::Output}, {"password-hash", To::Hash}};
  return all;
}

template <> llvm::ArrayRef<Word<TextOperation>> words() {
  using Op = TextOperation;
  static constexpr Word<Op> all[] = {{"construct", Op::Construct},
                                     {"identity", Op::Identity},
                                     {"assign", Op::Assign},
                                     {"append", Op::Append},
                                     {"insert", Op::Insert},
                                     {"prepend", Op::Prepend},
                                     {"clear", Op::Clear},
                                     {"clause", Op::Clause},
                                     {"concat", Op::Concat},
                                     {"replace", Op::Replace},
                                     {"substring", Op::Substring},
                                     {"split", Op::Split},
                                     {"section", Op::Section},
                                     {"format-printf", Op::FormatPrintf},
                                     {"format-brace", Op::FormatBrace},
                                     {"format-percent", Op::FormatPercent},
                                     {"format-dollar", Op::FormatDollar},
                                     {"format-boost", Op::FormatBoost},
                                     {"format-date", Op::FormatDate},
                                     {"format-end", Op::FormatEnd},
                                     {"join", Op::Join},
                                     {"to-text", Op::ToText},
                                     {"trim", Op::Trim},
                                     {"to-upper", Op::ToUpper},
                                     {"to-lower", Op::ToLower},
                                     {"appender", Op::Appender},
                                     {"length", Op::Length},
                                     {"compare", Op::Compare},
                                     {"looks-for", Op::LooksFor},
                                     {"looks-for-others", Op::LooksForOthers},
                                     {"for-each", Op::ForEach},
                                     {"looks-up", Op::LooksUp},
                                     {"matches", Op::Matches},
                                     {"escape-literal", Op::EscapeLiteral},
                                     {"escape-string", Op::EscapeString},
                                     {"escape-identifier", Op::EscapeIdentifier},
                                     {"bind", Op::Bind},
                                     {"reads-outside", Op::ReadsOutside},
                                     {"reads-part", Op::ReadsPart},
                                     {"reads-file", Op::ReadsFile},
                                     {"settings-of-file", Op::SettingsOfFile},
                                     {"settings-of-text", Op::SettingsOfText},
                                     {"setting", Op::Setting},
                                     {"chosen", Op::Chosen},
                                     {"signed", Op::Signed},
                                     {"to-number", Op::ToNumber},
                                     {"allocates", Op::Allocates},
                                     {"mapped", Op::Mapped},
                                     {"maps", Op::Maps}};
  return all;
}

template <typename Meaning> std::optional<Meaning> meaning(llvm::StringRef word) {
  for (const Word<Meaning> &candidate : words<Meaning>())
    if (candidate.word == word)
      return candidate.meaning;
  return std::nullopt;
}

template <typename Meaning> std::string allowedWords() {
  std::string list;
  llvm::ArrayRef<Word<Meaning>> all = words<Meaning>();
  for (size_t i = 0; i < all.size(); ++i) {
    list += i == 0 ? "" : i + 1 == all.size() ? " or " : ", ";
    list += all[i].word;
  }
  return list;
}

template std::optional<facts::Action> meaning(llvm::StringRef);
template std::optional<facts::Placeholders> meaning(llvm::StringRef);
template std::optional<facts::Dialect> meaning(llvm::StringRef);
template std::optional<Role> meaning(llvm::StringRef);
template std::optional<TextOperation> meaning(llvm::StringRef);
template std::optional<RowsPart> meaning(llvm::StringRef);
template std::optional<Keeper> meaning(llvm::StringRef);
template std::optional<StatementStep> meaning(llvm::StringRef);
template std::optional<facts::Handed::To> meaning(llvm::StringRef);
template std::string allowedWords<RowsPart>();
template std::string allowedWords<Keeper>();
template std::string allowedWords<StatementStep>();
template std::string allowedWords<facts::Handed::To>();
template std::string allowedWords<facts::Action>();
template std::string allowedWords<facts::Placeholders>();
template std::string allowedWords<facts::Dialect>();
template std::string allowedWords<Role>();
template std::string allowedWords<TextOperation>();

} // namespace pgtidy::rules
