-- What runs beside a statement: functions, triggers, rules; views that are written through or stored.
-- users: users
-- principal: current_setting('app.user_id', true)
CREATE TABLE users (id int PRIMARY KEY, name text);
CREATE TABLE tasks (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), title text, done boolean NOT NULL DEFAULT false);
CREATE TABLE parts (id int PRIMARY KEY, task_id int NOT NULL REFERENCES tasks (id) ON DELETE CASCADE, body text);
CREATE TABLE bins (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id));
CREATE TABLE scraps (id int PRIMARY KEY, bin_id int NOT NULL REFERENCES bins (id) ON DELETE CASCADE, body text);
CREATE TABLE drafts (id int PRIMARY KEY, user_id int REFERENCES users (id), body text);
CREATE TABLE claims (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), what text);
CREATE TABLE locked (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), what text);
CREATE TABLE taken (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), what text);
CREATE TABLE pings (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id));
CREATE TABLE audit (id int, user_id int REFERENCES users (id), what text);
CREATE TABLE ledger (id int PRIMARY KEY, n int);
CREATE FUNCTION me() RETURNS int LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('app.user_id', true), '')::int $$;
CREATE FUNCTION tasks_of(u int) RETURNS SETOF tasks LANGUAGE sql STABLE AS $$ SELECT * FROM tasks WHERE user_id = u $$;
CREATE FUNCTION tasks_like(pattern text, u int) RETURNS SETOF tasks LANGUAGE sql STABLE AS $$ SELECT * FROM tasks WHERE user_id = u AND title LIKE pattern $$;
CREATE FUNCTION my_tasks() RETURNS SETOF tasks LANGUAGE sql STABLE AS $$ SELECT * FROM tasks WHERE user_id = nullif(current_setting('app.user_id', true), '')::int $$;
CREATE FUNCTION task_count() RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT count(*) FROM tasks $$;
CREATE FUNCTION either(a int) RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT count(*) FROM tasks WHERE user_id = a $$;
CREATE FUNCTION either(a text) RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT count(*) FROM tasks WHERE title = a $$;
CREATE FUNCTION up_to(n int, u int) RETURNS bigint LANGUAGE plpgsql STABLE AS $$ BEGIN IF n > 3 THEN RETURN 0; END IF; RETURN (SELECT count(*) FROM tasks WHERE user_id = u) + up_to(n + 1, u + 1); END $$;
CREATE FUNCTION finish(t int) RETURNS void LANGUAGE plpgsql AS $$ BEGIN UPDATE tasks SET done = true WHERE id = t AND user_id = nullif(current_setting('app.user_id', true), '')::int; END $$;
CREATE FUNCTION finish_any(t int) RETURNS void LANGUAGE plpgsql AS $$ BEGIN UPDATE tasks SET done = true WHERE id = t; END $$;
CREATE PROCEDURE clear(u int) LANGUAGE sql AS $$ DELETE FROM drafts WHERE user_id = u $$;
CREATE VIEW titles AS SELECT id, title FROM tasks;
CREATE VIEW renamed (a, b, c) AS SELECT id, user_id, title FROM tasks;
CREATE VIEW nested AS SELECT * FROM renamed WHERE c IS NOT NULL;
CREATE VIEW mine AS SELECT * FROM tasks WHERE user_id = nullif(current_setting('app.user_id', true), '')::int;
CREATE VIEW barrier WITH (security_barrier) AS SELECT id, title FROM tasks WHERE user_id = nullif(current_setting('app.user_id', true), '')::int;
CREATE VIEW counted AS SELECT l.id, task_count() AS tasks FROM ledger l;
CREATE VIEW joined AS SELECT p.id, p.body, t.title FROM parts p JOIN tasks t ON t.id = p.task_id;
CREATE MATERIALIZED VIEW stored AS SELECT id, user_id, title FROM tasks;
CREATE MATERIALIZED VIEW stored_mine AS SELECT id, title FROM tasks WHERE user_id = nullif(current_setting('app.user_id', true), '')::int;
CREATE FUNCTION own_draft() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.user_id := nullif(current_setting('app.user_id', true), '')::int; RETURN NEW; END $$;
CREATE TRIGGER own_draft BEFORE INSERT ON drafts FOR EACH ROW EXECUTE FUNCTION own_draft();
CREATE FUNCTION fill_claim() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.user_id IS NULL THEN NEW.user_id := nullif(current_setting('app.user_id', true), '')::int; END IF; RETURN NEW; END $$;
CREATE TRIGGER fill_claim BEFORE INSERT ON claims FOR EACH ROW EXECUTE FUNCTION fill_claim();
CREATE FUNCTION keep_owner() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.user_id := OLD.user_id; RETURN NEW; END $$;
CREATE TRIGGER keep_owner BEFORE UPDATE ON locked FOR EACH ROW EXECUTE FUNCTION keep_owner();
CREATE FUNCTION take_over() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.user_id := (SELECT max(id) FROM users); RETURN NEW; END $$;
CREATE TRIGGER take_over BEFORE INSERT OR UPDATE ON taken FOR EACH ROW EXECUTE FUNCTION take_over();
CREATE FUNCTION note_task() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO audit (user_id, what) VALUES (NEW.user_id, NEW.title); RETURN NULL; END $$;
CREATE TRIGGER note_task AFTER INSERT ON tasks FOR EACH ROW WHEN (NEW.title IS NOT NULL) EXECUTE FUNCTION note_task();
CREATE FUNCTION count_scraps() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE ledger SET n = (SELECT count(*) FROM scraps); RETURN NULL; END $$;
CREATE TRIGGER count_scraps AFTER DELETE ON scraps FOR EACH ROW EXECUTE FUNCTION count_scraps();
CREATE FUNCTION finish_all() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE tasks SET done = true; RETURN NULL; END $$;
CREATE TRIGGER finish_all AFTER INSERT ON pings FOR EACH STATEMENT EXECUTE FUNCTION finish_all();
CREATE FUNCTION write_joined() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE tasks SET title = NEW.title WHERE id = (SELECT task_id FROM parts WHERE id = OLD.id); RETURN NEW; END $$;
CREATE TRIGGER write_joined INSTEAD OF UPDATE ON joined FOR EACH ROW EXECUTE FUNCTION write_joined();
CREATE RULE sweep AS ON DELETE TO locked DO ALSO DELETE FROM drafts;
CREATE FUNCTION others(u users) RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT count(*) FROM tasks WHERE user_id <> u.id $$;
CREATE FUNCTION own(u users) RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT count(*) FROM tasks WHERE user_id = me() $$;
CREATE FUNCTION is_taken(a text, b int) RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT EXISTS (SELECT 1 FROM tasks WHERE title = a AND id <> b) $$;
CREATE OPERATOR ~~~ (LEFTARG = text, RIGHTARG = int, FUNCTION = is_taken);
CREATE FUNCTION longer(a text, b int) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT length(a) > b $$;
CREATE OPERATOR >>>> (LEFTARG = text, RIGHTARG = int, FUNCTION = longer);
CREATE FUNCTION add_all(sum bigint, n int) RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT sum + n + (SELECT count(*) FROM tasks) $$;
CREATE AGGREGATE total_with_all(int) (SFUNC = add_all, STYPE = bigint, INITCOND = '0');
CREATE FUNCTION add_one(sum bigint, n int) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$ SELECT sum + n $$;
CREATE AGGREGATE total_of(int) (SFUNC = add_one, STYPE = bigint, INITCOND = '0');
CREATE TABLE marks (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), n int NOT NULL);
CREATE FUNCTION clear_second() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE v int; BEGIN v := 2; v := v + 0; UPDATE tasks SET done = true WHERE user_id = v; RETURN NULL; END $$;
CREATE TRIGGER clear_second AFTER UPDATE ON marks FOR EACH ROW EXECUTE FUNCTION clear_second();
CREATE FUNCTION fixed(u int) RETURNS SETOF tasks LANGUAGE plpgsql AS $$ BEGIN u := 2; RETURN QUERY SELECT * FROM tasks WHERE user_id = u; END $$;
CREATE FUNCTION fixed_number(int) RETURNS SETOF tasks LANGUAGE plpgsql AS $$ BEGIN $1 := 2; RETURN QUERY SELECT * FROM tasks WHERE user_id = $1; END $$;
CREATE FUNCTION filled(u int) RETURNS SETOF tasks LANGUAGE plpgsql AS $$ BEGIN u := coalesce(u, 2); RETURN QUERY SELECT * FROM tasks WHERE user_id = u; END $$;
CREATE FUNCTION found_one(u int) RETURNS SETOF tasks LANGUAGE plpgsql AS $$ BEGIN SELECT max(id) INTO u FROM users; RETURN QUERY SELECT * FROM tasks WHERE user_id = u; END $$;
CREATE FUNCTION each_one(u int) RETURNS SETOF tasks LANGUAGE plpgsql AS $$ BEGIN FOR u IN 1..3 LOOP RETURN QUERY SELECT * FROM tasks WHERE user_id = u; END LOOP; END $$;
CREATE FUNCTION hidden(u int) RETURNS SETOF tasks LANGUAGE plpgsql AS $$ BEGIN DECLARE u int := 2; BEGIN RETURN QUERY SELECT * FROM tasks WHERE user_id = u; END; END $$;
CREATE FUNCTION kept(u int) RETURNS SETOF tasks LANGUAGE plpgsql AS $$ DECLARE n int; BEGIN n := 2; RETURN QUERY SELECT * FROM tasks WHERE user_id = u AND id > n; END $$;
CREATE FUNCTION set_second() RETURNS SETOF tasks LANGUAGE plpgsql AS $$ BEGIN PERFORM set_config('app.user_id', '2', true); RETURN QUERY SELECT * FROM tasks WHERE user_id = current_setting('app.user_id')::int; END $$;
CREATE FUNCTION f0() RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT count(*) FROM tasks $$;
CREATE FUNCTION f1() RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT f0() $$;
CREATE FUNCTION f2() RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT f1() $$;
CREATE FUNCTION f3() RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT f2() $$;
CREATE FUNCTION f4() RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT f3() $$;
CREATE FUNCTION f5() RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT f4() $$;
CREATE FUNCTION f6() RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT f5() $$;
CREATE FUNCTION f7() RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT f6() $$;
CREATE FUNCTION f8() RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT f7() $$;
CREATE TABLE labels (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), what text);
CREATE TRIGGER keep_label BEFORE UPDATE OF what ON labels FOR EACH ROW EXECUTE FUNCTION keep_owner();
CREATE TRIGGER finish_labelled AFTER UPDATE OF id ON labels FOR EACH ROW EXECUTE FUNCTION finish_all();
CREATE TABLE stamps (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), what text);
CREATE TRIGGER keep_stamp BEFORE UPDATE ON stamps FOR EACH ROW WHEN (NEW.what IS NOT NULL) EXECUTE FUNCTION keep_owner();
CREATE TABLE seals (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), a int, b int);
CREATE FUNCTION to_second() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.user_id := 2; RETURN NEW; END $$;
CREATE TRIGGER p1 BEFORE UPDATE OF a ON seals FOR EACH ROW EXECUTE FUNCTION to_second();
CREATE TRIGGER p2 BEFORE UPDATE OF b ON seals FOR EACH ROW EXECUTE FUNCTION keep_owner();
CREATE TABLE chests (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), a int);
CREATE TRIGGER q1 BEFORE INSERT ON chests FOR EACH ROW WHEN (NEW.a = 1) EXECUTE FUNCTION to_second();
CREATE TRIGGER q2 BEFORE INSERT ON chests FOR EACH ROW WHEN (NEW.a = 2) EXECUTE FUNCTION own_draft();
CREATE TABLE vaults (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), what text);
CREATE TRIGGER keep_vault BEFORE UPDATE OF user_id ON vaults FOR EACH ROW EXECUTE FUNCTION keep_owner();
CREATE TABLE bells (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), n bigint DEFAULT task_count());
CREATE TABLE codes (code int PRIMARY KEY, title text);
CREATE TABLE uses (id int PRIMARY KEY, code int REFERENCES codes (code) ON UPDATE CASCADE);
CREATE TRIGGER finish_used AFTER UPDATE OF code ON uses FOR EACH ROW EXECUTE FUNCTION finish_all();
CREATE VIEW defaulted AS SELECT id, user_id, title FROM tasks;
ALTER VIEW defaulted ALTER COLUMN user_id SET DEFAULT 2;
CREATE VIEW defaulted_mine AS SELECT id, user_id, title FROM tasks;
ALTER VIEW defaulted_mine ALTER COLUMN user_id SET DEFAULT me();
CREATE TABLE tallies (user_id int PRIMARY KEY REFERENCES users (id), n bigint NOT NULL);
CREATE FUNCTION tally() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO tallies SELECT user_id, count(*) FROM made GROUP BY user_id ON CONFLICT (user_id) DO UPDATE SET n = tallies.n + excluded.n; RETURN NULL; END $$;
CREATE TABLE sheets (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id));
CREATE TRIGGER tally AFTER INSERT ON sheets REFERENCING NEW TABLE AS made FOR EACH STATEMENT EXECUTE FUNCTION tally();
CREATE FUNCTION clear_tallies() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE tallies SET n = 0 FROM gone; RETURN NULL; END $$;
CREATE TRIGGER clear_tallies AFTER DELETE ON sheets REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION clear_tallies();
-- statements
-- scoped: tables of what was written
INSERT INTO sheets VALUES (100, $1);
INSERT INTO sheets SELECT 100 + id, user_id FROM sheets WHERE user_id = $1;
UPDATE sheets SET id = id + 100 WHERE user_id = $1;
-- leaks: tables of what was written
DELETE FROM sheets WHERE user_id = $1;
-- leaks: keys that change, defaults of views, who asks
UPDATE codes SET code = code + 20 WHERE code = $1;
UPDATE codes SET code = 20, title = 'x';
INSERT INTO defaulted (id, title) VALUES (100, $1);
SELECT title, set_config('app.user_id', '2', true) FROM mine;
SELECT title FROM mine WHERE set_config('app.user_id', '2', true) = '2' OR id > 100;
-- scoped: keys that change, defaults of views, who asks
UPDATE codes SET title = $2 WHERE code = $1;
INSERT INTO defaulted (id, user_id, title) VALUES (100, $1, 'x');
INSERT INTO defaulted_mine (id, title) VALUES (100, $1);
SELECT title, set_config('work_mem', '4MB', true) FROM mine;
-- scoped: calls that are not written as one
SELECT u.name, u.own FROM users u WHERE u.id = me();
SELECT u.name, (u).name FROM users u WHERE u.id = $1;
SELECT title FROM tasks WHERE user_id = $1 AND title >>>> 0;
SELECT title FROM tasks WHERE user_id = $1 AND title OPERATOR(public.>>>>) 0;
SELECT total_of(n) FROM marks WHERE user_id = $1;
SELECT total_of(n) FILTER (WHERE user_id = $1) FROM marks;
SELECT count(*) FILTER (WHERE user_id = $1), total_of(n) FILTER (WHERE user_id = $1) FROM marks;
-- leaks: calls that are not written as one
SELECT u.name, u.own FROM users u WHERE id = $1;
SELECT either($1), count(*) FROM my_tasks();
SELECT u.others FROM users u WHERE u.id = $1;
SELECT title ~~~ 3 FROM tasks WHERE user_id = $1;
SELECT title OPERATOR(public.~~~) 3 FROM tasks WHERE user_id = $1;
SELECT total_with_all(n) FROM marks WHERE user_id = $1;
SELECT count(*) FILTER (WHERE user_id = $1), total_of(n) FROM marks;
SELECT m.n FROM marks m, LATERAL (SELECT total_of(1) AS t WHERE m.user_id = $1) s;
UPDATE marks SET n = 1 WHERE user_id = $1;
-- scoped: functions
SELECT * FROM tasks_of($1);
SELECT * FROM tasks_of(me());
SELECT title FROM tasks_like('a%', $1);
SELECT title FROM tasks_like(u => $1, pattern => $2);
SELECT * FROM my_tasks();
SELECT l.id, t.title FROM ledger l, LATERAL tasks_of($1) t;
SELECT either($1::int);
SELECT finish($1);
SELECT * FROM tasks WHERE user_id = me();
SELECT t.title, p.body FROM tasks_of($1) t JOIN parts p ON p.task_id = t.id JOIN tasks x ON x.id = p.task_id WHERE x.user_id = $1;
-- leaks: functions
SELECT task_count();
SELECT * FROM tasks_of(2);
SELECT l.id, t.title FROM ledger l, LATERAL tasks_of(l.n) t;
SELECT title FROM tasks_like(pattern => $1, u => 2);
SELECT either('a'::text);
SELECT up_to(0, 1);
SELECT finish_any($1);
SELECT * FROM counted;
SELECT tasks FROM counted WHERE id = $1;
SELECT query_to_xml('SELECT title FROM tasks', true, true, '');
SELECT table_to_xml('tasks', true, true, '');
SELECT t.title FROM tasks t WHERE t.user_id = $1 AND task_count() > 2;
-- scoped: views that are written
UPDATE mine SET title = $1 WHERE id = $2;
UPDATE mine SET done = true;
DELETE FROM mine;
DELETE FROM barrier WHERE id = $1;
UPDATE barrier SET title = $1;
UPDATE renamed SET c = $2 WHERE b = $1;
DELETE FROM nested WHERE b = $1 AND a = $2;
INSERT INTO renamed (a, b, c) VALUES (100, $1, $2);
INSERT INTO nested (a, b) VALUES (100, me());
SELECT * FROM barrier;
SELECT count(*) FROM mine;
-- leaks: views that are written
UPDATE titles SET title = $1;
UPDATE titles SET title = $2 WHERE id = $1;
DELETE FROM titles WHERE title = $1;
UPDATE renamed SET c = $2 WHERE a = $1;
UPDATE renamed SET b = 2 WHERE b = $1;
UPDATE nested SET b = $2 WHERE b = $1;
UPDATE mine SET user_id = 2;
INSERT INTO renamed (a, b, c) VALUES (100, 2, $1);
INSERT INTO renamed VALUES (100, 2, $1);
UPDATE joined SET title = $2 WHERE id = $1;
SELECT * FROM titles;
-- scoped: stored views
SELECT * FROM stored WHERE user_id = $1;
SELECT * FROM stored s WHERE s.user_id = me();
SELECT s.title, t.done FROM stored s JOIN tasks t ON t.id = s.id AND t.user_id = s.user_id WHERE s.user_id = $1;
-- leaks: stored views
SELECT * FROM stored;
SELECT title FROM stored WHERE id = $1;
SELECT * FROM stored_mine;
SELECT count(*) FROM stored_mine WHERE title = $1;
-- scoped: triggers
INSERT INTO drafts (id, body) VALUES (100, $1);
INSERT INTO drafts (id, user_id, body) VALUES (100, 2, $1);
INSERT INTO drafts (id, user_id, body) VALUES (100, me(), $1) RETURNING user_id;
INSERT INTO claims (id, what) VALUES (100, $1);
INSERT INTO claims (id, user_id) VALUES (100, me());
INSERT INTO claims (id, user_id) VALUES (100, nullif(current_setting('app.user_id', true), '')::int);
UPDATE locked SET what = $2 WHERE user_id = $1;
UPDATE locked SET user_id = $2 WHERE user_id = $1;
INSERT INTO tasks (id, user_id, title) VALUES (100, $1, $2);
INSERT INTO audit (user_id, what) VALUES ($1, $2);
DELETE FROM tasks WHERE user_id = $1;
-- leaks: triggers
INSERT INTO claims (id, user_id) VALUES (100, 2);
INSERT INTO taken (id, user_id) VALUES (100, $1);
UPDATE taken SET what = $2 WHERE user_id = $1;
UPDATE locked SET what = $1;
INSERT INTO pings (id, user_id) VALUES (100, $1);
DELETE FROM bins WHERE user_id = $1;
DELETE FROM scraps s USING bins b WHERE b.id = s.bin_id AND b.user_id = $1;
DELETE FROM locked WHERE user_id = $1;
-- scoped: statements in statements
DO $$ BEGIN DELETE FROM drafts WHERE user_id = nullif(current_setting('app.user_id', true), '')::int; END $$;
CALL clear(me());
EXPLAIN SELECT * FROM tasks WHERE user_id = me();
-- leaks: statements in statements
DO $$ BEGIN DELETE FROM drafts; END $$;
DO $$ BEGIN UPDATE tasks SET done = true WHERE title = 'a'; END $$;
CALL clear(2);
-- scoped: triggers that are fired by some columns
UPDATE labels SET what = $2 WHERE user_id = $1;
UPDATE stamps SET what = $2 WHERE user_id = $1;
-- leaks: triggers that are fired by some columns
UPDATE labels SET user_id = $2 WHERE user_id = $1;
UPDATE labels SET id = id, what = $2 WHERE user_id = $1;
UPDATE labels SET what = $1;
UPDATE stamps SET user_id = $2 WHERE user_id = $1;
-- scoped: arguments that stay what they are
SELECT * FROM kept($1);
SELECT * FROM kept(me());
-- leaks: arguments that are changed
SELECT * FROM fixed($1);
SELECT * FROM fixed_number($1);
SELECT * FROM filled($1);
SELECT * FROM found_one($1);
SELECT * FROM each_one($1);
SELECT * FROM hidden($1);
-- leaks: who asks is set on the way
SELECT * FROM set_second();
DO $$ BEGIN PERFORM set_config('app.user_id', '2', true); DELETE FROM drafts WHERE user_id = current_setting('app.user_id')::int; END $$;
-- leaks: through many calls
SELECT f3();
SELECT f8();
-- leaks: a user that is nobody
SELECT * FROM tasks WHERE current_setting('app.user_id', true) IS NOT NULL AND user_id = coalesce(me(), user_id);
-- scoped: triggers of columns that are set
UPDATE vaults SET user_id = $2 WHERE user_id = $1;
UPDATE seals SET b = $2 WHERE user_id = $1;
UPDATE seals SET a = $2, b = $2 WHERE user_id = $1;
UPDATE labels SET user_id = $2, what = 'x' WHERE user_id = $1;
-- leaks: triggers of columns that are set
UPDATE seals SET a = $2 WHERE user_id = $1;
INSERT INTO chests (id, user_id, a) VALUES (100, me(), 1);
-- scoped: defaults
UPDATE bells SET n = 3 WHERE user_id = $1;
-- leaks: defaults
UPDATE bells SET n = DEFAULT WHERE user_id = $1;
