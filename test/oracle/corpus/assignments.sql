-- Ways of PL/pgSQL to change a variable, an argument or NEW: CALL with INOUT, GET DIAGNOSTICS, FOREACH, subscripts; cursors of a text.
-- users: users
-- principal: current_setting('app.user_id', true)
CREATE TABLE users (id int PRIMARY KEY, name text);
CREATE TABLE docs (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), n int);
CREATE FUNCTION me() RETURNS int LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('app.user_id', true), '')::int $$;
CREATE PROCEDURE put(INOUT x int) LANGUAGE plpgsql AS $$ BEGIN x := 2; END $$;
CREATE PROCEDURE nothing(x int) LANGUAGE plpgsql AS $$ BEGIN NULL; END $$;
CREATE FUNCTION called() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN CALL put(NEW.user_id); RETURN NEW; END $$;
CREATE TABLE t (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), n int);
CREATE TRIGGER tr BEFORE INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION called();
CREATE FUNCTION called_for_nothing() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN CALL nothing(NEW.user_id); RETURN NEW; END $$;
CREATE TABLE t2 (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), n int);
CREATE TRIGGER tr BEFORE INSERT OR UPDATE ON t2 FOR EACH ROW EXECUTE FUNCTION called_for_nothing();
CREATE FUNCTION a1(u int) RETURNS SETOF docs LANGUAGE plpgsql AS $$ BEGIN PERFORM generate_series(1, 2); GET DIAGNOSTICS u = ROW_COUNT; RETURN QUERY SELECT * FROM docs WHERE user_id = u; END $$;
CREATE FUNCTION a2(u int) RETURNS SETOF docs LANGUAGE plpgsql AS $$ BEGIN FOREACH u IN ARRAY ARRAY[1, 2] LOOP RETURN QUERY SELECT * FROM docs WHERE user_id = u; END LOOP; END $$;
CREATE FUNCTION a3() RETURNS int LANGUAGE plpgsql AS $$ DECLARE a int[]; BEGIN a[(SELECT count(*) FROM docs)] := 1; RETURN array_lower(a, 1); END $$;
CREATE FUNCTION a4() RETURNS int LANGUAGE plpgsql AS $$ DECLARE c refcursor; r int; BEGIN OPEN c FOR EXECUTE 'SELECT count(*)::int FROM docs'; FETCH c INTO r; RETURN r; END $$;
CREATE FUNCTION b1(u int) RETURNS SETOF docs LANGUAGE plpgsql AS $$ BEGIN CALL nothing(u); RETURN QUERY SELECT * FROM docs WHERE user_id = u; END $$;
CREATE FUNCTION b3() RETURNS int LANGUAGE plpgsql AS $$ DECLARE a int[]; BEGIN a[(SELECT count(*) FROM docs WHERE user_id = me())] := 1; RETURN array_lower(a, 1); END $$;
-- statements
-- leaks: assignments
INSERT INTO t VALUES (100, me(), 1);
UPDATE t SET n = 1 WHERE user_id = me();
SELECT * FROM a1($1);
SELECT * FROM a2($1);
SELECT a3();
SELECT a4();
DO $$ DECLARE v int := me(); BEGIN CALL put(v); UPDATE docs SET n = 1 WHERE user_id = v; END $$;
-- scoped: nothing is assigned
INSERT INTO t2 VALUES (100, me(), 1);
UPDATE t2 SET n = 1 WHERE user_id = me();
SELECT * FROM b1(me());
SELECT b3();
DO $$ DECLARE v int := me(); BEGIN CALL nothing(v); UPDATE docs SET n = 1 WHERE user_id = v; END $$;
