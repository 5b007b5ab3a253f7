-- LIMIT and OFFSET that are nothing, views over views, functions that give a row's owner.
-- users: users
-- principal: current_setting('app.user_id', true)
-- role: app
CREATE TABLE users (id int PRIMARY KEY, name text);
CREATE TABLE notes (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), body text);
CREATE TABLE items (id int PRIMARY KEY, note_id int NOT NULL REFERENCES notes (id), body text);
CREATE TABLE free (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), body text);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON notes USING (user_id = current_setting('app.user_id', true)::int);
CREATE FUNCTION me() RETURNS int LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('app.user_id', true), '')::int $$;
CREATE VIEW inv WITH (security_invoker) AS SELECT * FROM notes;
CREATE VIEW def AS SELECT * FROM notes;
CREATE VIEW def_over_inv AS SELECT * FROM inv;
CREATE VIEW inv_over_def WITH (security_invoker = true) AS SELECT * FROM def;
CREATE VIEW inv_over_inv WITH (security_invoker = true) AS SELECT * FROM inv;
CREATE VIEW inv_over_def_over_inv WITH (security_invoker = true) AS SELECT * FROM def_over_inv;
CREATE VIEW mine AS SELECT * FROM notes WHERE user_id = current_setting('app.user_id', true)::int;
CREATE FUNCTION owner_of(n int) RETURNS int LANGUAGE sql STABLE AS $$ SELECT user_id FROM free WHERE id = n $$;
CREATE FUNCTION owner_imm(n int) RETURNS int LANGUAGE sql IMMUTABLE AS $$ SELECT user_id FROM free WHERE id = n $$;
CREATE FUNCTION owner_any(n int) RETURNS int LANGUAGE sql STABLE AS $$ SELECT user_id FROM free WHERE id >= n ORDER BY id LIMIT 1 $$;
CREATE FUNCTION owner_lim(n int) RETURNS int LANGUAGE sql STABLE AS $$ SELECT user_id FROM free WHERE id = n LIMIT 1 $$;
CREATE FUNCTION owner_def(n int) RETURNS int LANGUAGE sql STABLE SECURITY DEFINER AS $$ SELECT user_id FROM notes WHERE id = n $$;
CREATE FUNCTION owner_ofn(n int) RETURNS int LANGUAGE sql STABLE AS $$ SELECT user_id FROM notes WHERE id = n $$;
CREATE FUNCTION owner_pl(n int) RETURNS int LANGUAGE plpgsql STABLE AS $$ BEGIN RETURN (SELECT user_id FROM free WHERE id = n); END $$;
CREATE FUNCTION owner_into(n int) RETURNS int LANGUAGE plpgsql STABLE AS $$ DECLARE o int; BEGIN SELECT f.user_id INTO o FROM free f WHERE f.id = n; RETURN o; END $$;
-- statements
-- scoped: views and owners
SELECT * FROM (SELECT * FROM free OFFSET 0) f WHERE user_id = $1;
SELECT * FROM (SELECT * FROM free LIMIT ALL) f WHERE user_id = $1;
SELECT * FROM (SELECT * FROM free LIMIT NULL) f WHERE user_id = $1;
SELECT * FROM (SELECT * FROM free OFFSET NULL) f WHERE user_id = $1;
SELECT * FROM (SELECT * FROM free LIMIT ALL OFFSET 0) f WHERE user_id = $1;
SELECT * FROM (SELECT * FROM free ORDER BY id OFFSET 0 ROWS) f WHERE user_id = $1;
WITH f AS MATERIALIZED (SELECT * FROM free OFFSET 0) SELECT * FROM f WHERE user_id = $1;
SELECT EXISTS (SELECT 1 FROM free WHERE user_id = $1 OFFSET 0);
SELECT id IN (SELECT f.id FROM free f WHERE f.user_id = $1 OFFSET 0) FROM users WHERE id = $1;
SELECT * FROM free f WHERE f.id IN (SELECT id FROM free WHERE user_id = $1 OFFSET 0);
SELECT * FROM free f WHERE f.id IN (SELECT id FROM free WHERE user_id = $1 LIMIT 5);
SELECT * FROM free f WHERE NOT EXISTS (SELECT 1 FROM free x WHERE x.id = f.id AND x.user_id IS DISTINCT FROM $1 OFFSET 0);
SELECT * FROM inv;
SELECT * FROM def_over_inv;
SELECT * FROM inv_over_inv;
SELECT * FROM inv_over_def_over_inv;
SELECT * FROM mine;
UPDATE inv SET body = 'x';
UPDATE def_over_inv SET body = 'x';
UPDATE inv_over_inv SET body = 'x';
DELETE FROM inv_over_def_over_inv;
DELETE FROM inv_over_inv;
INSERT INTO inv_over_inv (id, user_id) VALUES ($1, $2);
INSERT INTO def_over_inv (id, user_id) VALUES (100, 3);
SELECT * FROM free WHERE owner_of(id) = me();
SELECT * FROM free WHERE owner_of(free.id) = $1;
SELECT * FROM free WHERE owner_imm(id) = me();
SELECT * FROM free WHERE owner_lim(id) = me();
SELECT * FROM notes WHERE owner_def(id) = me();
SELECT i.* FROM items i WHERE owner_def(i.note_id) = me();
SELECT i.* FROM items i WHERE owner_ofn(i.note_id) = me();
SELECT * FROM free WHERE owner_pl(id) = me();
SELECT * FROM free WHERE owner_into(id) = me();
SELECT * FROM free WHERE me() = owner_of(id);
SELECT * FROM free WHERE owner_of(id) IN (me());
DELETE FROM free WHERE owner_of(id) = me();
UPDATE free SET body = 'x' WHERE owner_of(id) = $1;
-- leaks: views and owners
SELECT * FROM (SELECT * FROM free OFFSET 1) f WHERE user_id = $1;
SELECT * FROM (SELECT * FROM free LIMIT $2) f WHERE user_id = $1;
SELECT * FROM def;
SELECT * FROM inv_over_def;
UPDATE def SET body = 'x';
UPDATE inv_over_def SET body = 'x';
INSERT INTO def (id, user_id) VALUES (100, 3);
SELECT * FROM free WHERE user_id = owner_of(id);
SELECT owner_of($1);
