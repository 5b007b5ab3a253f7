-- Rows that are summed up or taken some at a time: which of them change what is seen; keys that are checked late.
-- users: users
-- domain products.name: a, b
-- domain likes.n: 1, 2
CREATE TABLE users (id int PRIMARY KEY);
CREATE TABLE products (id int PRIMARY KEY, name text);
CREATE TABLE likes (product_id int REFERENCES products (id), user_id int REFERENCES users (id), n int NOT NULL, m int, PRIMARY KEY (product_id, user_id));
CREATE TABLE lists (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id));
CREATE TABLE entries (id int PRIMARY KEY, list_id int NOT NULL REFERENCES lists (id), pos int);
CREATE TABLE transfers (id int PRIMARY KEY, giver int REFERENCES lists (id), taker int REFERENCES lists (id));
CREATE FUNCTION entry_count(l lists) RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT count(*) FROM entries WHERE list_id = l.id $$;
CREATE FUNCTION same_place(e entries) RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT count(*) FROM entries x WHERE x.pos = e.pos $$;
-- statements
-- scoped: sums
SELECT p.id, max(CASE WHEN l.user_id = $1 THEN 1 ELSE 0 END) FROM products p LEFT JOIN likes l ON l.product_id = p.id GROUP BY p.id;
SELECT p.id, min(CASE WHEN l.user_id = $1 THEN 0 ELSE 1 END) FROM products p LEFT JOIN likes l ON l.product_id = p.id GROUP BY p.id;
SELECT p.id, coalesce(sum((l.user_id = $1)::int), 0) FROM products p LEFT JOIN likes l ON l.product_id = p.id GROUP BY p.id;
SELECT p.id, bool_or(coalesce(l.user_id = $1, false)) FROM products p LEFT JOIN likes l ON l.product_id = p.id GROUP BY p.id;
SELECT p.id, count(nullif(l.user_id = $1, false)), count(l.user_id = $1 OR NULL) FROM products p LEFT JOIN likes l ON l.product_id = p.id GROUP BY p.id;
SELECT coalesce(max(CASE WHEN user_id = $1 THEN 1 ELSE 0 END), 0) FROM likes;
-- leaks: sums
SELECT p.id, max(CASE WHEN l.user_id = $1 THEN 0 ELSE 1 END) FROM products p LEFT JOIN likes l ON l.product_id = p.id GROUP BY p.id;
SELECT p.id, max(CASE WHEN l.user_id = $1 THEN 1 WHEN l.product_id IS NULL THEN 2 ELSE 0 END) FROM products p LEFT JOIN likes l ON l.product_id = p.id GROUP BY p.id;
SELECT p.id, sum(CASE WHEN l.user_id = $1 THEN l.m ELSE 0 END) FROM products p LEFT JOIN likes l ON l.product_id = p.id GROUP BY p.id;
SELECT p.id, bool_or(l.user_id = $1) FROM products p LEFT JOIN likes l ON l.product_id = p.id GROUP BY p.id;
SELECT max(CASE WHEN user_id = $1 THEN 1 ELSE 0 END) FROM likes;
-- scoped: groups that are left out
SELECT product_id FROM likes GROUP BY product_id HAVING bool_or(user_id = $1);
SELECT product_id, count(*) FILTER (WHERE user_id = $1) FROM likes GROUP BY product_id HAVING count(*) FILTER (WHERE user_id = $1) > 0;
SELECT product_id FROM likes GROUP BY product_id HAVING max(CASE WHEN user_id = $1 THEN 1 ELSE 0 END) = 1;
SELECT p.name FROM products p JOIN likes l ON l.product_id = p.id GROUP BY p.id HAVING bool_or(l.user_id = $1);
-- leaks: groups that are left out
SELECT product_id, count(*) FROM likes GROUP BY product_id HAVING bool_or(user_id = $1);
SELECT product_id FROM likes GROUP BY product_id HAVING max(CASE WHEN user_id = $1 THEN 1 ELSE 0 END) >= 0;
SELECT product_id FROM likes GROUP BY product_id HAVING bool_and(user_id = $1);
SELECT product_id FROM likes GROUP BY product_id HAVING count(*) FILTER (WHERE user_id = $1) < 2;
-- scoped: some rows of one parent
SELECT e.id FROM (SELECT * FROM entries WHERE list_id = $2 ORDER BY id DESC LIMIT 2) e JOIN lists l ON l.id = e.list_id WHERE l.user_id = $1;
SELECT e.id, e.n FROM (SELECT id, list_id, row_number() OVER (ORDER BY id) AS n FROM entries WHERE list_id = $2) e JOIN lists l ON l.id = e.list_id WHERE l.user_id = $1;
-- leaks: some rows of one parent
SELECT e.id FROM (SELECT * FROM entries WHERE list_id >= $2 ORDER BY id LIMIT 1) e JOIN lists l ON l.id = e.list_id WHERE l.user_id = $1;
SELECT count(*) FROM (SELECT * FROM entries WHERE list_id = $1 LIMIT 2) e;
-- scoped: rows as arguments
SELECT l.id, entry_count(l) FROM lists l WHERE l.user_id = $1;
-- leaks: rows as arguments
SELECT e.id, same_place(e) FROM entries e JOIN lists l ON l.id = e.list_id WHERE l.user_id = $1;
-- scoped: elements that are read
SELECT t.id FROM transfers t WHERE $1 IN ((SELECT l.user_id FROM lists l WHERE l.id = t.giver), (SELECT l.user_id FROM lists l WHERE l.id = t.taker));
