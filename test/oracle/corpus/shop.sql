-- A shop: orders of users, their items, products that all share; addresses that orders refer to.
-- users: users
-- domain orders.status: open, paid, shipped
-- domain products.name: a, b, pen
CREATE TABLE users (
  id int PRIMARY KEY,
  email text NOT NULL UNIQUE,
  name text,
  is_admin boolean NOT NULL DEFAULT false
);
CREATE TABLE products (
  id int PRIMARY KEY,
  name text NOT NULL,
  price int NOT NULL CHECK (price >= 0)
);
CREATE TABLE orders (
  id serial PRIMARY KEY,
  user_id int NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'paid', 'shipped')),
  total int NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE items (
  id serial PRIMARY KEY,
  order_id int NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
  product_id int NOT NULL REFERENCES products (id),
  qty int NOT NULL DEFAULT 1
);
CREATE TABLE reviews (
  user_id int NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  product_id int NOT NULL REFERENCES products (id),
  stars int,
  body text,
  PRIMARY KEY (user_id, product_id)
);
-- statements
-- scoped: plain
SELECT * FROM orders WHERE user_id = $1;
SELECT id, status, total FROM orders WHERE user_id = $1 AND status = $2;
SELECT id, status FROM orders WHERE $1 = user_id;
SELECT * FROM orders WHERE id = $1 AND user_id = $2;
SELECT o.id, o.total FROM orders o WHERE o.user_id = $1 ORDER BY o.created_at DESC LIMIT 10;
SELECT id FROM orders WHERE user_id = $1 ORDER BY id LIMIT $2 OFFSET $3;
SELECT count(*) FROM orders WHERE user_id = $1;
SELECT sum(total), max(created_at) FROM orders WHERE user_id = $1 AND status IN ('paid', 'shipped');
SELECT status, count(*) FROM orders WHERE user_id = $1 GROUP BY status;
SELECT status, count(*) FROM orders WHERE user_id = $1 GROUP BY status HAVING count(*) > 1 ORDER BY status;
SELECT DISTINCT status FROM orders WHERE user_id = $1;
SELECT DISTINCT ON (status) status, id FROM orders WHERE user_id = $1 ORDER BY status, created_at DESC;
SELECT * FROM orders WHERE user_id = $1 AND (status = 'open' OR total > $2);
SELECT * FROM orders WHERE user_id = $1 AND created_at > now() - interval '30 days';
SELECT email, name FROM users WHERE id = $1;
SELECT id, name FROM users WHERE email = $1;
SELECT * FROM public.orders WHERE public.orders.user_id = $1;
SELECT * FROM "orders" AS "O" WHERE "O"."user_id" = $1;
SELECT id FROM orders WHERE user_id = $1 FOR UPDATE;
SELECT * FROM products WHERE id = $1;
SELECT * FROM products ORDER BY price DESC, id LIMIT 3;
SELECT name, price FROM products WHERE name ILIKE $1;
SELECT coalesce(sum(total), 0) FROM orders WHERE user_id = $1;
SELECT EXISTS (SELECT 1 FROM orders WHERE user_id = $1 AND status = 'open');
SELECT id, row_number() OVER (ORDER BY id) FROM orders WHERE user_id = $1;
SELECT stars, body FROM reviews WHERE user_id = $1 AND product_id = $2;
SELECT json_build_object('id', id, 'total', total) FROM orders WHERE user_id = $1;
SELECT array_agg(id ORDER BY id) FROM orders WHERE user_id = $1;
SELECT string_agg(status, ',' ORDER BY id) FROM orders WHERE user_id = $1;
SELECT to_char(created_at, 'YYYY-MM'), sum(total) FROM orders WHERE user_id = $1 GROUP BY 1 ORDER BY 1;
-- leaks: plain
SELECT * FROM orders;
SELECT * FROM orders WHERE id = $1;
SELECT * FROM orders WHERE status = $1;
SELECT count(*) FROM orders;
SELECT sum(total) FROM orders WHERE status = 'paid';
SELECT status, count(*) FROM orders GROUP BY status;
SELECT max(id) FROM orders;
SELECT EXISTS (SELECT 1 FROM orders WHERE id = $1);
SELECT * FROM users ORDER BY id;
SELECT id FROM users WHERE name = $1;
SELECT count(*) FROM users WHERE is_admin;
SELECT avg(stars) FROM reviews WHERE product_id = $1;
SELECT * FROM orders ORDER BY user_id = $1 DESC;
SELECT user_id = $1 FROM orders;
SELECT *, user_id = $1 AS own FROM orders WHERE id = $2;
SELECT total, user_id FROM orders GROUP BY total, user_id HAVING count(*) > 1;
SELECT id FROM orders LIMIT 1;
SELECT DISTINCT status FROM orders;
-- leaks: predicates
SELECT * FROM orders WHERE user_id <> $1;
SELECT * FROM orders WHERE user_id >= $1;
SELECT * FROM orders WHERE NOT user_id = $1;
SELECT * FROM orders WHERE NOT (user_id <> $1 AND total > 1);
SELECT * FROM orders WHERE user_id = $1 OR status = 'open';
SELECT * FROM orders WHERE user_id = $1 OR id = $2;
SELECT * FROM orders WHERE user_id = user_id;
SELECT * FROM orders WHERE user_id IS NOT NULL;
SELECT * FROM orders WHERE $1::int IS NULL OR user_id = $1;
SELECT * FROM orders WHERE user_id = coalesce($1, user_id);
SELECT * FROM orders WHERE user_id = $1 OR $2;
SELECT * FROM orders WHERE user_id = $1 OR user_id = $2;
SELECT * FROM orders WHERE user_id IN ($1, $2);
SELECT * FROM orders WHERE user_id = ANY ($1);
SELECT * FROM orders WHERE user_id BETWEEN $1 AND $2;
SELECT * FROM orders WHERE user_id = $1 OR user_id = 1;
SELECT * FROM orders WHERE user_id = 1 OR total = 1;
SELECT * FROM orders WHERE user_id::text LIKE $1::int::text || '%';
SELECT * FROM orders WHERE user_id % 10 = $1;
SELECT * FROM orders WHERE abs(user_id - 2) = abs($1 - 2);
SELECT * FROM orders WHERE left(user_id::text, 1) = $1::int::text;
SELECT * FROM orders WHERE user_id::boolean = ($1::int)::boolean;
SELECT * FROM orders WHERE user_id & 1 = $1;
SELECT * FROM orders WHERE (user_id = $1) IS NOT NULL;
SELECT * FROM orders WHERE (user_id = $1) IS NOT TRUE;
SELECT * FROM orders WHERE (user_id = $1) = (status = 'open');
SELECT * FROM orders WHERE CASE WHEN status = 'open' THEN true ELSE user_id = $1 END;
SELECT * FROM orders WHERE CASE user_id WHEN $1 THEN false ELSE true END;
SELECT * FROM orders WHERE coalesce(nullif(user_id, $1), 1) = 1;
SELECT * FROM orders WHERE nullif(user_id, $1) IS NOT NULL;
SELECT * FROM orders WHERE (user_id, status) < ($1, 'paid');
SELECT * FROM orders WHERE (user_id, status) <> ($1, 'paid');
SELECT * FROM orders WHERE user_id = ALL (ARRAY[]::int[]);
SELECT * FROM orders WHERE user_id IS DISTINCT FROM $1;
SELECT * FROM orders WHERE greatest(user_id, $1) = $1;
SELECT * FROM orders WHERE total = $1;
SELECT * FROM orders /* WHERE user_id = $1 */ WHERE status <> 'user_id = $1';
SELECT * FROM orders WHERE user_id = $1 AND true OR total > 0;
SELECT * FROM orders WHERE user_id = (SELECT max(id) FROM users);
SELECT * FROM orders WHERE user_id = (SELECT id FROM users WHERE name = $1);
-- leaks: constant
SELECT * FROM orders WHERE user_id = 1;
SELECT * FROM orders WHERE user_id IN (1);
UPDATE orders SET status = 'paid' WHERE user_id = 2;
DELETE FROM orders WHERE 1 = user_id AND id = $1;
INSERT INTO orders (user_id, total) VALUES (1, $1);
-- scoped: predicates
SELECT * FROM orders WHERE user_id IN ($1);
SELECT * FROM orders WHERE user_id IN ($1, $1);
SELECT * FROM orders WHERE (user_id) = ($1);
SELECT * FROM orders WHERE user_id = $1::int;
SELECT * FROM orders WHERE user_id = $1::bigint;
SELECT * FROM orders WHERE user_id = CAST($1 AS integer);
SELECT * FROM orders WHERE user_id::bigint = $1;
SELECT * FROM orders WHERE user_id::text = $1::int::text;
SELECT * FROM orders WHERE user_id = ANY (ARRAY[$1]::int[]);
SELECT * FROM orders WHERE user_id = ANY (ARRAY[$1::int]);
SELECT * FROM orders WHERE user_id IS NOT DISTINCT FROM $1;
SELECT * FROM orders WHERE user_id BETWEEN $1 AND $1;
SELECT * FROM orders WHERE user_id >= $1 AND user_id <= $1;
SELECT * FROM orders WHERE NOT (user_id <> $1);
SELECT * FROM orders WHERE NOT (user_id <> $1 OR status = 'open');
SELECT * FROM orders WHERE NOT user_id IS DISTINCT FROM $1;
SELECT * FROM orders WHERE NOT (NOT (user_id = $1));
SELECT * FROM orders WHERE (user_id = $1 AND status = 'open') OR (user_id = $1 AND total > 3);
SELECT * FROM orders WHERE (user_id, status) = ($1, 'open');
SELECT * FROM orders WHERE (status, user_id) IN (('open', $1), ('paid', $1));
SELECT * FROM orders WHERE ROW(user_id, id) = ROW($1, $2);
SELECT * FROM orders WHERE (user_id = $1) IS TRUE;
SELECT * FROM orders WHERE (user_id = $1) = true;
SELECT * FROM orders WHERE (user_id <> $1) IS NOT TRUE AND total > 0 AND $1 IS NOT NULL;
SELECT * FROM orders WHERE CASE WHEN user_id = $1 THEN true ELSE false END;
SELECT * FROM orders WHERE CASE WHEN user_id <> $1 THEN false ELSE user_id = $1 END;
SELECT * FROM orders WHERE CASE user_id WHEN $1 THEN true END;
SELECT * FROM orders WHERE coalesce(user_id = $1, false);
SELECT * FROM orders WHERE user_id = $1 AND true;
SELECT * FROM orders WHERE user_id = $1 OR false;
SELECT * FROM orders WHERE false;
SELECT * FROM orders WHERE user_id = $1 AND 1 = 1;
SELECT * FROM orders WHERE 1 = 0 OR user_id = $1;
SELECT * FROM orders WHERE user_id = $1 AND ($2::text IS NULL OR status = $2);
SELECT * FROM orders WHERE user_id = $1 AND status = coalesce($2, status);
SELECT * FROM orders WHERE user_id = $1 AND user_id = 1;
SELECT * FROM orders WHERE user_id = 1 AND user_id = $1;
SELECT * FROM orders WHERE user_id IN (1, 2) AND user_id = $1;
SELECT * FROM orders WHERE user_id IN ($1, $2) AND user_id = $1;
SELECT * FROM orders WHERE user_id = $1 AND id = ANY ($2);
SELECT * FROM orders WHERE user_id = $1 AND id NOT IN ($2, $3);
SELECT * FROM orders WHERE user_id = (SELECT $1::int);
SELECT * FROM orders WHERE user_id = (SELECT id FROM users WHERE id = $1);
SELECT * FROM orders WHERE user_id = (SELECT id FROM users WHERE email = $1);
SELECT * FROM orders WHERE user_id IN (SELECT id FROM users WHERE email = $1);
SELECT * FROM orders WHERE user_id - $1 = 0;
SELECT * FROM orders WHERE user_id + 0 = $1;
SELECT count(*) FILTER (WHERE user_id = $1) FROM orders;
SELECT sum(total) FILTER (WHERE user_id = $1 AND status = 'paid') FROM orders;
SELECT coalesce(sum(CASE WHEN user_id = $1 THEN total END), 0) FROM orders;
SELECT status, count(*) FROM orders WHERE user_id = $1 GROUP BY ROLLUP (status);
SELECT user_id, count(*) FROM orders GROUP BY user_id HAVING user_id = $1;
SELECT count(*) FROM orders GROUP BY user_id HAVING user_id = $1;
-- scoped: joins
SELECT i.* FROM items i JOIN orders o ON o.id = i.order_id WHERE o.user_id = $1;
SELECT i.id, p.name FROM orders o JOIN items i ON i.order_id = o.id JOIN products p ON p.id = i.product_id WHERE o.user_id = $1;
SELECT i.* FROM orders o, items i WHERE o.user_id = $1 AND i.order_id = o.id;
SELECT o.id, count(i.id) FROM orders o LEFT JOIN items i ON i.order_id = o.id WHERE o.user_id = $1 GROUP BY o.id;
SELECT o.id, i.qty FROM orders o LEFT JOIN items i ON i.order_id = o.id AND i.qty > $2 WHERE o.user_id = $1;
SELECT i.id FROM items i JOIN orders o ON o.id = i.order_id AND o.user_id = $1;
SELECT i.id FROM items i INNER JOIN orders ON orders.id = order_id AND user_id = $1 WHERE qty > 1;
SELECT u.name, o.total FROM users u JOIN orders o ON o.user_id = u.id WHERE u.id = $1;
SELECT u.name, o.total FROM users u JOIN orders o ON o.user_id = u.id WHERE u.email = $1;
SELECT u.name, o.total FROM users u JOIN orders o ON o.user_id = u.id WHERE o.user_id = $1;
SELECT u.name, o.total FROM users u LEFT JOIN orders o ON o.user_id = u.id WHERE u.id = $1;
SELECT p.name, o.id FROM products p LEFT JOIN (items i JOIN orders o ON o.id = i.order_id AND o.user_id = $1) ON i.product_id = p.id;
SELECT p.name, r.stars FROM products p LEFT JOIN reviews r ON r.product_id = p.id AND r.user_id = $1;
SELECT p.id, r.body FROM reviews r RIGHT JOIN products p ON r.product_id = p.id AND r.user_id = $1;
SELECT a.id, b.id FROM orders a JOIN orders b ON a.user_id = b.user_id WHERE a.user_id = $1;
SELECT a.id, b.total FROM orders a JOIN orders b ON a.id = b.id WHERE a.user_id = $1;
SELECT a.id, b.id FROM orders a JOIN orders b USING (user_id) WHERE user_id = $1;
SELECT o.id, i.id FROM orders o CROSS JOIN LATERAL (SELECT id FROM items WHERE order_id = o.id) i WHERE o.user_id = $1;
SELECT o.id, i.id FROM orders o LEFT JOIN LATERAL (SELECT * FROM items WHERE order_id = o.id ORDER BY id LIMIT 1) i ON true WHERE o.user_id = $1;
SELECT o.id, r.stars FROM orders o JOIN reviews r USING (user_id) WHERE o.user_id = $1;
SELECT o.id, x.n FROM orders o JOIN (VALUES ('open', 1), ('paid', 2)) x (status, n) ON x.status = o.status WHERE o.user_id = $1;
SELECT o.* FROM orders o JOIN unnest($2::int[]) AS wanted (id) ON wanted.id = o.id WHERE o.user_id = $1;
SELECT o.id FROM orders o FULL JOIN products p ON p.id = o.id WHERE o.user_id = $1;
SELECT * FROM (SELECT * FROM orders WHERE user_id = $1) o FULL JOIN products p ON p.id = o.id;
SELECT o.id FROM products p LEFT JOIN orders o ON o.id = p.id WHERE o.user_id = $1;
SELECT d.day, o.total FROM generate_series(1, 3) AS d (day) LEFT JOIN orders o ON o.id = d.day AND o.user_id = $1;
-- leaks: joins
SELECT i.* FROM items i JOIN orders o ON o.id = i.order_id;
SELECT i.* FROM items i JOIN orders o ON o.id = i.order_id WHERE i.product_id = $1;
SELECT i.* FROM items i LEFT JOIN orders o ON o.id = i.order_id AND o.user_id = $1;
SELECT o.id, u.name FROM orders o LEFT JOIN users u ON u.id = o.user_id AND u.id = $1;
SELECT i.* FROM items i JOIN orders o ON o.user_id = $1;
SELECT i.* FROM items i, orders o WHERE o.user_id = $1;
SELECT i.* FROM items i JOIN orders o ON o.id = i.id WHERE o.user_id = $1;
SELECT i.* FROM items i JOIN orders o ON o.id > i.order_id WHERE o.user_id = $1;
SELECT a.id, b.id FROM orders a JOIN orders b ON a.status = b.status WHERE a.user_id = $1;
SELECT a.id, b.id FROM orders a, orders b WHERE a.user_id = $1;
SELECT p.name, r.stars FROM products p LEFT JOIN reviews r ON r.product_id = p.id;
SELECT p.name FROM products p JOIN reviews r ON r.product_id = p.id WHERE r.stars = 5;
SELECT p.id, r.body FROM reviews r LEFT JOIN products p ON r.product_id = p.id AND r.user_id = $1;
SELECT o.id FROM orders o FULL JOIN products p ON p.id = o.id AND o.user_id = $1;
SELECT u.id, o.id FROM users u LEFT JOIN orders o ON o.user_id = u.id AND u.id = $1;
SELECT p.name, r.stars FROM products p LEFT JOIN reviews r ON r.product_id = p.id WHERE r.user_id = $1 OR r.user_id IS NULL;
SELECT i.* FROM items i JOIN orders o ON o.id = i.order_id JOIN users u ON u.id = $1;
SELECT r.* FROM reviews r JOIN orders o ON o.id = r.product_id WHERE o.user_id = $1;
SELECT o.id FROM orders o NATURAL JOIN items i WHERE o.status = $1;
SELECT o.id, x.user_id FROM orders o, (VALUES ($1::int)) x (user_id);
-- scoped: subqueries
SELECT * FROM items WHERE order_id IN (SELECT id FROM orders WHERE user_id = $1);
SELECT * FROM items WHERE order_id = ANY (SELECT id FROM orders WHERE user_id = $1);
SELECT * FROM items i WHERE EXISTS (SELECT 1 FROM orders o WHERE o.id = i.order_id AND o.user_id = $1);
SELECT * FROM items i WHERE EXISTS (SELECT FROM orders WHERE id = i.order_id AND user_id = $1 AND status = 'open');
SELECT * FROM items WHERE order_id = (SELECT id FROM orders WHERE user_id = $1 ORDER BY id LIMIT 1);
SELECT o.id, (SELECT count(*) FROM items i WHERE i.order_id = o.id) FROM orders o WHERE o.user_id = $1;
SELECT * FROM (SELECT * FROM orders WHERE user_id = $1) o WHERE o.status = 'open';
SELECT * FROM (SELECT * FROM orders) o WHERE o.user_id = $1;
SELECT * FROM (SELECT id, user_id AS owner FROM orders) o WHERE o.owner = $1;
SELECT * FROM (SELECT id, user_id FROM orders) o (a, b) WHERE o.b = $1;
SELECT p.* FROM products p WHERE NOT EXISTS (SELECT 1 FROM reviews r WHERE r.product_id = p.id AND r.user_id = $1);
SELECT p.* FROM products p WHERE p.id NOT IN (SELECT product_id FROM reviews WHERE user_id = $1);
SELECT * FROM orders WHERE user_id = $1 AND total > (SELECT avg(total) FROM orders WHERE user_id = $1);
SELECT * FROM orders o WHERE user_id = $1 AND total >= ALL (SELECT total FROM orders x WHERE x.user_id = o.user_id);
SELECT * FROM orders o WHERE o.user_id = $1 AND EXISTS (SELECT 1 FROM items i JOIN products p ON p.id = i.product_id WHERE i.order_id = o.id AND p.name = $2);
SELECT user_id, n FROM (SELECT user_id, count(*) AS n FROM orders GROUP BY user_id) t WHERE user_id = $1;
SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY user_id ORDER BY id) AS n FROM orders) t WHERE user_id = $1;
SELECT id FROM (SELECT *, row_number() OVER (ORDER BY id) AS n FROM orders) t WHERE user_id = $1;
SELECT p.name, (SELECT stars FROM reviews r WHERE r.product_id = p.id AND r.user_id = $1) FROM products p;
SELECT * FROM orders WHERE (user_id, id) IN (SELECT user_id, max(id) FROM orders WHERE user_id = $1 GROUP BY user_id);
SELECT ARRAY(SELECT id FROM orders WHERE user_id = $1 ORDER BY id);
SELECT (SELECT count(*) FROM orders WHERE user_id = $1) AS orders, (SELECT count(*) FROM reviews WHERE user_id = $1) AS reviews;
SELECT * FROM (SELECT DISTINCT user_id, status FROM orders) t WHERE user_id = $1;
-- leaks: subqueries
SELECT sum(CASE WHEN user_id = $1 THEN total ELSE 0 END) FROM orders;
SELECT * FROM items WHERE order_id IN (SELECT id FROM orders);
SELECT * FROM items WHERE order_id NOT IN (SELECT id FROM orders WHERE user_id = $1);
SELECT * FROM items i WHERE NOT EXISTS (SELECT 1 FROM orders o WHERE o.id = i.order_id AND o.user_id = $1);
SELECT * FROM items i WHERE EXISTS (SELECT 1 FROM orders o WHERE o.user_id = $1);
SELECT * FROM items i WHERE EXISTS (SELECT 1 FROM orders o WHERE o.id = i.order_id OR o.user_id = $1);
SELECT * FROM orders WHERE user_id = $1 AND total > (SELECT avg(total) FROM orders);
SELECT * FROM orders WHERE user_id = $1 AND EXISTS (SELECT 1 FROM orders x WHERE x.status = 'paid');
SELECT id, (SELECT count(*) FROM orders) FROM orders WHERE user_id = $1;
SELECT * FROM (SELECT * FROM orders ORDER BY id LIMIT 3) o WHERE o.user_id = $1;
SELECT * FROM (SELECT DISTINCT ON (status) * FROM orders ORDER BY status, id) o WHERE o.user_id = $1;
SELECT * FROM (SELECT *, row_number() OVER (ORDER BY id) AS n FROM orders) t WHERE user_id = $1;
SELECT * FROM (SELECT status, max(user_id) AS user_id FROM orders GROUP BY status) t WHERE user_id = $1;
SELECT p.* FROM products p WHERE NOT EXISTS (SELECT 1 FROM reviews r WHERE r.product_id = p.id);
SELECT p.*, (SELECT avg(stars) FROM reviews r WHERE r.product_id = p.id) FROM products p;
SELECT p.* FROM products p WHERE p.id NOT IN (SELECT product_id FROM items);
SELECT (SELECT count(*) FROM orders WHERE user_id = $1), (SELECT count(*) FROM reviews);
SELECT id FROM orders WHERE user_id = $1 ORDER BY (SELECT count(*) FROM reviews), id LIMIT (SELECT count(*) FROM reviews);
SELECT rank FROM (SELECT user_id, rank() OVER (ORDER BY total DESC) AS rank FROM orders) t WHERE user_id = $1;
SELECT * FROM orders WHERE user_id = $1 AND id IN (SELECT order_id FROM items ORDER BY id LIMIT 1);
-- scoped: with
WITH mine AS (SELECT * FROM orders WHERE user_id = $1) SELECT * FROM mine WHERE status = 'open';
WITH o AS (SELECT * FROM orders) SELECT * FROM o WHERE user_id = $1;
WITH mine AS MATERIALIZED (SELECT id FROM orders WHERE user_id = $1) SELECT i.* FROM items i JOIN mine ON mine.id = i.order_id;
WITH mine AS (SELECT id FROM orders WHERE user_id = $1), n AS (SELECT order_id, sum(qty) AS q FROM items WHERE order_id IN (SELECT id FROM mine) GROUP BY order_id) SELECT * FROM n;
WITH everything AS (SELECT * FROM orders) SELECT 1;
WITH me AS (SELECT $1::int AS id) SELECT o.* FROM orders o JOIN me ON me.id = o.user_id;
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3) SELECT n.i, o.id FROM n JOIN orders o ON o.id = n.i WHERE o.user_id = $1;
WITH orders AS (SELECT 1 AS id, 'open' AS status) SELECT * FROM orders;
WITH gone AS (DELETE FROM orders WHERE user_id = $1 AND status = 'open' RETURNING id) SELECT count(*) FROM gone;
WITH made AS (INSERT INTO orders (user_id, total) VALUES ($1, $2) RETURNING id) INSERT INTO items (order_id, product_id) SELECT id, 1 FROM made;
WITH o AS (UPDATE orders SET status = 'paid' WHERE id = $1 AND user_id = $2 RETURNING *) SELECT o.id, i.qty FROM o JOIN items i ON i.order_id = o.id;
-- leaks: with
WITH o AS (SELECT * FROM orders) SELECT * FROM o;
WITH mine AS (SELECT * FROM orders WHERE user_id = $1) SELECT * FROM orders;
WITH mine AS (SELECT * FROM orders WHERE user_id = $1) SELECT i.* FROM items i, mine;
WITH mine AS (SELECT * FROM orders WHERE user_id = $1) SELECT i.* FROM items i LEFT JOIN mine ON mine.id = i.order_id;
WITH gone AS (DELETE FROM orders WHERE status = 'open' RETURNING *) SELECT * FROM gone WHERE user_id = $1;
WITH gone AS (DELETE FROM orders WHERE status = 'open') SELECT 1;
WITH s AS (SELECT count(*) AS n FROM orders) SELECT o.id, s.n FROM orders o, s WHERE o.user_id = $1;
WITH top AS (SELECT * FROM orders ORDER BY total DESC LIMIT 2) SELECT * FROM top WHERE user_id = $1;
-- scoped: sets
SELECT id FROM orders WHERE user_id = $1 UNION SELECT product_id FROM reviews WHERE user_id = $1;
SELECT id FROM orders WHERE user_id = $1 UNION ALL SELECT id FROM products ORDER BY 1;
SELECT id FROM products EXCEPT SELECT product_id FROM reviews WHERE user_id = $1;
SELECT id FROM products INTERSECT SELECT product_id FROM reviews WHERE user_id = $1;
SELECT * FROM (SELECT id, user_id FROM orders UNION ALL SELECT product_id, user_id FROM reviews) t WHERE t.user_id = $1;
-- leaks: sets
SELECT id FROM orders WHERE user_id = $1 UNION SELECT product_id FROM reviews;
SELECT id FROM orders WHERE user_id = $1 UNION SELECT id FROM orders WHERE user_id = $2;
SELECT id FROM products EXCEPT SELECT product_id FROM reviews;
SELECT id FROM orders EXCEPT SELECT id FROM orders WHERE user_id = $1;
SELECT id FROM products INTERSECT SELECT product_id FROM items;
SELECT * FROM (SELECT id, user_id FROM orders UNION ALL SELECT product_id, $1 FROM reviews) t WHERE t.user_id = $1;
SELECT id FROM orders UNION SELECT id FROM orders WHERE user_id = $1;
-- scoped: update
UPDATE orders SET status = 'paid' WHERE id = $1 AND user_id = $2;
UPDATE orders SET total = total + $2 WHERE user_id = $1 RETURNING id, total;
UPDATE items SET qty = $3 FROM orders o WHERE o.id = items.order_id AND o.user_id = $1 AND items.id = $2;
UPDATE items SET qty = qty + 1 WHERE order_id IN (SELECT id FROM orders WHERE user_id = $1);
UPDATE items i SET qty = $2 WHERE i.id = $3 AND EXISTS (SELECT 1 FROM orders o WHERE o.id = i.order_id AND o.user_id = $1);
UPDATE users SET name = $2 WHERE id = $1;
UPDATE users SET name = $2 WHERE email = $1;
UPDATE orders SET total = (SELECT coalesce(sum(i.qty * p.price), 0) FROM items i JOIN products p ON p.id = i.product_id WHERE i.order_id = orders.id) WHERE user_id = $1;
UPDATE orders SET user_id = $1 WHERE user_id = $1;
UPDATE products SET price = price + 1 WHERE id = $1;
UPDATE orders SET (status, total) = ('paid', $2) WHERE user_id = $1;
UPDATE items SET product_id = $2 FROM orders o WHERE o.user_id = $1 AND o.id = order_id;
-- leaks: update
UPDATE orders SET status = 'paid' WHERE id = $1;
UPDATE orders SET status = 'paid';
UPDATE orders SET status = 'paid' WHERE user_id = $1 OR id = $2;
UPDATE orders SET user_id = $1 WHERE id = $2;
UPDATE orders SET user_id = $2 WHERE user_id = $1;
UPDATE orders SET user_id = $2 WHERE user_id = $1 AND id = $3;
UPDATE items SET qty = $2 WHERE id = $1;
UPDATE items SET qty = 1 FROM orders o WHERE o.user_id = $1;
UPDATE items SET qty = 1 FROM orders o WHERE o.id = items.order_id AND items.id = $1;
UPDATE items SET order_id = $2 FROM orders o WHERE o.id = items.order_id AND o.user_id = $1;
UPDATE orders SET total = (SELECT max(total) FROM orders) WHERE user_id = $1;
UPDATE products SET price = (SELECT count(*) FROM orders) WHERE id = $1;
UPDATE products SET price = 0 WHERE id IN (SELECT product_id FROM items);
UPDATE orders SET status = o.status FROM orders o WHERE orders.user_id = $1 AND o.id = $2;
UPDATE users SET name = $2 WHERE name = $1;
UPDATE users SET is_admin = true;
-- scoped: delete
DELETE FROM orders WHERE id = $1 AND user_id = $2;
DELETE FROM orders WHERE user_id = $1 RETURNING *;
DELETE FROM items USING orders o WHERE o.id = items.order_id AND o.user_id = $1;
DELETE FROM items WHERE order_id IN (SELECT id FROM orders WHERE user_id = $1 AND status = 'open');
DELETE FROM items i WHERE i.id = $2 AND EXISTS (SELECT 1 FROM orders o WHERE o.id = i.order_id AND o.user_id = $1);
DELETE FROM users WHERE id = $1;
DELETE FROM reviews WHERE (user_id, product_id) = ($1, $2);
-- leaks: delete
DELETE FROM orders;
DELETE FROM orders WHERE id = $1;
DELETE FROM orders WHERE status = 'open' RETURNING id;
DELETE FROM items USING orders o WHERE o.user_id = $1;
DELETE FROM items WHERE order_id NOT IN (SELECT id FROM orders WHERE user_id = $1);
DELETE FROM reviews WHERE product_id = $1;
DELETE FROM products p WHERE NOT EXISTS (SELECT 1 FROM items i WHERE i.product_id = p.id) AND NOT EXISTS (SELECT 1 FROM reviews r WHERE r.product_id = p.id);
DELETE FROM orders WHERE user_id <> $1;
-- scoped: insert
INSERT INTO orders (user_id, total) VALUES ($1, $2);
INSERT INTO orders (user_id, status, total) VALUES ($1, 'open', 0) RETURNING id;
INSERT INTO orders (user_id, total) VALUES ($1, 1), ($1, 2);
INSERT INTO orders (user_id, total) SELECT $1, price FROM products;
INSERT INTO orders (user_id, total) SELECT user_id, total FROM orders WHERE user_id = $1;
INSERT INTO orders (user_id, total) SELECT id, 5 FROM users WHERE id = $1;
INSERT INTO items (order_id, product_id, qty) SELECT o.id, $3, 1 FROM orders o WHERE o.id = $1 AND o.user_id = $2;
INSERT INTO items (order_id, product_id) VALUES ((SELECT id FROM orders WHERE user_id = $1 AND id = $2), $3);
INSERT INTO products (id, name, price) VALUES ($1, $2, $3);
INSERT INTO users (id, email, name) VALUES ($1, $2, $3);
INSERT INTO users (email, id) VALUES ($1, 100) RETURNING id;
INSERT INTO orders (user_id, id) SELECT $1, * FROM unnest($2::int[]);
-- leaks: insert
INSERT INTO orders (id, user_id) SELECT 1000 + o, u FROM unnest($1::int[], $2::int[]) AS x (o, u);
INSERT INTO items (order_id, product_id, qty) VALUES ($1, $2, 1);
INSERT INTO orders (user_id, total) SELECT id, 1 FROM users;
INSERT INTO orders (user_id, total) SELECT $1, total FROM orders WHERE id = $2;
INSERT INTO orders (user_id, total) SELECT $1, count(*) FROM orders;
INSERT INTO orders (user_id, total) VALUES ($1, (SELECT max(total) FROM orders));
INSERT INTO orders (user_id, total) VALUES ($1, 1), ($2, 1);
INSERT INTO products (id, name, price) SELECT 100 + id, status, total FROM orders;
INSERT INTO items (order_id, product_id) SELECT id, $1 FROM orders WHERE status = 'open';
-- scoped: upsert
INSERT INTO reviews (user_id, product_id, stars) VALUES ($1, $2, $3) ON CONFLICT (user_id, product_id) DO UPDATE SET stars = excluded.stars;
INSERT INTO reviews (user_id, product_id, stars) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING;
INSERT INTO reviews (user_id, product_id, stars) VALUES ($1, $2, $3) ON CONFLICT (user_id, product_id) DO NOTHING RETURNING stars;
INSERT INTO reviews AS r (user_id, product_id, stars) VALUES ($1, $2, 1) ON CONFLICT (user_id, product_id) DO UPDATE SET stars = r.stars + 1 RETURNING *;
INSERT INTO orders (id, user_id, total) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING;
INSERT INTO orders (id, user_id, total) VALUES ($1, $2, $3) ON CONFLICT (id) DO UPDATE SET total = excluded.total WHERE orders.user_id = $2;
INSERT INTO products (id, name, price) VALUES ($1, $2, $3) ON CONFLICT (id) DO UPDATE SET price = excluded.price;
INSERT INTO users (id, email) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET email = excluded.email;
INSERT INTO users (id, email, name) VALUES ($1, $2, $3) ON CONFLICT (email) DO UPDATE SET name = excluded.name;
-- leaks: upsert
INSERT INTO orders (id, user_id, total) VALUES ($1, $2, $3) ON CONFLICT (id) DO UPDATE SET total = excluded.total;
INSERT INTO orders (id, user_id, total) VALUES ($1, $2, $3) ON CONFLICT (id) DO UPDATE SET user_id = excluded.user_id;
INSERT INTO orders (id, user_id, total) VALUES ($1, $2, $3) ON CONFLICT (id) DO UPDATE SET total = excluded.total WHERE excluded.user_id = $2;
-- scoped: merge
MERGE INTO reviews r USING (SELECT $1::int AS u, $2::int AS p) s ON r.user_id = s.u AND r.product_id = s.p WHEN MATCHED THEN UPDATE SET stars = 5 WHEN NOT MATCHED THEN INSERT (user_id, product_id, stars) VALUES (s.u, s.p, 5);
MERGE INTO orders o USING (VALUES ($1::int, $2::int)) v (u, t) ON o.user_id = v.u WHEN MATCHED THEN UPDATE SET total = v.t;
MERGE INTO orders o USING products p ON o.id = p.id AND o.user_id = $1 WHEN MATCHED AND o.total > 2 THEN DELETE;
-- leaks: merge
MERGE INTO orders o USING (VALUES ($1::int, $2::int)) v (i, t) ON o.id = v.i WHEN MATCHED THEN UPDATE SET total = v.t;
MERGE INTO products p USING orders o ON o.id = p.id WHEN MATCHED THEN UPDATE SET price = o.total;
MERGE INTO orders o USING products p ON o.id = p.id WHEN MATCHED THEN DELETE;
MERGE INTO reviews r USING orders o ON r.user_id = $1 AND r.product_id = o.id WHEN MATCHED THEN UPDATE SET stars = o.total;
-- scoped: grouping sets
SELECT status, count(*) FROM orders WHERE user_id = $1 GROUP BY ROLLUP (status);
SELECT user_id, status, count(*) FROM orders GROUP BY ROLLUP (user_id, status) HAVING user_id = $1;
SELECT user_id, count(*) FROM orders GROUP BY GROUPING SETS ((user_id), ()) HAVING user_id = $1;
SELECT * FROM (SELECT user_id, status, count(*) AS n FROM orders GROUP BY CUBE (user_id, status)) t WHERE t.user_id = $1;
SELECT status, n FROM (SELECT user_id AS u, status, sum(total) AS n FROM orders GROUP BY ROLLUP (user_id, status)) t WHERE u = $1 AND status IS NOT NULL;
-- leaks: grouping sets
SELECT user_id, count(*) FROM orders GROUP BY ROLLUP (user_id) HAVING user_id = $1 OR user_id IS NULL;
SELECT user_id, status, count(*) FROM orders GROUP BY CUBE (user_id, status) HAVING status = 'open';
SELECT user_id, count(*) FROM orders GROUP BY ROLLUP (user_id) HAVING user_id IS NOT DISTINCT FROM $1;
SELECT * FROM (SELECT user_id, count(*) AS n FROM orders GROUP BY ROLLUP (user_id)) t WHERE coalesce(t.user_id, $1) = $1;
SELECT user_id, count(*) FROM orders GROUP BY ROLLUP (user_id) HAVING EXISTS (SELECT 1 WHERE user_id = $1 OR user_id IS NULL);
SELECT o.user_id, (SELECT count(*) FROM orders x WHERE x.user_id = coalesce(o.user_id, x.user_id)) FROM orders o WHERE o.user_id = $1 GROUP BY ROLLUP (o.user_id);
-- scoped: no row of others
SELECT * FROM orders o WHERE NOT EXISTS (SELECT 1 FROM orders x WHERE x.id = o.id AND x.user_id IS DISTINCT FROM $1);
SELECT * FROM orders o WHERE NOT EXISTS (SELECT 1 WHERE o.user_id IS DISTINCT FROM $1);
SELECT * FROM orders o WHERE NOT EXISTS (SELECT FROM orders x WHERE x.id = o.id AND NOT coalesce(x.user_id = $1, false));
SELECT * FROM orders WHERE user_id = $1 AND NOT EXISTS (SELECT 1 FROM items i WHERE i.order_id = orders.id);
SELECT p.* FROM products p WHERE NOT EXISTS (SELECT 1 FROM reviews r WHERE r.product_id = p.id AND r.user_id = $1);
-- leaks: no row of others
SELECT p.* FROM products p WHERE NOT EXISTS (SELECT 1 FROM reviews r WHERE r.product_id = p.id);
SELECT * FROM orders o WHERE NOT EXISTS (SELECT 1 FROM orders x WHERE x.id = o.id AND x.user_id = $1);
SELECT * FROM orders o WHERE NOT EXISTS (SELECT 1 FROM orders x WHERE x.status = o.status AND x.user_id = $1 AND x.id <> o.id);
SELECT * FROM orders o WHERE NOT EXISTS (SELECT 1 FROM orders x WHERE x.id = o.id AND x.user_id <> $1 LIMIT 0);
SELECT * FROM orders o WHERE NOT EXISTS (SELECT 1 FROM orders x WHERE x.id = o.id AND x.user_id <> $1 OFFSET 1);
-- scoped: arithmetic
SELECT * FROM orders WHERE user_id * 1 = $1;
SELECT * FROM orders WHERE 0 = $1 - user_id;
SELECT * FROM orders WHERE NOT (user_id - $1 <> 0);
-- leaks: arithmetic
SELECT * FROM orders WHERE user_id * 0 = $1::int8 - $1::int8;
SELECT * FROM orders WHERE user_id + id = $1;
SELECT * FROM orders WHERE user_id - $1 = 1;
-- leaks: empty grouping set
SELECT (SELECT count(*) FROM orders) FROM products WHERE false GROUP BY CUBE (name);
SELECT o.id FROM orders o CROSS JOIN (SELECT 1 AS one FROM reviews WHERE user_id = $1 GROUP BY GROUPING SETS ((), (stars))) x;
SELECT (SELECT count(*) FROM orders) FROM products WHERE $1 <> $1 GROUP BY ();
SELECT p.id FROM products p WHERE EXISTS (SELECT 1 FROM orders o WHERE o.user_id = $1 AND total > 1 GROUP BY ROLLUP (total)) AND EXISTS (SELECT 1 FROM reviews r WHERE r.product_id = p.id);
SELECT o.id FROM orders o WHERE EXISTS (SELECT 1 FROM products WHERE o.user_id = $1 GROUP BY ROLLUP (name));
-- scoped: empty grouping set
SELECT o.id, x.user_id FROM orders o JOIN (SELECT user_id FROM reviews WHERE user_id = $1 GROUP BY ROLLUP (user_id)) x ON x.user_id = o.user_id;
SELECT p.name, x.n FROM products p CROSS JOIN (SELECT count(*) AS n FROM orders WHERE user_id = $1 GROUP BY ROLLUP (status)) x;
SELECT o.user_id, (SELECT count(*) FROM orders x WHERE x.user_id = o.user_id) FROM orders o WHERE o.user_id = $1 GROUP BY ROLLUP (o.user_id);
SELECT o.id FROM orders o WHERE EXISTS (SELECT 1 FROM products WHERE o.user_id = $1 GROUP BY name);
-- leaks: places
SELECT * FROM orders o FULL JOIN reviews r USING (user_id) WHERE o.user_id = $1 OR r.stars > 1;
SELECT * FROM orders o FULL JOIN reviews r USING (user_id) WHERE coalesce(user_id, 1) <> $1;
SELECT 1 UNION SELECT 2 LIMIT (SELECT count(*) FROM orders);
SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 OFFSET (SELECT count(*) FROM orders WHERE total > 1);
SELECT name, count(*) OVER (ORDER BY id ROWS (SELECT count(*) FROM orders) PRECEDING) FROM products;
SELECT id, sum(price) OVER w FROM products WINDOW w AS (ORDER BY id ROWS BETWEEN CURRENT ROW AND (SELECT count(*) FROM reviews) FOLLOWING);
SELECT id, sum(price) OVER w FROM products WINDOW w AS (PARTITION BY (SELECT max(total) FROM orders) = id);
SELECT id, rank() OVER (ORDER BY (SELECT count(*) FROM items i WHERE i.product_id = products.id)) FROM products;
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY total) FROM orders;
SELECT string_agg(name, ',' ORDER BY (SELECT count(*) FROM items i WHERE i.product_id = products.id), id) FROM products;
SELECT count(*) FILTER (WHERE id IN (SELECT product_id FROM items)) FROM products;
SELECT (ARRAY[1, 2, 3, 4, 5])[(SELECT count(*) FROM orders)::int];
SELECT ARRAY(SELECT total FROM orders ORDER BY 1);
SELECT (SELECT o FROM orders o ORDER BY id LIMIT 1).total;
SELECT o FROM orders o;
SELECT row_to_json(o) FROM orders o WHERE id = $1;
SELECT (o).total FROM orders o;
TABLE orders;
SELECT to_jsonb(orders.*) FROM orders;
SELECT * FROM products TABLESAMPLE BERNOULLI ((SELECT 100 * (count(*) > 2)::int FROM orders));
SELECT * FROM orders TABLESAMPLE BERNOULLI (100);
SELECT * FROM orders TABLESAMPLE SYSTEM (100) REPEATABLE (1) WHERE id = $1;
SELECT * FROM generate_series(1, (SELECT count(*) FROM orders)) g;
SELECT * FROM ROWS FROM (generate_series(1, (SELECT count(*) FROM orders)::int), unnest(ARRAY[1, 2])) AS x (a, b);
SELECT * FROM products p, LATERAL (SELECT total FROM orders WHERE id = p.id) x;
SELECT * FROM products p, LATERAL generate_series(1, (SELECT count(*) FROM items i WHERE i.product_id = p.id)) g;
SELECT * FROM ONLY orders;
SELECT * FROM orders o (a, b) WHERE a = $1;
SELECT * FROM orders AS o (user_id, b) WHERE user_id = $1;
SELECT * FROM (orders o CROSS JOIN products) j WHERE j.total > 1;
SELECT * FROM orders NATURAL JOIN products;
SELECT * FROM orders o JOIN items i USING (id) WHERE o.user_id = $1;
SELECT * FROM orders FULL JOIN reviews USING (user_id) WHERE user_id = $1 OR total > 2;
SELECT * FROM orders WHERE (SELECT user_id) <> $1;
SELECT GREATEST((SELECT max(total) FROM orders), 1);
SELECT 1 WHERE 3 < ALL (SELECT total FROM orders);
SELECT 1 WHERE 3 > ANY (SELECT total FROM orders);
SELECT 1 WHERE 3 = SOME (SELECT total FROM orders);
SELECT 1 WHERE ROW(1, 2) < (SELECT id, total FROM orders ORDER BY id LIMIT 1);
SELECT 1 WHERE (1, 2) = ANY (SELECT id, total FROM orders);
SELECT 1 WHERE (1, 2) NOT IN (SELECT id, total FROM orders);
SELECT 1 WHERE (SELECT max(total) FROM orders) BETWEEN 2 AND 4;
SELECT 1 WHERE (SELECT max(total) FROM orders) IS NULL;
SELECT CASE (SELECT max(total) FROM orders) WHEN 1 THEN 'a' ELSE 'b' END;
SELECT COALESCE((SELECT max(total) FROM orders), 0);
SELECT NULLIF((SELECT max(total) FROM orders), 0);
SELECT (SELECT min(status) FROM orders) COLLATE "C";
SELECT (SELECT max(created_at) FROM orders) AT TIME ZONE 'UTC';
SELECT EXTRACT(year FROM (SELECT max(created_at) FROM orders));
SELECT json_build_object('n', (SELECT count(*) FROM orders));
SELECT xmlelement(name n, (SELECT count(*) FROM orders));
SELECT (SELECT string_agg(status, '') FROM orders) LIKE '%open%';
SELECT 'x' SIMILAR TO (SELECT min(status) FROM orders);
SELECT * FROM products ORDER BY (SELECT count(*) FROM items i WHERE i.product_id = products.id), id;
SELECT DISTINCT ON ((SELECT count(*) FROM orders) > id) id FROM products ORDER BY (SELECT count(*) FROM orders) > id, id;
SELECT (SELECT count(*) FROM orders) > 2, count(*) FROM products GROUP BY 1;
INSERT INTO products (id, name, price) VALUES (100, $1, (SELECT count(*) FROM orders));
INSERT INTO products (id, name, price) VALUES (100, 'x', 1) RETURNING (SELECT count(*) FROM orders);
UPDATE products SET (name, price) = (SELECT status, total FROM orders ORDER BY id LIMIT 1) WHERE id = $1;
UPDATE products SET price = 1 WHERE id = $1 RETURNING (SELECT max(total) FROM orders);
UPDATE products SET price = o.total FROM orders o WHERE o.id = products.id;
DELETE FROM products p USING orders o WHERE o.id = p.id AND o.total > $1;
DELETE FROM products WHERE id = $1 RETURNING (SELECT count(*) FROM orders);
MERGE INTO products p USING (VALUES (1)) v (i) ON p.id = v.i WHEN MATCHED AND (SELECT count(*) FROM orders) > 2 THEN UPDATE SET price = 0;
MERGE INTO products p USING (SELECT count(*) AS n FROM orders) v ON p.id = v.n WHEN MATCHED THEN UPDATE SET price = 0 WHEN NOT MATCHED THEN DO NOTHING;
WITH x AS MATERIALIZED (SELECT * FROM orders) SELECT count(*) FROM x;
WITH x AS NOT MATERIALIZED (SELECT * FROM orders) SELECT count(*) FROM x WHERE total > 1;
WITH x AS (SELECT 1), y AS (SELECT * FROM orders) SELECT y.total FROM x, y;
WITH x AS (DELETE FROM orders WHERE id = $1 RETURNING *) SELECT 1;
WITH x AS (UPDATE products SET price = price RETURNING id) SELECT o.total FROM orders o JOIN x USING (id);
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < (SELECT count(*) FROM orders)) SELECT n FROM t;
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 3) SELECT o.id FROM t JOIN orders o ON o.id = t.n;
WITH RECURSIVE t AS (SELECT id, 1 AS n FROM products UNION ALL SELECT o.id, n + 1 FROM orders o JOIN t ON t.id = o.id WHERE n < 2) SEARCH DEPTH FIRST BY id SET ord SELECT id, n FROM t;
SELECT * FROM orders WHERE user_id = $1 UNION SELECT * FROM orders;
SELECT id FROM products EXCEPT SELECT product_id FROM items;
SELECT id FROM products INTERSECT ALL SELECT product_id FROM items;
(SELECT id FROM orders WHERE user_id = $1 ORDER BY id LIMIT 1) UNION ALL (SELECT id FROM orders ORDER BY id LIMIT 1);
VALUES ((SELECT count(*) FROM orders));
SELECT * FROM (VALUES ((SELECT count(*) FROM orders)), (1)) v (n);
SELECT id FROM products FETCH FIRST (SELECT count(*) FROM orders) ROWS ONLY;
SELECT id FROM orders ORDER BY total FETCH FIRST 1 ROW WITH TIES;
SELECT id FROM orders WHERE id = $1 FOR UPDATE;
SELECT id FROM orders FOR SHARE SKIP LOCKED;
-- scoped: places
SELECT user_id, o.total, r.stars FROM orders o FULL JOIN reviews r USING (user_id) WHERE user_id = $1 AND o.total > 1;
SELECT * FROM orders NATURAL FULL JOIN (SELECT user_id, stars FROM reviews) r WHERE user_id = $1;
SELECT o.id, p.id FROM orders o FULL JOIN products p ON p.id = o.id AND o.user_id = $1 WHERE o.user_id = $1 OR o.id IS NULL AND false;
SELECT id, user_id FROM orders TABLESAMPLE BERNOULLI (100) WHERE user_id = $1;
SELECT * FROM orders TABLESAMPLE SYSTEM (100) REPEATABLE (1) WHERE user_id = $1;
SELECT * FROM ROWS FROM (generate_series(1, (SELECT count(*) FROM orders WHERE user_id = $1)::int), unnest(ARRAY[1, 2])) AS x (a, b);
SELECT o.id, g FROM orders o, LATERAL generate_series(1, o.total) g WHERE o.user_id = $1;
SELECT o.id, g.n FROM orders o CROSS JOIN LATERAL ROWS FROM (generate_series(1, o.total)) WITH ORDINALITY AS g (v, n) WHERE o.user_id = $1;
SELECT * FROM ONLY orders WHERE user_id = $1;
SELECT * FROM orders o (a, b, c) WHERE b = $1;
SELECT * FROM orders AS o (user_id, b) WHERE b = $1;
SELECT * FROM (orders JOIN products USING (id)) AS j WHERE j.user_id = $1;
SELECT * FROM orders NATURAL JOIN products WHERE user_id = $1;
SELECT * FROM orders NATURAL LEFT JOIN products WHERE orders.user_id = $1;
SELECT * FROM orders o JOIN items i ON i.order_id = o.id NATURAL JOIN (SELECT 1 AS qty) q WHERE o.user_id = $1;
SELECT * FROM orders FULL JOIN reviews USING (user_id) WHERE user_id = $1;
SELECT * FROM orders LEFT JOIN reviews USING (user_id) WHERE user_id = $1;
SELECT * FROM orders RIGHT JOIN reviews USING (user_id) WHERE user_id = $1;
SELECT * FROM reviews JOIN orders USING (user_id) JOIN items ON order_id = orders.id WHERE user_id = $1;
SELECT (o).total FROM orders o WHERE (o).user_id = $1;
SELECT o FROM orders o WHERE o.user_id = $1;
SELECT row_to_json(o) FROM (SELECT id, total FROM orders WHERE user_id = $1) o;
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY total) FROM orders WHERE user_id = $1;
SELECT id, sum(total) OVER w, lag(total) OVER w FROM orders WHERE user_id = $1 WINDOW w AS (PARTITION BY status ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW);
SELECT 1 WHERE 3 < ALL (SELECT total FROM orders WHERE user_id = $1);
SELECT 1 WHERE (1, 2) IN (SELECT id, total FROM orders WHERE user_id = $1);
SELECT * FROM orders WHERE (user_id, total) >= ($1, 0) AND user_id <= $1;
SELECT * FROM orders WHERE (user_id, id) = (SELECT $1::int, 1);
SELECT * FROM orders WHERE (user_id, id) IN (SELECT $1::int, id FROM products);
SELECT * FROM orders WHERE ROW(user_id, id) IS NOT DISTINCT FROM ROW($1, $2);
SELECT * FROM orders WHERE NOT (NOT (user_id = $1) OR total < 0);
SELECT * FROM orders WHERE NOT (user_id <> $1 OR NOT total > 0);
SELECT * FROM orders WHERE NOT (user_id < $1 OR user_id > $1);
SELECT * FROM orders WHERE NOT (user_id NOT IN ($1));
SELECT * FROM orders WHERE NOT (user_id NOT BETWEEN $1 AND $1);
SELECT * FROM orders WHERE user_id BETWEEN SYMMETRIC $1 AND $1;
SELECT * FROM orders WHERE user_id <> ALL (ARRAY[$1::int]) IS FALSE;
SELECT * FROM orders WHERE ARRAY[user_id] = ARRAY[$1::int];
SELECT * FROM orders WHERE user_id IN (VALUES ($1::int));
SELECT * FROM orders WHERE EXISTS (SELECT 1 FROM (VALUES ($1::int)) v (u) WHERE v.u = user_id);
SELECT * FROM orders o WHERE (SELECT o.user_id) = $1;
SELECT * FROM orders o WHERE (SELECT o.user_id = $1);
SELECT * FROM orders WHERE user_id = $1 AND (total > 1 IS NOT FALSE);
SELECT * FROM orders WHERE true AND (user_id = $1) AND NOT false;
SELECT * FROM orders WHERE user_id = $1 INTERSECT SELECT * FROM orders;
SELECT id FROM orders WHERE user_id = $1 EXCEPT SELECT order_id FROM items i JOIN orders o ON o.id = i.order_id WHERE o.user_id = $1;
WITH x AS MATERIALIZED (SELECT * FROM orders) SELECT count(*) FROM x WHERE user_id = $1;
WITH x AS NOT MATERIALIZED (SELECT * FROM orders) SELECT count(*) FROM x WHERE user_id = $1;
WITH a AS (SELECT id FROM orders WHERE user_id = $1), b AS (SELECT i.* FROM items i JOIN a ON a.id = i.order_id) SELECT sum(qty) FROM b;
WITH moved AS (DELETE FROM items i USING orders o WHERE o.id = i.order_id AND o.user_id = $1 RETURNING i.product_id, i.qty) SELECT product_id, sum(qty) FROM moved GROUP BY 1;
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < (SELECT count(*) FROM orders WHERE user_id = $1)) SELECT n FROM t;
SELECT id FROM orders WHERE user_id = $1 ORDER BY total FETCH FIRST 1 ROW WITH TIES;
SELECT id FROM orders WHERE user_id = $1 FOR NO KEY UPDATE OF orders NOWAIT;
SELECT id FROM orders WHERE user_id = $1 FOR SHARE SKIP LOCKED;
SELECT o.id FROM orders o JOIN items i ON i.order_id = o.id WHERE o.user_id = $1 FOR UPDATE OF o;
UPDATE orders SET (status, total) = (SELECT 'paid', sum(qty) FROM items WHERE order_id = orders.id) WHERE user_id = $1;
UPDATE ONLY orders SET status = DEFAULT WHERE user_id = $1;
UPDATE orders o SET total = i.n FROM (SELECT order_id, sum(qty) AS n FROM items GROUP BY order_id) i WHERE i.order_id = o.id AND o.user_id = $1;
DELETE FROM ONLY orders WHERE user_id = $1;
MERGE INTO orders o USING (SELECT $1::int AS u, $2::int AS i) s ON o.id = s.i WHEN MATCHED AND o.user_id = s.u THEN DELETE;
INSERT INTO orders (user_id, total) SELECT user_id, total FROM orders WHERE user_id = $1 RETURNING id;
-- leaks: merge in part
MERGE INTO orders o USING (SELECT $1::int AS u, $2::int AS i) s ON o.id = s.i WHEN MATCHED AND o.user_id = s.u THEN DELETE WHEN NOT MATCHED THEN INSERT (user_id, total) VALUES (s.u, 0);
SELECT b FROM (orders o CROSS JOIN products p) j (user_id, b) WHERE user_id = $1;
-- scoped: the row above
SELECT o.id, i.id FROM orders o FULL JOIN items i ON i.order_id = o.id WHERE o.user_id = $1;
SELECT o.id FROM orders o WHERE o.user_id = $1 AND EXISTS (SELECT 1 FROM orders x WHERE x.id = o.id AND x.total > 1);
SELECT o.id, (SELECT x.total FROM orders x WHERE x.id = o.id) FROM orders o WHERE o.user_id = $1;
DELETE FROM orders o WHERE o.user_id = $1 AND NOT EXISTS (SELECT 1 FROM orders x WHERE x.id = o.id AND x.total > 2);
UPDATE orders o SET status = 'paid' WHERE NOT EXISTS (SELECT 1 FROM orders x WHERE x.id = o.id AND x.user_id IS DISTINCT FROM $1);
-- leaks: the row above
SELECT o.id FROM orders o WHERE NOT EXISTS (SELECT 1 FROM orders x WHERE x.id = o.id AND NOT (x.user_id = $1 AND x.total > 0));
SELECT o.id, (SELECT x.total FROM orders x WHERE x.id = o.id) FROM orders o;
SELECT p.id FROM products p LEFT JOIN orders o ON o.id = p.id AND o.user_id = $1 WHERE NOT EXISTS (SELECT 1 FROM orders x WHERE x.id = p.id);
SELECT o.id FROM orders o WHERE NOT EXISTS (SELECT 1 FROM orders x WHERE x.id = o.id AND x.user_id = $1 AND x.total > 0);
SELECT o.id FROM orders o WHERE NOT EXISTS (SELECT 1 FROM orders x WHERE x.total = o.total AND x.user_id <> $1);
SELECT o.id FROM orders o WHERE o.user_id = $1 AND NOT EXISTS (SELECT 1 FROM orders x WHERE x.id > o.id);
SELECT p.id FROM products p LEFT JOIN orders o ON o.id = p.id WHERE NOT EXISTS (SELECT 1 FROM orders x WHERE x.id = o.id AND x.user_id <> $1);
SELECT max(o.id) FROM orders o HAVING NOT EXISTS (SELECT 1 FROM orders x WHERE x.id = max(o.id) AND x.user_id <> $1);
SELECT o.id FROM orders o WHERE o.user_id = $1 UNION SELECT x.id FROM orders x WHERE EXISTS (SELECT 1 FROM orders y WHERE y.id = x.id AND y.total > 1);
-- scoped: counted beside
SELECT p.id, count(o.id) FILTER (WHERE o.user_id = $1) FROM products p LEFT JOIN items i ON i.product_id = p.id LEFT JOIN orders o ON o.id = i.order_id GROUP BY p.id;
SELECT p.id, coalesce(sum(i.qty) FILTER (WHERE o.user_id = $1), 0) FROM products p LEFT JOIN items i ON i.product_id = p.id LEFT JOIN orders o ON o.id = i.order_id GROUP BY p.id ORDER BY 2 DESC;
SELECT p.id, count(CASE WHEN o.user_id = $1 THEN 1 END) FROM products p LEFT JOIN (items i JOIN orders o ON o.id = i.order_id) ON i.product_id = p.id GROUP BY p.id;
SELECT p.id, sum(CASE WHEN r.user_id = $1 THEN 1 ELSE 0 END) FROM products p LEFT JOIN reviews r ON r.product_id = p.id GROUP BY p.id;
SELECT p.id, coalesce(sum(CASE WHEN r.user_id = $1 THEN r.stars ELSE 0 END), 0) FROM products p LEFT JOIN reviews r ON r.product_id = p.id GROUP BY p.id;
SELECT i.id, max(r.stars) FILTER (WHERE r.user_id = $1) FROM products p JOIN (SELECT id, id AS product_id FROM products) i USING (id) LEFT JOIN reviews r USING (product_id) GROUP BY i.id;
SELECT p.id, coalesce(bool_or(r.user_id = $1), false) AS mine FROM products p LEFT JOIN reviews r ON r.product_id = p.id GROUP BY p.id;
SELECT p.name, count(r.stars) FILTER (WHERE r.user_id = $1) FROM reviews r RIGHT JOIN products p ON p.id = r.product_id WHERE p.price > 1 GROUP BY 1 HAVING count(*) FILTER (WHERE r.user_id = $1) > 0 ORDER BY p.name;
SELECT coalesce(sum(CASE WHEN user_id = $1 THEN total ELSE 0 END), 0) FROM orders;
SELECT p.id FROM products p LEFT JOIN reviews r ON r.product_id = p.id GROUP BY p.id;
SELECT u.id, count(r.body) FROM users u LEFT JOIN reviews r ON r.user_id = u.id WHERE u.id = $1 GROUP BY u.id;
SELECT sum(CASE WHEN user_id = $1 THEN total END) FROM orders;
SELECT count(*) FILTER (WHERE user_id = $1), (SELECT count(*) FROM products) FROM orders;
-- leaks: counted beside
SELECT p.id, count(o.id) FROM products p LEFT JOIN orders o ON o.id = p.id GROUP BY p.id;
SELECT p.id, count(*) FILTER (WHERE o.id IS NULL) FROM products p LEFT JOIN orders o ON o.id = p.id GROUP BY p.id;
SELECT p.id, count(*) FILTER (WHERE o.user_id = $1 OR o.id IS NULL) FROM products p LEFT JOIN orders o ON o.id = p.id GROUP BY p.id;
SELECT p.id, count(o.id) FILTER (WHERE o.user_id = $1) FROM products p LEFT JOIN orders o ON o.id = p.id WHERE o.total > 0 GROUP BY p.id;
SELECT p.id, count(o.id) FILTER (WHERE o.user_id = $1) FROM products p LEFT JOIN orders o ON o.id = p.id WHERE o.id IS NULL OR o.total > 0 GROUP BY p.id;
SELECT p.id, count(o.id) FILTER (WHERE o.user_id = $1) FROM products p JOIN orders o ON o.id = p.id GROUP BY p.id;
SELECT p.id, count(o.id) FILTER (WHERE o.user_id = $1) FROM products p RIGHT JOIN orders o ON o.id = p.id GROUP BY p.id;
SELECT p.id, count(o.id) FILTER (WHERE o.user_id = $1) FROM products p FULL JOIN orders o ON o.id = p.id GROUP BY p.id;
SELECT p.id, o.status, count(o.id) FILTER (WHERE o.user_id = $1) FROM products p LEFT JOIN orders o ON o.id = p.id GROUP BY p.id, o.status;
SELECT p.id, o.status, count(o.id) FILTER (WHERE o.user_id = $1) FROM products p LEFT JOIN orders o ON o.id = p.id GROUP BY 1, 2;
SELECT p.id, o.total > 1 AS big, count(o.id) FILTER (WHERE o.user_id = $1) FROM products p LEFT JOIN orders o ON o.id = p.id GROUP BY p.id, big;
SELECT p.id, sum(CASE WHEN r.user_id = $1 THEN 1 ELSE 2 END) FROM products p LEFT JOIN reviews r ON r.product_id = p.id GROUP BY p.id;
SELECT p.id, avg(CASE WHEN r.user_id = $1 THEN 1 ELSE 0 END) FROM products p LEFT JOIN reviews r ON r.product_id = p.id GROUP BY p.id;
SELECT p.id, sum(CASE WHEN r.user_id = $1 THEN r.stars ELSE 0 END) FROM products p LEFT JOIN reviews r ON r.product_id = p.id GROUP BY p.id;
SELECT p.id, sum(CASE WHEN r.user_id = $1 THEN 1 ELSE 0 END) FILTER (WHERE r.stars > 0) FROM products p LEFT JOIN reviews r ON r.product_id = p.id GROUP BY p.id;
SELECT p.id, coalesce(sum(CASE WHEN r.user_id = $1 THEN r.stars ELSE 0 END), 1) FROM products p LEFT JOIN reviews r ON r.product_id = p.id GROUP BY p.id;
SELECT sum(CASE WHEN user_id = $1 THEN total ELSE 0 END) FROM orders;
SELECT p.id, bool_or(r.user_id = $1) FROM products p LEFT JOIN reviews r ON r.product_id = p.id GROUP BY p.id;
SELECT p.id, coalesce(bool_or(r.user_id = $1), true) FROM products p LEFT JOIN reviews r ON r.product_id = p.id GROUP BY p.id;
SELECT p.id, count(o.id) FILTER (WHERE o.user_id = $1), rank() OVER (ORDER BY count(*)) FROM products p LEFT JOIN items i ON i.product_id = p.id LEFT JOIN orders o ON o.id = i.order_id GROUP BY p.id;
SELECT p.id, count(i.id) FILTER (WHERE o.user_id = $1) FROM products p LEFT JOIN items i ON i.product_id = p.id LEFT JOIN orders o ON o.id = i.order_id GROUP BY p.id ORDER BY count(i.id), p.id;
SELECT p.id, count(i.id) FILTER (WHERE o.user_id = $1) FROM products p LEFT JOIN items i ON i.product_id = p.id LEFT JOIN orders o ON o.id = i.order_id GROUP BY p.id HAVING count(i.id) > 0;
SELECT p.id, count(i.id) FILTER (WHERE o.user_id = $1) FROM products p LEFT JOIN items i ON i.product_id = p.id LEFT JOIN orders o ON o.id = i.order_id LEFT JOIN reviews r ON r.product_id = p.id GROUP BY p.id;
SELECT p.id, count(i.id) FILTER (WHERE o.user_id = $1) FROM products p LEFT JOIN items i ON i.product_id = p.id JOIN orders o ON o.id = i.order_id GROUP BY p.id;
SELECT p.id, count(o.id) FILTER (WHERE o.user_id = $1) FROM products p LEFT JOIN orders o ON o.id = p.id CROSS JOIN LATERAL (SELECT o.total WHERE o.total > 0) t GROUP BY p.id;
SELECT p.id, count(o.id) FILTER (WHERE o.user_id = $1) FROM products p LEFT JOIN orders o ON o.id = p.id, generate_series(1, o.total) g GROUP BY p.id;
SELECT count(*) FILTER (WHERE user_id = $1), (SELECT max(o.total)) FROM orders o;
SELECT count(*) FILTER (WHERE o.user_id = $1), (SELECT max(o.total) FROM products p LIMIT 1) FROM orders o;
SELECT DISTINCT ON (count(*)) p.id, count(o.id) FILTER (WHERE o.user_id = $1) FROM products p LEFT JOIN items i ON i.product_id = p.id LEFT JOIN orders o ON o.id = i.order_id GROUP BY p.id ORDER BY count(*), p.id;
-- scoped: the same in each group
SELECT user_id, count(*) FROM orders GROUP BY user_id HAVING max(user_id) = $1;
SELECT max(user_id), sum(total) FROM orders GROUP BY user_id HAVING min(user_id) = $1 AND count(*) > 1;
SELECT * FROM (SELECT max(user_id) AS u, count(*) AS n FROM orders GROUP BY user_id) t WHERE t.u = $1;
SELECT o.id, max(o.user_id), sum(i.qty) FROM orders o JOIN items i ON i.order_id = o.id GROUP BY o.id HAVING max(o.user_id) = $1;
-- leaks: the same in each group
SELECT total, count(*) FROM orders GROUP BY total HAVING max(user_id) = $1;
SELECT user_id, count(*) FROM orders GROUP BY user_id HAVING max(id) = $1;
SELECT max(user_id), count(*) FROM orders HAVING max(user_id) = $1;
SELECT i.order_id, count(*) FROM items i JOIN orders o ON o.id >= i.order_id GROUP BY i.order_id HAVING max(o.user_id) = $1;
SELECT user_id, status, count(*) FROM orders GROUP BY ROLLUP (user_id, status) HAVING max(user_id) = $1;
SELECT * FROM (SELECT max(user_id) OVER () AS u, id FROM orders) t WHERE t.u = $1;
-- scoped: never alone
SELECT i.id FROM items i LEFT JOIN orders o ON o.id = i.order_id WHERE o.id IS NULL;
SELECT i.id, o.total FROM items i LEFT JOIN orders o ON o.id = i.order_id WHERE o.id IS NULL OR o.user_id = $1;
SELECT r.body FROM reviews r LEFT JOIN users u ON u.id = r.user_id WHERE u.id IS NULL OR u.id = $1;
DELETE FROM items i USING orders o LEFT JOIN users u ON u.id = o.user_id WHERE o.id = i.order_id AND u.id IS NULL;
-- leaks: never alone
SELECT i.id FROM items i LEFT JOIN orders o ON o.id = i.order_id AND o.status = 'open' WHERE o.id IS NULL;
SELECT i.id FROM items i LEFT JOIN orders o ON o.id = i.id WHERE o.id IS NULL;
SELECT p.id FROM products p LEFT JOIN orders o ON o.id = p.id WHERE o.id IS NULL;
SELECT i.id FROM orders o LEFT JOIN items i ON o.id = i.order_id WHERE i.id IS NULL;
SELECT p.id FROM products p LEFT JOIN items i ON i.product_id = p.id LEFT JOIN orders o ON o.id = i.order_id WHERE o.id IS NULL;
SELECT i.id FROM items i LEFT JOIN (SELECT * FROM orders WHERE total > 0) o ON o.id = i.order_id WHERE o.id IS NULL;
SELECT i.id FROM items i LEFT JOIN orders o ON o.id = i.order_id OR o.id = i.id WHERE o.id IS NULL OR o.user_id = $1;
-- scoped: unnested
SELECT * FROM orders WHERE user_id = ANY (SELECT unnest(ARRAY[$1::int]));
SELECT * FROM orders WHERE user_id IN (SELECT unnest(ARRAY[$1::int]));
SELECT * FROM orders WHERE user_id IN (SELECT x FROM unnest(ARRAY[$1::int]) AS x);
SELECT * FROM orders WHERE user_id IN (SELECT * FROM unnest(ARRAY[$1::int]));
SELECT o.* FROM orders o JOIN unnest(ARRAY[$1::int, NULL]) AS u (id) ON u.id = o.user_id;
SELECT o.* FROM unnest(ARRAY[$1::int]) WITH ORDINALITY AS u (id, n) JOIN orders o ON o.user_id = u.id;
SELECT i.* FROM items i JOIN unnest(ARRAY(SELECT id FROM orders WHERE user_id = $1)) AS mine ON mine = i.order_id;
SELECT * FROM items WHERE order_id = ANY ((SELECT array_agg(id) FROM orders WHERE user_id = $1)::int[]);
SELECT * FROM items WHERE order_id = ANY (coalesce((SELECT array_agg(id) FILTER (WHERE user_id = $1) FROM orders), '{}'));
-- leaks: unnested
SELECT * FROM orders WHERE user_id IN (SELECT unnest(ARRAY[$1::int, $2::int]));
SELECT * FROM orders WHERE user_id IN (SELECT unnest($1::int[]));
SELECT o.* FROM orders o LEFT JOIN unnest(ARRAY[$1::int]) AS u (id) ON u.id = o.user_id;
SELECT o.* FROM unnest(ARRAY[$1::int]) WITH ORDINALITY AS u (id, n) JOIN orders o ON o.user_id = u.n;
SELECT * FROM orders WHERE user_id NOT IN (SELECT unnest(ARRAY[$1::int]));
SELECT * FROM orders WHERE user_id <> ALL (SELECT unnest(ARRAY[$1::int]));
SELECT o.* FROM unnest(ARRAY[$1::int], ARRAY[1, 2]) AS u (id, n) JOIN orders o ON o.user_id = u.n;
SELECT * FROM items WHERE order_id = ANY ((SELECT array_agg(id) FROM orders)::int[]);
SELECT * FROM items WHERE order_id = ANY (coalesce((SELECT array_agg(id) FROM orders WHERE user_id = $1), ARRAY[1, 2, 3]));
SELECT * FROM items WHERE order_id <> ALL ((SELECT array_agg(id) FROM orders WHERE user_id = $1)::int[]);
SELECT * FROM items WHERE NOT order_id = ANY (ARRAY(SELECT id FROM orders WHERE user_id = $1));
-- scoped: counts that are not 0
SELECT * FROM items i WHERE (SELECT count(*) FROM orders o WHERE o.id = i.order_id AND o.user_id = $1) > 0;
SELECT * FROM items i WHERE 1 <= (SELECT count(o.id) FROM orders o WHERE o.id = i.order_id AND o.user_id = $1);
SELECT * FROM items i WHERE (SELECT count(*) FROM orders o WHERE o.id = i.order_id AND o.user_id = $1) <> 0;
SELECT * FROM items i WHERE (SELECT count(*) > 0 FROM orders o WHERE o.id = i.order_id AND o.user_id = $1);
SELECT * FROM items i WHERE (SELECT count(*) FILTER (WHERE o.user_id = $1) FROM orders o WHERE o.id = i.order_id) = 1;
SELECT * FROM items i WHERE (SELECT coalesce(bool_or(o.user_id = $1), false) FROM orders o WHERE o.id = i.order_id);
SELECT * FROM items i WHERE i.order_id = (SELECT coalesce(max(o.id), 0) FROM orders o WHERE o.user_id = $1 AND o.total > 0) AND i.order_id <> 0;
-- leaks: counts that are not 0
SELECT * FROM items i WHERE (SELECT count(*) FROM orders o WHERE o.id = i.order_id AND o.user_id = $1) >= 0;
SELECT * FROM items i WHERE (SELECT count(*) FROM orders o WHERE o.id = i.order_id AND o.user_id = $1) < 1;
SELECT * FROM items i WHERE NOT (SELECT count(*) > 0 FROM orders o WHERE o.id = i.order_id AND o.user_id = $1);
SELECT * FROM items i WHERE (SELECT count(*) FILTER (WHERE o.id = i.order_id) > 0 AND count(*) FILTER (WHERE o.user_id = $1) > 0 FROM orders o);
SELECT * FROM items i WHERE (SELECT bool_or(o.id = i.order_id) AND bool_or(o.user_id = $1) FROM orders o);
SELECT * FROM items i WHERE coalesce((SELECT bool_or(o.user_id = $1) FROM orders o WHERE o.id = i.order_id AND o.total > 0), true);
SELECT * FROM items i WHERE (SELECT count(*) FROM orders o WHERE o.id = i.order_id OR o.user_id = $1) > 0;
SELECT * FROM items i WHERE (SELECT max(o.id) = i.order_id AND max(o.user_id) = $1 FROM orders o);
SELECT count(*) > 1 FROM orders HAVING count(*) FILTER (WHERE user_id = $1) > 0;
SELECT * FROM (SELECT count(*) AS n, max(user_id) AS u FROM orders) t WHERE t.u = $1 AND t.n > 0;
-- scoped: joined columns by another name
SELECT j.user_id, r.body FROM orders o JOIN reviews r USING (user_id) AS j WHERE j.user_id = $1;
SELECT r.body, o.total FROM reviews r LEFT JOIN orders o USING (user_id) AS j WHERE j.user_id = $1;
SELECT r.body, o.total FROM orders o RIGHT JOIN reviews r USING (user_id) AS j WHERE j.user_id = $1;
-- leaks: joined columns by another name
SELECT o.total FROM orders o JOIN items i USING (id) AS j WHERE j.id = $1;
SELECT o.total, r.body FROM orders o FULL JOIN reviews r USING (user_id) AS j WHERE j.user_id > 0 OR j.user_id = $1;
SELECT o.total FROM orders o LEFT JOIN reviews r USING (user_id) AS j WHERE j.user_id IS NOT NULL;
-- scoped: merge with the owner in its conditions
MERGE INTO orders o USING (SELECT $2::int AS id) s ON o.id = s.id WHEN MATCHED AND o.user_id = $1 THEN DELETE;
MERGE INTO orders o USING (VALUES ($2::int, $3::int)) s (id, t) ON o.id = s.id WHEN MATCHED AND o.user_id IS DISTINCT FROM $1 THEN DO NOTHING WHEN MATCHED THEN UPDATE SET total = s.t;
MERGE INTO items i USING orders o ON i.order_id = o.id WHEN MATCHED AND o.user_id = $1 THEN UPDATE SET qty = o.total;
MERGE INTO items i USING orders o ON i.order_id = o.id WHEN MATCHED AND o.user_id = $1 AND o.status = 'paid' THEN DELETE WHEN MATCHED THEN DO NOTHING;
MERGE INTO products p USING orders o ON o.id = p.id WHEN MATCHED AND o.user_id = $1 THEN UPDATE SET name = o.status;
MERGE INTO products p USING orders o ON o.id = p.id WHEN NOT MATCHED AND o.user_id = $1 THEN INSERT (id, name, price) VALUES (o.id, o.status, 1);
MERGE INTO orders o USING (VALUES ($1::int, 1)) s (u, id) ON o.id = s.id AND o.user_id = s.u WHEN NOT MATCHED AND s.id > 1 THEN INSERT (user_id, total) VALUES (s.u, 1);
MERGE INTO products p USING orders o ON o.id = p.id WHEN MATCHED THEN DO NOTHING;
-- leaks: merge with the owner in its conditions
MERGE INTO orders o USING (VALUES ($2::int, $3::int)) s (id, t) ON o.id = s.id WHEN MATCHED AND o.user_id = $1 THEN DO NOTHING WHEN MATCHED THEN UPDATE SET total = s.t;
MERGE INTO orders o USING (VALUES ($2::int, $3::int)) s (id, t) ON o.id = s.id WHEN MATCHED AND o.user_id <> $1 THEN DO NOTHING WHEN MATCHED THEN UPDATE SET total = s.t;
MERGE INTO products p USING orders o ON o.id = p.id WHEN MATCHED AND o.user_id = $1 THEN UPDATE SET name = 'a' WHEN MATCHED THEN UPDATE SET name = o.status;
MERGE INTO products p USING orders o ON o.id = p.id WHEN MATCHED AND o.user_id = $1 THEN UPDATE SET name = 'a' WHEN NOT MATCHED THEN INSERT (id, name, price) VALUES (o.id, o.status, 1);
MERGE INTO products p USING orders o ON o.id = p.id AND o.user_id = $1 WHEN NOT MATCHED THEN INSERT (id, name, price) VALUES (o.id, o.status, 1);
MERGE INTO items i USING orders o ON i.order_id = o.id WHEN MATCHED AND i.qty > 1 THEN UPDATE SET qty = o.total;
MERGE INTO products p USING items i ON i.product_id = p.id WHEN MATCHED AND EXISTS (SELECT 1 FROM orders o WHERE o.user_id = $1) THEN UPDATE SET name = 'a';
-- scoped: what an aggregate takes in is read of each row
SELECT json_agg((SELECT json_agg(i.product_id) FROM items i WHERE i.order_id = o.id)) FROM orders o WHERE o.user_id = $1;
SELECT sum((SELECT count(*) FROM items i WHERE i.order_id = o.id)) FROM orders o WHERE o.user_id = $1;
SELECT count(*) FILTER (WHERE EXISTS (SELECT 1 FROM items i WHERE i.order_id = o.id)) FROM orders o WHERE o.user_id = $1;
SELECT string_agg(o.status, ',' ORDER BY (SELECT min(i.product_id) FROM items i WHERE i.order_id = o.id)) FROM orders o WHERE o.user_id = $1;
SELECT u.id, (SELECT max((SELECT count(*) FROM items i WHERE i.order_id = o.id)) FROM orders o WHERE o.user_id = u.id) FROM users u WHERE u.id = $1;
SELECT * FROM orders WHERE id IN (SELECT max(id) FROM orders WHERE user_id = $1 GROUP BY status);
SELECT * FROM orders o WHERE o.total = (SELECT max(i.total) FROM orders i WHERE i.user_id = $1 GROUP BY i.status LIMIT 1) AND o.user_id = $1;
-- leaks: what an aggregate takes in is read of each row
SELECT json_agg((SELECT json_agg(i.product_id) FROM items i)) FROM orders o WHERE o.user_id = $1;
SELECT count(*), (SELECT max(i.product_id) FROM items i) FROM orders o WHERE o.user_id = $1;
SELECT (SELECT max((SELECT count(*) FROM items i WHERE i.order_id = o.id)) FROM users u WHERE u.id = $1) FROM orders o;
SELECT (SELECT count(*) FILTER (WHERE EXISTS (SELECT 1 FROM items i WHERE i.order_id = o.id)) FROM users u WHERE u.id = $1) FROM orders o;
SELECT * FROM orders WHERE id IN (SELECT max(id) FROM orders GROUP BY user_id);
SELECT * FROM orders WHERE id IN (SELECT max(id) FROM orders GROUP BY status HAVING max(user_id) = $1);
SELECT * FROM orders WHERE id IN (SELECT count(*) FROM orders WHERE user_id = $1 GROUP BY status);
-- scoped: groups of which a row is the user's
SELECT status, sum(total) FILTER (WHERE user_id = $1) FROM orders GROUP BY status HAVING sum(total) FILTER (WHERE user_id = $1) IS NOT NULL;
-- leaks: groups of which a row is the user's
SELECT status, sum(total) FILTER (WHERE user_id = $1) FROM orders GROUP BY status HAVING count(total) FILTER (WHERE user_id = $1) IS NOT NULL;
