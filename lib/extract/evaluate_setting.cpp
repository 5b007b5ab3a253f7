// Settings that a program reads from files: documents of JSON, YAML and INI, and their entries.
#include "evaluator.h"
#include "names.h"

#include "facts/project_file.h"
#include "facts/setting.h"

namespace pgtidy::extract {

using namespace clang;
using rules::TextOperation;

/// Whether objects of the type are read from, so that their text is the path of a file.
static bool isStream(QualType type) {
  type = type.getNonReferenceType();
  const CXXRecordDecl *record = (type->isPointerType() ? type->getPointeeType() : type)->getAsCXXRecordDecl();
  if (!record || !record->hasDefinition())
    return false;
  const std::string name = qualifiedName(*record);
  return name == "std::basic_istream" || name == "QIODevice" ||
         llvm::any_of(record->bases(), [](const CXXBaseSpecifier &base) { return isStream(base.getType()); });
}

static const char *const FromFile = "read from a file";

/// Where a text was read: that of a file in one, that of a request's body nowhere that is known.
static std::vector<std::string> originOf(const facts::Text &contents) {
  const auto *result = std::get_if<facts::Result>(&contents->value);
  return result && facts::isFileContents(*result) ? std::vector<std::string>{FromFile} : std::vector<std::string>();
}

facts::Hole Evaluator::readFromFile(const Expr &reading) {
  facts::Hole read = holeOf(&reading, reading.getType());
  read.kind = reading.getType()->isArithmeticType() ? facts::HoleKind::Number : facts::HoleKind::Text;
  read.origin.emplace_back(FromFile);
  return read;
}

/// What was read there and not in a file.
static facts::Hole withOrigin(facts::Hole read, std::vector<std::string> origin) {
  read.origin = std::move(origin);
  return read;
}

facts::Text Evaluator::contentsOf(facts::Text path, const Expr &reading) {
  facts::Hole read = holeOf(&reading, reading.getType());
  read.origin.emplace_back(FromFile);
  if (isRecording() && path)
    Facts.symbol({facts::FilesRead, path, Key});
  return facts::fileContents(std::move(path), std::move(read));
}

/// The settings in the object that the expression stands for; null where it holds none that are known.
facts::Text Evaluator::settingsOf(const Value &object) {
  const Value held = object.pointer() ? load(*object.pointer()) : object;
  const facts::Text text = held.text();
  return facts::asSettings(text) ? text : nullptr;
}

std::optional<Outcome> Evaluator::settingsRead(const rules::TextFunction &rule, const CallSite &site) {
  const bool isOfReceiver = rule.input == -1;
  const auto at = static_cast<size_t>(std::max(rule.input, 0));
  if (isOfReceiver ? !site.receiver : at >= site.arguments.size())
    return std::nullopt;
  const Value given = isOfReceiver ? load(site.self) : site.arguments[at].value;
  const Expr *source = isOfReceiver ? site.receiver : site.arguments[at].expression;
  facts::Text contents = (given.pointer() ? load(*given.pointer()) : given).text();
  const auto *unknown = contents ? std::get_if<facts::Hole>(&contents->value) : nullptr;
  const bool isFromElsewhere = unknown && !unknown->origin.empty() && rule.output >= 0;
  if (!contents || (unknown && !isFromElsewhere))
    return std::nullopt;
  // Put from one object into another; or what a client sent, of which each part is that as well.
  facts::Text settings = facts::asSettings(contents) || isFromElsewhere ? contents : nullptr;
  if (!settings && (rule.operation == TextOperation::SettingsOfFile || isStream(source->getType())))
    contents = contentsOf(known(contents), *site.expression);
  if (!settings)
    settings = facts::settingsIn(contents, withOrigin(readFromFile(*site.expression), originOf(contents)));
  if (rule.output == -2)
    return Outcome{settings, std::nullopt};
  if (rule.output >= 0 && static_cast<size_t>(rule.output) >= site.arguments.size())
    return std::nullopt;
  Place into = rule.output == -1 ? site.self : site.arguments[static_cast<size_t>(rule.output)].place;
  const Value target = rule.output == -1 ? load(into) : site.arguments[static_cast<size_t>(rule.output)].value;
  if (target.pointer())
    into = *target.pointer();
  store(into, settings);
  return Outcome{};
}

std::vector<facts::Text> namesIn(const Value &argument, const std::string &separator) {
  if (const Integer *number = argument.integer())
    return {facts::literal(std::to_string(number->value))};
  const facts::Text text = argument.text();
  const facts::Literal *name = facts::asLiteral(text);
  if (!name || separator.empty())
    return {text};
  std::vector<facts::Text> names;
  llvm::SmallVector<llvm::StringRef, 4> parts;
  llvm::StringRef(name->bytes).split(parts, separator);
  for (llvm::StringRef part : parts)
    names.push_back(facts::literal(part.str()));
  return names;
}

std::optional<Outcome> Evaluator::settingAsked(const rules::TextFunction &rule, const CallSite &site) {
  facts::Text settings = site.receiver ? settingsOf(load(site.self)) : nullptr;
  if (!settings)
    return std::nullopt;
  const std::vector<std::string> origin = facts::asSettings(settings)->hole.origin;
  if (rule.operation == TextOperation::Setting && site.arguments.empty() && rule.entry.empty()) {
    settings = facts::settingsIn(facts::asSettings(settings)->arguments.front(),
                                 withOrigin(readFromFile(*site.expression), origin));
  } else if (rule.operation == TextOperation::Setting) {
    const auto at = static_cast<size_t>(rule.key);
    std::vector<facts::Text> names{facts::literal(rule.entry)};
    if (rule.entry.empty() && at < site.arguments.size())
      names = namesIn(site.arguments[at].value, rule.separator);
    facts::Hole entry = withOrigin(readFromFile(*site.expression), origin);
    if (names.empty() || !names.front())
      return Outcome{facts::hole(std::move(entry)), std::nullopt};
    settings = facts::settingIn(settings, std::move(names), std::move(entry));
  }
  if (rule.output == -1) { // the object goes to that entry
    store(site.self, settings);
    return Outcome{};
  }
  const auto fallback = static_cast<size_t>(rule.fallback);
  if (rule.fallback >= 0 && fallback < site.arguments.size() && !site.arguments[fallback].isDefault &&
      isText(site.arguments[fallback].expression->getType()))
    settings =
        facts::choice("", {settings, textOf(site.arguments[fallback].value, site.arguments[fallback].expression)});
  return Outcome{std::move(settings), std::nullopt};
}

} // namespace pgtidy::extract
