#include "rules/rules.h"

#include "llvm/Support/MemoryBuffer.h"

#include <gtest/gtest.h>

namespace pgtidy::rules {

TEST(RulesPage, itsExampleLoads) {
  auto page = llvm::MemoryBuffer::getFile(PGTIDY_SOURCE_DIR "/docs/rules.md");
  ASSERT_TRUE(bool(page));
  llvm::StringRef text = (*page)->getBuffer();
  llvm::StringRef example = text.split("```json\n").second.split("```").first;
  ASSERT_FALSE(example.empty());
  Rules rules;
  llvm::Error error = rules.add("our_db_api.json", example);
  EXPECT_FALSE(bool(error)) << llvm::toString(std::move(error));
  EXPECT_EQ(rules.database("our::Session::run").size(), 1U);
}

} // namespace pgtidy::rules
