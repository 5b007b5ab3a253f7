// Keys of several columns, whose names another unit has: those of the folder of the same name.
#include "keys_apart.h"

using namespace drogon::orm;

void byBoth(const DbClientPtr &db, int order, int user) {
  Mapper<OwnOrder> orders(db);
  orders.findByPrimaryKey({order, user});
  orders.findByPrimaryKey(std::make_tuple(order, user));
  orders.deleteByPrimaryKey({order, user});
  orders.findByPrimaryKey({order, 7}); // expect: pg-isolation-constant-user
  orders.findAll();                    // expect: pg-isolation-unscoped
}

void inTheirOrder(const DbClientPtr &db, int order, int user) {
  Mapper<UsersOrder> orders(db);
  orders.deleteByPrimaryKey({user, order});
  orders.deleteByPrimaryKey({7, order}); // expect: pg-isolation-constant-user
  orders.deleteByPrimaryKey({user, 7});
}

void ofAnothers(const DbClientPtr &db, int line, int order) {
  Mapper<Line>(db).deleteByPrimaryKey({line, order}); // expect: pg-isolation-unscoped
}

void changed(const DbClientPtr &db, int order, int user) {
  Mapper<OwnOrder> orders(db);
  OwnOrder found = orders.findByPrimaryKey({order, user});
  found.setStatus("paid");
  orders.update(found);
}

void changedLine(const DbClientPtr &db, int line, int order, int user) {
  Mapper<Line> lines(db);
  if (Mapper<OwnOrder>(db).count(Criteria(OwnOrder::Cols::_id, order) && Criteria(OwnOrder::Cols::_user_id, user)) == 0)
    return;
  Line found = lines.findByPrimaryKey({line, order}); // expect: pg-isolation-guarded
  found.setAmount(2);
  lines.update(found); // expect: pg-isolation-guarded
}

void changedAnyLine(const DbClientPtr &db, int line, int order) {
  Mapper<Line> lines(db);
  Line found = lines.findByPrimaryKey({line, order}); // expect: pg-isolation-unscoped
  found.setAmount(2);
  lines.update(found); // expect: pg-isolation-unscoped
}
