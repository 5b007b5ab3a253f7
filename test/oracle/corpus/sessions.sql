-- The key of a session is a credential, where it is no number that anybody may count to.
-- users: users
-- credentials: sessions.id, logins.session, visits.session_id
CREATE TABLE users (id int PRIMARY KEY, email text UNIQUE);
CREATE TABLE sessions (id text PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), n int);
CREATE TABLE logins (session text PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), n int);
CREATE TABLE visits (session_id text PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), n int);
CREATE TABLE game_sessions (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), n int);
CREATE TABLE notes (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), body text);
-- statements
-- scoped: sessions
SELECT user_id FROM sessions WHERE id = $1;
SELECT user_id, n FROM logins WHERE session = $1;
UPDATE visits SET n = n + 1 WHERE session_id = $1;
DELETE FROM logins WHERE session = $1;
SELECT o.body FROM notes o JOIN sessions s ON s.user_id = o.user_id WHERE s.id = $1;
-- leaks: sessions
SELECT user_id FROM game_sessions WHERE id = $1;
DELETE FROM game_sessions WHERE id = $1;
SELECT body FROM notes WHERE id = $1;
SELECT n FROM sessions WHERE n = $1;
SELECT user_id FROM logins WHERE session <> $1;
