-- Defaults of arguments are called where the call does not give them; sub-queries in subscripts of what is written.
-- users: users
-- principal: current_setting('app.user_id', true)
CREATE TABLE users (id int PRIMARY KEY, name text);
CREATE TABLE docs (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), tags int[]);
CREATE TABLE st (id int PRIMARY KEY, n int);
CREATE FUNCTION me() RETURNS int LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('app.user_id', true), '')::int $$;
CREATE FUNCTION doc_count() RETURNS int LANGUAGE sql STABLE AS $$ SELECT count(*)::int FROM docs $$;
CREATE FUNCTION f(a int, b int DEFAULT doc_count()) RETURNS int LANGUAGE sql STABLE AS $$ SELECT b $$;
CREATE FUNCTION wrap(a int) RETURNS int LANGUAGE sql STABLE AS $$ SELECT f(a) $$;
CREATE FUNCTION docs_of(u int DEFAULT me()) RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT count(*) FROM docs WHERE user_id = u $$;
CREATE PROCEDURE p(a int, b int DEFAULT doc_count()) LANGUAGE sql AS $$ UPDATE st SET n = b $$;
-- statements
-- leaks: defaults of arguments
SELECT f(1);
SELECT f(a => 1);
SELECT wrap(1);
CALL p(1);
-- scoped: arguments that are given
SELECT f(1, 2);
SELECT f(b => 1, a => 2);
CALL p(1, 2);
SELECT docs_of();
SELECT docs_of(me());
-- leaks: subscripts
UPDATE docs SET tags[(SELECT count(*) FROM docs)] = 1 WHERE user_id = me();
UPDATE docs SET tags[1:(SELECT count(*) FROM docs)] = '{1,2,3,4,5,6,7,8}' WHERE user_id = me();
INSERT INTO docs (id, user_id, tags[(SELECT count(*) FROM docs)]) VALUES (100, me(), 5);
MERGE INTO docs d USING (SELECT 1) s ON d.user_id = me() WHEN MATCHED THEN UPDATE SET tags[(SELECT count(*) FROM docs)] = 1;
-- scoped: subscripts
UPDATE docs SET tags[1] = 1 WHERE user_id = me();
UPDATE docs SET tags[(SELECT count(*) FROM docs WHERE user_id = me())] = 1 WHERE user_id = me();
INSERT INTO docs (id, user_id, tags[2]) VALUES (100, me(), 5);
