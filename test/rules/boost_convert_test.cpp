#include "reading.h"

namespace pgtidy::rules {

/// What is known of the only value in the statement that is sent.
static facts::HoleKind kindIn(const std::string &value) {
  const facts::Text sql = onlyCall("#include <boost/lexical_cast.hpp>\n#include <boost/uuid/uuid.hpp>\n"
                                   "#include <boost/uuid/uuid_io.hpp>\n#include <libpq-fe.h>\n#include <string>\n"
                                   "void f(PGconn *c, long n, const char *given, const boost::uuids::uuid &id) {\n"
                                   "  PQexec(c, std::string(" +
                                   value + ").c_str());\n}\n")
                              .sql;
  const auto *hole = sql ? std::get_if<facts::Hole>(&sql->value) : nullptr;
  return hole ? hole->kind : facts::HoleKind::Unknown;
}

TEST(BoostConvert, numbersAndIdentifiersAreNoRawText) {
  EXPECT_EQ(kindIn("boost::lexical_cast<std::string>(n)"), facts::HoleKind::Number);
  EXPECT_EQ(kindIn("boost::uuids::to_string(id)"), facts::HoleKind::Number);
}

TEST(BoostConvert, textStaysWhatItWas) {
  EXPECT_EQ(printed(onlyCall("#include <boost/lexical_cast.hpp>\n#include <libpq-fe.h>\n#include <string>\n"
                             "void f(PGconn *c, const char *s) {\n"
                             "  PQexec(c, boost::lexical_cast<std::string>(s).c_str());\n}\n")
                        .sql),
            "$s");
}

} // namespace pgtidy::rules
