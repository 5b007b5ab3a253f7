// Drogon's Mapper and Criteria are judged as the statements that they send.
#include "drogon.h"

using namespace drogon::orm;

void reads(const DbClientPtr &db, int user, int order) {
  Mapper<Order> orders(db);
  orders.findAll();               // expect: pg-isolation-unscoped
  orders.findByPrimaryKey(order); // expect: pg-isolation-unscoped
  orders.findBy(Criteria(Order::Cols::_status, CompareOperator::EQ, std::string("open"))); // expect: pg-isolation-unscoped
  orders.limit(10).findAll();                                                              // expect: pg-isolation-unscoped
  orders.count();                                                                          // expect: pg-isolation-unscoped
  Mapper<Product>(db).findAll(); // nobody's: fine
  orders.findBy(Criteria(Order::Cols::_user_id, CompareOperator::EQ, user));
  orders.findBy(Criteria(Order::Cols::_user_id, user));
  orders.findOne(Criteria(Order::Cols::_id, order) && Criteria(Order::Cols::_user_id, user));
  orders.count(Criteria(Order::Cols::_user_id, CompareOperator::EQ, user));
}

void conditions(const DbClientPtr &db, int user, int order, const std::vector<int> &users) {
  Mapper<Order> orders(db);
  Criteria mine(Order::Cols::_user_id, CompareOperator::EQ, user);
  Criteria open(Order::Cols::_status, CompareOperator::EQ, std::string("open"));
  orders.findBy(mine && open);
  orders.findBy(mine || open);                                              // expect: pg-isolation-unscoped
  orders.findBy(Criteria(Order::Cols::_user_id, CompareOperator::NE, user)); // expect: pg-isolation-unscoped
  orders.findBy(Criteria(Order::Cols::_user_id, CompareOperator::In, users)); // expect: pg-isolation-unscoped
  orders.findBy(Criteria(Order::Cols::_user_id, CompareOperator::IsNotNull)); // expect: pg-isolation-unscoped
  orders.findBy(Criteria(Order::Cols::_user_id, CompareOperator::EQ, 7));     // expect: pg-isolation-constant-user
  Criteria both = Criteria(Order::Cols::_id, order);
  orders.findBy(both); // expect: pg-isolation-unscoped
  both = both && mine;
  orders.findBy(both);
}

void writes(const DbClientPtr &db, int user, int order) {
  Mapper<Order> orders(db);
  orders.deleteByPrimaryKey(order);                   // expect: pg-isolation-unscoped
  orders.deleteBy(Criteria(Order::Cols::_id, order)); // expect: pg-isolation-unscoped
  orders.deleteBy(Criteria(Order::Cols::_id, order) && Criteria(Order::Cols::_user_id, user));
  orders.updateBy({Order::Cols::_status}, Criteria(Order::Cols::_id, order), "paid"); // expect: pg-isolation-unscoped
  orders.updateBy({Order::Cols::_status}, Criteria(Order::Cols::_user_id, user), "paid");
}

void guarded(const DbClientPtr &db, int user, int order) {
  Mapper<Order> orders(db);
  Order mine = orders.findOne(Criteria(Order::Cols::_id, order) && Criteria(Order::Cols::_user_id, user));
  mine.setStatus("paid");
  orders.update(mine);              // expect: pg-isolation-guarded
  orders.deleteByPrimaryKey(order); // expect: pg-isolation-guarded
}

void compared(const DbClientPtr &db, int user, int order) {
  Mapper<Order> orders(db);
  Order found = orders.findByPrimaryKey(order); // expect: pg-isolation-guarded
  if (found.getValueOfUserId() != user)
    return;
  found.setStatus("paid");
  orders.update(found); // expect: pg-isolation-guarded
}

void show(const std::string &status);

void comparedInVain(const DbClientPtr &db, int user, int order) {
  Mapper<Order> orders(db);
  Order found = orders.findByPrimaryKey(order); // expect: pg-isolation-unscoped
  bool isMine = found.getValueOfUserId() == user;
  if (!isMine)
    show("somebody else's");
}

void comparedOnOneWay(const DbClientPtr &db, int user, int order, bool quickly) {
  Mapper<Order> orders(db);
  Order found = orders.findByPrimaryKey(order); // expect: pg-isolation-unscoped
  if (quickly)
    return show("read before anybody asks whose it is");
  if (found.getValueOfUserId() != user)
    return;
  show("mine");
}

void comparedOne(const DbClientPtr &db, int user) {
  Mapper<Order> orders(db);
  Order found = orders.findOne(Criteria(Order::Cols::_status, std::string("open"))); // expect: pg-isolation-unscoped
  if (found.getValueOfUserId() != user)
    return;
  show("mine, but found among all");
}

void comparedElsewhere(const DbClientPtr &db, int user, int order, int other) {
  Mapper<Order> orders(db);
  Order found = orders.findByPrimaryKey(order); // expect: pg-isolation-guarded
  if (found.getValueOfUserId() != user)
    return;
  found.setId(other);
  orders.update(found);             // expect: pg-isolation-unscoped
  orders.deleteByPrimaryKey(other); // expect: pg-isolation-unscoped
}

void calledBack(const DbClientPtr &db, int user, int order) {
  Mapper<Order> orders(db);
  orders.findBy(
      Criteria(Order::Cols::_id, order) && Criteria(Order::Cols::_user_id, user),
      [db, order](std::vector<Order> found) {
        if (found.empty())
          return;
        Mapper<Order>(db).deleteByPrimaryKey(order); // expect: pg-isolation-guarded
      },
      [](const DrogonDbException &) {});
}

void built(const DbClientPtr &db, const std::string &user, const std::string &order) {
  QueryBuilder<Order>{}.selectAll().execSync(db); // expect: pg-isolation-unscoped
  QueryBuilder<Order>{}.selectAll().eq("user_id", user).execSync(db);
  QueryBuilder<Order>{}.selectAll().eq("id", order).single().execSync(db); // expect: pg-isolation-unscoped
  QueryBuilder<Order>{}.select("status").eq("id", order).eq("user_id", user).order("id").limit(3).execSync(db);
  QueryBuilder<Order>{}.selectAll().neq("user_id", user).execSync(db); // expect: pg-isolation-unscoped
  QueryBuilder<Order>{}.from("products").selectAll().execSync(db); // another table, nobody's: fine
  auto mine = QueryBuilder<Order>{}.selectAll();
  mine.like("status", "o%");
  mine.execSync(db); // expect: pg-isolation-unscoped
  mine.eq("user_id", user);
  mine.execSync(db);
}

void custom(const DbClientPtr &db, int user, int order) {
  Mapper<Order> orders(db);
  orders.findBy(Criteria("id > $? AND user_id = $?"_sql, order, user)); // expect: pg-orm-raw-sql
  orders.findBy(Criteria("id > $?"_sql, order)); // expect: pg-isolation-unscoped, pg-orm-raw-sql
  orders.findBy(Criteria("id > $?"_sql, order) && Criteria(Order::Cols::_user_id, user)); // expect: pg-orm-raw-sql
}

// What the key of a class is called, another file says.
class Note {
public:
  using PrimaryKeyType = int;
  static const std::string primaryKeyName;
  static const std::string tableName;
  const int &getValueOfUserId() const;
  void setBody(const std::string &body);
  void setNoteId(int id);
};

void comparedNote(const DbClientPtr &db, int user, int note) {
  Mapper<Note> notes(db);
  Note found = notes.findByPrimaryKey(note); // expect: pg-isolation-guarded
  if (found.getValueOfUserId() != user)
    return;
  found.setBody("mine");
  notes.update(found); // expect: pg-isolation-guarded
}

void anotherNote(const DbClientPtr &db, int user, int note, int other) {
  Mapper<Note> notes(db);
  Note found = notes.findByPrimaryKey(note); // expect: pg-isolation-guarded
  if (found.getValueOfUserId() != user)
    return;
  found.setNoteId(other);
  notes.update(found); // expect: pg-isolation-unscoped
}

const std::string Note::primaryKeyName = "note_id";
const std::string Note::tableName = "memos";

void added(const DbClientPtr &db, int user) {
  Order order;
  order.setUserId(user);
  order.setStatus("open");
  Mapper<Order>(db).insert(order);
  Item item;
  item.setOrderId(order.getValueOfId());
  item.setAmount(2);
  Mapper<Item>(db).insert(item);                                 // expect: pg-isolation-guarded
  Mapper<Order>(db).deleteByPrimaryKey(order.getValueOfId()); // expect: pg-isolation-guarded
}

void addedBehindPointer(const DbClientPtr &db, int user) {
  auto order = std::make_shared<Order>();
  order->setUserId(user);
  Mapper<Order>(db).insert(*order);
  Item item;
  item.setOrderId(order->getValueOfId());
  Mapper<Item>(db).insert(item); // expect: pg-isolation-guarded
}

void addedToAnothers(const DbClientPtr &db, int order) {
  Item item;
  item.setOrderId(order);
  item.setAmount(1);
  Mapper<Item>(db).insert(item); // expect: pg-isolation-unscoped
}

void addedForOne(const DbClientPtr &db) {
  Order order;
  order.setUserId(7);
  Mapper<Order>(db).insert(order); // expect: pg-isolation-constant-user
}

void fill(Order &order);

void addedAsFilled(const DbClientPtr &db, int id) { // by others, who may have set anything
  Order order;
  order.setUserId(7);
  fill(order);
  Mapper<Order>(db).insert(order);
  Mapper<Order>(db).deleteByPrimaryKey(id); // expect: pg-isolation-unscoped
}

// A class of the program's own, derived from what the generator makes.
class Invoice : public Order {};

void derived(const DbClientPtr &db, int user) {
  Mapper<Invoice>(db).findAll(); // expect: pg-isolation-unscoped
  Mapper<Invoice>(db).findBy(Criteria(Invoice::Cols::_user_id, CompareOperator::EQ, user));
}

// A key of several columns.
class KeyedByBoth {
public:
  struct Cols {
    static const std::string _id;
    static const std::string _user_id;
  };
  using PrimaryKeyType = std::tuple<int, int>;
  static const std::vector<std::string> primaryKeyName;
  static const std::string tableName;
};
const std::vector<std::string> KeyedByBoth::primaryKeyName = {"id", "user_id"};
const std::string KeyedByBoth::tableName = "orders";

void byBoth(const DbClientPtr &db, int order, int user) {
  Mapper<KeyedByBoth>(db).findByPrimaryKey({order, user});
  Mapper<KeyedByBoth>(db).findAll(); // expect: pg-isolation-unscoped
}

// Who is called back, or has yet to wait, goes on where there is no row as well.
void calledBackLater(const DbClientPtr &db, int user, int order) {
  Mapper<Order> orders(db);
  orders.findOne(
      Criteria(Order::Cols::_id, order) && Criteria(Order::Cols::_user_id, user), [](Order) {},
      [db, order](const DrogonDbException &) {
        Mapper<Order>(db).deleteByPrimaryKey(order); // expect: pg-isolation-unscoped
      });
  orders.deleteByPrimaryKey(order); // expect: pg-isolation-unscoped
}

void calledBackWithIt(const DbClientPtr &db, int user, int order) {
  Mapper<Order> orders(db);
  orders.findOne(
      Criteria(Order::Cols::_id, order) && Criteria(Order::Cols::_user_id, user),
      [db, order](Order) {
        Mapper<Order>(db).deleteByPrimaryKey(order); // expect: pg-isolation-guarded
      },
      [](const DrogonDbException &) {});
}

void neverWaited(const DbClientPtr &db, int user, int order) {
  Mapper<Order> orders(db);
  auto mine = orders.findFutureOne(Criteria(Order::Cols::_id, order) && Criteria(Order::Cols::_user_id, user));
  orders.deleteByPrimaryKey(order); // expect: pg-isolation-unscoped
}

void waited(const DbClientPtr &db, int user, int order) {
  Mapper<Order> orders(db);
  auto mine = orders.findFutureOne(Criteria(Order::Cols::_id, order) && Criteria(Order::Cols::_user_id, user));
  mine.get();
  orders.deleteByPrimaryKey(order); // expect: pg-isolation-guarded
}

// The columns that are set, by the names that are given.
void assigned(const DbClientPtr &db, int user, int other) {
  Mapper<Order> orders(db);
  orders.updateBy({Order::Cols::_user_id}, Criteria(Order::Cols::_user_id, user), other); // expect: pg-isolation-ownership-change
  orders.updateBy({Order::Cols::_status, Order::Cols::_id}, Criteria(Order::Cols::_user_id, user), "paid", 3);
}

// Names are put into the statement as they are.
void ordered(const DbClientPtr &db, const std::string &column, int user) {
  Mapper<Order> orders(db);
  orders.orderBy(column).findBy(Criteria(Order::Cols::_user_id, user)); // expect: pg-sql-injection
  Mapper<Order>(db).orderBy(Order::Cols::_status).limit(3).findBy(Criteria(Order::Cols::_user_id, user));
  Mapper<Order>(db).updateBy({column}, Criteria(Order::Cols::_user_id, user), 3); // expect: pg-sql-injection
}
