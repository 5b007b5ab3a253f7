// Values that the tests of facts share.
#pragma once

#include "facts/unit.h"

namespace pgtidy::facts::sample {

inline text::Location at(text::FileId file, uint32_t line, uint32_t column = 1) {
  return {file, line, column, line * 100 + column - 1};
}

/// A literal whose bytes stand in one line of file 0.
inline Text written(std::string bytes, uint32_t line, text::FileId file = 0) {
  auto length = static_cast<uint32_t>(bytes.size());
  return literal(std::move(bytes), {{0, length, at(file, line), 0}});
}

inline Hole value(std::string expression, uint32_t line = 1, HoleKind kind = HoleKind::Text) {
  return {kind, "std::string", std::move(expression), at(0, line, 30), {}, {}};
}

inline Text run(std::string expression, uint32_t line = 1, HoleKind kind = HoleKind::Text) {
  return hole(value(std::move(expression), line, kind));
}

/// One of everything.
inline Unit everything() {
  Unit unit;
  unit.mainFile = "/src/a.cpp";
  unit.files.add("/src/a.cpp");
  unit.files.add("/src/\xffodd.h");
  Text shared = concat({written("a\0b\xff", 3), run("x")});
  Text all = choice("", {concat({shared, repeat(shared, true)}), parameter({"c:@F@f", 1, value("p")}),
                         symbol({"c:@sql", value("sql"), "c:@config"}),
                         result({"c:@F@g", {shared, nullptr}, value("g()"), "c:@config"})});
  Text asked = narrowed({parameter({"c:@F@f", 1, value("p")}), literal("a"), false, {}, Extent::End});
  Text format = formatted({FormatStyle::Brace, {asked, run("x"), nullptr}, {"", "name"}, value("format()")});
  Text shortened = formatted({FormatStyle::WithoutEnd, {asked}, {}, value("p"), 2});
  Text looked = checked(run("y"), {"c:@F@look", 1}, false);
  Text tested = choice("p@8", {format, concat({shared, looked, shortened})}, {asked, literal(""), true});
  Text decided = choice("if@7", {all, nullptr, tested});
  Hole from = value("line", 4, HoleKind::EscapedLiteral);
  from.origin = {"read from a file", "returned by \"load\""};
  from.context = "0:77;";
  Call call;
  call.library = "libpqxx";
  call.function = "pqxx::work::exec";
  call.action = Action::Copy;
  call.placeholders = Placeholders::QuestionOrColon;
  call.dialect = Dialect::Any;
  call.returnsRows = false;
  call.around = "odb";
  call.location = at(1, 9, 4);
  call.sql = decided;
  call.name = hole(from);
  call.table = literal("orders");
  call.connection = literal("host=x");
  call.settings = {{"password", literal("s")}, {"user", nullptr}};
  call.values = {nullptr, all};
  call.enclosing = "c:@F@f";
  Operand id{"parameter 0", "id", {}, nullptr, ""}, user{"parameter 1", "user", at(0, 4), nullptr, ""};
  auto lookup = std::make_shared<Lookup>(Lookup{at(0, 3), literal("SELECT 1"), nullptr, {id}, {}});
  Operand read{"", "row[0]", {}, lookup, "#0"};
  read.others = {{"", "", {}, lookup, "#1"}};
  Check check{Check::Kind::Equal, lookup, "user_id", user, at(0, 4)};
  check.others = {Check{Check::Kind::HasRows, lookup, "", {}, at(0, 5)}};
  call.situations = {Situation{{id, read}, {}, {check}}};
  unit.calls = {call, Call{}};
  unit.functions = {{"c:@F@f",
                     "app::f",
                     "app",
                     at(0, 2),
                     {"a", "p"},
                     {"c:@S@A@FI@p"},
                     {nullptr, literal("d")},
                     {"c:@B@F@f"},
                     {"c:@sql"},
                     all,
                     {1},
                     true}};
  unit.invocations = {{"c:@F@f", at(0, 5), {nullptr, shared}, "c:@F@h", "c:@config"}};
  unit.visits = {{"c:@F@f", at(0, 5), "c:@F@h", call.situations}};
  auto answering = std::make_shared<Lookup>(Lookup{at(0, 5), nullptr, nullptr, {id}, {}, "c:@F@f"});
  Operand member{"", "", {}, answering, "user_id", "owner_id"};
  unit.answers = {{"c:@F@h",
                   {Check{Check::Kind::Passed, answering, "", {}, at(0, 5)}},
                   {check},
                   {Check{Check::Kind::False, answering, "", {}, at(0, 6)}},
                   {member}}};
  unit.sent = {{at(0, 3), {{at(0, 8), "c:@F@f"}}, shared, "c:@F@h", true}};
  unit.symbols = {{"c:@sql", decided, "c:@F@f"}, {"c:@none", nullptr, ""}};
  unit.reads = {{"DATABASE_URL", at(0, 6)}};
  unit.openings = {
      {"c:@F@f", "app::f", at(0, 7), "c:@F@h", Opening::Repeats::Request, false, Holder::This, Holder::Other}};
  unit.handed = {{Handed::To::Output, "std::cout", at(0, 9), shared, "c:@F@h"}};
  unit.problems = {{{}, "the unit has errors"}, {at(0, 1), "\xe4"}};
  return unit;
}

} // namespace pgtidy::facts::sample
