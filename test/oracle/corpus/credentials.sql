-- Who shows a credential is its owner: sessions, keys of an API, resets of a password.
-- users: users
-- credentials: sessions.token, api_keys.api_key, resets.token_hash, logins.token while live
CREATE TABLE users (id int PRIMARY KEY, email text UNIQUE, verified boolean);
CREATE TABLE sessions (token text PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), expires timestamptz, n int);
CREATE TABLE api_keys (id int PRIMARY KEY, api_key text UNIQUE, user_id int REFERENCES users (id), n int);
CREATE TABLE resets (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), token_hash text NOT NULL UNIQUE, used boolean NOT NULL);
CREATE TABLE notes (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), body text, n int);
CREATE TABLE phones (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), device_token text UNIQUE);
CREATE TABLE invites (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), token text);
CREATE TABLE logins (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), token text, live boolean NOT NULL);
CREATE UNIQUE INDEX ON logins (token) WHERE live;
CREATE TABLE carts (id int PRIMARY KEY, login_id int NOT NULL REFERENCES logins (id), n int);
CREATE TABLE tries (id int PRIMARY KEY, reset_id int NOT NULL REFERENCES resets (id), n int);
-- domain logins.id: 1, 2, 3
-- domain resets.id: 1, 2, 3
-- statements
-- scoped: credentials
SELECT user_id FROM sessions WHERE token = $1;
SELECT user_id, expires > now() FROM sessions WHERE token = $1 AND expires > '2020-06-01';
SELECT u.id, u.email FROM users u JOIN sessions s ON s.user_id = u.id WHERE s.token = $1;
SELECT email FROM users WHERE id = (SELECT user_id FROM sessions WHERE token = $1);
SELECT email FROM users WHERE id IN (SELECT user_id FROM api_keys WHERE api_key = $1);
SELECT n.body FROM notes n JOIN sessions s ON s.user_id = n.user_id WHERE s.token = $1 ORDER BY n.id;
SELECT n.body FROM notes n JOIN api_keys k USING (user_id) WHERE k.api_key = $1 AND n.n > 1;
SELECT count(*) FROM notes n WHERE EXISTS (SELECT 1 FROM sessions s WHERE s.user_id = n.user_id AND $1 = s.token);
SELECT user_id FROM resets WHERE token_hash = $1 AND NOT used FOR UPDATE;
SELECT EXISTS (SELECT 1 FROM sessions WHERE token = $1 AND n = $2);
DELETE FROM sessions WHERE token = $1;
UPDATE sessions SET expires = '2100-01-01', n = n + 1 WHERE token = $1 RETURNING user_id;
UPDATE resets SET used = true WHERE token_hash = $1 AND NOT used RETURNING user_id;
UPDATE users SET verified = true WHERE id = (SELECT user_id FROM resets WHERE token_hash = $1);
UPDATE users u SET verified = true FROM resets r WHERE r.user_id = u.id AND r.token_hash = $1 AND NOT r.used;
DELETE FROM sessions WHERE user_id = (SELECT user_id FROM sessions WHERE token = $1);
DELETE FROM notes USING sessions s WHERE notes.user_id = s.user_id AND s.token = $1 AND notes.id = $2;
INSERT INTO notes (id, user_id, body) SELECT 9, user_id, $2 FROM sessions WHERE token = $1;
WITH gone AS (DELETE FROM resets WHERE token_hash = $1 RETURNING user_id) UPDATE users SET verified = true FROM gone WHERE users.id = gone.user_id;
SELECT s.n, o.n FROM sessions s JOIN sessions o ON o.user_id = s.user_id WHERE s.token = $1;
SELECT s.n, k.n FROM sessions s LEFT JOIN api_keys k ON k.user_id = s.user_id WHERE s.token = $1;
SELECT user_id FROM logins WHERE token = $1 AND live;
UPDATE logins SET live = false WHERE token = $1 AND live;
SELECT c.n FROM carts c JOIN logins l ON l.id = c.login_id WHERE l.token = $1 AND l.live;
DELETE FROM carts WHERE login_id IN (SELECT id FROM logins WHERE token = $1 AND live);
DELETE FROM tries WHERE reset_id = (SELECT id FROM resets WHERE token_hash = $1);
UPDATE tries SET n = n + 1 FROM resets r WHERE r.id = tries.reset_id AND r.token_hash = $1;
INSERT INTO tries (id, reset_id, n) SELECT 9, id, 1 FROM resets WHERE token_hash = $1;
-- leaks: credentials
SELECT user_id FROM logins WHERE token = $1;
SELECT user_id FROM logins WHERE token = $1 AND NOT live;
UPDATE logins SET live = false WHERE token = $1;
DELETE FROM carts WHERE login_id IN (SELECT id FROM logins WHERE token = $1);
DELETE FROM tries WHERE reset_id = $1;
SELECT user_id FROM sessions WHERE token <> $1;
SELECT user_id FROM sessions WHERE lower(token) = lower($1);
SELECT user_id FROM sessions WHERE token LIKE $1 || '%';
SELECT user_id FROM sessions WHERE token = $1 OR expires > '2020-06-01';
SELECT user_id FROM invites WHERE token = $1;
SELECT user_id FROM phones WHERE device_token = $1;
SELECT user_id FROM api_keys WHERE api_key IS NOT DISTINCT FROM $1;
SELECT user_id FROM api_keys WHERE coalesce(api_key, $1) = $1;
SELECT n.body FROM notes n JOIN sessions s ON s.n = n.n WHERE s.token = $1;
SELECT email FROM users WHERE id NOT IN (SELECT user_id FROM sessions WHERE token = $1);
SELECT u.email FROM users u LEFT JOIN sessions s ON s.user_id = u.id AND s.token = $1;
SELECT o.n FROM sessions s JOIN sessions o ON o.n = s.n WHERE s.token = $1;
UPDATE users SET verified = true FROM resets WHERE resets.token_hash = $1;
UPDATE sessions SET user_id = 2 WHERE token = $1;
DELETE FROM notes WHERE EXISTS (SELECT 1 FROM sessions WHERE token = $1);
DELETE FROM sessions WHERE token > $1;
SELECT n.body FROM notes n JOIN api_keys k ON k.id = n.user_id WHERE k.api_key = $1;
