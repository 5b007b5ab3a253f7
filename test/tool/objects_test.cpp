// Objects that put a statement together, of a class whose methods stand in a file of their own.
#include "tool.h"

#include <gtest/gtest.h>

namespace pgtidy::test {
namespace {

/// A class `Query` and the file with its methods; `use.cpp` is each test's own.
class QueryProject : public Project {
public:
  explicit QueryProject(const std::string &use) {
    write("query.h", "#pragma once\n" + std::string(libpqStub) + R"cpp(
#include <string>
#include <vector>
class Query {
public:
  explicit Query(PGconn *connection);
  Query &from(const std::string &table);
  Query &where(const std::string &condition);
  Query &reset();
  std::string text() const;
  PGresult *run();
private:
  PGresult *send();
  PGconn *connection_;
  std::string sql_;
  std::vector<std::string> conditions_;
};
)cpp");
    add("query.cpp", R"cpp(#include "query.h"
Query::Query(PGconn *connection) : connection_(connection) {}
Query &Query::from(const std::string &table) { sql_ = "SELECT id FROM " + table; return *this; }
Query &Query::where(const std::string &condition) { conditions_.push_back(condition); return *this; }
Query &Query::reset() { sql_.clear(); conditions_.clear(); return *this; }
std::string Query::text() const {
  std::string all = sql_;
  for (size_t i = 0; i < conditions_.size(); ++i)
    all += (i ? " AND " : " WHERE ") + conditions_[i];
  return all;
}
PGresult *Query::run() { return send(); }
PGresult *Query::send() { return PQexec(connection_, text().c_str()); }
)cpp");
    add("use.cpp", "#include \"query.h\"\n#include <memory>\n" + use);
    write("schema.sql",
          "CREATE TABLE users (id bigint PRIMARY KEY);\n"
          "CREATE TABLE items (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users, qty int);\n"
          "CREATE TABLE tags (id bigint PRIMARY KEY, name text);\n");
  }
  Output check() const { return run({"--checks=-*,pg-sql-*,pg-isolation-*", "--schema=schema.sql"}); }
};

const std::string mine = "user_id = current_setting('app.user_id')::bigint";

TEST(ObjectsOfOtherFiles, eachCallerSendsWhatItPutThere) {
  QueryProject project(
      "PGresult *open(PGconn *c) { Query q(c); q.from(\"items\").where(\"qty = 2\"); return q.run(); }\n"
      "PGresult *mine(PGconn *c) { Query q(c); q.from(\"items\").where(\"" +
      mine + "\").where(\"qty = 2\"); return q.run(); }\n");
  Output output = project.check();
  EXPECT_NE(output.out.find("use.cpp:3:49: error: query reads other users' rows of 'items'"), std::string::npos)
      << output.out;
  EXPECT_NE(output.out.find("handed to 'Query::run' here"), std::string::npos) << output.out;
  EXPECT_NE(output.out.find("1 error, 0 warnings"), std::string::npos) << output.out;
}

TEST(ObjectsOfOtherFiles, aTextThatAMethodGivesIsTheObjectsOwn) {
  QueryProject project(
      "PGresult *f(PGconn *c) { return PQexec(c, Query(c).from(\"items\").where(\"qty = 1\").text().c_str()); }\n"
      "PGresult *g(PGconn *c) { return PQexec(c, Query(c).from(\"tags\").text().c_str()); }\n");
  Output output = project.check();
  EXPECT_NE(output.out.find("use.cpp:3:"), std::string::npos) << output.out;
  EXPECT_NE(output.out.find("1 error, 0 warnings"), std::string::npos) << output.out;
}

TEST(ObjectsOfOtherFiles, aValueIsFollowedIntoTheObject) {
  QueryProject project("PGresult *f(PGconn *c, const char *name) {\n  auto q = std::make_unique<Query>(c);\n"
                       "  q->from(\"tags\");\n  q->where(\"name = '\" + std::string(name) + \"'\");\n"
                       "  return q->run();\n}\n");
  Output output = project.check();
  EXPECT_NE(output.out.find("use.cpp:6:"), std::string::npos) << output.out;
  EXPECT_NE(output.out.find("[pg-sql-injection]"), std::string::npos) << output.out;
}

TEST(ObjectsOfOtherFiles, whatIsTakenOutAgainIsNotSent) {
  QueryProject project("PGresult *f(PGconn *c) {\n  Query q(c);\n  q.from(\"items\").where(\"" + mine +
                       "\");\n  q.run();\n  q.reset();\n  q.from(\"tags\");\n  return q.run();\n}\n");
  EXPECT_EQ(project.check().status, 0) << project.check().out;
}

TEST(ObjectsOfOtherFiles, conditionsOfALoopStandBesideEachOther) {
  QueryProject project("PGresult *f(PGconn *c, const std::vector<int> &ids) {\n  Query q(c);\n  q.from(\"tags\");\n"
                       "  for (int id : ids)\n    q.where(\"id <> \" + std::to_string(id));\n"
                       "  return q.run();\n}\n"
                       "PGresult *g(PGconn *c, const std::vector<std::string> &names) {\n  Query q(c);\n  "
                       "q.from(\"tags\");\n"
                       "  for (const std::string &name : names)\n    q.where(\"name <> '\" + name + \"'\");\n"
                       "  return q.run();\n}\n");
  Output output = project.check();
  EXPECT_NE(output.out.find("use.cpp:14:"), std::string::npos) << output.out;
  EXPECT_NE(output.out.find("1 error, 0 warnings"), std::string::npos) << output.out;
}

TEST(ObjectsOfOtherFiles, factsThatAreLinkedSayTheSame) {
  QueryProject project(
      "PGresult *f(PGconn *c) { Query q(c); q.from(\"items\").where(\"qty = 2\"); return q.run(); }\n");
  const std::vector<std::string> options{"--checks=-*,pg-sql-*,pg-isolation-*", "--schema=schema.sql", "--format=json"};
  Output whole = project.run(options);
  project.run({"--facts-out=query.facts", "query.cpp"});
  project.run({"--facts-out=use.facts", "use.cpp"});
  std::vector<std::string> link{"link"};
  link.insert(link.end(), options.begin(), options.end());
  link.insert(link.end(), {"use.facts", "query.facts"});
  EXPECT_NE(whole.out.find("pg-isolation-unscoped"), std::string::npos) << whole.out << whole.err;
  EXPECT_EQ(project.run(link).out, whole.out);
}

/// A class that is given its container when it is made, by copy or by move.
class IndexProject : public Project {
public:
  explicit IndexProject(const std::string &use) {
    write("index.h", "#pragma once\n" + std::string(libpqStub) + R"cpp(
#include <string>
#include <utility>
#include <vector>
struct Index {
  Index(const std::string &name, const std::vector<std::string> &columns);
  Index(const std::string &name, std::vector<std::string> &&columns);
  std::string statement() const;
  std::string name_;
  std::vector<std::string> columns_;
};
)cpp");
    add("index.cpp", R"cpp(#include "index.h"
Index::Index(const std::string &name, const std::vector<std::string> &columns) : name_(name), columns_(columns) {}
Index::Index(const std::string &name, std::vector<std::string> &&columns)
    : name_(name), columns_(std::move(columns)) {}
std::string Index::statement() const {
  std::string all = "CREATE INDEX " + name_ + " ON tags (";
  for (size_t i = 0; i < columns_.size(); ++i)
    all += (i ? ", " : "") + columns_[i];
  return all + ")";
}
)cpp");
    add("use.cpp", "#include \"index.h\"\n" + use + R"cpp(
PGresult *make(PGconn *c, const Index &index) { return PQexec(c, index.statement().c_str()); }
)cpp");
  }
  std::string check() const { return run({"--checks=-*,pg-sql-injection"}).out; }
};

TEST(ObjectsOfOtherFiles, aContainerMovedIntoTheObjectIsTheCallers) {
  const std::string out = IndexProject("const std::vector<std::string> both{\"name\", \"id\"};\n"
                                       "Index a(\"a\", both), b(\"b\", {\"name\", \"id\"});\n")
                              .check();
  EXPECT_NE(out.find("0 errors"), std::string::npos) << out;
}

TEST(ObjectsOfOtherFiles, whatIsMovedIntoTheObjectIsFollowed) {
  const std::string out =
      IndexProject("Index made(const std::string &column) { return Index(\"a\", {column}); }\n").check();
  EXPECT_NE(out.find("index.cpp:8:30: error: 'columns_[i]' goes into the statement"), std::string::npos) << out;
  EXPECT_NE(out.find("use.cpp:2:31: note: the value comes from here"), std::string::npos) << out;
  EXPECT_NE(out.find("1 error"), std::string::npos) << out;
}

} // namespace
} // namespace pgtidy::test
