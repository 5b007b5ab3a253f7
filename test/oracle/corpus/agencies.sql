-- Users who are named by several columns together, or by one while a condition holds.
-- users: users
CREATE TABLE users (id int PRIMARY KEY, agency int, email text, login text, active boolean NOT NULL, UNIQUE (agency, email));
CREATE UNIQUE INDEX active_login ON users (login) WHERE active;
CREATE TABLE orders (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), total int);
CREATE TABLE items (id int PRIMARY KEY, order_id int NOT NULL REFERENCES orders (id), n int);
CREATE TABLE trips (id int PRIMARY KEY, user_id int REFERENCES users (id), agency int, guest text, km int, FOREIGN KEY (agency, guest) REFERENCES users (agency, email));
-- domain users.agency: 1, 2, 3
-- domain users.email: a, b, A
-- statements
-- scoped: together
SELECT * FROM users WHERE agency = $1 AND email = $2;
SELECT * FROM users WHERE (email, agency) = ($2, $1);
SELECT * FROM users WHERE agency = 2 AND email = $1;
SELECT * FROM users WHERE agency = $1 AND email = 'a';
SELECT id FROM users WHERE NOT (agency <> $1 OR email <> $2 OR agency IS NULL OR email IS NULL);
SELECT o.* FROM orders o JOIN users u ON u.id = o.user_id WHERE u.agency = $1 AND u.email = $2;
SELECT * FROM orders WHERE user_id = (SELECT id FROM users WHERE agency = $1 AND email = $2);
SELECT * FROM orders o WHERE EXISTS (SELECT 1 FROM users u WHERE u.id = o.user_id AND u.agency = $1 AND u.email = $2);
SELECT i.n FROM items i JOIN orders o ON o.id = i.order_id JOIN users u ON u.id = o.user_id AND u.agency = $2 WHERE u.email = $1;
SELECT count(o.id) FROM users u LEFT JOIN orders o ON o.user_id = u.id WHERE u.agency = $1 AND u.email = $2;
UPDATE users SET login = 'x' WHERE agency = $1 AND email = $2;
DELETE FROM orders USING users u WHERE u.id = orders.user_id AND u.agency = $1 AND u.email = $2;
INSERT INTO orders (id, user_id) SELECT 9, id FROM users WHERE agency = $1 AND email = $2;
SELECT * FROM users a JOIN users b ON b.id = a.id WHERE a.agency = $1 AND b.email = $2;
UPDATE trips SET km = 1 WHERE user_id = $1;
UPDATE trips SET guest = guest, km = 1 WHERE user_id = $1;
UPDATE trips SET agency = $1, guest = $2, km = 1 WHERE agency = $1 AND guest = $2;
-- leaks: together
SELECT * FROM users WHERE agency = $1;
SELECT * FROM users WHERE email = $1;
SELECT * FROM users WHERE agency = $1 OR email = $2;
SELECT * FROM users WHERE agency IS NULL AND email = $1;
SELECT * FROM users WHERE agency = $1 AND lower(email) = lower($2);
SELECT * FROM users WHERE agency = $1 AND email IN ($2, $3);
SELECT * FROM users WHERE agency = $1 AND email <> $2;
SELECT * FROM users WHERE (agency = $1 AND email = $2) OR (agency = $3 AND email = $4);
SELECT * FROM users a, users b WHERE a.agency = $1 AND a.email = $2 AND b.agency = $1;
SELECT o.* FROM orders o JOIN users u ON u.id = o.user_id WHERE u.agency = $1;
UPDATE users SET login = 'x' WHERE agency = $1 AND email > $2;
SELECT * FROM users WHERE email = $1 AND agency IN (1, 2);
SELECT * FROM users WHERE email = $1 AND (agency = 1 OR agency = 2);
SELECT * FROM users WHERE email = $1 AND agency = ANY (ARRAY[1, 2]);
SELECT * FROM users WHERE email IN ('a', 'b') AND agency = $1;
SELECT u.* FROM users u JOIN (VALUES (1), (2)) v (n) ON v.n = u.agency WHERE u.email = $1;
SELECT * FROM users WHERE email = $1 AND agency = 1 UNION ALL SELECT * FROM users WHERE email = $1 AND agency = 2;
SELECT o.* FROM orders o JOIN users u ON u.id = o.user_id WHERE u.email = $1 AND u.agency IN (1, 3);
DELETE FROM orders USING users u WHERE u.id = orders.user_id AND u.email = $1 AND u.agency IN (1, 2);
SELECT count(*) FROM users WHERE agency = $1 AND email IS DISTINCT FROM $2;
-- scoped: while it holds
SELECT * FROM users WHERE login = $1 AND active;
SELECT * FROM users WHERE login = $1 AND active = true;
SELECT * FROM users WHERE login = $1 AND active IS NOT FALSE;
SELECT o.* FROM orders o JOIN users u ON u.id = o.user_id AND u.active WHERE u.login = $1;
UPDATE users SET active = false WHERE login = $1 AND active;
DELETE FROM items USING orders o, users u WHERE o.id = items.order_id AND u.id = o.user_id AND u.login = $1 AND u.active;
-- leaks: while it holds
SELECT * FROM users WHERE login = $1;
SELECT * FROM users WHERE login = $1 AND NOT active;
SELECT * FROM users WHERE login = $1 AND active IS NOT NULL;
SELECT * FROM users WHERE login = $1 AND (active OR agency = 1);
SELECT o.* FROM orders o JOIN users u ON u.id = o.user_id WHERE u.login = $1;
UPDATE users SET email = $2 WHERE login = $1;
