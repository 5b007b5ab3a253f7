-- Schemas that were changed after they were made: what stands on what, and what goes by which name then.
-- A case: its name, whose role the program has, the schema behind the common one ("alone": without it), then
-- statements, one a line: those that leak must not be called scoped, the others must.
-- common
CREATE TABLE users (id int PRIMARY KEY, email text UNIQUE, name text);
CREATE TABLE orders (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), total int, status text);
CREATE TABLE items (id int PRIMARY KEY, order_id int NOT NULL REFERENCES orders (id), n int, label text);
CREATE TABLE notes (id int PRIMARY KEY, user_id int REFERENCES users (id), body text, n int);
CREATE TABLE products (id int PRIMARY KEY, name text, n int);
CREATE FUNCTION me() RETURNS int LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('app.user_id', true), '')::int $$;

-- case: redundant index dropped
-- alone
CREATE TABLE users (id int PRIMARY KEY, email text);
CREATE UNIQUE INDEX users_id_idx ON users (id);
CREATE TABLE notes (id int PRIMARY KEY, author int REFERENCES users (id), body text);
DROP INDEX users_id_idx;
-- leaks
SELECT * FROM notes
DELETE FROM notes

-- case: redundant constraint dropped
ALTER TABLE orders ADD CONSTRAINT orders_id_key UNIQUE (id);
ALTER TABLE orders DROP CONSTRAINT orders_id_key;
-- leaks
SELECT * FROM items

-- case: index with the name of a foreign key dropped
ALTER TABLE products ADD COLUMN maker int;
CREATE INDEX fk_products_users ON products (maker);
ALTER TABLE products ADD CONSTRAINT fk_products_users FOREIGN KEY (maker) REFERENCES users (id);
DROP INDEX fk_products_users;
-- leaks
SELECT * FROM products
DELETE FROM products

-- case: order of passes
ALTER TABLE products ADD COLUMN maker int;
ALTER TABLE products ADD CONSTRAINT products_maker_fkey FOREIGN KEY (maker) REFERENCES users (id);
ALTER TABLE products ADD CONSTRAINT products_maker_fkey FOREIGN KEY (maker) REFERENCES users (id) ON DELETE CASCADE,
  DROP CONSTRAINT products_maker_fkey;
-- leaks
SELECT * FROM products

-- case: composite foreign key in another order
CREATE TABLE docs (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), UNIQUE (user_id, id));
CREATE TABLE pages (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), doc_id int NOT NULL, FOREIGN KEY (doc_id, user_id) REFERENCES docs (id, user_id));
ALTER TABLE docs DROP CONSTRAINT docs_user_id_id_key CASCADE;
-- leaks
SELECT p.*, d.* FROM pages p JOIN docs d ON d.id = p.doc_id WHERE p.user_id = $1

-- case: partition detached
CREATE TABLE ev (id int, author int REFERENCES users (id), d int NOT NULL) PARTITION BY RANGE (d);
CREATE TABLE ev1 PARTITION OF ev FOR VALUES FROM (0) TO (10);
ALTER TABLE ev DETACH PARTITION ev1;
-- leaks
SELECT * FROM ev1
DELETE FROM ev1

-- case: drop function cascade policy
-- role: app
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE FUNCTION mine(u int) RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT u = me() $$;
CREATE POLICY every ON orders USING (true);
CREATE POLICY own ON orders AS RESTRICTIVE USING (mine(user_id));
DROP FUNCTION mine(int) CASCADE;
CREATE FUNCTION mine(u int) RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT u = me() $$;
-- leaks
SELECT * FROM orders

-- case: drop function cascade trigger
CREATE FUNCTION setu() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.user_id := me(); RETURN NEW; END $$;
CREATE TRIGGER setu BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION setu();
DROP FUNCTION IF EXISTS setu() CASCADE;
CREATE FUNCTION setu() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.user_id := me(); RETURN NEW; END $$;
-- leaks
INSERT INTO orders (id, user_id) VALUES (100, 2)

-- case: drop function cascade view
CREATE VIEW mine AS SELECT id, total FROM orders WHERE user_id = me();
DROP FUNCTION me() CASCADE;
CREATE FUNCTION me() RETURNS int LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('app.user_id', true), '')::int $$;
CREATE VIEW mine AS SELECT id, total FROM orders;
-- leaks
SELECT * FROM mine

-- case: drop type cascade key
CREATE DOMAIN codes AS text;
ALTER TABLE orders ADD COLUMN code codes UNIQUE;
DROP DOMAIN codes CASCADE;
ALTER TABLE orders ADD COLUMN code text;
-- leaks
SELECT b.* FROM orders a JOIN orders b ON a.code = b.code WHERE a.user_id = $1

-- case: drop column cascade view
ALTER TABLE orders ADD COLUMN x int;
CREATE VIEW m1 AS SELECT o.id, o.total, o.x FROM orders o WHERE user_id = me();
ALTER TABLE orders DROP COLUMN x CASCADE;
CREATE VIEW m1 AS SELECT id, total FROM orders;
-- leaks
SELECT * FROM m1

-- case: drop column cascade policy of another table
-- role: app
ALTER TABLE orders ADD COLUMN live boolean;
ALTER TABLE items ENABLE ROW LEVEL SECURITY;
CREATE POLICY every ON items USING (true);
CREATE POLICY own ON items AS RESTRICTIVE USING (order_id IN (SELECT id FROM orders WHERE user_id = me() AND live));
ALTER TABLE orders DROP COLUMN live CASCADE;
ALTER TABLE orders ADD COLUMN live boolean;
-- leaks
SELECT * FROM items

-- case: drop column cascade trigger
ALTER TABLE notes ADD COLUMN x int;
CREATE FUNCTION setu() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.user_id := me(); RETURN NEW; END $$;
CREATE TRIGGER setu BEFORE INSERT OR UPDATE OF x ON notes FOR EACH ROW EXECUTE FUNCTION setu();
ALTER TABLE notes DROP COLUMN x CASCADE;
-- leaks
INSERT INTO notes (id, user_id) VALUES (100, 2)

-- case: drop column cascade generated key
ALTER TABLE orders ADD COLUMN a text, ADD COLUMN code text GENERATED ALWAYS AS (a) STORED UNIQUE;
ALTER TABLE orders DROP COLUMN a CASCADE;
ALTER TABLE orders ADD COLUMN code text;
-- leaks
SELECT b.* FROM orders a JOIN orders b ON a.code = b.code WHERE a.user_id = $1

-- case: drop owned
-- role: app
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY every ON orders USING (true);
CREATE POLICY own ON orders AS RESTRICTIVE TO app USING (user_id = me());
DROP OWNED BY app;
GRANT ALL ON ALL TABLES IN SCHEMA public TO app;
-- leaks
SELECT * FROM orders

-- case: drop type cascade policy
-- role: app
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE TYPE mood AS ENUM ('x', 'y');
CREATE POLICY every ON orders USING (true);
CREATE POLICY own ON orders AS RESTRICTIVE USING (user_id = me() AND status IS DISTINCT FROM 'y'::mood::text);
DROP TYPE mood CASCADE;
-- leaks
SELECT * FROM orders

-- case: rename column in policy subquery
-- role: app
CREATE TABLE flags (order_id int, user_id int NOT NULL REFERENCES users (id));
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON orders USING (id IN (SELECT order_id FROM flags WHERE user_id = me()));
ALTER TABLE orders RENAME COLUMN user_id TO owner_id;
-- leaks
SELECT * FROM orders

-- case: rename column read by policy of another table
-- role: app
CREATE TABLE profile (user_id int PRIMARY KEY REFERENCES users (id));
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON orders USING (EXISTS (SELECT 1 FROM profile WHERE user_id = me()));
ALTER TABLE profile RENAME COLUMN user_id TO owner_id;
-- leaks
SELECT * FROM orders

-- case: rename column in view
CREATE VIEW v AS SELECT o.id, o.total FROM orders o
  WHERE EXISTS (SELECT 1 FROM unnest(ARRAY[1, 2]) AS u (user_id) WHERE user_id = me());
ALTER TABLE orders RENAME COLUMN user_id TO owner_id;
-- leaks
SELECT * FROM v

-- case: rename column in view 2
CREATE VIEW v AS SELECT o.id, o.total FROM orders o WHERE (SELECT user_id FROM (SELECT min(n) AS user_id FROM products) x) = me();
ALTER TABLE orders RENAME COLUMN user_id TO owner_id;
-- leaks
SELECT * FROM v

-- case: rename table read by policy
-- role: app
CREATE TABLE staff (id int PRIMARY KEY);
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON orders USING (user_id IN (SELECT id FROM staff));
ALTER TABLE staff RENAME TO staff_old;
CREATE VIEW staff AS SELECT me() AS id;
-- leaks
SELECT * FROM orders

-- case: rule of renamed table
CREATE RULE r AS ON INSERT TO products DO ALSO DELETE FROM orders;
ALTER TABLE products RENAME TO goods;
-- leaks
INSERT INTO goods (id) VALUES (100)

-- case: rule of moved table
CREATE SCHEMA s;
CREATE RULE r AS ON INSERT TO products DO ALSO DELETE FROM orders;
ALTER TABLE products SET SCHEMA s;
-- leaks
INSERT INTO s.products (id) VALUES (100)

-- case: rule reads renamed table
CREATE TABLE log (n bigint);
CREATE RULE r AS ON INSERT TO products DO ALSO INSERT INTO log SELECT count(*) FROM orders;
ALTER TABLE orders RENAME TO purchases;
-- leaks
INSERT INTO products (id) VALUES (100)

-- case: overload renamed
CREATE FUNCTION cnt(i int) RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT count(*) FROM products $$;
CREATE FUNCTION cnt(t text) RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT count(*) FROM orders $$;
ALTER FUNCTION cnt(int) RENAME TO cnt_old;
-- leaks
SELECT cnt('a'::text)

-- case: overload moved
CREATE SCHEMA s;
CREATE FUNCTION cnt(i int) RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT count(*) FROM products $$;
CREATE FUNCTION cnt(t text) RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT count(*) FROM orders $$;
ALTER FUNCTION cnt(int) SET SCHEMA s;
-- leaks
SELECT public.cnt('a'::text)

-- case: type with and without schema
-- role: app
CREATE TYPE mood AS ENUM ('a');
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON orders USING (user_id = me());
CREATE FUNCTION cnt(s public.mood) RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT count(*) FROM orders $$;
ALTER FUNCTION cnt(mood) SECURITY DEFINER;
-- leaks
SELECT cnt('a')

-- case: policy for the views owner
-- role: app
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
ALTER TABLE orders FORCE ROW LEVEL SECURITY;
ALTER TABLE orders OWNER TO mig;
CREATE POLICY own ON orders USING (user_id = me());
CREATE POLICY adm ON orders TO mig USING (true);
CREATE VIEW ov AS SELECT id, user_id, total FROM orders; ALTER VIEW ov OWNER TO mig;
CREATE FUNCTION f() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER AS $$ SELECT count(*) FROM orders $$; ALTER FUNCTION f() OWNER TO mig;
GRANT ALL ON ALL TABLES IN SCHEMA public TO public;
-- leaks
SELECT * FROM ov
SELECT f()

-- case: restrictive policy for the programs role
-- role: app
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
ALTER TABLE orders FORCE ROW LEVEL SECURITY;
ALTER TABLE orders OWNER TO mig;
CREATE POLICY every ON orders USING (true);
CREATE POLICY own ON orders AS RESTRICTIVE TO app USING (user_id = me());
CREATE VIEW ov AS SELECT id, user_id, total FROM orders; ALTER VIEW ov OWNER TO mig;
GRANT ALL ON ALL TABLES IN SCHEMA public TO public;
-- leaks
SELECT * FROM ov

-- case: view and function owned by postgres
-- role: app
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
ALTER TABLE orders FORCE ROW LEVEL SECURITY;
ALTER TABLE orders OWNER TO mig;
CREATE POLICY own ON orders USING (user_id = me());
CREATE VIEW ov AS SELECT id, user_id, total FROM orders; ALTER VIEW ov OWNER TO postgres;
CREATE FUNCTION f() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER AS $$ SELECT count(*) FROM orders $$; ALTER FUNCTION f() OWNER TO postgres;
GRANT ALL ON ALL TABLES IN SCHEMA public TO public;
-- leaks
SELECT * FROM ov
SELECT f()

-- case: view owned by bypassrls
-- role: app
CREATE ROLE boss8 BYPASSRLS;
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
ALTER TABLE orders FORCE ROW LEVEL SECURITY;
ALTER TABLE orders OWNER TO mig;
CREATE POLICY own ON orders USING (user_id = me());
CREATE VIEW ov AS SELECT id, user_id, total FROM orders; ALTER VIEW ov OWNER TO boss8;
GRANT ALL ON ALL TABLES IN SCHEMA public TO public;
-- leaks
SELECT * FROM ov

-- case: reassign owned
-- role: app
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON orders USING (user_id = me());
REASSIGN OWNED BY CURRENT_USER TO app;
-- leaks
SELECT * FROM orders

-- case: role renamed owner
-- role: app9
CREATE ROLE web9;
ALTER TABLE orders OWNER TO web9;
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON orders USING (user_id = me());
GRANT ALL ON ALL TABLES IN SCHEMA public TO public; ALTER ROLE web9 RENAME TO app9;
-- leaks
SELECT * FROM orders

-- case: role renamed bypass
-- role: app9b
CREATE ROLE web9b BYPASSRLS;
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON orders USING (user_id = me());
ALTER ROLE web9b RENAME TO app9b;
-- leaks
SELECT * FROM orders

-- case: revoke admin option
-- role: app9d
CREATE ROLE app9d; CREATE ROLE boss9d;
GRANT boss9d TO app9d WITH ADMIN OPTION; REVOKE ADMIN OPTION FOR boss9d FROM app9d;
ALTER TABLE orders OWNER TO boss9d;
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON orders USING (user_id = me());
-- leaks
SELECT * FROM orders

-- case: typed table
CREATE TYPE doc_t AS (id int, user_id int);
CREATE TABLE docs OF doc_t (PRIMARY KEY (id), FOREIGN KEY (user_id) REFERENCES users);
-- leaks
SELECT * FROM docs
DELETE FROM docs
INSERT INTO docs VALUES (100, 2)

-- case: table as query of function
CREATE FUNCTION all_orders() RETURNS SETOF orders LANGUAGE sql STABLE AS $$ SELECT * FROM orders $$;
CREATE TABLE archive AS SELECT * FROM all_orders();
CREATE TABLE archive3 AS SELECT (o).* FROM orders o;
CREATE TABLE archive7 AS SELECT j.* FROM (orders JOIN products USING (id)) AS j;
CREATE TABLE archive10 AS SELECT * FROM json_to_recordset('[]') AS v (a int, user_id int);
SELECT * INTO archive16 FROM all_orders();
-- leaks
SELECT * FROM archive
SELECT * FROM archive3
SELECT * FROM archive7
SELECT * FROM archive10
SELECT * FROM archive16
DELETE FROM archive

-- case: heirs own column
CREATE TABLE base (id int, user_id int);
CREATE TABLE docs (user_id int REFERENCES users (id), title text) INHERITS (base);
ALTER TABLE base DROP COLUMN user_id;
-- leaks
SELECT * FROM docs
DELETE FROM docs

-- case: star in a view
CREATE VIEW w (a, b, c, d, owner) AS SELECT p.*, o.user_id, o.id FROM products p JOIN orders o ON o.total > p.n;
ALTER TABLE products ADD COLUMN x int;
-- leaks
SELECT * FROM w WHERE owner = $1

-- case: partition key renamed
CREATE TABLE ev (id int, user_id int REFERENCES users (id), d int NOT NULL) PARTITION BY RANGE (d);
CREATE TABLE ev1 PARTITION OF ev FOR VALUES FROM (0) TO (10);
CREATE TABLE ev2 PARTITION OF ev FOR VALUES FROM (10) TO (20);
CREATE FUNCTION give() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.user_id := 2; RETURN NEW; END $$;
CREATE TRIGGER give BEFORE INSERT ON ev2 FOR EACH ROW EXECUTE FUNCTION give();
ALTER TABLE ev RENAME d TO day;
-- leaks
UPDATE ev SET day = 13 WHERE user_id = $1

-- case: nulled column renamed
CREATE TABLE a (id int PRIMARY KEY, user_id int REFERENCES users, UNIQUE (user_id, id));
CREATE TABLE b (id int PRIMARY KEY, user_id int REFERENCES users, a_id int, FOREIGN KEY (user_id, a_id) REFERENCES a (user_id, id) ON DELETE SET NULL (user_id));
ALTER TABLE b RENAME user_id TO owner_id;
-- leaks
DELETE FROM a WHERE user_id = $1

-- case: aggregate renamed
CREATE FUNCTION sf(a bigint, b int) RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT a + (SELECT count(*) FROM orders) $$;
CREATE AGGREGATE oddsum (int) (SFUNC = sf, STYPE = bigint, INITCOND = '0');
ALTER AGGREGATE oddsum (int) RENAME TO evensum;
-- leaks
SELECT evensum(n) FROM products

-- case: domain renamed or moved
CREATE SCHEMA s;
CREATE FUNCTION order_count() RETURNS int LANGUAGE sql STABLE AS $$ SELECT count(*)::int FROM orders $$;
CREATE DOMAIN tally AS int DEFAULT order_count();
ALTER DOMAIN tally SET SCHEMA s;
CREATE TABLE t2 (id int, n s.tally);
-- leaks
INSERT INTO t2 (id) VALUES (1)

-- case: drop index of another schema
CREATE SCHEMA a; CREATE TABLE a.p (id int, code text); CREATE UNIQUE INDEX cx ON a.p (code);
ALTER TABLE orders ADD COLUMN code text; CREATE UNIQUE INDEX cx ON orders (code);
DROP INDEX cx;
-- leaks
SELECT b.* FROM orders a JOIN orders b USING (code) WHERE a.user_id = $1

-- case: nulls not distinct conflict
ALTER TABLE notes ADD COLUMN code text;
CREATE UNIQUE INDEX notes_user ON notes (user_id, code) NULLS NOT DISTINCT;
-- leaks
INSERT INTO notes (id, code) VALUES (900, 'a') ON CONFLICT (user_id, code) DO UPDATE SET n = 5
INSERT INTO notes (id, user_id, code) VALUES (900, NULL, 'a') ON CONFLICT (user_id, code) DO UPDATE SET user_id = $1

-- case: trigger disabled on partition
CREATE TABLE ev (id int, user_id int REFERENCES users (id), d int NOT NULL) PARTITION BY RANGE (d);
CREATE TABLE ev1 PARTITION OF ev FOR VALUES FROM (0) TO (10);
CREATE FUNCTION setu() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.user_id := me(); RETURN NEW; END $$;
CREATE TRIGGER setu BEFORE INSERT ON ev FOR EACH ROW EXECUTE FUNCTION setu();
ALTER TABLE ev1 DISABLE TRIGGER setu;
-- leaks
INSERT INTO ev (id, user_id, d) VALUES (1, 2, 3)

-- case: writing function in cte
CREATE TABLE log (x int);
CREATE FUNCTION touch(i int) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN INSERT INTO log VALUES (i); RETURN true; END $$;
-- leaks
WITH t AS (SELECT touch(id) AS x, user_id FROM orders) SELECT x FROM t WHERE user_id = $1
SELECT x FROM (SELECT touch(id) AS x, user_id FROM orders OFFSET 0) t WHERE user_id = $1

-- case: function that calls what writes
CREATE TABLE log (x int);
CREATE FUNCTION touch(i int) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN INSERT INTO log VALUES (i); RETURN true; END $$;
CREATE FUNCTION touch_s(i int) RETURNS boolean LANGUAGE plpgsql STABLE AS $$ BEGIN RETURN touch(i); END $$;
-- leaks
SELECT x FROM (SELECT touch_s(id) AS x, user_id FROM orders OFFSET 0) t WHERE user_id = $1

-- case: writing function in a filter, and having
CREATE TABLE log (x int);
CREATE FUNCTION touch(i int) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN INSERT INTO log VALUES (i); RETURN true; END $$;
-- leaks
SELECT user_id, count(*) FILTER (WHERE touch(id)) FROM orders GROUP BY user_id HAVING max(user_id) = $1

-- case: column added in a loop
CREATE TABLE docs (id int PRIMARY KEY, title text);
DO $$ DECLARE t text; BEGIN
  FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE format('ALTER TABLE %I ADD COLUMN owner_id int REFERENCES users (id)', t);
  END LOOP;
END $$;
-- leaks
SELECT * FROM docs

-- case: policy in one branch, switched on in another
-- role: app
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
DO $$ BEGIN
  IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'tenant_mode') THEN
    CREATE POLICY own ON orders USING (user_id = me());
  ELSE
    ALTER TABLE orders DISABLE ROW LEVEL SECURITY;
    IF false THEN ALTER TABLE orders ENABLE ROW LEVEL SECURITY; END IF;
  END IF;
END $$;
-- leaks
SELECT * FROM orders

-- case: gexec
-- role: app
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON orders USING (user_id = me());
SELECT format('ALTER TABLE %I DISABLE ROW LEVEL SECURITY', tablename) FROM pg_tables WHERE schemaname = 'public' ;--gex
-- leaks
SELECT * FROM orders

-- case: role set by a function
-- role: app
CREATE ROLE app; CREATE ROLE boss8; GRANT boss8 TO app;
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON orders TO app USING (user_id = me()); CREATE POLICY b ON orders TO boss8 USING (true);
-- leaks
SELECT set_config('role', 'boss8', true); SELECT * FROM orders

-- case: session replication role
CREATE FUNCTION setu() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.user_id := me(); RETURN NEW; END $$;
CREATE TRIGGER setu BEFORE INSERT ON notes FOR EACH ROW EXECUTE FUNCTION setu();
CREATE FUNCTION ins() RETURNS void LANGUAGE sql SET session_replication_role = replica AS $$ INSERT INTO notes (id, user_id) VALUES (1, 2) $$;
-- leaks
SELECT ins()

-- case: rename column in bound body
CREATE FUNCTION f() RETURNS SETOF int LANGUAGE sql STABLE BEGIN ATOMIC SELECT id FROM orders WHERE total = me(); END;
ALTER TABLE orders RENAME total TO tmp; ALTER TABLE orders RENAME user_id TO total; ALTER TABLE orders RENAME tmp TO user_id;
-- leaks
SELECT f()

-- case: star in bound body
CREATE FUNCTION f() RETURNS TABLE (a int, b text, c int, d int, e int) LANGUAGE sql STABLE BEGIN ATOMIC SELECT p.*, o.user_id, o.id FROM products p, orders o; END;
ALTER TABLE products ADD COLUMN x int;
-- leaks
SELECT * FROM f() WHERE e = $1

-- case: parents trigger and heirs rows
CREATE TABLE arch () INHERITS (notes);
CREATE FUNCTION keepu() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.user_id := OLD.user_id; RETURN NEW; END $$;
CREATE TRIGGER keepu BEFORE UPDATE ON notes FOR EACH ROW EXECUTE FUNCTION keepu();
-- leaks
UPDATE notes SET user_id = 2 WHERE user_id = $1

-- case: drop type cascade function cascade policy
-- role: app
CREATE TYPE mood AS ENUM ('x');
CREATE FUNCTION ok(m mood) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT true $$;
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY every ON orders USING (true);
CREATE POLICY own ON orders AS RESTRICTIVE USING (user_id = me() AND ok('x'));
DROP TYPE mood CASCADE;
-- leaks
SELECT * FROM orders

-- case: drop table cascade rowtype function policy
-- role: app
CREATE TABLE tt (id int);
CREATE FUNCTION ok(m tt) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT true $$;
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY every ON orders USING (true);
CREATE POLICY own ON orders AS RESTRICTIVE USING (user_id = me() AND ok(NULL));
DROP TABLE tt CASCADE;
-- leaks
SELECT * FROM orders

-- case: drop function cascade atomic function policy
-- role: app
CREATE FUNCTION mine(u int) RETURNS boolean LANGUAGE sql STABLE BEGIN ATOMIC SELECT u = me(); END;
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY every ON orders USING (true);
CREATE POLICY own ON orders AS RESTRICTIVE USING (mine(user_id));
DROP FUNCTION me() CASCADE;
CREATE FUNCTION me() RETURNS int LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('app.user_id', true), '')::int $$;
-- leaks
SELECT * FROM orders

-- case: drop table cascade atomic function policy
-- role: app
CREATE TABLE m (user_id int);
CREATE FUNCTION mine(u int) RETURNS boolean LANGUAGE sql STABLE BEGIN ATOMIC SELECT u = me() AND EXISTS (SELECT 1 FROM m WHERE m.user_id = me()); END;
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY every ON orders USING (true);
CREATE POLICY own ON orders AS RESTRICTIVE USING (mine(user_id));
DROP TABLE m CASCADE;
CREATE TABLE m (user_id int);
-- leaks
SELECT * FROM orders

-- case: drop schema cascade policy
-- role: app
CREATE SCHEMA s;
CREATE FUNCTION s.mine(u int) RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT u = public.me() $$;
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY every ON orders USING (true);
CREATE POLICY own ON orders AS RESTRICTIVE USING (s.mine(user_id));
CREATE FUNCTION s.setu() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.user_id := me(); RETURN NEW; END $$;
CREATE TRIGGER setu BEFORE INSERT ON notes FOR EACH ROW EXECUTE FUNCTION s.setu();
DROP SCHEMA s CASCADE;
CREATE SCHEMA s;
CREATE FUNCTION s.mine(u int) RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT u = public.me() $$;
CREATE FUNCTION s.setu() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.user_id := me(); RETURN NEW; END $$;
-- leaks
SELECT * FROM orders
INSERT INTO notes (id, user_id) VALUES (100, 2)

-- case: drop schema cascade type and tables view
-- role: app
CREATE SCHEMA s;
CREATE TYPE s.mood AS ENUM ('x');
CREATE TABLE s.m (user_id int);
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY every ON orders USING (true);
CREATE POLICY own ON orders AS RESTRICTIVE USING (user_id = me() AND 'x'::s.mood IS NOT NULL);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY every ON notes USING (true);
CREATE POLICY own ON notes AS RESTRICTIVE USING (user_id = me() AND (SELECT count(*) FROM s.m) = 0);
DROP SCHEMA s CASCADE;
-- leaks
SELECT * FROM orders
SELECT * FROM notes

-- case: drop extension cascade
-- role: app
CREATE EXTENSION citext;
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY every ON orders USING (true);
CREATE POLICY own ON orders AS RESTRICTIVE USING (user_id = me() AND 'x'::citext = 'X');
ALTER TABLE orders ADD COLUMN code citext UNIQUE;
DROP EXTENSION citext CASCADE;
ALTER TABLE orders ADD COLUMN code text;
UPDATE orders SET code = 'k';
-- leaks
SELECT * FROM orders
SELECT b.* FROM orders a JOIN orders b ON a.code = b.code WHERE a.user_id = $1

-- case: alter type attribute of typed table
CREATE TYPE doc_t AS (id int, x int);
CREATE TABLE docs OF doc_t;
ALTER TYPE doc_t ADD ATTRIBUTE author int CASCADE;
ALTER TABLE docs ADD FOREIGN KEY (author) REFERENCES users;
CREATE TYPE doc2_t AS (id int, x int);
CREATE TABLE docs2 OF doc2_t;
ALTER TABLE docs2 ADD FOREIGN KEY (x) REFERENCES users;
ALTER TYPE doc2_t RENAME ATTRIBUTE x TO author CASCADE;
-- leaks
SELECT * FROM docs
SELECT * FROM docs WHERE x = $1
SELECT * FROM docs2
DELETE FROM docs
-- scoped
SELECT * FROM docs2 WHERE author = $1

-- case: renamed overload trigger
CREATE FUNCTION give() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.user_id := 2; RETURN NEW; END $$;
CREATE FUNCTION give(i int) RETURNS int LANGUAGE sql AS $$ SELECT i $$;
CREATE TRIGGER give BEFORE INSERT ON notes FOR EACH ROW EXECUTE FUNCTION give();
ALTER FUNCTION give() RENAME TO give_row;
-- leaks
INSERT INTO notes (id, user_id) VALUES (100, $1)

-- case: renamed overload then another
CREATE FUNCTION give() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.user_id := 2; RETURN NEW; END $$;
CREATE FUNCTION give(i int) RETURNS int LANGUAGE sql AS $$ SELECT i $$;
CREATE TRIGGER give BEFORE INSERT ON notes FOR EACH ROW EXECUTE FUNCTION give();
ALTER FUNCTION give() RENAME TO give_row;
CREATE FUNCTION give() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.user_id := me(); RETURN NEW; END $$;
-- leaks
INSERT INTO notes (id, user_id) VALUES (100, $1)

-- case: trigger of the function in a schema
CREATE SCHEMA s;
CREATE FUNCTION s.give() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.user_id := 2; RETURN NEW; END $$;
SET search_path = s, public;
CREATE TRIGGER give BEFORE INSERT ON notes FOR EACH ROW EXECUTE FUNCTION give();
SET search_path = public;
CREATE FUNCTION give() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.user_id := public.me(); RETURN NEW; END $$;
-- leaks
INSERT INTO notes (id, user_id) VALUES (100, $1)

-- case: disable only
CREATE TABLE ev (id int, user_id int REFERENCES users (id), d int NOT NULL) PARTITION BY RANGE (d);
CREATE TABLE ev1 PARTITION OF ev FOR VALUES FROM (0) TO (10);
CREATE FUNCTION give() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.user_id := 2; RETURN NEW; END $$;
CREATE TRIGGER give BEFORE INSERT ON ev FOR EACH ROW EXECUTE FUNCTION give();
ALTER TABLE ONLY ev DISABLE TRIGGER give;
-- leaks
INSERT INTO ev (id, user_id, d) VALUES (100, $1, 3)
INSERT INTO ev1 (id, user_id, d) VALUES (100, $1, 3)

-- case: disable whole, enable part
CREATE TABLE ev (id int, user_id int REFERENCES users (id), d int NOT NULL) PARTITION BY RANGE (d);
CREATE TABLE ev1 PARTITION OF ev FOR VALUES FROM (0) TO (10);
CREATE FUNCTION give() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.user_id := 2; RETURN NEW; END $$;
CREATE TRIGGER give BEFORE INSERT ON ev FOR EACH ROW EXECUTE FUNCTION give();
ALTER TABLE ev DISABLE TRIGGER give;
ALTER TABLE ev1 ENABLE TRIGGER give;
-- leaks
INSERT INTO ev (id, user_id, d) VALUES (100, $1, 3)
INSERT INTO ev1 (id, user_id, d) VALUES (100, $1, 3)

-- case: replaced function keeps owner
-- role: app
CREATE ROLE boss9 BYPASSRLS;
ALTER TABLE orders OWNER TO mig;
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
ALTER TABLE orders FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON orders USING (user_id = me());
CREATE FUNCTION f() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER AS $$ SELECT count(*) FROM orders $$;
ALTER FUNCTION f() OWNER TO boss9;
CREATE OR REPLACE FUNCTION f() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER AS $$ SELECT count(*) + 0 FROM orders $$;
GRANT ALL ON ALL TABLES IN SCHEMA public TO public;
-- leaks
SELECT f()

-- case: function reset all
CREATE SCHEMA s;
CREATE TABLE s.orders (id int);
CREATE FUNCTION f() RETURNS bigint LANGUAGE sql STABLE SET search_path = s AS $$ SELECT count(*) FROM orders $$;
ALTER FUNCTION f() RESET ALL;
CREATE FUNCTION f2() RETURNS bigint LANGUAGE sql STABLE SET search_path = s AS $$ SELECT count(*) FROM orders $$;
ALTER FUNCTION f2() RESET search_path;
CREATE FUNCTION f3() RETURNS bigint LANGUAGE sql STABLE SET search_path = s AS $$ SELECT count(*) FROM orders $$;
ALTER FUNCTION f3() SET search_path TO DEFAULT;
-- leaks
SELECT f()
SELECT f2()
SELECT f3()

-- case: search_path from current
CREATE SCHEMA s;
CREATE TABLE s.docs (id int, owner_id int REFERENCES users);
CREATE TABLE docs (id int);
SET search_path = s, public;
CREATE FUNCTION public.f() RETURNS bigint LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$ SELECT count(*) FROM docs $$;
SET search_path = public;
-- leaks
SELECT f()

-- case: partition disable trigger all
CREATE TABLE docs (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), UNIQUE (user_id, id));
CREATE TABLE ev (id int, user_id int NOT NULL, doc_id int NOT NULL, d int NOT NULL, FOREIGN KEY (user_id, doc_id) REFERENCES docs (user_id, id)) PARTITION BY RANGE (d);
CREATE TABLE ev1 PARTITION OF ev FOR VALUES FROM (0) TO (10);
ALTER TABLE ev1 DISABLE TRIGGER ALL;
ALTER TABLE ev1 ENABLE TRIGGER ALL;
-- leaks
SELECT e.*, d.* FROM ev e JOIN docs d ON d.id = e.doc_id WHERE e.user_id = $1

-- case: what falls is another function
-- role: app
CREATE FUNCTION other() RETURNS int LANGUAGE sql STABLE AS $$ SELECT 1 $$;
CREATE TYPE mood AS ENUM ('x');
CREATE SCHEMA s;
CREATE TABLE s.m (id int);
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY every ON orders USING (true);
CREATE POLICY own ON orders AS RESTRICTIVE USING (user_id = me());
DROP FUNCTION other() CASCADE;
DROP TYPE mood CASCADE;
DROP SCHEMA s CASCADE;
-- scoped
SELECT * FROM orders

-- case: an overload without what calls it
-- role: app
CREATE FUNCTION me(tenant int) RETURNS int LANGUAGE sql STABLE AS $$ SELECT tenant $$;
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON orders USING (user_id = (SELECT current_setting('app.user_id')::int));
DROP FUNCTION me(int) CASCADE;
-- scoped
SELECT * FROM orders

-- case: a trigger's function under another name gives the user's own
CREATE FUNCTION give() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.user_id := me(); RETURN NEW; END $$;
CREATE FUNCTION give(i int) RETURNS int LANGUAGE sql AS $$ SELECT i $$;
CREATE TRIGGER give BEFORE INSERT ON notes FOR EACH ROW EXECUTE FUNCTION give();
ALTER FUNCTION give() RENAME TO give_row;
-- scoped
INSERT INTO notes (id, user_id) VALUES (100, 2)

-- case: a whole and its partition, triggers disabled and enabled again
CREATE TABLE ev (id int, user_id int REFERENCES users (id), d int NOT NULL) PARTITION BY RANGE (d);
CREATE TABLE ev1 PARTITION OF ev FOR VALUES FROM (0) TO (10);
CREATE FUNCTION give() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.user_id := me(); RETURN NEW; END $$;
CREATE TRIGGER give BEFORE INSERT ON ev FOR EACH ROW EXECUTE FUNCTION give();
ALTER TABLE ev DISABLE TRIGGER give;
ALTER TABLE ev ENABLE TRIGGER give;
-- scoped
INSERT INTO ev (id, user_id, d) VALUES (100, 2, 3)

-- case: a replaced function of an owner who is bound
-- role: app
CREATE ROLE keeper9;
ALTER TABLE orders OWNER TO mig;
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
ALTER TABLE orders FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON orders USING (user_id = me());
CREATE FUNCTION f() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER AS $$ SELECT count(*) FROM orders $$;
ALTER FUNCTION f() OWNER TO keeper9;
CREATE OR REPLACE FUNCTION f() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER AS $$ SELECT count(*) + 0 FROM orders $$;
-- scoped
SELECT f()

-- case: settings of a function that stay
CREATE SCHEMA s;
CREATE TABLE s.orders (id int);
CREATE FUNCTION f() RETURNS bigint LANGUAGE sql STABLE SET search_path = s AS $$ SELECT count(*) FROM orders $$;
ALTER FUNCTION f() RESET work_mem;
-- scoped
SELECT f()

-- case: fk cascade triggers of shared parent
CREATE TABLE stars (product_id int REFERENCES products (id) ON DELETE CASCADE ON UPDATE CASCADE, user_id int REFERENCES users (id), body text);
CREATE TABLE log (t text);
CREATE FUNCTION tl() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO log VALUES (OLD.body); RETURN NULL; END $$;
CREATE TRIGGER tl AFTER DELETE ON stars FOR EACH ROW EXECUTE FUNCTION tl();
CREATE FUNCTION tl2() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN DELETE FROM notes WHERE user_id = OLD.user_id; RETURN NULL; END $$;
CREATE TRIGGER tl2 AFTER UPDATE ON stars FOR EACH ROW EXECUTE FUNCTION tl2();
-- leaks
DELETE FROM products WHERE id = 1
UPDATE products SET id = 77 WHERE id = 1
-- scoped
DELETE FROM stars WHERE user_id = $1

-- case: words in rules
CREATE TABLE log (id int, user_id2 int, total int, status text);
CREATE FUNCTION cnt0() RETURNS bigint LANGUAGE sql AS $$ SELECT count(*) FROM orders $$;
CREATE TABLE log2 (n bigint DEFAULT cnt0());
CREATE TABLE log3 (id int, n bigint GENERATED ALWAYS AS IDENTITY);
CREATE TABLE s1 (id int); CREATE TABLE s2 (id int); CREATE TABLE s3 (id int); CREATE TABLE s4 (id int); CREATE TABLE s5 (id int); CREATE TABLE s6 (id int);
CREATE RULE r AS ON INSERT TO s1 DO ALSO INSERT INTO log TABLE orders;
CREATE RULE r AS ON INSERT TO s2 DO ALSO INSERT INTO log (id) SELECT o.id FROM products p JOIN log3 l ON p.id = l.n, orders o;
CREATE RULE r AS ON INSERT TO s3 DO ALSO INSERT INTO log2 DEFAULT VALUES;
CREATE RULE r AS ON INSERT TO s4 DO ALSO INSERT INTO log (id) SELECT max(o.id) FROM products p LEFT JOIN log3 l ON p.id = l.n, orders o;
CREATE VIEW v1 AS SELECT id, n FROM products;
CREATE FUNCTION it() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO log2 DEFAULT VALUES; RETURN NEW; END $$;
CREATE TRIGGER it INSTEAD OF INSERT ON v1 FOR EACH ROW EXECUTE FUNCTION it();
CREATE VIEW v2 AS SELECT id, n FROM products;
CREATE FUNCTION it2() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO log TABLE orders; RETURN NEW; END $$;
CREATE TRIGGER it INSTEAD OF INSERT ON v2 FOR EACH ROW EXECUTE FUNCTION it2();
CREATE VIEW v3 AS SELECT id, n FROM products;
CREATE FUNCTION it3() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE o orders%ROWTYPE; q text := 'TABLE ' || 'orders'; BEGIN FOR o IN EXECUTE q LOOP INSERT INTO log VALUES (o.id); END LOOP; RETURN NEW; END $$;
CREATE TRIGGER it INSTEAD OF INSERT ON v3 FOR EACH ROW EXECUTE FUNCTION it3();
CREATE VIEW v4 AS SELECT id, n FROM products;
CREATE FUNCTION it4() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO log (id) SELECT o.id FROM products p JOIN log3 l ON p.id = l.n OR true, orders o; RETURN NEW; END $$;
CREATE TRIGGER it INSTEAD OF INSERT ON v4 FOR EACH ROW EXECUTE FUNCTION it4();
CREATE FUNCTION sp() RETURNS bigint LANGUAGE plpgsql AS $$ BEGIN SET LOCAL search_path = public; RETURN (SELECT count(*) FROM (TABLE orders) t); END $$;
CREATE FUNCTION sp2() RETURNS bigint LANGUAGE plpgsql AS $$ BEGIN SET LOCAL search_path = public; INSERT INTO log2 DEFAULT VALUES; RETURN (SELECT n FROM log2 LIMIT 1); END $$;
INSERT INTO log3 (id) VALUES (1);
-- leaks
INSERT INTO s1 VALUES (1)
INSERT INTO s2 VALUES (1)
INSERT INTO s3 VALUES (1)
INSERT INTO s4 VALUES (1)
INSERT INTO v1 VALUES (9, 1)
INSERT INTO v2 VALUES (9, 1)
INSERT INTO v3 VALUES (9, 1)
INSERT INTO v4 VALUES (9, 1)
SELECT sp()
SELECT sp2()

-- case: reassign functions
-- role: app
CREATE ROLE boss9 BYPASSRLS;
ALTER TABLE orders OWNER TO mig;
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
ALTER TABLE orders FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON orders USING (user_id = me());
CREATE FUNCTION f() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER AS $$ SELECT count(*) FROM orders $$;
CREATE ROLE old9;
GRANT ALL ON SCHEMA public TO boss9, old9;
ALTER FUNCTION f() OWNER TO old9;
REASSIGN OWNED BY old9 TO boss9;
GRANT ALL ON ALL TABLES IN SCHEMA public TO public;
-- leaks
SELECT f()

-- case: drop owned functions
-- role: app
CREATE ROLE old9;
GRANT ALL ON SCHEMA public TO old9;
CREATE FUNCTION mine(u int) RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT u = me() $$;
ALTER FUNCTION mine(int) OWNER TO old9;
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY every ON orders USING (true);
CREATE POLICY own ON orders AS RESTRICTIVE USING (mine(user_id));
DROP OWNED BY old9 CASCADE;
-- leaks
SELECT * FROM orders

-- case: function called in migration that alters
-- role: app
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON orders USING (user_id = me());
CREATE FUNCTION mig1() RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'ALTER TABLE ' || 'orders' || ' DISABLE ROW LEVEL SECURITY'; END $$;
CREATE FUNCTION mig2() RETURNS void LANGUAGE plpgsql AS $$ BEGIN PERFORM mig1(); END $$;
SELECT mig2();
-- leaks
SELECT * FROM orders

-- case: exec helper
-- role: app
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON orders USING (user_id = me());
CREATE FUNCTION exec(q text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE q; END $$;
SELECT exec('ALTER TABLE orders DISABLE ROW LEVEL SECURITY');
-- leaks
SELECT * FROM orders

-- case: exec helper owner
CREATE TABLE docs (id int, author int);
CREATE FUNCTION exec(q text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE q; END $$;
SELECT exec('ALTER TABLE docs ADD FOREIGN KEY (author) REFERENCES users (id)');
-- leaks
SELECT * FROM docs

-- case: exec helper policy
-- role: app
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON orders USING (user_id = me());
CREATE FUNCTION exec(q text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE q; END $$;
SELECT exec('CREATE POLICY every ON orders USING (true)');
-- leaks
SELECT * FROM orders

-- case: helper via procedure and do perform
-- role: app
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON orders USING (user_id = me());
CREATE FUNCTION addp(t text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE format('CREATE POLICY %I ON %I USING (true)', t || '_all', t); END $$;
CREATE PROCEDURE allp() LANGUAGE plpgsql AS $$ DECLARE t text; BEGIN FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP PERFORM addp(t); END LOOP; END $$;
CALL allp();
-- leaks
SELECT * FROM orders

-- case: a path that is set for one transaction
-- role: app
CREATE SCHEMA s; CREATE TABLE s.orders (id int);
ALTER TABLE orders ENABLE ROW LEVEL SECURITY; CREATE POLICY own ON orders USING (user_id = me());
BEGIN; SET LOCAL search_path = s; COMMIT;
ALTER TABLE orders DISABLE ROW LEVEL SECURITY;
-- leaks
SELECT * FROM public.orders

-- case: a path that is set for one transaction, and used in it
-- role: app
CREATE SCHEMA s; CREATE TABLE s.orders (id int);
ALTER TABLE orders ENABLE ROW LEVEL SECURITY; CREATE POLICY own ON orders USING (user_id = me());
BEGIN; SET LOCAL search_path = s;
ALTER TABLE orders DISABLE ROW LEVEL SECURITY; COMMIT;
-- scoped
SELECT * FROM public.orders

-- case: a helper that executes what has nothing to do with policies
-- role: app
ALTER TABLE orders ENABLE ROW LEVEL SECURITY; CREATE POLICY own ON orders USING (user_id = me());
CREATE FUNCTION exec(q text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE q; END $$;
SELECT exec('ALTER TABLE orders ADD COLUMN place text');
-- scoped
SELECT * FROM orders

-- case: policy that writes
-- role: app
CREATE TABLE log (x int);
CREATE FUNCTION logit(i int) RETURNS boolean LANGUAGE plpgsql COST 0.1 SECURITY DEFINER AS $$ BEGIN INSERT INTO log VALUES (i); RETURN true; END $$;
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON orders USING (logit(id) AND user_id = me());
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON notes USING (user_id = me() AND logit(id));
GRANT ALL ON log TO public;
-- leaks
SELECT * FROM orders
SELECT * FROM notes
UPDATE orders SET total = 3

-- case: view binds function of search path
CREATE SCHEMA s;
CREATE FUNCTION s.cnt(u int) RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT count(*) FROM public.orders $$;
SET search_path = s, public;
CREATE VIEW public.v AS SELECT id, cnt(id) AS c FROM public.products;
SET search_path = public;
CREATE FUNCTION cnt(u int) RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT 1::bigint $$;
-- leaks
SELECT * FROM v

-- case: policy binds function of search path
-- role: app
CREATE SCHEMA s;
CREATE FUNCTION s.ok(u int) RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT true $$;
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
SET search_path = s, public;
CREATE POLICY own ON orders USING (ok(user_id));
SET search_path = public;
CREATE FUNCTION ok(u int) RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT u = me() $$;
GRANT USAGE ON SCHEMA s TO public;
-- leaks
SELECT * FROM orders

-- case: default binds function of search path
CREATE SCHEMA s;
CREATE FUNCTION s.who() RETURNS int LANGUAGE sql STABLE AS $$ SELECT 2 $$;
SET search_path = s, public;
CREATE TABLE public.docs (id int, user_id int DEFAULT who() REFERENCES users (id));
SET search_path = public;
CREATE FUNCTION who() RETURNS int LANGUAGE sql STABLE AS $$ SELECT me() $$;
-- leaks
INSERT INTO docs (id) VALUES (1)

-- case: atomic binds call
CREATE SCHEMA s;
CREATE FUNCTION s.who() RETURNS int LANGUAGE sql STABLE AS $$ SELECT 2 $$;
SET search_path = s, public;
CREATE FUNCTION public.f() RETURNS bigint LANGUAGE sql STABLE BEGIN ATOMIC SELECT count(*) FROM public.orders WHERE user_id = who(); END;
CREATE TABLE public.g (id int, user_id int GENERATED ALWAYS AS (id) STORED);
SET search_path = public;
CREATE FUNCTION who() RETURNS int LANGUAGE sql STABLE AS $$ SELECT me() $$;
-- leaks
SELECT f()

-- case: atomic binds table
CREATE SCHEMA s;
CREATE TABLE s.docs (id int, owner_id int REFERENCES users (id));
SET search_path = s, public;
CREATE FUNCTION public.f() RETURNS bigint LANGUAGE sql STABLE BEGIN ATOMIC SELECT count(*) FROM docs; END;
SET search_path = public;
CREATE TABLE docs (id int);
-- leaks
SELECT f()

-- case: rule binds table and function
CREATE SCHEMA s;
CREATE TABLE s.docs (id int, owner_id int REFERENCES users (id));
CREATE FUNCTION s.cnt() RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT count(*) FROM public.orders $$;
CREATE TABLE log (n bigint); CREATE TABLE t1 (id int); CREATE TABLE t2 (id int);
SET search_path = s, public;
CREATE RULE r AS ON INSERT TO t1 DO ALSO INSERT INTO log SELECT count(*) FROM docs;
CREATE RULE r AS ON INSERT TO t2 DO ALSO INSERT INTO log SELECT cnt();
SET search_path = public;
CREATE TABLE docs (id int);
CREATE FUNCTION cnt() RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT 1::bigint $$;
-- leaks
INSERT INTO t1 VALUES (1)
INSERT INTO t2 VALUES (1)

-- case: signatures of arrays
-- role: app
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON orders USING (user_id = me());
CREATE FUNCTION a12(i text[]) RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT count(*) FROM orders $$;
ALTER FUNCTION a12(_text) SECURITY DEFINER;
CREATE FUNCTION a13(i int ARRAY) RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT count(*) FROM orders $$;
ALTER FUNCTION a13(int[][]) SECURITY DEFINER;
CREATE FUNCTION a14(i int[3]) RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT count(*) FROM orders $$;
ALTER FUNCTION a14(int[]) SECURITY DEFINER;
-- leaks
SELECT a12('{}')
SELECT a13('{}')
SELECT a14('{}')

-- case: signatures of renamed types
-- role: app
CREATE SCHEMA s;
CREATE TYPE mood AS ENUM ('x'); CREATE TYPE mood2 AS ENUM ('x'); CREATE DOMAIN dd AS int; CREATE TYPE ct AS (a int); CREATE TABLE rt (a int);
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON orders USING (user_id = me());
CREATE FUNCTION b1(i mood) RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT count(*) FROM orders $$;
ALTER TYPE mood RENAME TO feeling;
ALTER FUNCTION b1(feeling) SECURITY DEFINER;
CREATE FUNCTION b2(i mood2) RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT count(*) FROM orders $$;
ALTER TYPE mood2 SET SCHEMA s;
ALTER FUNCTION b2(s.mood2) SECURITY DEFINER;
CREATE FUNCTION b3(i dd) RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT count(*) FROM orders $$;
ALTER DOMAIN dd RENAME TO ee;
ALTER FUNCTION b3(ee) SECURITY DEFINER;
CREATE FUNCTION b4(i ct) RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT count(*) FROM orders $$;
ALTER TYPE ct RENAME TO cu;
ALTER FUNCTION b4(cu) SECURITY DEFINER;
CREATE FUNCTION b5(i rt) RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT count(*) FROM orders $$;
ALTER TABLE rt RENAME TO ru;
ALTER FUNCTION b5(ru) SECURITY DEFINER;
-- leaks
SELECT b1('x')
SELECT b2('x')
SELECT b3(1)
SELECT b4(NULL)
SELECT b5(NULL)

-- case: a policy that asks what only reads
-- role: app
CREATE FUNCTION is_mine(u int) RETURNS boolean LANGUAGE plpgsql STABLE AS $$ BEGIN RETURN u = me(); END $$;
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON orders USING (is_mine(user_id));
-- scoped
SELECT * FROM orders

-- case: what is bound to a function of another schema, whatever public has later
-- role: app
CREATE SCHEMA s;
CREATE FUNCTION s.ok(u int) RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT u = public.me() $$;
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
SET search_path = s, public;
CREATE POLICY own ON orders USING (ok(user_id));
SET search_path = public;
CREATE FUNCTION ok(u int) RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT true $$;
-- scoped
SELECT * FROM orders
