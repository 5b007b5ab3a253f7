-- What the files take back, along with a column or in a block, and the names that PostgreSQL chooses.
-- users: users
CREATE TABLE users (id int PRIMARY KEY, email text, login text, nick text, name text, phone text, left_at int);
CREATE UNIQUE INDEX ON users (email) WHERE left_at IS NULL;
ALTER TABLE users DROP COLUMN left_at;
ALTER TABLE users ADD COLUMN left_at int;
CREATE UNIQUE INDEX ON users (login) INCLUDE (nick);
DROP INDEX users_login_nick_idx;
CREATE SEQUENCE users_nick_key;
ALTER TABLE users ADD UNIQUE (nick) INCLUDE (left_at);
ALTER TABLE users DROP COLUMN left_at;
CREATE UNIQUE INDEX ON users (name) INCLUDE (nick);
DO $$ BEGIN CREATE UNIQUE INDEX x ON users (phone); RAISE EXCEPTION 'a'; EXCEPTION WHEN others THEN NULL; END $$;
-- domain users.email: a, b
-- domain users.login: a, b
-- domain users.nick: a, b
-- domain users.phone: a, b
-- statements
-- scoped: still there
SELECT * FROM users WHERE name = $1;
SELECT * FROM users WHERE id = $1;
-- leaks: taken back
SELECT * FROM users WHERE email = $1;
SELECT * FROM users WHERE login = $1;
SELECT * FROM users WHERE nick = $1;
SELECT * FROM users WHERE phone = $1;
