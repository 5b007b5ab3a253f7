-- Users whom partial keys name: which of them it is counts, as two keys may name two users by one value.
-- users: users
-- domain users.email: a, b
-- domain users.kind: p, q, r
CREATE TABLE users (id int PRIMARY KEY, email text, kind text NOT NULL, vip boolean NOT NULL, gone boolean NOT NULL);
CREATE UNIQUE INDEX ON users (email) WHERE vip;
CREATE UNIQUE INDEX ON users (email) WHERE gone;
CREATE TABLE orders (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), total int);
-- statements
-- scoped: one of several partial keys
SELECT * FROM users WHERE email = $1 AND vip;
SELECT * FROM users WHERE email = $1 AND gone;
SELECT * FROM users WHERE email = $1 AND vip AND gone;
SELECT o.* FROM orders o JOIN users u ON u.id = o.user_id WHERE u.email = $1 AND u.vip;
INSERT INTO users (id, email, kind, vip, gone) VALUES (9, $1, 'p', true, false) ON CONFLICT (email) WHERE vip DO UPDATE SET kind = 'q';
-- leaks: several partial keys
SELECT * FROM users WHERE email = $1;
SELECT * FROM users WHERE email = $1 AND (vip OR gone);
SELECT * FROM users WHERE email = $1 AND vip UNION ALL SELECT * FROM users WHERE email = $1 AND gone;
SELECT * FROM users a, users b WHERE a.email = $1 AND a.vip AND b.email = $1 AND b.gone;
SELECT o.* FROM orders o JOIN users u ON u.id = o.user_id WHERE u.email = $1 AND (u.gone OR u.vip);
UPDATE users SET kind = 'r' WHERE email = $1 AND (vip OR gone);
