-- Triggers are fired in the order of their names: one before that which sets the owner sees the row as it is given.
-- users: users
-- principal: current_setting('app.user_id', true)
CREATE TABLE users (id int PRIMARY KEY, name text);
CREATE TABLE docs (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), k int);
CREATE TABLE notes (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), k int);
CREATE TABLE drafts (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), k int);
CREATE TABLE log (user_id int NOT NULL REFERENCES users (id), what int);
CREATE FUNCTION me() RETURNS int LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('app.user_id', true), '')::int $$;
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO log (user_id, what) VALUES (NEW.user_id, NEW.id); RETURN NEW; END $$;
CREATE FUNCTION own() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.user_id := me(); RETURN NEW; END $$;
CREATE FUNCTION own_some() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  FOR i IN 1..NEW.k LOOP NEW.user_id := me(); END LOOP; RETURN NEW;
END $$;
CREATE TRIGGER a_log BEFORE INSERT ON docs FOR EACH ROW EXECUTE FUNCTION note();
CREATE TRIGGER b_owner BEFORE INSERT ON docs FOR EACH ROW EXECUTE FUNCTION own();
CREATE TRIGGER a_owner BEFORE INSERT ON notes FOR EACH ROW EXECUTE FUNCTION own();
CREATE TRIGGER b_log BEFORE INSERT ON notes FOR EACH ROW EXECUTE FUNCTION note();
CREATE TRIGGER a_owner BEFORE INSERT ON drafts FOR EACH ROW EXECUTE FUNCTION own_some();
-- statements
-- leaks: before the owner is set
INSERT INTO docs (id, user_id) SELECT 900 + id, id FROM users;
INSERT INTO drafts (id, user_id, k) SELECT 900 + id, id, 0 FROM users;
-- scoped: before the owner is set
INSERT INTO docs (id, user_id) VALUES (900, current_setting('app.user_id', true)::int);
INSERT INTO notes (id, user_id) VALUES (900, $1);
INSERT INTO drafts (id, user_id, k) VALUES (900, current_setting('app.user_id', true)::int, $1);
