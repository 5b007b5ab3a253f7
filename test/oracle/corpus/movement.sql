-- An UPDATE that moves a row to another partition is a DELETE and an INSERT, and fires their row triggers; a write to a partition fires
-- the row triggers of its whole.
-- users: users
-- principal: current_setting('app.user_id', true)
CREATE TABLE users (id int PRIMARY KEY, name text);
CREATE FUNCTION me() RETURNS int LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('app.user_id', true), '')::int $$;
CREATE TABLE docs (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), n int);
CREATE FUNCTION wipe() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE docs SET n = 0; RETURN NULL; END $$;
CREATE TABLE u (id int, user_id int NOT NULL REFERENCES users (id), n int) PARTITION BY LIST (n);
CREATE TABLE u1 PARTITION OF u FOR VALUES IN (1);
CREATE TABLE u2 PARTITION OF u DEFAULT;
CREATE TRIGGER w AFTER INSERT ON u FOR EACH ROW EXECUTE FUNCTION wipe();
CREATE TABLE v (id int, user_id int NOT NULL REFERENCES users (id), n int) PARTITION BY LIST (n);
CREATE TABLE v1 PARTITION OF v FOR VALUES IN (1);
CREATE TABLE v2 PARTITION OF v DEFAULT;
CREATE TRIGGER w AFTER DELETE ON v FOR EACH ROW EXECUTE FUNCTION wipe();
CREATE FUNCTION ow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.user_id := 2; RETURN NEW; END $$;
CREATE TABLE x (id int, user_id int NOT NULL REFERENCES users (id), n int) PARTITION BY LIST (n);
CREATE TABLE x1 PARTITION OF x FOR VALUES IN (1);
CREATE TABLE x2 PARTITION OF x DEFAULT;
CREATE TRIGGER ow BEFORE INSERT ON x2 FOR EACH ROW EXECUTE FUNCTION ow();
CREATE TABLE w (id int, user_id int NOT NULL REFERENCES users (id), n int, m int) PARTITION BY LIST (n);
CREATE TABLE w1 PARTITION OF w FOR VALUES IN (1);
CREATE TABLE w2 PARTITION OF w DEFAULT;
CREATE TRIGGER w AFTER INSERT OR DELETE ON w FOR EACH STATEMENT EXECUTE FUNCTION wipe();
CREATE TRIGGER w AFTER UPDATE ON w1 FOR EACH STATEMENT EXECUTE FUNCTION wipe();
-- statements
-- leaks: row movement, cloned triggers
UPDATE u SET n = 3 WHERE user_id = me();
UPDATE v SET n = 1 WHERE user_id = me();
UPDATE x SET n = 3 WHERE user_id = me();
INSERT INTO u1 (id, user_id, n) VALUES (100, me(), 1);
DELETE FROM v1 WHERE user_id = me();
INSERT INTO w (id, user_id, n) VALUES (100, me(), 1);
UPDATE w1 SET m = 1 WHERE user_id = me();
-- scoped: rows that stay, triggers of statements
UPDATE u SET id = 3 WHERE user_id = me();
UPDATE v SET id = 3 WHERE user_id = me();
UPDATE x SET id = 3 WHERE user_id = me();
UPDATE w SET m = 1 WHERE user_id = me();
UPDATE w SET n = 1 WHERE user_id = me();
INSERT INTO w1 (id, user_id, n) VALUES (100, me(), 1);
DELETE FROM w2 WHERE user_id = me();
