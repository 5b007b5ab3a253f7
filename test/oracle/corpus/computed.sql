-- Columns that are computed from others, keys that are checked when the transaction ends, and parents that may be missing.
-- users: users
-- owner columns: user_id, owner
-- domain orders.status: open, paid
CREATE TABLE users (id int PRIMARY KEY, email text NOT NULL UNIQUE, name text);
CREATE TABLE orders (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), status text NOT NULL, total int NOT NULL, copy int GENERATED ALWAYS AS (user_id) STORED, label text GENERATED ALWAYS AS (user_id::text) STORED, half int GENERATED ALWAYS AS (user_id / 2) STORED, twice int GENERATED ALWAYS AS (total * 2) STORED);
CREATE TABLE tickets (id int PRIMARY KEY, who int, owner int GENERATED ALWAYS AS (who) STORED, body text);
CREATE TABLE files (id int PRIMARY KEY, user_id int REFERENCES users (id) DEFERRABLE INITIALLY DEFERRED, body text);
CREATE TABLE parts (id int PRIMARY KEY, file_id int REFERENCES files (id) DEFERRABLE INITIALLY DEFERRED, body text);
CREATE TABLE lines (id int PRIMARY KEY, order_id int REFERENCES orders (id), body text);
-- statements
-- scoped: computed
SELECT * FROM orders WHERE copy = $1;
SELECT * FROM orders WHERE label = $1::text;
SELECT o.id, o.twice FROM orders o WHERE o.user_id = $1 AND o.twice > 1;
SELECT l.body FROM lines l JOIN orders o ON o.id = l.order_id WHERE o.copy = $1;
UPDATE orders SET total = 1 WHERE copy = $1;
UPDATE orders SET user_id = $1 WHERE copy = $1;
INSERT INTO orders (id, user_id, status, total) VALUES (100, $1, 'open', 1) RETURNING copy;
SELECT * FROM tickets WHERE owner = $1;
INSERT INTO tickets (id, who) VALUES (100, $1);
UPDATE tickets SET body = 'x' WHERE owner = $1;
UPDATE tickets SET who = $1 WHERE owner = $1;
-- leaks: computed
SELECT * FROM orders WHERE half = $1;
SELECT * FROM orders WHERE twice = $1;
SELECT o.id FROM orders o LEFT JOIN users u ON u.id = o.copy WHERE o.copy IS NOT NULL;
UPDATE orders SET total = 1 WHERE half = $1;
UPDATE tickets SET who = who + 1 WHERE owner = $1;
UPDATE tickets SET who = NULL WHERE owner = $1;
INSERT INTO tickets (id, who) SELECT 100 + id, id FROM users WHERE id <> $1;
-- scoped: deferred
INSERT INTO files (id, user_id, body) VALUES (100, $1, 'a');
UPDATE files SET body = 'a' WHERE user_id = $1;
UPDATE files SET id = 100 WHERE user_id = $1 AND id = $2;
DELETE FROM files WHERE user_id = $1;
DELETE FROM files WHERE user_id = $1 AND id = $2;
UPDATE parts SET body = 'b' WHERE file_id IN (SELECT id FROM files WHERE user_id = $1);
INSERT INTO parts (id, file_id) SELECT 100, id FROM files WHERE user_id = $1 AND id = $2;
-- leaks: deferred
DELETE FROM files WHERE id = $1;
UPDATE parts SET file_id = $2 WHERE file_id IN (SELECT id FROM files WHERE user_id = $1);
SELECT p.id FROM parts p LEFT JOIN files f ON f.id = p.file_id AND f.user_id = $1 WHERE f.id IS NULL;
-- scoped: parents that may be missing
SELECT l.id FROM lines l LEFT JOIN orders o ON o.id = l.order_id WHERE o.id IS NULL;
SELECT l.id, o.total FROM lines l LEFT JOIN orders o ON o.id = l.order_id WHERE o.id IS NULL OR o.user_id = $1;
SELECT f.id FROM files f LEFT JOIN users u ON u.id = f.user_id WHERE u.id IS NULL;
SELECT p.id FROM parts p LEFT JOIN files f ON f.id = p.file_id LEFT JOIN users u ON u.id = f.user_id WHERE u.id IS NULL OR u.id = $1;
INSERT INTO lines (id, body) VALUES (100, 'a');
INSERT INTO files (id, body) VALUES (100, 'a');
-- leaks: parents that may be missing
SELECT l.id FROM lines l LEFT JOIN orders o ON o.id = l.order_id AND o.total > 0 WHERE o.id IS NULL;
DELETE FROM lines l WHERE l.order_id IS NULL;
