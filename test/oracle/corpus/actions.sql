-- What foreign keys do by themselves when the row that they refer to is deleted, or its key changed.
-- users: users
CREATE TABLE users (id int PRIMARY KEY, name text);
CREATE TABLE comments (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), parent_id int REFERENCES comments (id) ON DELETE CASCADE, n int);
CREATE TABLE own_comments (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), parent_id int, n int, UNIQUE (user_id, id), FOREIGN KEY (user_id, parent_id) REFERENCES own_comments (user_id, id) ON DELETE CASCADE);
CREATE TABLE folders (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), parent_id int REFERENCES folders (id) ON DELETE SET NULL, n int);
CREATE TABLE moves (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), parent_id int REFERENCES moves (id) ON UPDATE CASCADE, n int);
CREATE TABLE falls (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), parent_id int DEFAULT 1 REFERENCES falls (id) ON DELETE SET DEFAULT, n int);
CREATE TABLE docs (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), n int);
CREATE TABLE soft (id int PRIMARY KEY, doc_id int REFERENCES docs (id) ON DELETE SET NULL, n int);
CREATE TABLE papers (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), n int);
CREATE TABLE kids (id int PRIMARY KEY, paper_id int NOT NULL DEFAULT 1 REFERENCES papers (id) ON DELETE SET DEFAULT, n int);
CREATE TABLE notes (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), n int);
CREATE TABLE shy_kids (id int PRIMARY KEY, note_id int DEFAULT 1 REFERENCES notes (id) ON UPDATE SET DEFAULT, n int);
CREATE TABLE lists (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), n int);
CREATE TABLE marks (id int PRIMARY KEY, list_id int REFERENCES lists (id) ON DELETE CASCADE ON UPDATE SET NULL, n int);
CREATE TABLE plans (id int PRIMARY KEY, n int);
CREATE TABLE planned (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), plan_id int REFERENCES plans (id) ON DELETE SET NULL);
-- statements
-- leaks: a key to the table itself, with an action
DELETE FROM comments WHERE user_id = $1;
DELETE FROM comments WHERE user_id = $1 AND id = $2;
DELETE FROM falls WHERE user_id = $1;
-- scoped: a key to the table itself
UPDATE comments SET n = 1 WHERE user_id = $1;
DELETE FROM own_comments WHERE user_id = $1;
DELETE FROM folders WHERE user_id = $1 AND id = $2;
UPDATE moves SET id = $2 WHERE user_id = $1 AND id = $3;
DELETE FROM moves WHERE user_id = $1;
-- leaks: defaults, and keys that change
DELETE FROM papers WHERE user_id = $1;
UPDATE notes SET id = $2 WHERE user_id = $1 AND id = $3;
UPDATE lists SET id = $2 WHERE user_id = $1 AND id = $3;
UPDATE soft SET doc_id = NULL WHERE doc_id IN (SELECT id FROM docs WHERE user_id = $1);
-- scoped: what outlives its parent, and what goes with it
UPDATE papers SET n = 1 WHERE user_id = $1;
UPDATE notes SET n = 1 WHERE user_id = $1;
UPDATE lists SET n = 1 WHERE user_id = $1;
DELETE FROM docs WHERE user_id = $1;
DELETE FROM lists WHERE user_id = $1;
DELETE FROM plans WHERE id = $1;
