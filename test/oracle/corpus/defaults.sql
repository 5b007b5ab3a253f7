-- What a row gets that the statement does not give: defaults of domains; what is asked before a trigger is fired.
-- users: users
-- principal: current_setting('app.user_id', true)
-- role: app
CREATE TABLE users (id int PRIMARY KEY, name text);
CREATE TABLE tasks (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), title text);
CREATE TABLE ledger (id int PRIMARY KEY, n int);
CREATE FUNCTION me() RETURNS int LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('app.user_id', true), '')::int $$;
CREATE FUNCTION task_count() RETURNS int LANGUAGE sql STABLE AS $$ SELECT count(*)::int FROM tasks $$;
CREATE FUNCTION my_task_count() RETURNS int LANGUAGE sql STABLE AS $$ SELECT count(*)::int FROM tasks WHERE user_id = me() $$;
CREATE DOMAIN tally AS int DEFAULT task_count();
CREATE DOMAIN tally_too AS tally;
CREATE DOMAIN own_tally AS tally DEFAULT my_task_count();
CREATE DOMAIN late_tally AS int;
ALTER DOMAIN late_tally SET DEFAULT task_count();
CREATE DOMAIN no_tally AS int DEFAULT task_count();
ALTER DOMAIN no_tally DROP DEFAULT;
CREATE DOMAIN first_user AS int DEFAULT 1;
CREATE DOMAIN this_user AS int DEFAULT nullif(current_setting('app.user_id', true), '')::int;
CREATE TABLE a_tally (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), n tally);
CREATE TABLE a_tally_too (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), n tally_too);
CREATE TABLE an_own_tally (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), n own_tally);
CREATE TABLE a_late_tally (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), n late_tally);
CREATE TABLE a_no_tally (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), n no_tally, m tally DEFAULT 1);
CREATE TABLE of_first (id int PRIMARY KEY, user_id first_user NOT NULL REFERENCES users (id), n int);
CREATE TABLE of_this (id int PRIMARY KEY, user_id this_user NOT NULL REFERENCES users (id), n int);
CREATE TABLE before_domain (id int PRIMARY KEY, user_id first_user NOT NULL DEFAULT me() REFERENCES users (id), n int);
CREATE VIEW behind_view AS SELECT id, user_id, n FROM before_domain;
CREATE TABLE watched (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), n int);
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.n := 5; RETURN NEW; END $$;
CREATE TRIGGER note BEFORE INSERT ON watched FOR EACH ROW WHEN (task_count() > 1) EXECUTE FUNCTION note();
CREATE TABLE own_watched (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), n int);
CREATE TRIGGER note BEFORE INSERT OR UPDATE ON own_watched FOR EACH ROW WHEN (my_task_count() > 1 AND NEW.id > 0) EXECUTE FUNCTION note();
CREATE FUNCTION tasks_named(t text) RETURNS int LANGUAGE sql STABLE AS $$ SELECT count(*)::int FROM tasks WHERE title = t $$;
CREATE TABLE titles (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), title text);
CREATE FUNCTION count_on() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE ledger SET n = n + 1; RETURN NULL; END $$;
CREATE TRIGGER count_on AFTER DELETE ON titles FOR EACH ROW WHEN (tasks_named(OLD.title) > 0) EXECUTE FUNCTION count_on();
-- statements
-- scoped: defaults
INSERT INTO an_own_tally (id, user_id) VALUES (100, me());
INSERT INTO a_tally (id, user_id, n) VALUES (100, me(), 1);
INSERT INTO a_no_tally (id, user_id) VALUES (100, me());
INSERT INTO a_no_tally VALUES ($2, me(), $1) ON CONFLICT DO NOTHING;
INSERT INTO of_this (id) VALUES (100);
INSERT INTO of_this (id, user_id) VALUES (100, DEFAULT);
INSERT INTO before_domain (id) VALUES (100);
INSERT INTO behind_view (id, user_id) VALUES (100, me());
-- leaks: defaults
INSERT INTO a_tally (id, user_id) VALUES (100, me());
INSERT INTO a_tally_too (id, user_id) VALUES (100, me());
INSERT INTO a_tally_too (id, user_id) VALUES ($1, me()) ON CONFLICT DO NOTHING;
INSERT INTO a_late_tally (id, user_id) VALUES (100, me());
INSERT INTO a_late_tally (id, user_id, n) VALUES (100, me(), DEFAULT);
INSERT INTO of_first (id) VALUES (100);
INSERT INTO of_first (id, user_id) VALUES (100, DEFAULT);
INSERT INTO behind_view (id) VALUES (100);
INSERT INTO own_watched VALUES ($2, $1);
-- scoped: WHEN of triggers
INSERT INTO own_watched (id, user_id) VALUES (100, me());
UPDATE own_watched SET n = 1 WHERE user_id = me();
UPDATE watched SET n = 1 WHERE user_id = me();
INSERT INTO titles (id, user_id, title) VALUES (100, me(), 'x');
-- leaks: WHEN of triggers
INSERT INTO watched (id, user_id) VALUES (100, me());
DELETE FROM titles WHERE user_id = me();
