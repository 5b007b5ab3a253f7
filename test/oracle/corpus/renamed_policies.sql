-- A policy is bound to the function that it names when it is made; a new one of that name is not it.
-- users: users
-- principal: current_setting('app.user_id', true)
-- role: app
CREATE TABLE users (id int PRIMARY KEY, name text);
CREATE FUNCTION who() RETURNS int LANGUAGE sql STABLE AS $$ SELECT 2 $$;
CREATE TABLE a (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), n int);
ALTER TABLE a ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON a USING (user_id = who());
ALTER FUNCTION who() RENAME TO who_old;
CREATE FUNCTION who() RETURNS int LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('app.user_id', true), '')::int $$;
CREATE FUNCTION uid() RETURNS int LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('app.user_id', true), '')::int $$;
CREATE TABLE b (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), n int);
ALTER TABLE b ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON b USING (user_id = uid());
ALTER FUNCTION uid() RENAME TO this_user;
CREATE FUNCTION uid() RETURNS int LANGUAGE sql STABLE AS $$ SELECT 2 $$;
-- statements
-- leaks: renamed function
SELECT * FROM a;
-- scoped: renamed function
SELECT * FROM b;
SELECT n FROM b WHERE n = 1;
