// Collections of Qt's resources.
#include "qt_resources.h"

#include "gtest/gtest.h"

namespace pgtidy::engine {
namespace {

std::string named(llvm::StringRef collection) {
  std::string all;
  for (const Resource &resource : resourcesIn(collection, "/p/res/app.qrc"))
    all += (all.empty() ? "" : " ") + resource.name + "=" + resource.file;
  return all;
}

TEST(QtResources, prefixAndAliasMakeTheName) {
  EXPECT_EQ(named("<RCC><qresource prefix=\"/db\"><file>sql/a.sql</file></qresource></RCC>"),
            "/db/sql/a.sql=/p/res/sql/a.sql");
  EXPECT_EQ(named("<qresource prefix='db/' lang='en'>\n<file alias = \"b.sql\" compress='9'>\n ../sql/a.sql </file>"),
            "/db/b.sql=/p/sql/a.sql");
  EXPECT_EQ(named("<qresource><file>a.sql</file></qresource><qresource prefix=\"/x\"><file>a.sql</file>"),
            "/a.sql=/p/res/a.sql /x/a.sql=/p/res/a.sql");
}

TEST(QtResources, whatIsNoFileIsNone) {
  EXPECT_EQ(named(""), "");
  EXPECT_EQ(named("<!-- <file>a.sql</file> --><files>b.sql</files><file></file><file"), "");
  EXPECT_EQ(named("<!-- <file>a.sql</file>"), "");
}

} // namespace
} // namespace pgtidy::engine
