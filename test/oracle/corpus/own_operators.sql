-- Comparisons and casts that the schema makes; domains that cut their values.
-- users: users
-- principal: current_setting('app.user_id', true)
-- role: app
CREATE TABLE users (id int PRIMARY KEY, login text UNIQUE);
CREATE DOMAIN uname AS text;
CREATE TABLE notes (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), body text);
CREATE TABLE posts (id int PRIMARY KEY, owner text NOT NULL REFERENCES users (login), body text);
CREATE TABLE docs (id int PRIMARY KEY, owner uname NOT NULL REFERENCES users (login), body text);
CREATE FUNCTION any_eq(a int, b text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT true $$;
CREATE FUNCTION any_teq(a uname, b uname) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT true $$;
CREATE FUNCTION any_ieq(a int, b int) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT a IS NOT NULL OR b IS NOT NULL $$;
CREATE FUNCTION alike(a text, b text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT lower(a) = lower(b) $$;
CREATE OPERATOR = (FUNCTION = any_eq, LEFTARG = int, RIGHTARG = text);
CREATE OPERATOR = (FUNCTION = any_teq, LEFTARG = uname, RIGHTARG = uname);
CREATE OPERATOR = (FUNCTION = any_ieq, LEFTARG = int, RIGHTARG = int);
CREATE OPERATOR === (FUNCTION = any_ieq, LEFTARG = int, RIGHTARG = int);
CREATE TYPE uid AS (v int);
CREATE TYPE xid9 AS (v int);
CREATE FUNCTION first(a uid) RETURNS int LANGUAGE sql IMMUTABLE AS $$ SELECT 1 $$;
CREATE CAST (uid AS int) WITH FUNCTION first(uid) AS IMPLICIT;
CREATE FUNCTION to_uid(a int) RETURNS uid LANGUAGE sql IMMUTABLE AS $$ SELECT ROW(0)::uid $$;
CREATE CAST (int AS uid) WITH FUNCTION to_uid(int);
CREATE FUNCTION firstx(a xid9) RETURNS int LANGUAGE sql IMMUTABLE AS $$ SELECT 1 $$;
CREATE CAST (xid9 AS int) WITH FUNCTION firstx(xid9) AS ASSIGNMENT;
CREATE DOMAIN short AS varchar(1);
CREATE FUNCTION notes_of(u int) RETURNS SETOF notes LANGUAGE sql STABLE AS $$ SELECT * FROM notes WHERE user_id = u $$;
CREATE FUNCTION notes_hidden(u int) RETURNS SETOF notes LANGUAGE sql STABLE SET search_path = public, pg_catalog AS $$ SELECT * FROM notes WHERE user_id = u $$;
CREATE FUNCTION notes_first(u int) RETURNS SETOF notes LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$ SELECT * FROM notes WHERE user_id = u $$;
CREATE FUNCTION posts_hidden(u text) RETURNS SETOF posts LANGUAGE sql STABLE SET search_path = public, pg_catalog AS $$ SELECT * FROM posts WHERE owner = u $$;
-- statements
-- scoped: own operators
SELECT * FROM notes_first($1);
SELECT * FROM posts_hidden($1);
SELECT * FROM notes WHERE user_id = $1;
SELECT * FROM notes WHERE user_id = $1::int;
SELECT * FROM notes WHERE user_id = (SELECT $1::int);
SELECT * FROM posts WHERE owner = (SELECT $1);
SELECT * FROM notes WHERE user_id = $1::bigint;
SELECT * FROM notes WHERE user_id OPERATOR(pg_catalog.=) $1;
SELECT * FROM notes WHERE user_id = current_setting('app.user_id', true)::int;
SELECT * FROM notes WHERE user_id::text = $1;
SELECT * FROM notes WHERE CAST (user_id AS text) = $1;
SELECT * FROM posts WHERE owner = $1;
SELECT * FROM posts WHERE owner = $1::uname;
SELECT * FROM docs WHERE owner = $1::text;
SELECT * FROM docs WHERE owner::text = $1;
SELECT * FROM notes_of($1);
SELECT * FROM posts WHERE owner::uname::text = $1;
SELECT * FROM notes WHERE user_id = ANY (ARRAY[$1]::int[]);
-- leaks: own operators
SELECT * FROM notes_hidden($1);
SELECT * FROM notes WHERE user_id = $1::text;
SELECT * FROM notes WHERE user_id IN ($1::text);
SELECT * FROM notes WHERE user_id = ANY (ARRAY[$1::text]);
SELECT * FROM notes WHERE user_id OPERATOR(public.=) $1;
SELECT * FROM notes WHERE user_id === $1;
SELECT * FROM notes WHERE user_id = current_setting('app.user_id', true);
SELECT * FROM notes WHERE user_id = (SELECT $1::text);
SELECT * FROM notes WHERE NOT (user_id IS DISTINCT FROM $1::text);
SELECT * FROM notes WHERE CASE user_id WHEN $1::text THEN true ELSE false END;
SELECT * FROM docs WHERE owner = $1;
SELECT * FROM docs WHERE owner = $1::uname;
SELECT n.* FROM notes n JOIN docs d ON d.id = n.id WHERE d.owner = $1;
SELECT * FROM notes WHERE user_id = ROW($1::int)::uid;
SELECT * FROM notes WHERE user_id = $1::int::uid::int;
SELECT * FROM notes_of($1::int::uid);
SELECT * FROM posts WHERE owner::short = $1;
SELECT * FROM posts WHERE owner::uname = $1::uname;
INSERT INTO notes (id, user_id) VALUES ($2, ROW($1::int)::uid);
INSERT INTO notes (id, user_id) VALUES ($2, $1::int::uid);
INSERT INTO notes (id, user_id) SELECT $2, ROW($1::int)::xid9;
UPDATE notes SET user_id = ROW($1::int)::uid WHERE user_id = $1;
SELECT (EXISTS (SELECT FROM notes WHERE user_id = ALL (ARRAY[$1])));
SELECT * FROM notes WHERE user_id = ANY (ARRAY[$1]);
SELECT FROM notes WHERE user_id = (SELECT $1);
