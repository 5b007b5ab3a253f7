// Texts in the members of objects that functions are given.
#include "link.h"
#include "program.h"

#include "gtest/gtest.h"

namespace pgtidy::analysis {
namespace {

using namespace sample;
using Strings = std::vector<std::string>;

/// A function that sends the name of the tag that it is given; some other object of the class is called "other".
struct Tags : Builder {
  const std::string Name = "c:@S@Tag@FI@name", Insert = "c:@F@insert#";

  Tags() {
    facts::Function &insert = function(Insert);
    insert.parameters = {"tag", "tag.name"};
    insert.parts = {Name};
    execute(parameter(Insert, 1), Insert);
    assign(Name, facts::literal("other"));
  }

  Strings sent() const {
    facts::Program whole = program();
    Linker linker(whole);
    Strings shown;
    for (const Chain &chain : linker.follow({whole.calls.front().sql}, Insert).chains)
      shown.push_back(print(chain.texts[0]));
    return shown;
  }
};

TEST(LinkObjects, aMemberIsWhatTheCallerHasPutThere) {
  Tags b;
  b.invoke(b.Insert, {nullptr, facts::literal("own")}, "c:@F@a#");
  EXPECT_EQ(b.sent(), Strings{"\"own\""});
}

TEST(LinkObjects, ofAnObjectThatNobodySaysAMemberIsThatOfAny) {
  Tags b;
  EXPECT_EQ(b.sent(), Strings{"\"other\""});
  b.invoke(b.Insert, {nullptr, nullptr}, "c:@F@a#");
  EXPECT_EQ(b.sent(), Strings{"\"other\""});
}

TEST(LinkObjects, aCallerThatDoesNotSeeTheClassSaysNothingOfIt) {
  Tags b;
  b.invoke(b.Insert, {facts::literal("none")}, "c:@F@a#");
  EXPECT_EQ(b.sent(), Strings{"\"other\""});
}

} // namespace
} // namespace pgtidy::analysis
