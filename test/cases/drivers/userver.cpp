// userver: a statement may be an object with a name.
#include <userver_postgres.h>

#include <optional>
#include <string>

using namespace userver::storages::postgres;

namespace data {

const Query allOrders{"SELECT id FROM orders", Query::Name{"all_orders"}}; // expect: pg-isolation-unscoped
const Query ownOrders{"SELECT id FROM orders WHERE user_id = $1", Query::Name{"own_orders"}};

void statements(const ClusterPtr &cluster, Transaction &transaction, long user) {
  cluster->Execute(ClusterHostType::kMaster, allOrders);
  cluster->Execute(ClusterHostType::kSlave, ownOrders, user);
  cluster->Execute(ClusterHostType::kSlave, OptionalCommandControl{}, "SELECT id FROM orders", user); // expect: pg-isolation-unscoped
  transaction.Execute("DELETE FROM orders WHERE id = $1", user); // expect: pg-isolation-unscoped
  transaction.Execute("DELETE FROM orders WHERE id = $1 AND note = $2", user, std::optional<std::string>()); // expect: pg-isolation-unscoped
  transaction.Execute("SELECT id FORM orders"); // expect: pg-sql-syntax
}

} // namespace data

void bypass(Transaction &transaction) {
  transaction.Execute("SELECT 1"); // expect: pg-orm-bypass
}
