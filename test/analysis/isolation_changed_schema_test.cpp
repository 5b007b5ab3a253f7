// Schemas that were changed after they were made: what stands on what, and what goes by which name then.
#include "isolation_support.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <initializer_list>

namespace pgtidy::analysis {
namespace {

const std::string Common = R"(
CREATE TABLE users (id int PRIMARY KEY, email text UNIQUE, name text);
CREATE TABLE orders (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), total int, status text);
CREATE TABLE items (id int PRIMARY KEY, order_id int NOT NULL REFERENCES orders (id), n int, label text);
CREATE TABLE notes (id int PRIMARY KEY, user_id int REFERENCES users (id), body text, n int);
CREATE TABLE products (id int PRIMARY KEY, name text, n int);
CREATE FUNCTION me() RETURNS int LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('app.user_id', true), '')::int $$;
)";

struct Changed {
  const char *what;
  std::string schema;
  const char *statement;
  const char *role = "";
};

/// None of the statements is tied to a user: what the text of the schema says first does not hold any more.
TEST(IsolationChangedSchema, whatDoesNotHoldAnyMoreTiesNothing) {
  const std::vector<Changed> all{
      {"redundant index dropped",
       R"(CREATE TABLE users (id int PRIMARY KEY, email text);
CREATE UNIQUE INDEX users_id_idx ON users (id);
CREATE TABLE notes (id int PRIMARY KEY, author int REFERENCES users (id), body text);
DROP INDEX users_id_idx;)",
       R"(SELECT * FROM notes)"},
      {"redundant index dropped",
       R"(CREATE TABLE users (id int PRIMARY KEY, email text);
CREATE UNIQUE INDEX users_id_idx ON users (id);
CREATE TABLE notes (id int PRIMARY KEY, author int REFERENCES users (id), body text);
DROP INDEX users_id_idx;)",
       R"(DELETE FROM notes)"},
      {"redundant constraint dropped", Common + R"(ALTER TABLE orders ADD CONSTRAINT orders_id_key UNIQUE (id);
ALTER TABLE orders DROP CONSTRAINT orders_id_key;)",
       R"(SELECT * FROM items)"},
      {"index with the name of a foreign key dropped", Common + R"(ALTER TABLE products ADD COLUMN maker int;
CREATE INDEX fk_products_users ON products (maker);
ALTER TABLE products ADD CONSTRAINT fk_products_users FOREIGN KEY (maker) REFERENCES users (id);
DROP INDEX fk_products_users;)",
       R"(SELECT * FROM products)"},
      {"index with the name of a foreign key dropped", Common + R"(ALTER TABLE products ADD COLUMN maker int;
CREATE INDEX fk_products_users ON products (maker);
ALTER TABLE products ADD CONSTRAINT fk_products_users FOREIGN KEY (maker) REFERENCES users (id);
DROP INDEX fk_products_users;)",
       R"(DELETE FROM products)"},
      {"order of passes", Common + R"(ALTER TABLE products ADD COLUMN maker int;
ALTER TABLE products ADD CONSTRAINT products_maker_fkey FOREIGN KEY (maker) REFERENCES users (id);
ALTER TABLE products ADD CONSTRAINT products_maker_fkey FOREIGN KEY (maker) REFERENCES users (id) ON DELETE CASCADE,
  DROP CONSTRAINT products_maker_fkey;)",
       R"(SELECT * FROM products)"},
      {"composite foreign key in another order",
       Common +
           R"(CREATE TABLE docs (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), UNIQUE (user_id, id));
CREATE TABLE pages (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), doc_id int NOT NULL, FOREIGN KEY (doc_id, user_id) REFERENCES docs (id, user_id));
ALTER TABLE docs DROP CONSTRAINT docs_user_id_id_key CASCADE;)",
       R"(SELECT p.*, d.* FROM pages p JOIN docs d ON d.id = p.doc_id WHERE p.user_id = $1)"},
      {"partition detached",
       Common + R"(CREATE TABLE ev (id int, author int REFERENCES users (id), d int NOT NULL) PARTITION BY RANGE (d);
CREATE TABLE ev1 PARTITION OF ev FOR VALUES FROM (0) TO (10);
ALTER TABLE ev DETACH PARTITION ev1;)",
       R"(SELECT * FROM ev1)"},
      {"partition detached",
       Common + R"(CREATE TABLE ev (id int, author int REFERENCES users (id), d int NOT NULL) PARTITION BY RANGE (d);
CREATE TABLE ev1 PARTITION OF ev FOR VALUES FROM (0) TO (10);
ALTER TABLE ev DETACH PARTITION ev1;)",
       R"(DELETE FROM ev1)"},
      {"drop function cascade policy", Common + R"(ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE FUNCTION mine(u int) RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT u = me() $$;
CREATE POLICY every ON orders USING (true);
CREATE POLICY own ON orders AS RESTRICTIVE USING (mine(user_id));
DROP FUNCTION mine(int) CASCADE;
CREATE FUNCTION mine(u int) RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT u = me() $$;)",
       R"(SELECT * FROM orders)", "app"},
      {"drop function cascade trigger",
       Common +
           R"(CREATE FUNCTION setu() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.user_id := me(); RETURN NEW; END $$;
CREATE TRIGGER setu BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION setu();
DROP FUNCTION IF EXISTS setu() CASCADE;
CREATE FUNCTION setu() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.user_id := me(); RETURN NEW; END $$;)",
       R"(INSERT INTO orders (id, user_id) VALUES (100, 2))"},
      {"drop function cascade view", Common + R"(CREATE VIEW mine AS SELECT id, total FROM orders WHERE user_id = me();
DROP FUNCTION me() CASCADE;
CREATE FUNCTION me() RETURNS int LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('app.user_id', true), '')::int $$;
CREATE VIEW mine AS SELECT id, total FROM orders;)",
       R"(SELECT * FROM mine)"},
      {"drop type cascade key", Common + R"(CREATE DOMAIN codes AS text;
ALTER TABLE orders ADD COLUMN code codes UNIQUE;
DROP DOMAIN codes CASCADE;
ALTER TABLE orders ADD COLUMN code text;)",
       R"(SELECT b.* FROM orders a JOIN orders b ON a.code = b.code WHERE a.user_id = $1)"},
      {"drop column cascade view", Common + R"(ALTER TABLE orders ADD COLUMN x int;
CREATE VIEW m1 AS SELECT o.id, o.total, o.x FROM orders o WHERE user_id = me();
ALTER TABLE orders DROP COLUMN x CASCADE;
CREATE VIEW m1 AS SELECT id, total FROM orders;)",
       R"(SELECT * FROM m1)"},
      {"drop column cascade policy of another table", Common + R"(ALTER TABLE orders ADD COLUMN live boolean;
ALTER TABLE items ENABLE ROW LEVEL SECURITY;
CREATE POLICY every ON items USING (true);
CREATE POLICY own ON items AS RESTRICTIVE USING (order_id IN (SELECT id FROM orders WHERE user_id = me() AND live));
ALTER TABLE orders DROP COLUMN live CASCADE;
ALTER TABLE orders ADD COLUMN live boolean;)",
       R"(SELECT * FROM items)", "app"},
      {"drop column cascade trigger", Common + R"(ALTER TABLE notes ADD COLUMN x int;
CREATE FUNCTION setu() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.user_id := me(); RETURN NEW; END $$;
CREATE TRIGGER setu BEFORE INSERT OR UPDATE OF x ON notes FOR EACH ROW EXECUTE FUNCTION setu();
ALTER TABLE notes DROP COLUMN x CASCADE;)",
       R"(INSERT INTO notes (id, user_id) VALUES (100, 2))"},
      {"drop column cascade generated key",
       Common + R"(ALTER TABLE orders ADD COLUMN a text, ADD COLUMN code text GENERATED ALWAYS AS (a) STORED UNIQUE;
ALTER TABLE orders DROP COLUMN a CASCADE;
ALTER TABLE orders ADD COLUMN code text;)",
       R"(SELECT b.* FROM orders a JOIN orders b ON a.code = b.code WHERE a.user_id = $1)"},
      {"drop owned", Common + R"(ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY every ON orders USING (true);
CREATE POLICY own ON orders AS RESTRICTIVE TO app USING (user_id = me());
DROP OWNED BY app;
GRANT ALL ON ALL TABLES IN SCHEMA public TO app;)",
       R"(SELECT * FROM orders)", "app"},
      {"drop type cascade policy", Common + R"(ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE TYPE mood AS ENUM ('x', 'y');
CREATE POLICY every ON orders USING (true);
CREATE POLICY own ON orders AS RESTRICTIVE USING (user_id = me() AND status IS DISTINCT FROM 'y'::mood::text);
DROP TYPE mood CASCADE;)",
       R"(SELECT * FROM orders)", "app"},
      {"rename column in policy subquery",
       Common + R"(CREATE TABLE flags (order_id int, user_id int NOT NULL REFERENCES users (id));
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON orders USING (id IN (SELECT order_id FROM flags WHERE user_id = me()));
ALTER TABLE orders RENAME COLUMN user_id TO owner_id;)",
       R"(SELECT * FROM orders)", "app"},
      {"rename column read by policy of another table",
       Common + R"(CREATE TABLE profile (user_id int PRIMARY KEY REFERENCES users (id));
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON orders USING (EXISTS (SELECT 1 FROM profile WHERE user_id = me()));
ALTER TABLE profile RENAME COLUMN user_id TO owner_id;)",
       R"(SELECT * FROM orders)", "app"},
      {"rename column in view", Common + R"(CREATE VIEW v AS SELECT o.id, o.total FROM orders o
  WHERE EXISTS (SELECT 1 FROM unnest(ARRAY[1, 2]) AS u (user_id) WHERE user_id = me());
ALTER TABLE orders RENAME COLUMN user_id TO owner_id;)",
       R"(SELECT * FROM v)"},
      {"rename column in view 2",
       Common +
           R"(CREATE VIEW v AS SELECT o.id, o.total FROM orders o WHERE (SELECT user_id FROM (SELECT min(n) AS user_id FROM products) x) = me();
ALTER TABLE orders RENAME COLUMN user_id TO owner_id;)",
       R"(SELECT * FROM v)"},
      {"rename table read by policy", Common + R"(CREATE TABLE staff (id int PRIMARY KEY);
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON orders USING (user_id IN (SELECT id FROM staff));
ALTER TABLE staff RENAME TO staff_old;
CREATE VIEW staff AS SELECT me() AS id;)",
       R"(SELECT * FROM orders)", "app"},
      {"rule of renamed table", Common + R"(CREATE RULE r AS ON INSERT TO products DO ALSO DELETE FROM orders;
ALTER TABLE products RENAME TO goods;)",
       R"(INSERT INTO goods (id) VALUES (100))"},
      {"rule of moved table", Common + R"(CREATE SCHEMA s;
CREATE RULE r AS ON INSERT TO products DO ALSO DELETE FROM orders;
ALTER TABLE products SET SCHEMA s;)",
       R"(INSERT INTO s.products (id) VALUES (100))"},
      {"rule reads renamed table", Common + R"(CREATE TABLE log (n bigint);
CREATE RULE r AS ON INSERT TO products DO ALSO INSERT INTO log SELECT count(*) FROM orders;
ALTER TABLE orders RENAME TO purchases;)",
       R"(INSERT INTO products (id) VALUES (100))"},
      {"overload renamed",
       Common + R"(CREATE FUNCTION cnt(i int) RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT count(*) FROM products $$;
CREATE FUNCTION cnt(t text) RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT count(*) FROM orders $$;
ALTER FUNCTION cnt(int) RENAME TO cnt_old;)",
       R"(SELECT cnt('a'::text))"},
      {"overload moved", Common + R"(CREATE SCHEMA s;
CREATE FUNCTION cnt(i int) RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT count(*) FROM products $$;
CREATE FUNCTION cnt(t text) RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT count(*) FROM orders $$;
ALTER FUNCTION cnt(int) SET SCHEMA s;)",
       R"(SELECT public.cnt('a'::text))"},
      {"type with and without schema", Common + R"(CREATE TYPE mood AS ENUM ('a');
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON orders USING (user_id = me());
CREATE FUNCTION cnt(s public.mood) RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT count(*) FROM orders $$;
ALTER FUNCTION cnt(mood) SECURITY DEFINER;)",
       R"(SELECT cnt('a'))", "app"},
      {"policy for the views owner", Common + R"(ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
ALTER TABLE orders FORCE ROW LEVEL SECURITY;
ALTER TABLE orders OWNER TO mig;
CREATE POLICY own ON orders USING (user_id = me());
CREATE POLICY adm ON orders TO mig USING (true);
CREATE VIEW ov AS SELECT id, user_id, total FROM orders; ALTER VIEW ov OWNER TO mig;
CREATE FUNCTION f() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER AS $$ SELECT count(*) FROM orders $$; ALTER FUNCTION f() OWNER TO mig;
GRANT ALL ON ALL TABLES IN SCHEMA public TO public;)",
       R"(SELECT * FROM ov)", "app"},
      {"policy for the views owner", Common + R"(ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
ALTER TABLE orders FORCE ROW LEVEL SECURITY;
ALTER TABLE orders OWNER TO mig;
CREATE POLICY own ON orders USING (user_id = me());
CREATE POLICY adm ON orders TO mig USING (true);
CREATE VIEW ov AS SELECT id, user_id, total FROM orders; ALTER VIEW ov OWNER TO mig;
CREATE FUNCTION f() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER AS $$ SELECT count(*) FROM orders $$; ALTER FUNCTION f() OWNER TO mig;
GRANT ALL ON ALL TABLES IN SCHEMA public TO public;)",
       R"(SELECT f())", "app"},
      {"restrictive policy for the programs role", Common + R"(ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
ALTER TABLE orders FORCE ROW LEVEL SECURITY;
ALTER TABLE orders OWNER TO mig;
CREATE POLICY every ON orders USING (true);
CREATE POLICY own ON orders AS RESTRICTIVE TO app USING (user_id = me());
CREATE VIEW ov AS SELECT id, user_id, total FROM orders; ALTER VIEW ov OWNER TO mig;
GRANT ALL ON ALL TABLES IN SCHEMA public TO public;)",
       R"(SELECT * FROM ov)", "app"},
      {"view and function owned by postgres", Common + R"(ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
ALTER TABLE orders FORCE ROW LEVEL SECURITY;
ALTER TABLE orders OWNER TO mig;
CREATE POLICY own ON orders USING (user_id = me());
CREATE VIEW ov AS SELECT id, user_id, total FROM orders; ALTER VIEW ov OWNER TO postgres;
CREATE FUNCTION f() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER AS $$ SELECT count(*) FROM orders $$; ALTER FUNCTION f() OWNER TO postgres;
GRANT ALL ON ALL TABLES IN SCHEMA public TO public;)",
       R"(SELECT * FROM ov)", "app"},
      {"view and function owned by postgres", Common + R"(ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
ALTER TABLE orders FORCE ROW LEVEL SECURITY;
ALTER TABLE orders OWNER TO mig;
CREATE POLICY own ON orders USING (user_id = me());
CREATE VIEW ov AS SELECT id, user_id, total FROM orders; ALTER VIEW ov OWNER TO postgres;
CREATE FUNCTION f() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER AS $$ SELECT count(*) FROM orders $$; ALTER FUNCTION f() OWNER TO postgres;
GRANT ALL ON ALL TABLES IN SCHEMA public TO public;)",
       R"(SELECT f())", "app"},
      {"view owned by bypassrls", Common + R"(CREATE ROLE boss8 BYPASSRLS;
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
ALTER TABLE orders FORCE ROW LEVEL SECURITY;
ALTER TABLE orders OWNER TO mig;
CREATE POLICY own ON orders USING (user_id = me());
CREATE VIEW ov AS SELECT id, user_id, total FROM orders; ALTER VIEW ov OWNER TO boss8;
GRANT ALL ON ALL TABLES IN SCHEMA public TO public;)",
       R"(SELECT * FROM ov)", "app"},
      {"reassign owned", Common + R"(ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON orders USING (user_id = me());
REASSIGN OWNED BY CURRENT_USER TO app;)",
       R"(SELECT * FROM orders)", "app"},
      {"role renamed owner", Common + R"(CREATE ROLE web9;
ALTER TABLE orders OWNER TO web9;
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON orders USING (user_id = me());
GRANT ALL ON ALL TABLES IN SCHEMA public TO public; ALTER ROLE web9 RENAME TO app9;)",
       R"(SELECT * FROM orders)", "app9"},
      {"role renamed bypass", Common + R"(CREATE ROLE web9b BYPASSRLS;
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON orders USING (user_id = me());
ALTER ROLE web9b RENAME TO app9b;)",
       R"(SELECT * FROM orders)", "app9b"},
      {"revoke admin option", Common + R"(CREATE ROLE app9d; CREATE ROLE boss9d;
GRANT boss9d TO app9d WITH ADMIN OPTION; REVOKE ADMIN OPTION FOR boss9d FROM app9d;
ALTER TABLE orders OWNER TO boss9d;
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON orders USING (user_id = me());)",
       R"(SELECT * FROM orders)", "app9d"},
      {"typed table", Common + R"(CREATE TYPE doc_t AS (id int, user_id int);
CREATE TABLE docs OF doc_t (PRIMARY KEY (id), FOREIGN KEY (user_id) REFERENCES users);)",
       R"(SELECT * FROM docs)"},
      {"typed table", Common + R"(CREATE TYPE doc_t AS (id int, user_id int);
CREATE TABLE docs OF doc_t (PRIMARY KEY (id), FOREIGN KEY (user_id) REFERENCES users);)",
       R"(DELETE FROM docs)"},
      {"typed table", Common + R"(CREATE TYPE doc_t AS (id int, user_id int);
CREATE TABLE docs OF doc_t (PRIMARY KEY (id), FOREIGN KEY (user_id) REFERENCES users);)",
       R"(INSERT INTO docs VALUES (100, 2))"},
      {"table as query of function",
       Common + R"(CREATE FUNCTION all_orders() RETURNS SETOF orders LANGUAGE sql STABLE AS $$ SELECT * FROM orders $$;
CREATE TABLE archive AS SELECT * FROM all_orders();
CREATE TABLE archive3 AS SELECT (o).* FROM orders o;
CREATE TABLE archive7 AS SELECT j.* FROM (orders JOIN products USING (id)) AS j;
CREATE TABLE archive10 AS SELECT * FROM json_to_recordset('[]') AS v (a int, user_id int);
SELECT * INTO archive16 FROM all_orders();)",
       R"(SELECT * FROM archive)"},
      {"table as query of function",
       Common + R"(CREATE FUNCTION all_orders() RETURNS SETOF orders LANGUAGE sql STABLE AS $$ SELECT * FROM orders $$;
CREATE TABLE archive AS SELECT * FROM all_orders();
CREATE TABLE archive3 AS SELECT (o).* FROM orders o;
CREATE TABLE archive7 AS SELECT j.* FROM (orders JOIN products USING (id)) AS j;
CREATE TABLE archive10 AS SELECT * FROM json_to_recordset('[]') AS v (a int, user_id int);
SELECT * INTO archive16 FROM all_orders();)",
       R"(SELECT * FROM archive3)"},
      {"table as query of function",
       Common + R"(CREATE FUNCTION all_orders() RETURNS SETOF orders LANGUAGE sql STABLE AS $$ SELECT * FROM orders $$;
CREATE TABLE archive AS SELECT * FROM all_orders();
CREATE TABLE archive3 AS SELECT (o).* FROM orders o;
CREATE TABLE archive7 AS SELECT j.* FROM (orders JOIN products USING (id)) AS j;
CREATE TABLE archive10 AS SELECT * FROM json_to_recordset('[]') AS v (a int, user_id int);
SELECT * INTO archive16 FROM all_orders();)",
       R"(SELECT * FROM archive7)"},
      {"table as query of function",
       Common + R"(CREATE FUNCTION all_orders() RETURNS SETOF orders LANGUAGE sql STABLE AS $$ SELECT * FROM orders $$;
CREATE TABLE archive AS SELECT * FROM all_orders();
CREATE TABLE archive3 AS SELECT (o).* FROM orders o;
CREATE TABLE archive7 AS SELECT j.* FROM (orders JOIN products USING (id)) AS j;
CREATE TABLE archive10 AS SELECT * FROM json_to_recordset('[]') AS v (a int, user_id int);
SELECT * INTO archive16 FROM all_orders();)",
       R"(SELECT * FROM archive10)"},
      {"table as query of function",
       Common + R"(CREATE FUNCTION all_orders() RETURNS SETOF orders LANGUAGE sql STABLE AS $$ SELECT * FROM orders $$;
CREATE TABLE archive AS SELECT * FROM all_orders();
CREATE TABLE archive3 AS SELECT (o).* FROM orders o;
CREATE TABLE archive7 AS SELECT j.* FROM (orders JOIN products USING (id)) AS j;
CREATE TABLE archive10 AS SELECT * FROM json_to_recordset('[]') AS v (a int, user_id int);
SELECT * INTO archive16 FROM all_orders();)",
       R"(SELECT * FROM archive16)"},
      {"table as query of function",
       Common + R"(CREATE FUNCTION all_orders() RETURNS SETOF orders LANGUAGE sql STABLE AS $$ SELECT * FROM orders $$;
CREATE TABLE archive AS SELECT * FROM all_orders();
CREATE TABLE archive3 AS SELECT (o).* FROM orders o;
CREATE TABLE archive7 AS SELECT j.* FROM (orders JOIN products USING (id)) AS j;
CREATE TABLE archive10 AS SELECT * FROM json_to_recordset('[]') AS v (a int, user_id int);
SELECT * INTO archive16 FROM all_orders();)",
       R"(DELETE FROM archive)"},
      {"heirs own column", Common + R"(CREATE TABLE base (id int, user_id int);
CREATE TABLE docs (user_id int REFERENCES users (id), title text) INHERITS (base);
ALTER TABLE base DROP COLUMN user_id;)",
       R"(SELECT * FROM docs)"},
      {"heirs own column", Common + R"(CREATE TABLE base (id int, user_id int);
CREATE TABLE docs (user_id int REFERENCES users (id), title text) INHERITS (base);
ALTER TABLE base DROP COLUMN user_id;)",
       R"(DELETE FROM docs)"},
      {"star in a view",
       Common +
           R"(CREATE VIEW w (a, b, c, d, owner) AS SELECT p.*, o.user_id, o.id FROM products p JOIN orders o ON o.total > p.n;
ALTER TABLE products ADD COLUMN x int;)",
       R"(SELECT * FROM w WHERE owner = $1)"},
      {"partition key renamed",
       Common + R"(CREATE TABLE ev (id int, user_id int REFERENCES users (id), d int NOT NULL) PARTITION BY RANGE (d);
CREATE TABLE ev1 PARTITION OF ev FOR VALUES FROM (0) TO (10);
CREATE TABLE ev2 PARTITION OF ev FOR VALUES FROM (10) TO (20);
CREATE FUNCTION give() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.user_id := 2; RETURN NEW; END $$;
CREATE TRIGGER give BEFORE INSERT ON ev2 FOR EACH ROW EXECUTE FUNCTION give();
ALTER TABLE ev RENAME d TO day;)",
       R"(UPDATE ev SET day = 13 WHERE user_id = $1)"},
      {"nulled column renamed",
       Common + R"(CREATE TABLE a (id int PRIMARY KEY, user_id int REFERENCES users, UNIQUE (user_id, id));
CREATE TABLE b (id int PRIMARY KEY, user_id int REFERENCES users, a_id int, FOREIGN KEY (user_id, a_id) REFERENCES a (user_id, id) ON DELETE SET NULL (user_id));
ALTER TABLE b RENAME user_id TO owner_id;)",
       R"(DELETE FROM a WHERE user_id = $1)"},
      {"aggregate renamed",
       Common +
           R"(CREATE FUNCTION sf(a bigint, b int) RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT a + (SELECT count(*) FROM orders) $$;
CREATE AGGREGATE oddsum (int) (SFUNC = sf, STYPE = bigint, INITCOND = '0');
ALTER AGGREGATE oddsum (int) RENAME TO evensum;)",
       R"(SELECT evensum(n) FROM products)"},
      {"domain renamed or moved", Common + R"(CREATE SCHEMA s;
CREATE FUNCTION order_count() RETURNS int LANGUAGE sql STABLE AS $$ SELECT count(*)::int FROM orders $$;
CREATE DOMAIN tally AS int DEFAULT order_count();
ALTER DOMAIN tally SET SCHEMA s;
CREATE TABLE t2 (id int, n s.tally);)",
       R"(INSERT INTO t2 (id) VALUES (1))"},
      {"drop index of another schema",
       Common + R"(CREATE SCHEMA a; CREATE TABLE a.p (id int, code text); CREATE UNIQUE INDEX cx ON a.p (code);
ALTER TABLE orders ADD COLUMN code text; CREATE UNIQUE INDEX cx ON orders (code);
DROP INDEX cx;)",
       R"(SELECT b.* FROM orders a JOIN orders b USING (code) WHERE a.user_id = $1)"},
      {"nulls not distinct conflict", Common + R"(ALTER TABLE notes ADD COLUMN code text;
CREATE UNIQUE INDEX notes_user ON notes (user_id, code) NULLS NOT DISTINCT;)",
       R"(INSERT INTO notes (id, code) VALUES (900, 'a') ON CONFLICT (user_id, code) DO UPDATE SET n = 5)"},
      {"nulls not distinct conflict", Common + R"(ALTER TABLE notes ADD COLUMN code text;
CREATE UNIQUE INDEX notes_user ON notes (user_id, code) NULLS NOT DISTINCT;)",
       R"(INSERT INTO notes (id, user_id, code) VALUES (900, NULL, 'a') ON CONFLICT (user_id, code) DO UPDATE SET user_id = $1)"},
      {"trigger disabled on partition",
       Common + R"(CREATE TABLE ev (id int, user_id int REFERENCES users (id), d int NOT NULL) PARTITION BY RANGE (d);
CREATE TABLE ev1 PARTITION OF ev FOR VALUES FROM (0) TO (10);
CREATE FUNCTION setu() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.user_id := me(); RETURN NEW; END $$;
CREATE TRIGGER setu BEFORE INSERT ON ev FOR EACH ROW EXECUTE FUNCTION setu();
ALTER TABLE ev1 DISABLE TRIGGER setu;)",
       R"(INSERT INTO ev (id, user_id, d) VALUES (1, 2, 3))"},
      {"writing function in cte", Common + R"(CREATE TABLE log (x int);
CREATE FUNCTION touch(i int) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN INSERT INTO log VALUES (i); RETURN true; END $$;)",
       R"(WITH t AS (SELECT touch(id) AS x, user_id FROM orders) SELECT x FROM t WHERE user_id = $1)"},
      {"writing function in cte", Common + R"(CREATE TABLE log (x int);
CREATE FUNCTION touch(i int) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN INSERT INTO log VALUES (i); RETURN true; END $$;)",
       R"(SELECT x FROM (SELECT touch(id) AS x, user_id FROM orders OFFSET 0) t WHERE user_id = $1)"},
      {"function that calls what writes", Common + R"(CREATE TABLE log (x int);
CREATE FUNCTION touch(i int) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN INSERT INTO log VALUES (i); RETURN true; END $$;
CREATE FUNCTION touch_s(i int) RETURNS boolean LANGUAGE plpgsql STABLE AS $$ BEGIN RETURN touch(i); END $$;)",
       R"(SELECT x FROM (SELECT touch_s(id) AS x, user_id FROM orders OFFSET 0) t WHERE user_id = $1)"},
      {"writing function in a filter, and having", Common + R"(CREATE TABLE log (x int);
CREATE FUNCTION touch(i int) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN INSERT INTO log VALUES (i); RETURN true; END $$;)",
       R"(SELECT user_id, count(*) FILTER (WHERE touch(id)) FROM orders GROUP BY user_id HAVING max(user_id) = $1)"},
      {"column added in a loop", Common + R"(CREATE TABLE docs (id int PRIMARY KEY, title text);
DO $$ DECLARE t text; BEGIN
  FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE format('ALTER TABLE %I ADD COLUMN owner_id int REFERENCES users (id)', t);
  END LOOP;
END $$;)",
       R"(SELECT * FROM docs)"},
      {"policy in one branch, switched on in another", Common + R"(ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
DO $$ BEGIN
  IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'tenant_mode') THEN
    CREATE POLICY own ON orders USING (user_id = me());
  ELSE
    ALTER TABLE orders DISABLE ROW LEVEL SECURITY;
    IF false THEN ALTER TABLE orders ENABLE ROW LEVEL SECURITY; END IF;
  END IF;
END $$;)",
       R"(SELECT * FROM orders)", "app"},
      {"gexec", Common + R"(ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON orders USING (user_id = me());
SELECT format('ALTER TABLE %I DISABLE ROW LEVEL SECURITY', tablename) FROM pg_tables WHERE schemaname = 'public' ;--gex)",
       R"(SELECT * FROM orders)", "app"},
      {"role set by a function", Common + R"(CREATE ROLE app; CREATE ROLE boss8; GRANT boss8 TO app;
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON orders TO app USING (user_id = me()); CREATE POLICY b ON orders TO boss8 USING (true);)",
       R"(SELECT set_config('role', 'boss8', true); SELECT * FROM orders)", "app"},
      {"session replication role",
       Common +
           R"(CREATE FUNCTION setu() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.user_id := me(); RETURN NEW; END $$;
CREATE TRIGGER setu BEFORE INSERT ON notes FOR EACH ROW EXECUTE FUNCTION setu();
CREATE FUNCTION ins() RETURNS void LANGUAGE sql SET session_replication_role = replica AS $$ INSERT INTO notes (id, user_id) VALUES (1, 2) $$;)",
       R"(SELECT ins())"},
      {"rename column in bound body",
       Common +
           R"(CREATE FUNCTION f() RETURNS SETOF int LANGUAGE sql STABLE BEGIN ATOMIC SELECT id FROM orders WHERE total = me(); END;
ALTER TABLE orders RENAME total TO tmp; ALTER TABLE orders RENAME user_id TO total; ALTER TABLE orders RENAME tmp TO user_id;)",
       R"(SELECT f())"},
      {"star in bound body",
       Common +
           R"(CREATE FUNCTION f() RETURNS TABLE (a int, b text, c int, d int, e int) LANGUAGE sql STABLE BEGIN ATOMIC SELECT p.*, o.user_id, o.id FROM products p, orders o; END;
ALTER TABLE products ADD COLUMN x int;)",
       R"(SELECT * FROM f() WHERE e = $1)"},
      {"parents trigger and heirs rows", Common + R"(CREATE TABLE arch () INHERITS (notes);
CREATE FUNCTION keepu() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.user_id := OLD.user_id; RETURN NEW; END $$;
CREATE TRIGGER keepu BEFORE UPDATE ON notes FOR EACH ROW EXECUTE FUNCTION keepu();)",
       R"(UPDATE notes SET user_id = 2 WHERE user_id = $1)"},
  };
  for (const Changed &one : all) {
    UserModel model;
    model.role = one.role;
    const std::string verdicts = World(one.schema, model).verdicts(std::string_view(one.statement));
    EXPECT_NE(verdicts, "") << one.what << ": " << one.statement;
    const auto isAny = [&](std::initializer_list<const char *> kinds) {
      return std::any_of(kinds.begin(), kinds.end(),
                         [&](const char *kind) { return verdicts.find(kind) != std::string::npos; });
    };
    EXPECT_TRUE(isAny({"open", "undecided", "change", "constant"}))
        << one.what << ": " << one.statement << " is " << verdicts;
  }
}

} // namespace
} // namespace pgtidy::analysis
