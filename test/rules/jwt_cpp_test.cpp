#include "reading.h"

namespace pgtidy::rules {

/// The code of a handler that binds `value`.
static std::string handler(const std::string &value) {
  return "#include <cstdlib>\n#include <string>\n#include <pqxx/pqxx>\n"
         "namespace jwt {\n"
         "struct decoded_jwt { std::string get_subject() const; };\n"
         "template <class T = int> decoded_jwt decode(const std::string &token);\n"
         "}\n"
         "struct Other { std::string get_subject() const; };\n"
         "Other taken(const char *token);\n"
         "void f(pqxx::work &t) { t.exec_params(\"SELECT $1\", " +
         value + "); }\n";
}

/// Where the value that is bound comes from.
static std::vector<std::string> originOf(const std::string &value) {
  facts::Call call = onlyCall(handler(value));
  const auto *hole = call.values.empty() ? nullptr : std::get_if<facts::Hole>(&call.values[0]->value);
  return hole ? hole->origin : std::vector<std::string>();
}

TEST(JwtCpp, whatATokenSaysIsNotWhatTheClientSays) {
  EXPECT_TRUE(originOf("jwt::decode(std::getenv(\"TOKEN\")).get_subject()").empty());
  EXPECT_FALSE(originOf("std::string(std::getenv(\"TOKEN\"))").empty());
}

} // namespace pgtidy::rules
