#include "situation.h"

namespace pgtidy::checks {

Situation::Situation(std::string sql, std::string library) {
  Program.files.add("src/orders.cpp");
  facts::Call made;
  made.library = std::move(library);
  made.function = made.library == "libpq" ? "PQexec" : "pqxx::transaction_base::exec";
  made.location = at(10, 7);
  Program.calls.push_back(std::move(made));
  analysis::Alternative alternative;
  alternative.runs.push_back({0, static_cast<uint32_t>(sql.size()), at(9, 5), 0});
  alternative.text.text = std::move(sql);
  alternative.verdicts.emplace_back();
  Conclusions.queries.emplace_back();
  query().call = &Program.calls.front();
  query().alternatives.push_back(std::move(alternative));
}

void Situation::wrapIn(std::string callee, uint32_t line) {
  query().way.insert(query().way.begin(), {at(line, 3), std::move(callee)});
}

analysis::TableReference &Situation::refer(analysis::Verdict verdict, std::string table, sql::Offset offset) {
  analysis::TableReference reference;
  reference.verdict = verdict;
  reference.table = std::move(table);
  reference.location = offset;
  std::vector<analysis::TableReference> &references = text().verdicts.front().references;
  references.push_back(std::move(reference));
  return references.back();
}

facts::Hole &Situation::fill(std::string expression, uint32_t offset, sql::ParsedHole parsed) {
  text().text.holes.push_back({offset, sql::Filling::Raw, ""});
  text().parsed.holes.push_back(parsed);
  facts::Hole hole;
  hole.kind = facts::HoleKind::Text;
  hole.expression = std::move(expression);
  hole.location = at(9, 40);
  text().holes.push_back(std::move(hole));
  return text().holes.back();
}

void Situation::inject(sql::HoleRole role, std::string why) {
  Conclusions.injections.push_back({&query(), 0, 0, role, std::move(why)});
}

void Situation::connect(std::string keyword, uint32_t line, uint32_t column) {
  if (Conclusions.connections.empty()) {
    Conclusions.connections.emplace_back();
    Conclusions.connections.front().call = &call();
    call().action = facts::Action::Connect;
  }
  bool secret = keyword == "password";
  Conclusions.connections.front().literals.push_back({std::move(keyword), at(line, column), 6, secret});
}

Findings Situation::run(Findings (*check)(const Input &)) {
  Conclusions.program = &Program;
  return check({Conclusions, settings});
}

} // namespace pgtidy::checks
