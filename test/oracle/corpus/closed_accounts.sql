-- What foreign keys make of a user's rows when the user is deleted.
-- users: users
CREATE TABLE users (id int PRIMARY KEY, name text);
CREATE TABLE posts (id int PRIMARY KEY, user_id int REFERENCES users (id) ON DELETE SET NULL, n int);
CREATE TABLE drafts (id int PRIMARY KEY, user_id int REFERENCES users (id) ON DELETE CASCADE, n int);
-- statements
-- scoped: they are nobody's, or gone
DELETE FROM users WHERE id = $1;
DELETE FROM drafts WHERE user_id = $1;
-- leaks: not the user's
DELETE FROM users;
DELETE FROM users WHERE name = $1;
