-- Rules and INSTEAD OF triggers that name no user-owned table, but call a function or write a table that leads to one; CHECK functions.
-- users: users
CREATE TABLE users (id int PRIMARY KEY, name text);
CREATE TABLE docs (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), n int);
CREATE TABLE st (id int PRIMARY KEY, n int);
CREATE TABLE st2 (id int PRIMARY KEY, n int);
CREATE FUNCTION cnt() RETURNS int LANGUAGE sql STABLE AS $$ SELECT count(*)::int FROM docs $$;
CREATE FUNCTION wipe() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE docs SET n = 0; RETURN NULL; END $$;
CREATE TRIGGER t AFTER UPDATE ON st2 FOR EACH ROW EXECUTE FUNCTION wipe();
CREATE TABLE g (id int PRIMARY KEY, n int);
CREATE RULE r AS ON INSERT TO g DO ALSO UPDATE st SET n = cnt();
CREATE TABLE h (id int PRIMARY KEY, n int);
CREATE RULE r AS ON INSERT TO h DO ALSO UPDATE st2 SET n = 1;
CREATE FUNCTION inst() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE st SET n = cnt(); RETURN NEW; END $$;
CREATE VIEW instv AS SELECT id, n FROM g;
CREATE TRIGGER inst INSTEAD OF INSERT ON instv FOR EACH ROW EXECUTE FUNCTION inst();
CREATE FUNCTION inst2() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE st2 SET n = 1; RETURN NEW; END $$;
CREATE VIEW instv2 AS SELECT id, n FROM g;
CREATE TRIGGER inst2 INSTEAD OF INSERT ON instv2 FOR EACH ROW EXECUTE FUNCTION inst2();
CREATE TABLE log (id int PRIMARY KEY, n int);
CREATE FUNCTION two() RETURNS int LANGUAGE sql STABLE AS $$ SELECT 2 $$;
CREATE TABLE k (id int PRIMARY KEY, n int);
CREATE RULE r AS ON INSERT TO k DO ALSO UPDATE log SET n = two();
CREATE FUNCTION inst3() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE log SET n = two(); RETURN NEW; END $$;
CREATE VIEW instv3 AS SELECT id, n FROM g;
CREATE TRIGGER inst3 INSTEAD OF INSERT ON instv3 FOR EACH ROW EXECUTE FUNCTION inst3();
CREATE FUNCTION chk(int) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN UPDATE docs SET n = 0 WHERE $1 = 77; RETURN true; END $$;
CREATE TABLE checked (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), n int CHECK (chk(n)));
CREATE DOMAIN dom AS int CHECK (chk(VALUE));
CREATE TABLE doms (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), n dom);
CREATE FUNCTION seen(int) RETURNS boolean LANGUAGE sql AS $$ SELECT count(*) < 1000 FROM docs $$;
CREATE TABLE looked (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), n int CHECK (seen(n)));
-- statements
-- leaks: rules, INSTEAD OF
INSERT INTO g VALUES (100, 1);
INSERT INTO h VALUES (100, 1);
INSERT INTO instv VALUES (100, 1);
INSERT INTO instv2 VALUES (100, 1);
-- scoped: rules, INSTEAD OF
INSERT INTO k VALUES (100, 1);
INSERT INTO instv3 VALUES (100, 1);
DELETE FROM g WHERE id = $1;
-- leaks: checks that write
INSERT INTO checked VALUES (100, $1, 77);
INSERT INTO doms VALUES (100, $1, 77);
-- scoped: checks that read, of which only errors show
INSERT INTO looked VALUES (100, $1, 1);
UPDATE looked SET n = 2 WHERE user_id = $1;
DELETE FROM checked WHERE user_id = $1;
