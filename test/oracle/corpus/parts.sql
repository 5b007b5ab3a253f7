-- BEFORE triggers of partitions and heirs, of a partition's whole, and of rows that a foreign key's action changes.
-- users: users
-- principal: current_setting('app.user_id', true)
CREATE TABLE users (id int PRIMARY KEY, name text);
CREATE FUNCTION me() RETURNS int LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('app.user_id', true), '')::int $$;
CREATE FUNCTION ow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.user_id := 2; RETURN NEW; END $$;
CREATE TABLE a (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), n int);
CREATE TABLE a1 (PRIMARY KEY (id), FOREIGN KEY (user_id) REFERENCES users (id)) INHERITS (a);
CREATE TRIGGER ow BEFORE UPDATE ON a1 FOR EACH ROW EXECUTE FUNCTION ow();
CREATE TABLE r (id int, user_id int NOT NULL REFERENCES users (id), n int, at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE r1 PARTITION OF r FOR VALUES FROM ('1900-01-01') TO ('2400-01-01');
CREATE TRIGGER ow BEFORE INSERT OR UPDATE ON r1 FOR EACH ROW EXECUTE FUNCTION ow();
CREATE TABLE t (id int, user_id int NOT NULL REFERENCES users (id), n int, at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE t1 PARTITION OF t FOR VALUES FROM ('1900-01-01') TO ('2400-01-01');
CREATE TRIGGER ow BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION ow();
CREATE TABLE p (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), code int);
CREATE TABLE p1 (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), p_id int REFERENCES p (id) ON DELETE SET NULL);
CREATE TRIGGER ow BEFORE UPDATE ON p1 FOR EACH ROW EXECUTE FUNCTION ow();
CREATE TABLE kp (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), n int);
CREATE FUNCTION setk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.kp_id := 1; RETURN NEW; END $$;
CREATE TABLE pk (id int, kp_id int REFERENCES kp (id), n int, at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE pk1 PARTITION OF pk FOR VALUES FROM ('1900-01-01') TO ('2400-01-01');
CREATE TRIGGER setk BEFORE INSERT OR UPDATE ON pk1 FOR EACH ROW EXECUTE FUNCTION setk();
CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.user_id := OLD.user_id; RETURN NEW; END $$;
CREATE TABLE q (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), code int);
CREATE TABLE q1 (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), q_id int REFERENCES q (id) ON DELETE SET NULL);
CREATE TRIGGER keep BEFORE UPDATE ON q1 FOR EACH ROW EXECUTE FUNCTION keep();
CREATE TABLE s (id int, user_id int NOT NULL REFERENCES users (id), n int, at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE s1 PARTITION OF s FOR VALUES FROM ('1900-01-01') TO ('2400-01-01');
CREATE TRIGGER keep BEFORE UPDATE ON s1 FOR EACH ROW EXECUTE FUNCTION keep();
-- statements
-- leaks: triggers of other tables
UPDATE a SET n = 1 WHERE user_id = me();
INSERT INTO r (id, user_id, at) VALUES (100, me(), '2020-01-01');
UPDATE r SET n = 1 WHERE user_id = me();
INSERT INTO t1 (id, user_id, at) VALUES (100, me(), '2020-01-01');
DELETE FROM p WHERE user_id = me();
INSERT INTO pk (id, kp_id, at) SELECT 100, id, '2020-01-01' FROM kp WHERE user_id = me();
UPDATE pk SET n = 1 WHERE kp_id IN (SELECT id FROM kp WHERE user_id = me());
-- scoped: triggers that keep the owner, or are not fired
INSERT INTO a (id, user_id) VALUES (100, me());
DELETE FROM a WHERE user_id = me();
UPDATE t SET n = 1 WHERE user_id = me();
UPDATE t1 SET n = 1 WHERE user_id = me();
DELETE FROM r WHERE user_id = me();
UPDATE p SET code = 1 WHERE user_id = me();
DELETE FROM q WHERE user_id = me();
UPDATE s SET n = 1 WHERE user_id = me();
INSERT INTO s (id, user_id, at) VALUES (100, me(), '2020-01-01');
