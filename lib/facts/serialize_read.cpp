#include "facts/serialize.h"

#include "serialize_format.h"
#include "serialize_reader.h"

namespace pgtidy::facts {
namespace {

using nlohmann::json;

/// Listens to a parser for nothing but the place of the mistake.
struct ErrorPlace : nlohmann::json_sax<json> {
  size_t Position = 0;
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t &) override { return true; }
  bool string(string_t &) override { return true; }
  bool binary(binary_t &) override { return true; }
  bool start_object(size_t) override { return true; }
  bool key(string_t &) override { return true; }
  bool end_object() override { return true; }
  bool start_array(size_t) override { return true; }
  bool end_array() override { return true; }
  bool parse_error(size_t position, const std::string &, const nlohmann::detail::exception &) override {
    Position = position;
    return false;
  }
};

llvm::Error error(const std::string &message) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), llvm::Twine(message));
}

llvm::Error notJson(llvm::StringRef text) {
  ErrorPlace place;
  json::sax_parse(text.begin(), text.end(), &place);
  return error("these are no facts: not JSON at byte " + std::to_string(place.Position));
}

void read(Reader &in, const json &item, Function &function) {
  function.key = in.bytes(in.member(item, "key"));
  function.name = in.bytes(in.member(item, "name"));
  function.scope = in.bytes(in.member(item, "scope"));
  function.location = in.place(in.member(item, "location"));
  function.parameters = in.strings(in.member(item, "parameters"));
  function.parts = in.strings(in.member(item, "parts"));
  function.defaults = in.texts(in.member(item, "defaults"));
  function.overrides = in.strings(in.member(item, "overrides"));
  function.members = in.strings(in.member(item, "members"));
  function.result = in.text(in.member(item, "result"));
  function.tests = in.numbers(in.member(item, "tests"));
  function.isEntry = in.boolean(in.member(item, "isEntry"));
  function.isDeclared = in.boolean(in.member(item, "isDeclared"));
}

std::vector<Setting> readSettings(Reader &in, const json &list) {
  std::vector<Setting> settings;
  if (!list.is_array())
    in.fail("a list of settings was expected");
  else
    for (const json &setting : list)
      if (in.isArray(setting, 2))
        settings.push_back({in.bytes(setting[0]), in.text(setting[1])});
  return settings;
}

LookupPtr readLookup(Reader &in, const json &item, unsigned depth);
std::vector<Operand> readOperands(Reader &in, const json &list, unsigned depth = 0);

Operand readOperand(Reader &in, const json &item, unsigned depth) {
  Operand operand;
  if (depth > format::DeepestLookup)
    in.fail("too many values inside each other");
  if (in.failed() || !in.isArray(item, 7))
    return operand;
  operand.identity = in.bytes(item[0]);
  operand.expression = in.bytes(item[1]);
  operand.location = in.place(item[2]);
  operand.rows = readLookup(in, item[3], depth);
  operand.column = in.bytes(item[4]);
  operand.name = in.bytes(item[5]);
  operand.others = readOperands(in, item[6], depth + 1);
  return operand;
}

std::vector<Operand> readOperands(Reader &in, const json &list, unsigned depth) {
  std::vector<Operand> operands;
  if (!list.is_array())
    in.fail("a list of values was expected");
  else
    for (const json &item : list)
      operands.push_back(readOperand(in, item, depth));
  return operands;
}

LookupPtr readLookup(Reader &in, const json &item, unsigned depth) {
  if (item.is_null() || in.failed())
    return nullptr;
  if (depth > format::DeepestLookup)
    in.fail("too many statements inside each other");
  if (in.failed() || !in.isArray(item, 6))
    return nullptr;
  auto lookup = std::make_shared<Lookup>();
  lookup->location = in.place(item[0]);
  lookup->sql = in.text(item[1]);
  lookup->name = in.text(item[2]);
  lookup->operands = readOperands(in, item[3], depth + 1);
  lookup->inserted = readOperands(in, item[4], depth + 1);
  lookup->asked = in.bytes(item[5]);
  return lookup;
}

Check readCheck(Reader &in, const json &item) {
  return {in.word(item[0], Check::Kind::Other),
          readLookup(in, item[1], 0),
          in.bytes(item[2]),
          readOperand(in, item[3], 0),
          in.place(item[4]),
          {},
          in.integer(item[6])};
}

/// What may be certain in the place of a check, none of which has others itself.
std::vector<Check> readOthers(Reader &in, const json &list) {
  std::vector<Check> others;
  if (!list.is_array())
    in.fail("a list of checks was expected");
  else
    for (const json &item : list)
      if (in.isArray(item, 7))
        others.push_back(readCheck(in, item));
  return others;
}

std::vector<Check> readChecks(Reader &in, const json &list) {
  std::vector<Check> checks;
  if (!list.is_array())
    in.fail("a list of checks was expected");
  else
    for (const json &item : list)
      if (in.isArray(item, 7)) {
        checks.push_back(readCheck(in, item));
        checks.back().others = readOthers(in, item[5]);
      }
  return checks;
}

std::vector<text::Location> readWay(Reader &in, const json &list) {
  std::vector<text::Location> way;
  if (!list.is_array())
    in.fail("a list of calls was expected");
  else
    for (const json &call : list)
      way.push_back(in.place(call));
  return way;
}

std::vector<Situation> readSituations(Reader &in, const json &list) {
  std::vector<Situation> situations;
  if (!list.is_array())
    in.fail("a list of situations was expected");
  else
    for (const json &item : list)
      if (in.isArray(item, 4))
        situations.push_back(
            {readOperands(in, item[0]), readOperands(in, item[1]), readChecks(in, item[2]), readWay(in, item[3])});
  return situations;
}

std::optional<Bindable> readBindable(Reader &in, const json &item) {
  if (item.is_null() || !in.isArray(item, 6))
    return std::nullopt;
  Bindable bindable{in.bytes(item[0]), in.number(item[1]), in.number(item[2]),
                    in.bytes(item[3]), in.number(item[4]), {}};
  if (!item[5].is_array()) {
    in.fail("a list of values was expected");
    return std::nullopt;
  }
  for (const json &value : item[5])
    if (in.isArray(value, 7))
      bindable.values.push_back({in.number(value[0]), in.number(value[1]), in.number(value[2]), in.number(value[3]),
                                 in.boolean(value[4]), in.boolean(value[5]), in.boolean(value[6])});
  return bindable;
}

void read(Reader &in, const json &item, Call &call) {
  call.library = in.bytes(in.member(item, "library"));
  call.function = in.bytes(in.member(item, "function"));
  call.action = in.word(in.member(item, "action"), Action::Compose);
  call.placeholders = in.word(in.member(item, "placeholders"), Placeholders::None);
  call.dialect = in.word(in.member(item, "dialect"), Dialect::Any);
  call.returnsRows = in.boolean(in.member(item, "returnsRows"));
  call.waits = in.boolean(in.member(item, "waits"));
  call.isComposed = in.boolean(in.member(item, "isComposed"));
  call.isUncalled = in.boolean(in.member(item, "isUncalled"));
  call.bindable = readBindable(in, in.member(item, "bindable"));
  call.around = in.bytes(in.member(item, "around"));
  call.location = in.place(in.member(item, "location"));
  call.sql = in.text(in.member(item, "sql"));
  call.name = in.text(in.member(item, "name"));
  call.table = in.text(in.member(item, "table"));
  call.connection = in.text(in.member(item, "connection"));
  call.connectionForm = in.word(in.member(item, "connectionForm"), ConnectionForm::List);
  call.driver = in.text(in.member(item, "driver"));
  call.settings = readSettings(in, in.member(item, "settings"));
  call.values = in.texts(in.member(item, "values"));
  call.situations = readSituations(in, in.member(item, "situations"));
  call.enclosing = in.bytes(in.member(item, "enclosing"));
}

void read(Reader &in, const json &item, Invocation &invocation) {
  invocation.callee = in.bytes(in.member(item, "callee"));
  invocation.location = in.place(in.member(item, "location"));
  invocation.arguments = in.texts(in.member(item, "arguments"));
  invocation.enclosing = in.bytes(in.member(item, "enclosing"));
  invocation.object = in.bytes(in.member(item, "object"));
}

void read(Reader &in, const json &item, Visit &visit) {
  visit.callee = in.bytes(in.member(item, "callee"));
  visit.location = in.place(in.member(item, "location"));
  visit.enclosing = in.bytes(in.member(item, "enclosing"));
  visit.situations = readSituations(in, in.member(item, "situations"));
}

std::vector<NumberGiven> readNumbers(Reader &in, const json &list) {
  std::vector<NumberGiven> numbers;
  if (!list.is_array())
    in.fail("a list of numbers was expected");
  else
    for (const json &item : list)
      if (in.isArray(item, 3))
        numbers.push_back({in.bytes(item[0]), item[1].is_null() ? std::nullopt : std::optional(in.integer(item[1])),
                           readChecks(in, item[2])});
  return numbers;
}

void read(Reader &in, const json &item, Answer &answer) {
  answer.function = in.bytes(in.member(item, "function"));
  answer.passed = readChecks(in, in.member(item, "passed"));
  answer.yes = readChecks(in, in.member(item, "yes"));
  answer.no = readChecks(in, in.member(item, "no"));
  answer.given = readOperands(in, in.member(item, "given"));
  answer.numbers = readNumbers(in, in.member(item, "numbers"));
}

void read(Reader &in, const json &item, Sent &sent) {
  sent.call = in.place(in.member(item, "call"));
  const json &way = in.member(item, "way");
  if (!way.is_array())
    return in.fail("'way' is no list");
  for (const json &hop : way)
    if (in.isArray(hop, 2))
      sent.way.push_back({in.place(hop[0]), in.bytes(hop[1])});
  sent.sql = in.text(in.member(item, "sql"));
  sent.enclosing = in.bytes(in.member(item, "enclosing"));
  sent.isWhole = in.boolean(in.member(item, "isWhole"));
}

void read(Reader &in, const json &item, SymbolText &symbol) {
  symbol.key = in.bytes(in.member(item, "key"));
  symbol.text = in.text(in.member(item, "text"));
  symbol.enclosing = in.bytes(in.member(item, "enclosing"));
  symbol.object = in.bytes(in.member(item, "object"));
  symbol.under = in.text(in.member(item, "under"));
  symbol.target = in.text(in.member(item, "target"));
}

void read(Reader &in, const json &item, VariableRead &variable) {
  if (in.isArray(item, 2))
    variable = {in.bytes(item[0]), in.place(item[1])};
}

void read(Reader &in, const json &item, Opening &opening) {
  if (in.isArray(item, 8))
    opening = {in.bytes(item[0]),
               in.bytes(item[1]),
               in.place(item[2]),
               in.bytes(item[3]),
               in.word(item[4], Opening::Repeats::Loop),
               in.boolean(item[5]),
               in.word(item[6], Holder::Other),
               in.word(item[7], Holder::Other)};
}

void read(Reader &in, const json &item, Handed &handed) {
  if (in.isArray(item, 5))
    handed = {in.word(item[0], Handed::To::Hash), in.bytes(item[1]), in.place(item[2]), in.text(item[3]),
              in.bytes(item[4])};
}

void read(Reader &in, const json &item, Problem &problem) {
  problem.location = in.place(in.member(item, "location"));
  problem.message = in.bytes(in.member(item, "message"));
}

template <typename Item> void readAll(Reader &in, const char *key, std::vector<Item> &items) {
  const json &list = in.list(key);
  for (size_t i = 0; i < list.size() && !in.failed(); ++i) {
    in.at(std::string(key) + "[" + std::to_string(i) + "]");
    read(in, list[i], items.emplace_back());
  }
}

} // namespace

llvm::Expected<Unit> deserialize(llvm::StringRef text) {
  json root = json::parse(text.begin(), text.end(), nullptr, /*allow_exceptions=*/false);
  if (root.is_discarded())
    return notJson(text);
  if (!root.is_object() || !root.contains(format::VersionKey))
    return error(std::string("these are no facts: '") + format::VersionKey + "' is missing at byte 0");
  if (root[format::VersionKey] != format::Version)
    return error("these facts are of version " + root[format::VersionKey].dump(-1, ' ', true) + ", not " +
                 std::to_string(format::Version) + ": make them again with this pgtidy");
  Reader in(root);
  Unit unit;
  unit.mainFile = in.bytes(in.member(root, "mainFile"));
  in.readTables(unit);
  readAll(in, "functions", unit.functions);
  readAll(in, "calls", unit.calls);
  readAll(in, "invocations", unit.invocations);
  readAll(in, "visits", unit.visits);
  readAll(in, "answers", unit.answers);
  readAll(in, "sent", unit.sent);
  readAll(in, "symbols", unit.symbols);
  readAll(in, "reads", unit.reads);
  readAll(in, "openings", unit.openings);
  readAll(in, "handed", unit.handed);
  readAll(in, "problems", unit.problems);
  if (in.failed())
    return error("these facts are damaged: " + in.error());
  return unit;
}

} // namespace pgtidy::facts
