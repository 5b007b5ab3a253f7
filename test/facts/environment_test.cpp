#include "facts/environment.h"

#include "facts/conninfo.h"

#include <gtest/gtest.h>

namespace pgtidy::facts {
namespace {

std::string shown(std::string_view text) {
  std::string result;
  for (const EnvVariable &variable : readEnvFile(text, 0).variables)
    result += (result.empty() ? "" : " ") + std::string(variable.isCommented ? "#" : "") + variable.name + "=[" +
              variable.value + "]";
  return result;
}

TEST(EnvFile, assignments) {
  EXPECT_EQ(shown("A=1\nexport B=2\n  C = 3 \r\nD=\n"), "A=[1] B=[2] C=[3] D=[]");
  EXPECT_EQ(shown("\xEF\xBB\xBF"
                  "A=1"),
            "A=[1]");
}

TEST(EnvFile, quotes) {
  EXPECT_EQ(shown("A='a # b' # c\nB=\"x\\ny\\\"\"\nC=`q`\nD=it's\n"), "A=[a # b] B=[x\ny\"] C=[q] D=[it's]");
}

TEST(EnvFile, quotedValuesGoOverLines) { EXPECT_EQ(shown("A=\"1\n2\"\nB=3"), "A=[1\n2] B=[3]"); }

TEST(EnvFile, comments) {
  EXPECT_EQ(shown("# A=1\n#B=2 # c\nC=3 # c\nD=a#b\n# see A = b\nplain text\n=x\n"), "#A=[1] #B=[2] C=[3] D=[a#b]");
}

TEST(EnvFile, references) {
  EXPECT_EQ(shown("H=db\nU=postgres://${H}/$H\nV='$H'\nW=${UNSET}x\nX=${UNSET:-d}\nY=$1"),
            "H=[db] U=[postgres://db/db] V=[$H] W=[\1x] X=[\1] Y=[$1]");
}

TEST(EnvFile, places) {
  EnvFile file = readEnvFile("# c\nexport A=\"b\\nc\"\n", 0);
  const EnvVariable *variable = file.find("A");
  ASSERT_TRUE(variable);
  EXPECT_EQ(variable->location.line, 2u);
  EXPECT_EQ(variable->location.column, 8u);
  EXPECT_EQ(variable->source(0).column, 11u);
  EXPECT_EQ(variable->source(1).column, 12u);
  EXPECT_EQ(variable->source(2).column, 14u);
  EXPECT_FALSE(variable->source(3).isValid());
}

TEST(EnvFile, theLastAssignmentHolds) { EXPECT_EQ(readEnvFile("A=1\nA=2\n# A=3", 0).find("A")->value, "2"); }

} // namespace
} // namespace pgtidy::facts
