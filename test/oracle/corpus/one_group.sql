-- A block with an aggregate has a row whatever WHERE says, wherever the aggregate stands.
-- users: users
CREATE TABLE users (id int PRIMARY KEY, name text);
CREATE TABLE orders (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), total int);
CREATE TABLE pool (k int PRIMARY KEY, v int);
-- statements
-- leaks: one group
SELECT * FROM orders o WHERE EXISTS (SELECT 1 WHERE o.user_id = $1 ORDER BY count(*));
SELECT * FROM orders o WHERE EXISTS (SELECT 1 FROM pool WHERE o.user_id = $1 ORDER BY sum(k));
SELECT * FROM orders o WHERE EXISTS (SELECT DISTINCT ON (count(*)) 1 WHERE o.user_id = $1);
SELECT * FROM orders o WHERE EXISTS (SELECT 1 FROM pool WHERE o.user_id = $1 WINDOW w AS (ORDER BY sum(k)));
SELECT * FROM orders o WHERE EXISTS (SELECT row_number() OVER (ORDER BY count(*)) FROM pool p WHERE o.user_id = $1);
SELECT * FROM orders o WHERE EXISTS (SELECT (SELECT max(p.k)) FROM pool p WHERE o.user_id = $1);
SELECT o.* FROM orders o, LATERAL (SELECT (SELECT max(p.k)) FROM pool p WHERE o.user_id = $1) x;
SELECT * FROM orders o WHERE NOT EXISTS (SELECT 1 FROM orders x WHERE x.id = o.id AND x.user_id IS DISTINCT FROM $1 ORDER BY generate_series(1, 0));
-- scoped: one group
SELECT * FROM orders o WHERE EXISTS (SELECT 1 WHERE o.user_id = $1 ORDER BY 1);
SELECT * FROM orders o WHERE EXISTS (SELECT (SELECT max(q.k) FROM pool q) FROM users u WHERE o.user_id = $1 AND u.id = o.user_id);
SELECT * FROM orders o WHERE EXISTS (SELECT rank() OVER (ORDER BY u.id) FROM users u WHERE o.user_id = $1 AND u.id = o.user_id);
SELECT * FROM orders o WHERE NOT EXISTS (SELECT 1 FROM orders x WHERE x.id = o.id AND x.user_id IS DISTINCT FROM $1 ORDER BY x.id);
