#include "facts/serialize.h"

#include "serialize_format.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"
#include <nlohmann/json.hpp>

#include <unordered_map>

namespace pgtidy::facts {
namespace {

using nlohmann::json;

/// Bytes that are not UTF-8 (a Latin-1 literal, a path) are written as {"hex": …}, as JSON has no other place for them.
json bytes(const std::string &value) {
  if (llvm::json::isUTF8(value))
    return value;
  return {{"hex", llvm::toHex(value, /*LowerCase=*/true)}};
}

json strings(const std::vector<std::string> &values) {
  json list = json::array();
  for (const std::string &value : values)
    list.push_back(bytes(value));
  return list;
}

json place(const text::Location &at) {
  return at.isValid() ? json::array({at.file, at.line, at.column, at.offset}) : json();
}

/// Strings are UTF-8 by then; should the two libraries disagree on what that is, a byte is lost and nothing thrown.
std::string dumped(const json &value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

template <typename Enum> uint32_t number(Enum value) { return static_cast<uint32_t>(value); }

/// Numbers expressions: equal ones get the same number, whether they are shared in memory or not.
class Writer {
public:
  json Nodes = json::array();

  json id(const Text &text) {
    if (!text)
      return nullptr;
    if (auto known = Seen.find(text.get()); known != Seen.end())
      return known->second;
    json node = std::visit([&](const auto &value) { return write(value); }, text->value);
    auto [entry, isNew] = Ids.try_emplace(dumped(node), static_cast<uint32_t>(Nodes.size()));
    if (isNew)
      Nodes.push_back(std::move(node));
    Seen.emplace(text.get(), entry->second);
    return entry->second;
  }

  json ids(const std::vector<Text> &texts) {
    json list = json::array();
    for (const Text &text : texts)
      list.push_back(id(text));
    return list;
  }

private:
  std::unordered_map<const TextNode *, uint32_t> Seen;
  std::unordered_map<std::string, uint32_t> Ids;

  json runs(const std::vector<Run> &runs) {
    json list = json::array();
    for (const Run &run : runs)
      list.push_back({run.begin, run.length, run.spelled, place(run.source)});
    return list;
  }
  json hole(const Hole &hole) {
    return {number(hole.kind),    bytes(hole.type),    bytes(hole.expression), place(hole.location),
            strings(hole.origin), bytes(hole.context), place(hole.made)};
  }
  json write(const Literal &value) { return {format::Literal, bytes(value.bytes), runs(value.runs)}; }
  json write(const Hole &value) { return {format::Hole, hole(value)}; }
  json write(const Concat &value) { return {format::Concat, ids(value.parts)}; }
  json write(const Choice &value) {
    return {format::Choice,         bytes(value.condition), ids(value.branches),
            id(value.test.subject), id(value.test.value),   value.test.equal};
  }
  json write(const Formatted &value) {
    return {format::Formatted,    number(value.style), ids(value.texts),
            strings(value.names), hole(value.hole),    value.count};
  }
  json write(const Narrowed &value) {
    return {format::Narrowed,         id(value.text),     id(value.value),     value.equal,
            bytes(value.by.function), value.by.parameter, number(value.extent)};
  }
  json write(const Repeat &value) { return {format::Repeat, id(value.body), value.atLeastOnce}; }
  json write(const Parameter &value) {
    return {format::Parameter, bytes(value.function), value.index, hole(value.hole)};
  }
  json write(const Symbol &value) {
    return {format::Symbol, bytes(value.key), hole(value.hole), bytes(value.object), id(value.under)};
  }
  json write(const Result &value) {
    return {format::Result, bytes(value.function), ids(value.arguments), hole(value.hole), bytes(value.object)};
  }
};

json write(const Function &function, Writer &texts) {
  return {{"key", bytes(function.key)},
          {"name", bytes(function.name)},
          {"scope", bytes(function.scope)},
          {"location", place(function.location)},
          {"parameters", strings(function.parameters)},
          {"parts", strings(function.parts)},
          {"defaults", texts.ids(function.defaults)},
          {"overrides", strings(function.overrides)},
          {"members", strings(function.members)},
          {"result", texts.id(function.result)},
          {"tests", function.tests},
          {"isEntry", function.isEntry},
          {"isDeclared", function.isDeclared}};
}

json write(const LookupPtr &lookup, Writer &texts);

json write(const std::vector<Operand> &operands, Writer &texts);

json write(const Operand &operand, Writer &texts) {
  return {bytes(operand.identity), bytes(operand.expression), place(operand.location),     write(operand.rows, texts),
          bytes(operand.column),   bytes(operand.name),       write(operand.others, texts)};
}

json write(const std::vector<Operand> &operands, Writer &texts) {
  json list = json::array();
  for (const Operand &operand : operands)
    list.push_back(write(operand, texts));
  return list;
}

json write(const LookupPtr &lookup, Writer &texts) {
  if (!lookup)
    return nullptr;
  return {place(lookup->location),        texts.id(lookup->sql),          texts.id(lookup->name),
          write(lookup->operands, texts), write(lookup->inserted, texts), bytes(lookup->asked)};
}

json write(const std::vector<Check> &checks, Writer &texts) {
  json list = json::array();
  for (const Check &check : checks)
    list.push_back(
        json::array({number(check.kind), write(check.rows, texts), bytes(check.column), write(check.operand, texts),
                     place(check.location), write(check.others, texts), check.number}));
  return list;
}

json write(const std::vector<Situation> &all, Writer &texts) {
  json situations = json::array();
  for (const Situation &situation : all) {
    json way = json::array();
    for (const text::Location &step : situation.way)
      way.push_back(place(step));
    situations.push_back(json::array({write(situation.operands, texts), write(situation.inserted, texts),
                                      write(situation.checks, texts), std::move(way)}));
  }
  return situations;
}

json write(const Visit &visit, Writer &texts) {
  return {{"callee", bytes(visit.callee)},
          {"location", place(visit.location)},
          {"enclosing", bytes(visit.enclosing)},
          {"situations", write(visit.situations, texts)}};
}

json write(const std::vector<NumberGiven> &numbers, Writer &texts) {
  json list = json::array();
  for (const NumberGiven &number : numbers)
    list.push_back(json::array(
        {bytes(number.member), number.value ? json(*number.value) : json(nullptr), write(number.checks, texts)}));
  return list;
}

json write(const Answer &answer, Writer &texts) {
  return {{"function", bytes(answer.function)},  {"passed", write(answer.passed, texts)},
          {"yes", write(answer.yes, texts)},     {"no", write(answer.no, texts)},
          {"given", write(answer.given, texts)}, {"numbers", write(answer.numbers, texts)}};
}

json write(const std::optional<Bindable> &bindable) {
  if (!bindable)
    return nullptr;
  json values = json::array();
  for (const BindableValue &one : bindable->values)
    values.push_back(json::array({one.hole, one.end, one.from, one.to, one.isLast, one.isBetween, one.isObject}));
  return json::array({bytes(bindable->function), bindable->name, bindable->nameLength, bytes(bindable->list),
                      bindable->end, std::move(values)});
}

json write(const Call &call, Writer &texts) {
  json settings = json::array();
  for (const Setting &setting : call.settings)
    settings.push_back(json::array({bytes(setting.keyword), texts.id(setting.value)}));
  return {{"library", bytes(call.library)},
          {"function", bytes(call.function)},
          {"action", number(call.action)},
          {"placeholders", number(call.placeholders)},
          {"dialect", number(call.dialect)},
          {"returnsRows", call.returnsRows},
          {"waits", call.waits},
          {"isComposed", call.isComposed},
          {"isUncalled", call.isUncalled},
          {"bindable", write(call.bindable)},
          {"around", bytes(call.around)},
          {"location", place(call.location)},
          {"sql", texts.id(call.sql)},
          {"name", texts.id(call.name)},
          {"table", texts.id(call.table)},
          {"connection", texts.id(call.connection)},
          {"connectionForm", number(call.connectionForm)},
          {"driver", texts.id(call.driver)},
          {"settings", std::move(settings)},
          {"values", texts.ids(call.values)},
          {"situations", write(call.situations, texts)},
          {"enclosing", bytes(call.enclosing)}};
}

json write(const Invocation &invocation, Writer &texts) {
  return {{"callee", bytes(invocation.callee)},
          {"location", place(invocation.location)},
          {"arguments", texts.ids(invocation.arguments)},
          {"enclosing", bytes(invocation.enclosing)},
          {"object", bytes(invocation.object)}};
}

json write(const Sent &sent, Writer &texts) {
  json way = json::array();
  for (const Hop &hop : sent.way)
    way.push_back(json::array({place(hop.location), bytes(hop.callee)}));
  return {{"call", place(sent.call)},
          {"way", std::move(way)},
          {"sql", texts.id(sent.sql)},
          {"enclosing", bytes(sent.enclosing)},
          {"isWhole", sent.isWhole}};
}

json write(const SymbolText &symbol, Writer &texts) {
  return {{"key", bytes(symbol.key)},       {"text", texts.id(symbol.text)},   {"enclosing", bytes(symbol.enclosing)},
          {"object", bytes(symbol.object)}, {"under", texts.id(symbol.under)}, {"target", texts.id(symbol.target)}};
}

json write(const VariableRead &read, Writer &) { return json::array({bytes(read.name), place(read.location)}); }

json write(const Opening &opening, Writer &) {
  return json::array({bytes(opening.callee), bytes(opening.name), place(opening.location), bytes(opening.enclosing),
                      number(opening.repeats), opening.isCertain, number(opening.object), number(opening.result)});
}

json write(const Handed &handed, Writer &texts) {
  return json::array(
      {number(handed.to), bytes(handed.name), place(handed.location), texts.id(handed.text), bytes(handed.enclosing)});
}

json write(const Problem &problem, Writer &) {
  return {{"location", place(problem.location)}, {"message", bytes(problem.message)}};
}

template <typename Item> json writeAll(const std::vector<Item> &items, Writer &texts) {
  json list = json::array();
  for (const Item &item : items)
    list.push_back(write(item, texts));
  return list;
}

} // namespace

std::string serialize(const Unit &unit) {
  Writer texts;
  json root = {{format::VersionKey, format::Version},
               {"mainFile", bytes(unit.mainFile)},
               {"files", strings(unit.files.paths())}};
  root["functions"] = writeAll(unit.functions, texts);
  root["calls"] = writeAll(unit.calls, texts);
  root["invocations"] = writeAll(unit.invocations, texts);
  root["visits"] = writeAll(unit.visits, texts);
  root["answers"] = writeAll(unit.answers, texts);
  root["sent"] = writeAll(unit.sent, texts);
  root["symbols"] = writeAll(unit.symbols, texts);
  root["reads"] = writeAll(unit.reads, texts);
  root["openings"] = writeAll(unit.openings, texts);
  root["handed"] = writeAll(unit.handed, texts);
  root["problems"] = writeAll(unit.problems, texts);
  root["texts"] = std::move(texts.Nodes);
  return dumped(root);
}

} // namespace pgtidy::facts
