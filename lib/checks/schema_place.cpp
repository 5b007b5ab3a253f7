#include "schema_place.h"

#include "llvm/ADT/StringExtras.h"

namespace pgtidy::checks {

findings::Place placeOf(const Input &input, sql::Origin origin) {
  const analysis::Schema &schema = *input.conclusions.schema;
  auto file = static_cast<size_t>(origin.file);
  if (origin.file < 0 || file >= schema.lines.size())
    return {};
  if (origin.offset < 0)
    return {schema.catalog.files[file].path, 1, 1};
  text::LineIndex::Place place = schema.lines[file].place(static_cast<uint32_t>(origin.offset));
  return {schema.catalog.files[file].path, place.line, place.column};
}

findings::Finding findingAt(const Input &input, sql::Origin origin, std::string message) {
  findings::Finding finding;
  finding.place = placeOf(input, origin);
  finding.message = std::move(message);
  return finding;
}

findings::Finding findingAt(const Input &input, const analysis::MigrationStep &step, const analysis::ChangeBefore &item,
                            std::string message) {
  return findingAt(input, sql::Origin{step.file, item.change.location >= 0 ? item.change.location : step.begin},
                   std::move(message));
}

findings::Finding findingAtFile(const Input &input, int32_t file, std::string message) {
  std::vector<const analysis::MigrationStep *> steps = input.conclusions.schema->stepsOf(file);
  return findingAt(input, sql::Origin{file, steps.empty() ? -1 : steps.front()->begin}, std::move(message));
}

std::string tableOf(const analysis::ChangeBefore &item) {
  return item.change.table.empty() ? std::string("the table") : "'" + item.change.table + "'";
}

std::string lockPhrase(const analysis::ChangeBefore &item) {
  std::string text = "takes " + std::string(analysis::lockName(item.lock)) + " on " + tableOf(item);
  std::string_view waiting = analysis::blockedBy(item.lock);
  if (!waiting.empty())
    text += ", and " + std::string(waiting) + " wait";
  return text;
}

std::string listed(const std::vector<std::string> &names) {
  std::string text;
  for (size_t i = 0; i < names.size(); ++i) {
    if (i > 0)
      text += i + 1 == names.size() ? " and " : ", ";
    text += "'" + names[i] + "'";
  }
  return text;
}

std::string identifier(llvm::StringRef name) {
  bool plain = !name.empty() && !llvm::isDigit(name.front()) && name.find_if([](char c) {
    return !llvm::isLower(c) && !llvm::isDigit(c) && c != '_';
  }) == llvm::StringRef::npos;
  bool reserved = name == "user" || name == "order" || name == "group" || name == "table" || name == "references";
  if (plain && !reserved)
    return name.str();
  std::string text = "\"";
  for (char c : name)
    text += c == '"' ? std::string("\"\"") : std::string(1, c);
  return text + "\"";
}

std::string shownTable(const sql::Table &table) {
  return table.schema == "public" ? table.name : table.schema + "." + table.name;
}

} // namespace pgtidy::checks
