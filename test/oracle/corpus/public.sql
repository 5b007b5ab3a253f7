-- Posts that their owners may make public, with comments; a group's pages that it may publish.
-- users: users
-- public when: is_public
CREATE TABLE users (id int PRIMARY KEY, name text);
CREATE TABLE posts (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), title text, is_public boolean NOT NULL DEFAULT false);
CREATE TABLE comments (id int PRIMARY KEY, post_id int NOT NULL REFERENCES posts (id) ON DELETE CASCADE, body text);
CREATE TABLE diaries (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), body text);
-- statements
-- scoped: public
SELECT * FROM posts WHERE user_id = $1;
SELECT * FROM posts WHERE is_public;
SELECT * FROM posts WHERE user_id = $1 OR is_public;
SELECT * FROM posts WHERE is_public OR user_id = $1 ORDER BY id LIMIT 5;
SELECT count(*) FROM posts WHERE is_public AND title = $1;
SELECT * FROM posts WHERE is_public IS TRUE;
SELECT * FROM posts WHERE is_public = true AND id = $1;
SELECT c.* FROM comments c JOIN posts p ON p.id = c.post_id WHERE p.is_public;
SELECT c.* FROM comments c JOIN posts p ON p.id = c.post_id WHERE p.user_id = $1 OR p.is_public;
SELECT * FROM comments WHERE post_id IN (SELECT id FROM posts WHERE is_public OR user_id = $1);
SELECT p.id, (SELECT count(*) FROM comments c WHERE c.post_id = p.id) FROM posts p WHERE p.is_public;
UPDATE posts SET title = $2 WHERE user_id = $1;
UPDATE posts SET is_public = true WHERE user_id = $1 AND id = $2;
UPDATE posts SET title = $2 WHERE user_id = $1 AND is_public;
DELETE FROM posts WHERE user_id = $1 AND NOT is_public;
INSERT INTO posts (id, user_id, title, is_public) VALUES (100, $1, $2, true);
SELECT p.id FROM diaries d, users u JOIN posts p ON user_id = u.id WHERE d.user_id = $1 AND u.id = $1;
MERGE INTO diaries d USING (users u JOIN posts ON user_id = u.id) ON d.user_id = $1 AND u.id = $1 WHEN MATCHED THEN UPDATE SET id = d.id;
-- leaks: public
SELECT d.id FROM diaries d, users u JOIN posts p ON user_id = $1 WHERE u.id = $1;
SELECT d.id FROM diaries d JOIN (users u JOIN posts p ON user_id = u.id AND u.id = $1) ON true;
UPDATE diaries d SET id = d.id FROM users u JOIN posts p ON user_id = $1 WHERE u.id = $1;
DELETE FROM diaries d USING users u JOIN posts p ON user_id = $1 WHERE u.id = $1;
MERGE INTO diaries d USING (users u JOIN posts ON user_id = $1) ON u.id = $1 WHEN MATCHED THEN UPDATE SET id = d.id;
SELECT d.id FROM diaries d, users u JOIN posts p ON EXISTS (SELECT 1 FROM users x WHERE x.id = user_id AND x.id = $1) WHERE u.id = $1;
SELECT * FROM posts;
SELECT * FROM posts WHERE NOT is_public;
SELECT * FROM posts WHERE is_public IS NOT NULL;
SELECT * FROM posts WHERE is_public OR title = $1;
SELECT count(*) FROM posts;
SELECT c.* FROM comments c JOIN posts p ON p.id = c.post_id;
SELECT c.* FROM comments c LEFT JOIN posts p ON p.id = c.post_id AND p.is_public;
SELECT d.* FROM diaries d JOIN posts p ON p.user_id = d.user_id WHERE p.is_public;
UPDATE posts SET title = $1 WHERE is_public;
UPDATE posts SET title = $2 WHERE user_id = $1 OR is_public;
DELETE FROM posts WHERE is_public AND id = $1;
DELETE FROM comments c USING posts p WHERE p.id = c.post_id AND p.is_public;
INSERT INTO comments (id, post_id, body) SELECT 100, id, $2 FROM posts WHERE id = $1 AND NOT is_public;
UPDATE posts SET is_public = true WHERE id = $1;
-- leaks: rows below what others have published
INSERT INTO comments SELECT 100, id FROM posts WHERE is_public;
INSERT INTO comments (id, post_id, body) SELECT 100, id, $2 FROM posts WHERE id = $1 AND is_public;
INSERT INTO comments (id, post_id) VALUES (100, (SELECT min(id) FROM posts WHERE is_public));
UPDATE comments SET post_id = p.id FROM posts p WHERE p.is_public AND post_id IN (SELECT id FROM posts WHERE user_id = $1);
-- scoped: rows below what the user has published
INSERT INTO comments (id, post_id, body) SELECT 100, id, $2 FROM posts WHERE user_id = $1 AND is_public;
UPDATE comments SET post_id = p.id FROM posts p WHERE p.user_id = $1 AND p.is_public AND post_id IN (SELECT id FROM posts WHERE user_id = $1);
-- leaks: what MERGE's source asks
MERGE INTO users t1 USING users t2 TABLESAMPLE BERNOULLI ((SELECT 100 * count(*) / 1 FROM comments)) ON t1.id = $1 AND t2.id = $1 WHEN MATCHED THEN DELETE;
MERGE INTO diaries d USING (users u JOIN posts p ON p.user_id = u.id AND (SELECT count(*) FROM comments) > 1) ON d.user_id = $1 AND u.id = $1 WHEN MATCHED THEN UPDATE SET id = d.id;
-- scoped: what MERGE's source asks
MERGE INTO diaries d USING (users u JOIN posts p ON p.user_id = u.id AND (SELECT count(*) FROM diaries x WHERE x.user_id = $1) > 1) ON d.user_id = $1 AND u.id = $1 AND p.id = 1 WHEN MATCHED THEN UPDATE SET id = d.id;
