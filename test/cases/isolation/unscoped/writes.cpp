// UPDATE, DELETE, INSERT, COPY and TRUNCATE.
#include <pqxx/pqxx>
#include <string>

void faults(pqxx::work &txn, int id, int user) {
  txn.exec_params("UPDATE orders SET status = 'paid' WHERE id = $1", id);                    // expect: pg-isolation-unscoped
  txn.exec("UPDATE orders SET status = 'late'");                                             // expect: pg-isolation-unscoped
  txn.exec_params("UPDATE items SET amount = 2 WHERE id = $1", id);                          // expect: pg-isolation-unscoped
  txn.exec_params("DELETE FROM orders WHERE id = $1 RETURNING id", id);                      // expect: pg-isolation-unscoped
  txn.exec_params("DELETE FROM items WHERE order_id = $1", id);                              // expect: pg-isolation-unscoped
  txn.exec_params("INSERT INTO items (id, order_id, product_id, amount) VALUES ($1, $2, 1, 1)", id, user); // expect: pg-isolation-unscoped
  txn.exec("COPY orders TO STDOUT");                                                         // expect: pg-isolation-unscoped
  txn.exec("TRUNCATE orders");                                                               // expect: pg-isolation-unscoped
  txn.exec("INSERT INTO products (id, name, price) SELECT id, status, total"
           " FROM orders"); // expect: pg-isolation-unscoped
}

void fine(pqxx::work &txn, int id, int user) {
  txn.exec_params("UPDATE orders SET status = 'paid' WHERE id = $1 AND user_id = $2", id, user);
  txn.exec_params("UPDATE items i SET amount = 2 FROM orders o"
                  " WHERE o.id = i.order_id AND o.user_id = $1 AND i.id = $2",
                  user, id);
  txn.exec_params("DELETE FROM orders WHERE user_id = $1", user);
  txn.exec_params("DELETE FROM items USING orders o WHERE o.id = order_id AND o.user_id = $1", user);
  txn.exec_params("INSERT INTO orders (id, user_id) VALUES ($1, $2)", id, user);
  txn.exec_params("INSERT INTO items (id, order_id, product_id, amount)"
                  " SELECT $1, o.id, 1, 1 FROM orders o WHERE o.id = $2 AND o.user_id = $3",
                  id, id, user);
  txn.exec("UPDATE products SET price = price * 2");
  txn.exec("CREATE INDEX ON orders (status)");
  txn.exec("GRANT SELECT ON orders TO reader");
  txn.exec("SET LOCAL statement_timeout = 1000");
  txn.exec("COPY orders FROM STDIN");
}
