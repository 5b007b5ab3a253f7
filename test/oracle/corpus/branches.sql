-- Heirs of the users table, and of one that has credentials: no key holds across tables.
-- users: users
-- owner columns: user_id
-- credentials: sessions.token
CREATE TABLE users (id int PRIMARY KEY, email text NOT NULL UNIQUE);
CREATE TABLE sessions (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), token text NOT NULL UNIQUE);
CREATE TABLE old_sessions (PRIMARY KEY (id), FOREIGN KEY (user_id) REFERENCES users (id)) INHERITS (sessions);
CREATE TABLE orders (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), total int);
-- statements
-- scoped: heirs
SELECT * FROM sessions WHERE user_id = $1;
SELECT * FROM orders o JOIN users u ON u.id = o.user_id WHERE u.email = $1;
-- leaks: heirs
SELECT * FROM sessions WHERE token = $1;
DELETE FROM sessions WHERE token = $1;
SELECT o.* FROM orders o JOIN sessions s ON s.user_id = o.user_id WHERE s.token = $1;
