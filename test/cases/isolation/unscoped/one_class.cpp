// All virtual methods of one object are those of its class; two objects may be of two classes.
#include "libpq-fe.h"

#include <memory>
#include <string>

namespace paired {

class Model {
public:
  virtual ~Model() = default;
  virtual std::string table() const = 0;
  virtual std::string owner() const = 0;
  void list(PGconn *c) const { PQexec(c, ("SELECT id FROM " + table() + " WHERE " + owner() + " = $1").c_str()); }
};

class Orders : public Model {
  std::string table() const override { return "orders"; }
  std::string owner() const override { return "user_id"; }
};

class Users : public Model {
  std::string table() const override { return "users"; }
  std::string owner() const override { return "id"; }
};

void given(PGconn *c, const Model &model) {
  PQexec(c, ("SELECT id FROM " + model.table() + " WHERE " + model.owner() + " = $1").c_str());
}

void held(PGconn *c, const std::unique_ptr<Model> &model) {
  PQexec(c, ("DELETE FROM " + model->table() + " WHERE " + model->owner() + " = $1").c_str());
}

void made(PGconn *c) {
  Orders orders;
  orders.list(c);
  Users users;
  users.list(c);
}

} // namespace paired

namespace filtered {

class Store {
public:
  virtual ~Store() = default;
  void list(PGconn *c) { PQexec(c, (std::string("SELECT id FROM ") + table() + filter()).c_str()); }

protected:
  virtual const char *table() const = 0;
  virtual std::string filter() const { return ""; }
};

class Orders : public Store {
  const char *table() const override { return "orders"; }
  std::string filter() const override { return " WHERE user_id = $1"; }
};

class Products : public Store {
  const char *table() const override { return "products"; }
};

} // namespace filtered

namespace open {

class Store {
public:
  virtual ~Store() = default;
  virtual std::string table() const = 0;
  virtual std::string filter() const { return ""; }
  void list(PGconn *c) { PQexec(c, ("SELECT id FROM " + table() + filter()).c_str()); }
};

class Orders : public Store {
  std::string table() const override { return "orders"; } // expect: pg-isolation-unscoped
};

class Products : public Store {
  std::string table() const override { return "products"; }
  std::string filter() const override { return " WHERE user_id = $1"; }
};

} // namespace open

namespace two {

class Model {
public:
  virtual ~Model() = default;
  virtual std::string table() const = 0;
  virtual std::string owner() const = 0;
};

class Orders : public Model {
  std::string table() const override { return "orders"; } // expect: pg-isolation-unscoped
  std::string owner() const override { return "user_id"; }
};

class Products : public Model {
  std::string table() const override { return "products"; }
  std::string owner() const override { return "id"; }
};

void mixed(PGconn *c, const Model &one, const Model &other) {
  PQexec(c, ("SELECT id FROM " + one.table() + " WHERE " + other.owner() + " = $1").c_str());
}

} // namespace two
