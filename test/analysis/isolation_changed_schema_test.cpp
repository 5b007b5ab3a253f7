// Schemas that were changed after they were made: what stands on what, and what goes by which name then.
#include "isolation_support.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/MemoryBuffer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <initializer_list>

namespace pgtidy::analysis {
namespace {

/// One of changed_schemas.sql, whose beginning says how they are written.
struct Changed {
  std::string name, role, schema;
  std::vector<std::string> leaking, scoped;
};

std::vector<Changed> changedSchemas() {
  auto file = llvm::MemoryBuffer::getFile(PGTIDY_SOURCE_DIR "/test/analysis/changed_schemas.sql");
  std::vector<Changed> all;
  if (!file)
    return all;
  std::string common;
  std::string *schema = &common;
  std::vector<std::string> *statements = nullptr;
  llvm::SmallVector<llvm::StringRef> lines;
  (*file)->getBuffer().split(lines, '\n');
  for (llvm::StringRef line : lines) {
    if (line.consume_front("-- case: ")) {
      all.push_back({line.str(), "", common, {}, {}});
      schema = &all.back().schema;
      statements = nullptr;
    } else if (line == "-- alone") {
      schema->clear();
    } else if (line.consume_front("-- role: ")) {
      all.back().role = line.str();
    } else if (line == "-- leaks") {
      statements = &all.back().leaking;
    } else if (line == "-- scoped") {
      statements = &all.back().scoped;
    } else if (!statements) {
      *schema += line.str() + "\n";
    } else if (!line.empty()) {
      statements->push_back(line.str());
    }
  }
  return all;
}

bool isCalledScoped(const std::string &verdicts) {
  const std::initializer_list<const char *> others{"open", "undecided", "change", "constant"};
  return std::none_of(others.begin(), others.end(),
                      [&](const char *kind) { return verdicts.find(kind) != std::string::npos; });
}

/// What the text of the schema says first does not hold any more, or still does.
TEST(IsolationChangedSchema, countsAsItIsInTheEnd) {
  const std::vector<Changed> all = changedSchemas();
  EXPECT_GT(all.size(), 70U);
  for (const Changed &one : all) {
    UserModel model;
    model.role = one.role;
    World world(one.schema, model);
    for (const std::string &statement : one.leaking) {
      const std::string verdicts = world.verdicts(std::string_view(statement));
      EXPECT_FALSE(isCalledScoped(verdicts)) << one.name << ": " << statement << " is " << verdicts;
    }
    for (const std::string &statement : one.scoped) {
      const std::string verdicts = world.verdicts(std::string_view(statement));
      EXPECT_TRUE(isCalledScoped(verdicts)) << one.name << ": " << statement << " is " << verdicts;
    }
  }
}

} // namespace
} // namespace pgtidy::analysis
