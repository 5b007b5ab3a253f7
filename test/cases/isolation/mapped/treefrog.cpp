// TreeFrog's mapper is judged as the statements that it sends.
#include <treefrog.h>

class OrdersObject : public TSqlObject {
public:
  enum PropertyIndex { Id = 0, UserId, Status };
};
class Row : public TSqlObject {
public:
  enum PropertyIndex { Id = 0, UserId };
  QString tableName() const override { return "orders"; }
};

void reads(int user, int order) {
  TSqlORMapper<OrdersObject> mapper;
  mapper.find();                                                    // expect: pg-isolation-unscoped
  mapper.find(TCriteria(OrdersObject::Status, "open"));             // expect: pg-isolation-unscoped
  mapper.limit(10).find(TCriteria(OrdersObject::UserId, TSql::Equal, user));
  mapper.findFirst(TCriteria(OrdersObject::Id, order) && TCriteria(OrdersObject::UserId, user));
  mapper.find(TCriteria(OrdersObject::Id, order) || TCriteria(OrdersObject::UserId, user)); // expect: pg-isolation-unscoped
  mapper.findByPrimaryKey(order);                                   // expect: pg-isolation-unscoped
  mapper.findBy(OrdersObject::UserId, user);
  mapper.findCount(TCriteria(OrdersObject::UserId, TSql::NotEqual, user)); // expect: pg-isolation-unscoped
  TCriteria criteria;
  criteria.add(OrdersObject::Status, "open");
  mapper.find(criteria); // expect: pg-isolation-unscoped
  criteria.add(OrdersObject::UserId, TSql::Equal, user);
  mapper.find(criteria);
}

void writes(int user, int order) {
  TSqlORMapper<Row> mapper;
  mapper.removeAll(TCriteria(Row::Id, order)); // expect: pg-isolation-unscoped
  mapper.removeAll(TCriteria(Row::UserId, user));
  mapper.updateAll(TCriteria(Row::UserId, user), Row::UserId, order); // expect: pg-isolation-ownership-change
}

void raw() {
  TSqlQuery query;
  query.exec("DELETE FROM orders WHERE id = 1"); // expect: pg-isolation-unscoped, pg-orm-raw-sql
}

void either(int user) {
  TCriteria criteria(OrdersObject::UserId, user);
  criteria.addOr(OrdersObject::Status, "open");
  TSqlORMapper<OrdersObject>().find(criteria); // expect: pg-isolation-unscoped
  TCriteria mine(OrdersObject::UserId, user);
  mine.addOr(OrdersObject::UserId, TSql::IsNull); // or nobody's: fine
  TSqlORMapper<OrdersObject>().find(mine);
}

class Kept : public TSqlObject {
public:
  int id;
  int user_id;
  QString tableName() const override { return "orders"; }
};

void changed(int user, int order) {
  Kept any = TSqlORMapper<Kept>().findByPrimaryKey(order); // expect: pg-isolation-unscoped
  any.remove();                                            // expect: pg-isolation-unscoped
}

void compared(int user, int order) {
  Kept mine = TSqlORMapper<Kept>().findByPrimaryKey(order); // expect: pg-isolation-guarded
  if (mine.user_id != user)
    return;
  mine.remove(); // expect: pg-isolation-guarded
}
