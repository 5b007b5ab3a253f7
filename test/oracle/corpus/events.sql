-- Triggers of one function for several events and tables: TG_OP and its kin are known where they are fired.
-- users: users
-- principal: current_setting('app.user_id', true)
CREATE TABLE users (id int PRIMARY KEY, name text);
CREATE TABLE tags (id int PRIMARY KEY, owner_id int REFERENCES users (id), n int);
CREATE TABLE marks (id int PRIMARY KEY, owner_id int REFERENCES users (id), n int);
CREATE TABLE orders (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), n int);
CREATE TABLE counters (user_id int PRIMARY KEY REFERENCES users (id), n int);
CREATE TABLE notes (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), n int);
CREATE FUNCTION own() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP = 'INSERT' THEN NEW.owner_id := nullif(current_setting('app.user_id', true), '')::int;
  ELSIF TG_OP IN ('UPDATE') AND TG_TABLE_NAME = 'tags' THEN NEW.owner_id := OLD.owner_id;
  ELSE NEW.owner_id := 1; -- IF TG_OP
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER own BEFORE INSERT OR UPDATE ON tags FOR EACH ROW EXECUTE FUNCTION own();
CREATE TRIGGER own BEFORE INSERT OR UPDATE ON marks FOR EACH ROW EXECUTE FUNCTION own();
CREATE FUNCTION counting() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP = 'INSERT' THEN UPDATE counters SET n = n + 1 WHERE user_id = NEW.user_id; RETURN NEW; END IF;
  IF TG_OP = 'DELETE' THEN DELETE FROM counters; RETURN OLD; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER counting AFTER INSERT OR UPDATE OR DELETE ON orders FOR EACH ROW EXECUTE FUNCTION counting();
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NOT (TG_OP <> 'UPDATE') AND TG_WHEN = 'AFTER' THEN UPDATE counters SET n = 0; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER refuse AFTER UPDATE OR DELETE ON notes FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TABLE logs (id int, user_id int NOT NULL REFERENCES users (id), n int NOT NULL) PARTITION BY RANGE (n);
CREATE TABLE logs1 PARTITION OF logs FOR VALUES FROM (-1000) TO (1000);
CREATE FUNCTION sweep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_TABLE_NAME = 'logs1' THEN DELETE FROM counters; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER sweep AFTER UPDATE ON logs FOR EACH ROW EXECUTE FUNCTION sweep();
CREATE FUNCTION give() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_TABLE_NAME <> 'logs' THEN NEW.user_id := 1; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER give BEFORE INSERT ON logs FOR EACH ROW EXECUTE FUNCTION give();
CREATE TABLE drafts (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), n int);
CREATE FUNCTION purge() RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN DELETE FROM counters; RETURN true; END $$;
CREATE FUNCTION asking() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF purge() AND TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER asking AFTER INSERT ON drafts FOR EACH ROW EXECUTE FUNCTION asking();
CREATE TABLE jobs (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), n int);
CREATE FUNCTION swap() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  NEW.user_id := 1;
  UPDATE counters SET n = 0 WHERE user_id = NEW.user_id;
  RETURN NULL;
END $$;
CREATE TRIGGER swap AFTER INSERT ON jobs FOR EACH ROW EXECUTE FUNCTION swap();
CREATE FUNCTION back() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN OLD.user_id := 1; RETURN OLD; END $$;
CREATE TRIGGER back BEFORE UPDATE ON jobs FOR EACH ROW EXECUTE FUNCTION back();
-- statements
-- scoped: by event
INSERT INTO tags (id, n) VALUES (9, 1);
INSERT INTO tags (id, owner_id, n) VALUES (9, 2, 1);
INSERT INTO marks (id, n) VALUES (9, 1);
UPDATE tags SET n = 2 WHERE owner_id = current_setting('app.user_id', true)::int;
INSERT INTO orders (id, user_id, n) VALUES (9, $1, 1);
UPDATE orders SET n = 2 WHERE user_id = $1;
DELETE FROM notes WHERE user_id = $1;
-- leaks: by event
UPDATE marks SET n = 2 WHERE owner_id = current_setting('app.user_id', true)::int;
DELETE FROM orders WHERE user_id = $1;
UPDATE notes SET n = 3 WHERE user_id = $1;
UPDATE tags SET n = 2 WHERE id = $1;
UPDATE logs SET id = 2 WHERE user_id = $1;
INSERT INTO logs (id, user_id, n) VALUES (9, $1, 2);
INSERT INTO drafts (id, user_id, n) VALUES (9, $1, 1);
-- scoped: by event
DELETE FROM logs WHERE user_id = $1;
DELETE FROM jobs WHERE user_id = $1;
-- leaks: by event
INSERT INTO jobs (id, user_id, n) VALUES (9, $1, 1);
UPDATE jobs SET n = 2 WHERE user_id = $1;
