-- When a user is deleted, the rows go to another user.
-- users: users
CREATE TABLE users (id int PRIMARY KEY, name text);
CREATE TABLE posts (id int PRIMARY KEY, user_id int DEFAULT 1 REFERENCES users (id) ON DELETE SET DEFAULT, n int);
-- statements
-- leaks: given away
DELETE FROM users WHERE id = $1;
-- scoped: nobody is deleted
DELETE FROM posts WHERE user_id = $1;
UPDATE users SET name = $2 WHERE id = $1;
