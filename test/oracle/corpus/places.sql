-- Users with a primary key of several columns, and others that name them alone.
-- users: users
-- domain users.place: 1, 2
-- domain users.id: 1, 2, 3
CREATE TABLE users (place int, id int, email text NOT NULL UNIQUE, PRIMARY KEY (place, id));
CREATE TABLE orders (id int PRIMARY KEY, place int NOT NULL, user_id int NOT NULL, total int, FOREIGN KEY (place, user_id) REFERENCES users (place, id));
CREATE TABLE items (id int PRIMARY KEY, order_id int NOT NULL REFERENCES orders (id), n int);
CREATE TABLE letters (id int PRIMARY KEY, email text NOT NULL REFERENCES users (email), body text);
-- statements
-- scoped: joint primary keys
SELECT * FROM users WHERE email = $1;
SELECT * FROM users WHERE place = $1 AND id = $2;
SELECT * FROM orders WHERE place = $1 AND user_id = $2;
SELECT * FROM letters WHERE email = $1;
SELECT l.* FROM letters l JOIN users u USING (email) WHERE u.place = $1 AND u.id = $2;
SELECT o.* FROM orders o JOIN users u ON u.place = o.place AND u.id = o.user_id WHERE u.email = $1;
SELECT n FROM items i JOIN orders o ON o.id = i.order_id WHERE o.place = $1 AND o.user_id = $2;
DELETE FROM orders WHERE place = $1 AND user_id = $2;
INSERT INTO orders (id, place, user_id) VALUES (9, $1, $2);
-- leaks: joint primary keys
SELECT * FROM orders WHERE user_id = $1;
SELECT * FROM orders WHERE place = $1;
SELECT o.* FROM orders o JOIN users u ON u.id = o.user_id WHERE u.email = $1;
SELECT n FROM items i JOIN orders o ON o.id = i.order_id WHERE o.user_id = $1;
DELETE FROM orders WHERE user_id = $1;
INSERT INTO orders (id, place, user_id) VALUES (9, 1, 2);
SELECT * FROM users u, orders o WHERE u.email = $1::text AND o.user_id::text = $1;
UPDATE orders SET place = $3 WHERE place = $1 AND user_id = $2;
