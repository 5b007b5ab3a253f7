#include "reading.h"

namespace pgtidy::rules {
namespace {

/// The SQL of the only call of `statements`, with a mapper of orders.
std::string sent(const std::string &statements) {
  facts::Call call = onlyCall(R"(
    #include <string>
    #include <vector>
    namespace drogon::orm {
    enum class CompareOperator { EQ, NE, Like, In, IsNull };
    struct Criteria {
      Criteria() = default;
      template <typename T> Criteria(const std::string &column, const CompareOperator &how, T &&value);
      template <typename T> Criteria(const std::string &column, T &&value);
      Criteria(const std::string &column, const CompareOperator &how);
    };
    const Criteria operator&&(Criteria one, Criteria other);
    const Criteria operator||(Criteria one, Criteria other);
    template <typename T> struct Mapper {
      Mapper<T> &limit(size_t count);
      T findByPrimaryKey(int key);
      std::vector<T> findAll();
      std::vector<T> findBy(const Criteria &criteria);
      size_t count(const Criteria &criteria = Criteria());
      void insert(T &row);
      size_t update(const T &row);
      size_t deleteByPrimaryKey(int key);
      template <typename... V> size_t updateBy(const std::vector<std::string> &columns, const Criteria &criteria, V &&...);
    };
    }
    using namespace drogon::orm;
    struct Order { static constexpr const char *tableName = "orders", *primaryKeyName = "id"; };
    void f(Mapper<Order> &m, int user, int order, Order row, const Criteria &any) { )" +
                                  statements + " }",
                              {"-std=c++17"});
  EXPECT_EQ(call.library, "drogon_orm");
  EXPECT_TRUE(call.isComposed);
  return printed(call.sql);
}

TEST(DrogonOrm, callsAreTheStatementsThatTheySend) {
  EXPECT_EQ(sent("m.findAll();"), R"x("SELECT * FROM orders")x");
  EXPECT_EQ(sent("m.limit(3).findAll();"), R"x("SELECT * FROM orders")x");
  EXPECT_EQ(sent("m.findByPrimaryKey(order);"), R"x("SELECT * FROM orders WHERE id = (" + {order} + ")")x");
  EXPECT_EQ(sent("m.count();"), R"x("SELECT count(*) FROM orders WHERE TRUE")x");
  EXPECT_EQ(sent("m.deleteByPrimaryKey(3);"), R"x("DELETE FROM orders WHERE id = (3)")x");
  EXPECT_EQ(sent("m.insert(row);"), R"x("INSERT INTO orders DEFAULT VALUES RETURNING *")x");
  EXPECT_EQ(sent("m.update(row);"), R"x("UPDATE orders SET id = id WHERE id = (" + {row} + ")")x");
}

TEST(DrogonOrm, criteriaAreConditions) {
  EXPECT_EQ(sent("m.findBy(Criteria(\"user_id\", CompareOperator::EQ, user));"),
            R"x("SELECT * FROM orders WHERE user_id = (" + {user} + ")")x");
  EXPECT_EQ(sent("m.findBy(Criteria(\"user_id\", user) && Criteria(\"x\", CompareOperator::IsNull));"),
            R"x("SELECT * FROM orders WHERE (user_id = (" + {user} + ")) AND (x IS NULL)")x");
  EXPECT_EQ(sent("m.findBy(Criteria(\"s\", std::string(\"it's\")) || Criteria());"),
            R"x("SELECT * FROM orders WHERE (s = ('it''s')) OR (TRUE)")x");
  EXPECT_EQ(sent("m.updateBy({\"s\"}, Criteria(\"user_id\", user), 1);"),
            R"x("UPDATE orders SET s = (1) WHERE user_id = (" + {user} + ")")x");
}

TEST(DrogonOrm, aConditionThatIsNotKnownDecides) {
  EXPECT_EQ(sent("m.findBy(any);").rfind(R"x("SELECT * FROM orders WHERE " + {)x", 0), 0u);
}

} // namespace
} // namespace pgtidy::rules
