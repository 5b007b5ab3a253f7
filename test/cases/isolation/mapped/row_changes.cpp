// Rows that are read, changed by their setters, and written by the mapper.
#include "drogon.h"

using namespace drogon::orm;

void given(const DbClientPtr &db, int user, int order, int receiver) {
  Mapper<Order> orders(db);
  Order mine = orders.findOne(Criteria(Order::Cols::_id, order) && Criteria(Order::Cols::_user_id, user));
  mine.setUserId(receiver);
  orders.update(mine); // expect: pg-isolation-ownership-change
}

void givenAfterComparison(const DbClientPtr &db, int user, int order, int receiver) {
  Mapper<Order> orders(db);
  Order mine = orders.findByPrimaryKey(order); // expect: pg-isolation-guarded
  if (mine.getValueOfUserId() != user)
    return;
  mine.setStatus("given");
  mine.setUserId(receiver);
  orders.update(mine); // expect: pg-isolation-ownership-change
}

void stays(const DbClientPtr &db, int user, int order) {
  Mapper<Order> orders(db);
  Order mine = orders.findOne(Criteria(Order::Cols::_id, order) && Criteria(Order::Cols::_user_id, user));
  mine.setUserId(user);
  mine.setStatus("paid");
  orders.update(mine); // expect: pg-isolation-guarded
}

void givenBack(const DbClientPtr &db, int user, int order, int receiver) {
  Mapper<Order> orders(db);
  Order mine = orders.findOne(Criteria(Order::Cols::_id, order) && Criteria(Order::Cols::_user_id, user));
  mine.setUserId(receiver);
  mine.setUserId(user); // the last one counts
  orders.update(mine);  // expect: pg-isolation-guarded
}

void givenSometimes(const DbClientPtr &db, int user, int order, int receiver, bool isGift) {
  Mapper<Order> orders(db);
  Order mine = orders.findOne(Criteria(Order::Cols::_id, order) && Criteria(Order::Cols::_user_id, user));
  if (isGift)
    mine.setUserId(receiver);
  orders.update(mine); // expect: pg-isolation-guarded, pg-isolation-ownership-change
}

void nobodys(const DbClientPtr &db, int user, int order) {
  Mapper<Order> orders(db);
  Order mine = orders.findOne(Criteria(Order::Cols::_id, order) && Criteria(Order::Cols::_user_id, user));
  mine.setUserIdToNull();
  orders.update(mine); // expect: pg-isolation-ownership-change
}

void anybodys(const DbClientPtr &db, int order, int receiver) {
  Mapper<Order> orders(db);
  Order any = orders.findByPrimaryKey(order); // expect: pg-isolation-unscoped
  any.setUserId(receiver);
  orders.update(any); // expect: pg-isolation-unscoped
}

void made(const DbClientPtr &db, int order, int user) { // by hand, with whatever key
  Order order2;
  order2.setId(order);
  order2.setUserId(user);
  Mapper<Order>(db).update(order2); // expect: pg-isolation-unscoped
}

void allOfMine(const DbClientPtr &db, int user) {
  Mapper<Order> orders(db);
  for (Order &order : orders.findBy(Criteria(Order::Cols::_user_id, CompareOperator::EQ, user))) {
    order.setStatus("paid");
    orders.update(order); // expect: pg-isolation-guarded
  }
}

void allOfAll(const DbClientPtr &db) {
  Mapper<Order> orders(db);
  for (Order &order : orders.findAll()) { // expect: pg-isolation-unscoped
    order.setStatus("paid");
    orders.update(order); // expect: pg-isolation-unscoped
  }
}
