-- Columns that USING and NATURAL make one of two, behind joins that leave a side out.
-- users: users
CREATE TABLE users (id int PRIMARY KEY);
CREATE TABLE a (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), n int);
CREATE TABLE b (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), m int);
CREATE TABLE c (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), k int);
CREATE TABLE x (user_id int NOT NULL REFERENCES users (id));
CREATE TABLE y (user_id int NOT NULL REFERENCES users (id));
-- statements
-- scoped: merged columns
SELECT c.* FROM a RIGHT JOIN b USING (user_id) JOIN c USING (user_id) WHERE user_id = $1;
SELECT b.* FROM a RIGHT JOIN b USING (user_id) LEFT JOIN c USING (user_id) WHERE user_id = $1;
SELECT a.n, b.m, c.k FROM a FULL JOIN b USING (user_id) JOIN c USING (user_id) WHERE user_id = $1;
SELECT a.n, b.m, c.k FROM a FULL JOIN b USING (user_id) FULL JOIN c USING (user_id) WHERE user_id = $1;
SELECT a.n, b.m, c.k FROM a FULL JOIN b USING (user_id) FULL JOIN c USING (user_id) WHERE a.user_id = $1;
SELECT a.n, b.m, c.k FROM a FULL JOIN (b FULL JOIN c USING (user_id)) USING (user_id) WHERE user_id = $1;
SELECT b.m FROM a FULL JOIN b USING (user_id) FULL JOIN c USING (user_id) WHERE coalesce(a.user_id, c.user_id) = $1;
SELECT * FROM x NATURAL RIGHT JOIN y WHERE user_id = $1;
SELECT * FROM x NATURAL FULL JOIN y WHERE user_id = $1;
-- leaks: merged columns
SELECT c.* FROM a RIGHT JOIN b USING (user_id) JOIN c USING (user_id) WHERE a.id IS NULL;
SELECT c.* FROM a FULL JOIN b USING (user_id) JOIN c USING (user_id) WHERE a.id IS NULL;
SELECT b.* FROM a RIGHT JOIN b USING (user_id) LEFT JOIN c USING (user_id) WHERE (c.user_id IS NULL OR c.user_id = $1) AND user_id IS NOT NULL;
SELECT a.n, b.m, c.k FROM a FULL JOIN b USING (user_id) FULL JOIN c USING (user_id) WHERE user_id >= $1;
SELECT b.m FROM a RIGHT JOIN b USING (user_id) WHERE a.user_id = $1 OR a.user_id IS NULL;
SELECT * FROM x NATURAL RIGHT JOIN y WHERE x.user_id IS NULL;
