-- Numbers that are one as float8, and parameters that are of the type of their first place.
-- users: users
-- domain users.id: 9007199254740992, 9007199254740993, 3
-- domain users.name: a, b
-- domain orders.f: 9.007199254740992e+15, 3
-- domain loose.f: 9.007199254740992e+15, 3
CREATE TABLE users (id bigint PRIMARY KEY, name text);
CREATE TABLE orders (id int PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id), total int, f float8);
CREATE TABLE items (id int PRIMARY KEY, order_id int NOT NULL REFERENCES orders (id), n int);
CREATE TABLE loose (f float8, n bigint, v text);
-- domain loose.n: 9007199254740992, 9007199254740993, 3
-- domain loose.v: 1, 01, 2
-- statements
-- leaks: two parameters that are one float8
SELECT o.id, p.id FROM orders o, orders p, loose l WHERE o.user_id = $1 AND p.user_id = $2 AND l.f = $1 AND l.f = $2;
SELECT o.id, p.id FROM orders o, orders p, loose l WHERE o.user_id = $1 AND p.user_id = $2 AND l.f IN ($1) AND NOT (l.f <> $2);
SELECT o.id, p.id FROM orders o, orders p WHERE o.user_id = $1 AND p.user_id = $2 AND $1::float8 = $2::float8;
SELECT p.id FROM orders p, loose l WHERE l.n = $1 AND p.user_id = l.f AND l.f = l.n;
-- leaks: a parameter of its first place
SELECT $1::float8, o.id FROM orders o WHERE user_id = $1;
SELECT o.id FROM orders o JOIN loose ON loose.f = $1 WHERE user_id = $1;
SELECT o.id FROM orders o JOIN loose ON (SELECT (loose.f = $1)) WHERE user_id = $1;
SELECT id FROM orders WHERE f = $1 AND user_id = $1;
SELECT id FROM orders WHERE f = $1 AND user_id = $1::bigint;
SELECT sqrt($1), id FROM orders WHERE user_id = $1;
SELECT id FROM orders WHERE (1, f) IN ((1, $1)) AND user_id = $1;
SELECT id FROM orders WHERE ROW (f) = ROW ($1) AND user_id = $1;
SELECT id FROM orders WHERE (SELECT max(l.f) FROM loose l) >= $1 AND user_id = $1;
SELECT id FROM orders WHERE $1 IN (SELECT l.f FROM loose l) AND user_id = $1;
SELECT id FROM orders WHERE $1 = ANY (ARRAY[f]) AND user_id = $1;
SELECT id FROM orders WHERE CASE WHEN total > 1 THEN f ELSE $1 END > 0 AND user_id = $1;
SELECT id FROM orders WHERE CASE f WHEN $1 THEN true END AND user_id = $1;
SELECT id FROM orders WHERE greatest(f, $1) = f AND user_id = $1;
SELECT o.id FROM orders o, (SELECT f AS g FROM loose) l WHERE l.g = $1 AND user_id = $1;
UPDATE orders SET f = $1 FROM (VALUES (1.5::float8), ($1)) v (x) WHERE user_id = $1;
UPDATE orders SET total = 1 WHERE f = $1 AND user_id = $1;
-- leaks: branches of two types
SELECT 1 WHERE $1 IN (SELECT user_id FROM orders UNION ALL SELECT f FROM loose);
SELECT u FROM (SELECT user_id AS u FROM orders INTERSECT SELECT f FROM loose) t WHERE u = $1;
-- leaks: windows that nobody reads
SELECT id FROM (SELECT id, user_id, rank() OVER (ORDER BY total, id) AS r FROM orders UNION SELECT id, user_id, 1 FROM orders) t WHERE user_id = $1;
SELECT id FROM (SELECT DISTINCT ON (user_id, rank() OVER (ORDER BY id) % 2) id, user_id FROM orders ORDER BY user_id, rank() OVER (ORDER BY id) % 2, id) t WHERE user_id = $1;
SELECT id FROM (SELECT id, user_id, generate_series(1, (count(*) OVER ())::int) AS g FROM orders) t WHERE user_id = $1;
-- scoped: one number
INSERT INTO orders (id, user_id) SELECT -1, $1 FROM orders WHERE user_id = $1 AND f > 0 LIMIT 1;
UPDATE orders SET f = f + $1 WHERE user_id = $1;
SELECT id FROM orders WHERE (user_id, f) = ($1, 3);
UPDATE orders SET f = $1 WHERE user_id = $1;
SELECT o.id, p.id FROM orders o, orders p, loose l WHERE o.user_id = $1 AND p.user_id = $2 AND l.n = $1 AND l.n = $2;
SELECT o.id, p.id FROM orders o, orders p WHERE o.user_id = $1 AND p.user_id = $2 AND $1 = $2;
SELECT id FROM orders WHERE user_id = $1 AND f = $1;
SELECT o.id FROM orders o, loose l WHERE o.user_id = $1 AND l.f = o.user_id;
SELECT u FROM (SELECT user_id AS u FROM orders INTERSECT SELECT n FROM loose) t WHERE u = $1;
SELECT i.n FROM loose l JOIN orders o ON o.id = l.v::int JOIN items i ON i.order_id = l.v::int WHERE o.user_id = $1;
SELECT i.n FROM loose l, loose k, orders o, items i WHERE o.id = l.v::int AND k.v = l.v AND i.order_id = k.v::int AND o.user_id = $1;
SELECT id FROM (SELECT id, user_id, rank() OVER (ORDER BY total, id) AS r FROM orders UNION ALL SELECT id, user_id, 1 FROM orders) t WHERE user_id = $1;
SELECT id FROM (SELECT id, user_id, rank() OVER (ORDER BY total, id) AS r FROM orders) t WHERE user_id = $1;
