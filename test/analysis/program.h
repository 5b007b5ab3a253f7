// Programs by hand, for the tests of link and conclusions.
#pragma once

#include "facts/program.h"

namespace pgtidy::analysis::sample {

using facts::Text;

inline text::Location at(uint32_t line, uint32_t column = 1) { return {0, line, column, line * 1000 + column - 1}; }

/// A literal whose bytes stand in `line`.
inline Text written(std::string bytes, uint32_t line) {
  auto length = static_cast<uint32_t>(bytes.size());
  return facts::literal(std::move(bytes), {{0, length, at(line), 0}});
}

inline facts::Hole value(std::string expression, facts::HoleKind kind = facts::HoleKind::Text, uint32_t line = 1) {
  return {kind, "std::string", std::move(expression), at(line, 50), {}, {}};
}

inline Text run(std::string expression, facts::HoleKind kind = facts::HoleKind::Text, uint32_t line = 1) {
  return facts::hole(value(std::move(expression), kind, line));
}

inline Text parameter(std::string function, uint32_t index = 0) {
  return facts::parameter({function, index, value("p" + std::to_string(index))});
}

inline Text symbol(std::string key) { return facts::symbol({key, value(key)}); }

inline Text result(std::string function, std::vector<Text> arguments = {}, uint32_t line = 1) {
  return facts::result({function, std::move(arguments), value(function + "()", facts::HoleKind::Unknown, line)});
}

/// Collects facts of one unit in the words of the tests.
struct Builder {
  facts::Unit unit;

  Builder() {
    unit.mainFile = "/a.cpp";
    unit.files.add("/a.cpp");
  }

  facts::Call &execute(Text sql, std::string enclosing = "", uint32_t line = 1) {
    facts::Call call;
    call.library = "libpq";
    call.function = "PQexec";
    call.sql = std::move(sql);
    call.enclosing = std::move(enclosing);
    call.location = at(line, 5);
    unit.calls.push_back(std::move(call));
    return unit.calls.back();
  }
  facts::Call &connect(Text connection, std::string enclosing = "") {
    facts::Call &call = execute(nullptr, std::move(enclosing));
    call.action = facts::Action::Connect;
    call.connection = std::move(connection);
    return call;
  }
  facts::Function &function(std::string key, Text result = nullptr) {
    unit.functions.push_back({key,
                              "app::" + key,
                              "app",
                              at(static_cast<uint32_t>(100 + unit.functions.size())),
                              {},
                              {},
                              {},
                              {},
                              {},
                              std::move(result),
                              {},
                              false});
    return unit.functions.back();
  }
  void invoke(std::string callee, std::vector<Text> arguments, std::string enclosing = "", uint32_t line = 20) {
    unit.invocations.push_back({std::move(callee), at(line, 3), std::move(arguments), std::move(enclosing)});
  }
  void assign(std::string key, Text text, std::string enclosing = "") {
    unit.symbols.push_back({std::move(key), std::move(text), std::move(enclosing)});
  }
  facts::Program program() const { return facts::join({unit}); }
};

} // namespace pgtidy::analysis::sample
