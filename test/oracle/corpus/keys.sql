-- A users table of which several columns name one user each, and owners that refer to different ones of them; keys of
-- several columns of which one may be NULL.
-- users: users
-- domain users.email: a, b, c
-- domain users.login: a, b, c
CREATE TABLE users (id int PRIMARY KEY, email text NOT NULL UNIQUE, login text UNIQUE, ext int UNIQUE);
CREATE TABLE docs (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), n int, UNIQUE (user_id, id));
CREATE TABLE pages (id int PRIMARY KEY, author_id int, doc_id int, n int, FOREIGN KEY (author_id, doc_id) REFERENCES docs (user_id, id));
CREATE TABLE by_login (id int PRIMARY KEY, owner text NOT NULL REFERENCES users (login), n int);
CREATE TABLE by_email (id int PRIMARY KEY, sender text NOT NULL REFERENCES users (email), n int);
CREATE TABLE marks (id int PRIMARY KEY, doc_id int NOT NULL REFERENCES docs (id), n int);
CREATE TABLE notes (id int PRIMARY KEY, user_id int REFERENCES users (id), doc_id int REFERENCES docs (id));
CREATE TABLE loose (id int PRIMARY KEY, doc_id int REFERENCES docs (id));
CREATE FUNCTION docs_of(u int) RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT count(*) FROM docs WHERE user_id = u $$;
-- statements
-- scoped: one column
SELECT * FROM users WHERE email = $1;
SELECT * FROM users WHERE login = $1;
SELECT d.* FROM docs d JOIN users u ON u.id = d.user_id WHERE u.email = $1;
SELECT d.* FROM docs d JOIN users u ON u.id = d.user_id WHERE u.email = $1 AND u.login = $2;
SELECT * FROM docs d, users u WHERE d.user_id = u.id AND u.ext = $1;
SELECT * FROM by_login WHERE owner = $1;
SELECT b.* FROM by_login b JOIN users u ON u.login = b.owner WHERE u.id = $1;
SELECT * FROM by_email WHERE sender = (SELECT email FROM users WHERE id = $1);
SELECT e.* FROM by_email e JOIN users u ON u.email = e.sender JOIN by_login l ON l.owner = u.login WHERE l.owner = $1;
INSERT INTO by_login (id, owner) SELECT 100, u.login FROM users u WHERE u.id = $1;
INSERT INTO docs (id, user_id) SELECT 100, u.id FROM users u WHERE u.login = $1;
SELECT u.email, docs_of(u.id) FROM users u WHERE u.email = $1;
UPDATE users SET login = 'x' WHERE email = $1;
SELECT * FROM (SELECT DISTINCT ON (t) user_id AS t, n FROM docs ORDER BY user_id, id) d WHERE t = $1;
SELECT * FROM (SELECT DISTINCT ON (1) user_id, n FROM docs ORDER BY 1, id) d WHERE user_id = $1;
-- leaks: several columns
SELECT * FROM users WHERE email = $1 OR login = $1;
SELECT * FROM users WHERE $1 IN (email, login);
SELECT id FROM users WHERE coalesce(login, email) = $1;
SELECT d.* FROM docs d JOIN users u ON u.id = d.user_id WHERE u.email = $1 OR u.login = $1;
SELECT * FROM users WHERE id = $1 OR ext = $1;
SELECT * FROM docs d, users u WHERE d.user_id = $1 AND u.ext = $1;
SELECT * FROM docs d WHERE d.user_id = $1 AND EXISTS (SELECT 1 FROM users u WHERE u.ext = $1);
SELECT docs_of($1) FROM users u WHERE u.ext = $1;
UPDATE users SET login = 'x' WHERE email = $1 OR login = $1;
SELECT * FROM by_login l, by_email e WHERE l.owner = $1 AND e.sender = $1;
SELECT e.* FROM by_login l JOIN by_email e ON e.sender = l.owner WHERE l.owner = $1;
SELECT * FROM by_login WHERE owner IN (SELECT email FROM users WHERE id = $1);
SELECT l.* FROM by_login l JOIN users u ON u.email = l.owner WHERE u.id = $1;
INSERT INTO by_login (id, owner) VALUES (100, (SELECT email FROM users WHERE id = $1));
INSERT INTO by_login (id, owner) SELECT 100, sender FROM by_email WHERE sender = $1;
UPDATE by_login SET owner = $1 FROM by_email WHERE by_email.sender = $1 AND by_login.owner = $1;
SELECT * FROM (SELECT DISTINCT ON (user_id) user_id AS u, n AS user_id FROM docs ORDER BY user_id, id) d WHERE u = $1;
SELECT * FROM (SELECT DISTINCT ON (2) user_id, n FROM docs ORDER BY 2, id) d WHERE user_id = $1;
-- scoped: none below
SELECT * FROM docs WHERE user_id = $1 AND id NOT IN (SELECT doc_id FROM marks);
DELETE FROM docs WHERE user_id = $1 AND id NOT IN (SELECT doc_id FROM marks);
SELECT docs.*, id IN (SELECT doc_id FROM marks) AS marked FROM docs WHERE user_id = $1;
SELECT id, CASE WHEN id IN (SELECT doc_id FROM marks) THEN 1 END FROM docs WHERE user_id = $1;
SELECT * FROM docs WHERE user_id = $1 AND id NOT IN (SELECT doc_id FROM notes WHERE doc_id IS NOT NULL);
SELECT * FROM docs WHERE user_id = $1 AND NOT (id IN (SELECT doc_id FROM marks) AND n > 0);
SELECT * FROM docs WHERE user_id = $1 AND id NOT IN (SELECT doc_id FROM loose);
-- leaks: none below
SELECT * FROM docs WHERE user_id = $1 AND id NOT IN (SELECT doc_id FROM notes);
SELECT * FROM docs WHERE user_id = $1 AND n NOT IN (SELECT doc_id FROM marks);
SELECT id, n IN (SELECT doc_id FROM marks) FROM docs WHERE user_id = $1;
SELECT * FROM docs WHERE user_id = $1 AND id NOT IN (SELECT n FROM marks);
-- scoped: a key of two columns
SELECT * FROM pages WHERE author_id = $1 AND doc_id IS NOT NULL;
UPDATE pages SET n = 1 WHERE author_id = $1 AND doc_id IS NOT NULL;
-- leaks: a key of two columns
UPDATE pages SET doc_id = NULL WHERE author_id = $1;
UPDATE pages SET doc_id = nullif(doc_id, $2) WHERE author_id = $1 AND doc_id IS NOT NULL;
UPDATE pages SET doc_id = d.n FROM docs d WHERE d.user_id = $1 AND d.user_id = author_id AND d.id = doc_id;
