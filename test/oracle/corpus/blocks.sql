-- What DO blocks put together.
-- users: users
-- principal: current_setting('app.user_id', true)
-- role: app
CREATE TABLE users (id int PRIMARY KEY, name text);
CREATE TABLE a (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), body text);
CREATE TABLE b (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), body text);
CREATE TABLE c (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), body text);
CREATE TABLE d (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), body text);
CREATE TABLE e (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), body text);
ALTER TABLE a ENABLE ROW LEVEL SECURITY;
ALTER TABLE b ENABLE ROW LEVEL SECURITY;
ALTER TABLE c ENABLE ROW LEVEL SECURITY;
ALTER TABLE d ENABLE ROW LEVEL SECURITY;
ALTER TABLE e ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON a USING (user_id = current_setting('app.user_id', true)::int);
CREATE POLICY own ON b USING (user_id = current_setting('app.user_id', true)::int);
CREATE POLICY own ON c USING (user_id = current_setting('app.user_id', true)::int);
CREATE POLICY own ON d USING (user_id = current_setting('app.user_id', true)::int);
CREATE POLICY own ON e USING (user_id = current_setting('app.user_id', true)::int);
DO $$ BEGIN EXECUTE format('ALTER TABLE %I DISABLE ROW LEVEL SECURITY', 'a'); END $$;
DO $$ DECLARE t text; BEGIN FOREACH t IN ARRAY ARRAY['b'] LOOP EXECUTE format('CREATE POLICY everyone ON %I USING (true)', t); END LOOP; END $$;
DO $$ DECLARE t text := 'c'; BEGIN EXECUTE 'ALTER TABLE ' || t || ' DISABLE ROW LEVEL SECURITY'; END $$;
DO $$ DECLARE r record; BEGIN FOR r IN SELECT relname FROM pg_class WHERE relname IN ('d') LOOP EXECUTE format('ALTER TABLE %I DISABLE ROW LEVEL SECURITY', r.relname); END LOOP; END $$;
CREATE TABLE f (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), body text);
ALTER TABLE f ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON f USING (user_id = current_setting('app.user_id', true)::int);
CREATE FUNCTION open_up(t text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE format('ALTER TABLE %I DISABLE ROW LEVEL SECURITY', t); END $$;
SELECT open_up('f');
CREATE TABLE g (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), body text);
ALTER TABLE g ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON g USING (user_id = current_setting('app.user_id', true)::int);
-- statements
-- scoped: blocks
SELECT * FROM a WHERE user_id = $1;
SELECT * FROM d WHERE user_id = $1;
SELECT * FROM g;
-- leaks: blocks
SELECT * FROM f;
SELECT * FROM a;
SELECT * FROM b;
SELECT * FROM c;
SELECT * FROM d;
