-- Users whose primary key is of several columns, as in databases that are parted by tenant.
-- users: users
-- domain users.tenant_id: 1, 2
-- domain users.id: 1, 2, 3
-- domain users.email: a, b
-- domain users.name: x, y
-- domain tenants.id: 1, 2
-- domain tenants.slug: a, b, c
-- domain orders.id: 1, 2, 3
CREATE TABLE tenants (id int PRIMARY KEY, slug text NOT NULL UNIQUE);
CREATE TABLE users (tenant_id int REFERENCES tenants (id), id int, email text NOT NULL, name text, PRIMARY KEY (tenant_id, id), UNIQUE (tenant_id, email));
CREATE TABLE orders (tenant_id int, id int, user_id int NOT NULL, total int, PRIMARY KEY (tenant_id, id), FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id));
CREATE TABLE items (tenant_id int, id int, order_id int NOT NULL, n int, PRIMARY KEY (tenant_id, id), FOREIGN KEY (tenant_id, order_id) REFERENCES orders (tenant_id, id));
CREATE TABLE notes (id int PRIMARY KEY, tenant_id int, author int, body text, FOREIGN KEY (tenant_id, author) REFERENCES users (tenant_id, id));
CREATE TABLE letters (id int PRIMARY KEY, tenant_id int NOT NULL, email text NOT NULL, body text, FOREIGN KEY (tenant_id, email) REFERENCES users (tenant_id, email));
CREATE TABLE docs (tenant_id int, user_id int, no int, title text, PRIMARY KEY (tenant_id, user_id, no), FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id));
CREATE TABLE pages (id int PRIMARY KEY, tenant_id int NOT NULL, user_id int NOT NULL, doc int NOT NULL, n int, FOREIGN KEY (tenant_id, user_id, doc) REFERENCES docs (tenant_id, user_id, no));
-- domain docs.no: 1, 2
-- statements
-- scoped: keys of several columns
SELECT * FROM users WHERE tenant_id = $1 AND id = $2;
SELECT name FROM users WHERE (tenant_id, id) = ($1, $2);
SELECT name FROM users WHERE tenant_id = $1 AND email = $2;
SELECT name FROM users WHERE tenant_id = 1 AND id = $1;
SELECT * FROM orders WHERE tenant_id = $1 AND user_id = $2;
SELECT * FROM orders WHERE (tenant_id, user_id) IN (($1, $2));
SELECT count(*), sum(total) FROM orders WHERE user_id = $2 AND tenant_id = $1 AND id > 1;
SELECT * FROM orders WHERE tenant_id = 1 AND user_id = $1;
SELECT o.* FROM orders o JOIN users u ON u.tenant_id = o.tenant_id AND u.id = o.user_id WHERE u.tenant_id = $1 AND u.id = $2;
SELECT o.total FROM orders o JOIN users u ON (u.tenant_id, u.id) = (o.tenant_id, o.user_id) WHERE u.tenant_id = $1 AND u.email = $2;
SELECT i.n FROM items i JOIN orders o ON o.tenant_id = i.tenant_id AND o.id = i.order_id WHERE o.tenant_id = $1 AND o.user_id = $2;
SELECT i.n FROM items i JOIN orders o USING (tenant_id) WHERE i.order_id = o.id AND tenant_id = $1 AND o.user_id = $2;
SELECT i.n FROM items i WHERE i.tenant_id = $1 AND EXISTS (SELECT 1 FROM orders o WHERE o.tenant_id = i.tenant_id AND o.id = i.order_id AND o.user_id = $2);
SELECT body FROM notes WHERE tenant_id = $1 AND author = $2;
SELECT body FROM letters WHERE tenant_id = $1 AND email = $2;
SELECT t.slug, o.total FROM orders o JOIN tenants t ON t.id = o.tenant_id WHERE o.tenant_id = $1 AND o.user_id = $2;
UPDATE orders SET total = 0 WHERE tenant_id = $1 AND user_id = $2;
UPDATE orders SET total = 0, user_id = $2 WHERE tenant_id = $1 AND user_id = $2 AND id = $3;
UPDATE users SET name = $3 WHERE tenant_id = $1 AND id = $2;
DELETE FROM orders WHERE tenant_id = $1 AND user_id = $2 AND id = $3;
DELETE FROM items i USING orders o WHERE o.tenant_id = i.tenant_id AND o.id = i.order_id AND o.tenant_id = $1 AND o.user_id = $2;
INSERT INTO orders (tenant_id, id, user_id, total) VALUES ($1, 9, $2, 1);
INSERT INTO notes (id, tenant_id, author, body) VALUES (9, $1, $2, 'a');
INSERT INTO items (tenant_id, id, order_id, n) SELECT tenant_id, 9, id, 1 FROM orders WHERE tenant_id = $1 AND user_id = $2 AND id = $3;
-- scoped: a tenant by its name
SELECT u.name FROM users u JOIN tenants t ON t.id = u.tenant_id WHERE t.slug = $1 AND u.email = $2;
SELECT name FROM users WHERE tenant_id = (SELECT id FROM tenants WHERE slug = $1) AND email = $2;
SELECT o.total FROM orders o JOIN tenants t ON t.id = o.tenant_id WHERE t.slug = $1 AND o.user_id = $2;
UPDATE users SET name = $3 FROM tenants t WHERE t.id = users.tenant_id AND t.slug = $1 AND users.id = $2;
DELETE FROM orders WHERE tenant_id IN (SELECT id FROM tenants WHERE slug = $1) AND user_id = $2;
SELECT u.name FROM users u JOIN tenants t ON t.id = u.tenant_id WHERE t.slug = 'a' AND u.email = $1;
SELECT name FROM users WHERE tenant_id = (SELECT id FROM tenants WHERE slug = 'b') AND email = $1;
SELECT name FROM users WHERE tenant_id = 1 AND email = $1 UNION SELECT name FROM users WHERE tenant_id = '1' AND email = $1;
-- leaks: a tenant by its name
SELECT u.name FROM users u JOIN tenants t ON t.id = u.tenant_id WHERE t.slug IN ('a', 'b') AND u.email = $1;
SELECT u.name FROM users u JOIN tenants t ON t.id = u.id WHERE t.slug = 'a';
SELECT u.name FROM users u JOIN tenants t ON t.id = u.tenant_id WHERE t.slug = $1;
SELECT u.name FROM users u JOIN tenants t ON t.id = u.id WHERE t.slug = $1 AND u.email = $2;
SELECT u.name FROM users u, tenants t WHERE t.slug = $1 AND u.email = $2;
SELECT u.name FROM users u JOIN tenants t ON t.id = u.tenant_id WHERE t.slug <> $1 AND u.email = $2;
SELECT u.name FROM users u JOIN tenants t ON t.id = u.tenant_id WHERE t.slug IN ($1, $3) AND u.email = $2;
SELECT u.name FROM users u LEFT JOIN tenants t ON t.id = u.tenant_id AND t.slug = $1 WHERE u.email = $2;
-- leaks: keys of several columns
SELECT * FROM users WHERE id = $1;
SELECT * FROM users WHERE tenant_id = $1;
SELECT * FROM users WHERE tenant_id = $1 OR id = $2;
SELECT * FROM users WHERE email = $1;
SELECT * FROM users WHERE id = $1 AND email = $2;
SELECT * FROM orders WHERE user_id = $1;
SELECT * FROM orders WHERE tenant_id = $1;
SELECT * FROM orders WHERE tenant_id = $1 AND id = $2;
SELECT * FROM orders WHERE tenant_id = $1 AND user_id >= $2;
SELECT o.total FROM orders o JOIN users u ON u.id = o.user_id WHERE u.tenant_id = $1 AND u.id = $2;
SELECT i.n FROM items i JOIN orders o ON o.id = i.order_id WHERE o.tenant_id = $1 AND o.user_id = $2;
SELECT i.n FROM items i JOIN orders o USING (tenant_id) WHERE tenant_id = $1 AND o.user_id = $2;
SELECT body FROM notes WHERE author = $1;
SELECT body FROM letters WHERE email = $1;
UPDATE orders SET total = 0 WHERE user_id = $1;
UPDATE orders SET user_id = $3 WHERE tenant_id = $1 AND user_id = $2;
DELETE FROM orders WHERE tenant_id = $1 AND id = $2;
DELETE FROM items WHERE tenant_id = $1 AND order_id = $2;
INSERT INTO items (tenant_id, id, order_id, n) VALUES ($1, 9, $2, 1);
-- leaks: below keys of several columns
SELECT * FROM pages WHERE user_id >= $1;
UPDATE pages SET n = 1 WHERE tenant_id = $1;
-- scoped: below keys of several columns
SELECT * FROM pages WHERE tenant_id = $1 AND user_id = $2;
SELECT p.n FROM pages p JOIN docs d USING (tenant_id, user_id) WHERE d.no = p.doc AND d.tenant_id = $1 AND d.user_id = $2;
