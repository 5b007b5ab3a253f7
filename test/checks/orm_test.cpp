#include "situation.h"

#include "llvm/Support/FileSystem.h"

#include "gtest/gtest.h"

namespace pgtidy::checks {

static size_t bypasses(std::vector<std::string> layer) {
  Situation situation("SELECT 1");
  situation.settings.ormLayer = std::move(layer);
  return situation.run(orm_bypass).size();
}

TEST(Bypass, nothingIsReportedWithoutALayer) { EXPECT_EQ(bypasses({}), 0u); }

TEST(Bypass, aCallOutsideTheLayerIsReported) { EXPECT_EQ(bypasses({"db/**"}), 1u); }

TEST(Bypass, pathsAreRelativeToTheConfiguration) {
  llvm::SmallString<128> folder;
  llvm::sys::fs::current_path(folder);
  Situation situation("SELECT 1");
  situation.settings.ormLayer = {"orders.cpp"};
  EXPECT_EQ(situation.run(orm_bypass).size(), 1u);
  situation.settings.root = folder.str().str() + "/src";
  EXPECT_TRUE(situation.run(orm_bypass).empty());
}

TEST(Bypass, messageNamesTheFunctionAndTheLayer) {
  Situation situation("SELECT 1");
  situation.settings.ormLayer = {"db/**"};
  std::string message = situation.run(orm_bypass).at(0).message;
  EXPECT_EQ(message, "'pqxx::transaction_base::exec' goes round the data layer; move the statement to a method of it "
                     "(db/**) and call that");
}

TEST(Bypass, connectingIsNoStatement) {
  Situation situation("");
  situation.settings.ormLayer = {"db/**"};
  situation.call().action = facts::Action::Connect;
  EXPECT_TRUE(situation.run(orm_bypass).empty());
}

} // namespace pgtidy::checks
