-- Views, triggers, defaults and BEGIN ATOMIC bodies are bound to what they name when they are made, whatever that is called later.
-- users: users
-- principal: current_setting('app.user_id', true)
CREATE TABLE users (id int PRIMARY KEY, name text);
CREATE TABLE st (id int PRIMARY KEY, n int);
CREATE FUNCTION me() RETURNS int LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('app.user_id', true), '')::int $$;
CREATE TABLE a (id int PRIMARY KEY, who int NOT NULL REFERENCES users (id), user_id int);
CREATE VIEW a_star AS SELECT * FROM a;
CREATE VIEW a_names AS SELECT id, who, user_id FROM a;
CREATE VIEW a_mine AS SELECT id, user_id FROM a WHERE user_id = me();
ALTER TABLE a RENAME COLUMN user_id TO tmp;
ALTER TABLE a RENAME COLUMN who TO user_id;
CREATE TABLE d (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), n int);
CREATE FUNCTION wipe() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE d SET n = 0; RETURN NULL; END $$;
CREATE TRIGGER t AFTER UPDATE ON st FOR EACH ROW EXECUTE FUNCTION wipe();
ALTER FUNCTION wipe() RENAME TO wipe_old;
CREATE FUNCTION wipe() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
CREATE FUNCTION cnt() RETURNS int LANGUAGE sql STABLE AS $$ SELECT count(*)::int FROM d $$;
CREATE TABLE f (id int PRIMARY KEY, n int DEFAULT cnt());
CREATE VIEW fv AS SELECT id, cnt() AS c FROM f;
ALTER FUNCTION cnt() RENAME TO cnt_old;
CREATE FUNCTION cnt() RETURNS int LANGUAGE sql STABLE AS $$ SELECT 1 $$;
CREATE TABLE e (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), n int);
CREATE FUNCTION atom() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM e; END;
ALTER TABLE e RENAME TO e_old;
CREATE TABLE e (id int PRIMARY KEY, n int);
CREATE TABLE g (id int PRIMARY KEY, who int NOT NULL REFERENCES users (id), n int);
CREATE VIEW g_v AS SELECT id, who AS owner, n FROM g;
ALTER TABLE g RENAME COLUMN who TO user_id;
CREATE FUNCTION mine() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM g WHERE g.user_id = me(); END;
ALTER FUNCTION me() RENAME TO this_user;
ALTER TABLE g RENAME TO g_new;
-- statements
-- leaks: renames
SELECT * FROM a_star WHERE user_id = $1;
SELECT * FROM a_names WHERE user_id = $1;
SELECT * FROM a_mine;
UPDATE st SET n = 1 WHERE id = $1;
INSERT INTO f (id) VALUES (100);
SELECT * FROM fv;
SELECT atom();
-- scoped: renames
SELECT * FROM g_v WHERE owner = $1;
SELECT mine();
SELECT * FROM g_new WHERE user_id = this_user();
