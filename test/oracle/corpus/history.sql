-- Triggers that keep what a row was, all of its columns at once.
-- users: users
CREATE TABLE users (id int PRIMARY KEY, email text UNIQUE, login text UNIQUE);
CREATE TABLE orders (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), total int);
CREATE TABLE was (op text, id int, user_id int NOT NULL REFERENCES users (id), total int);
CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP = 'DELETE' THEN INSERT INTO was SELECT 'D', OLD.*; RETURN OLD;
  ELSIF TG_OP = 'UPDATE' THEN INSERT INTO was VALUES ('U', (NEW).*); RETURN NEW;
  END IF;
  INSERT INTO was SELECT TG_OP, (NEW).*;
  RETURN NULL;
END $$;
CREATE TRIGGER keep AFTER INSERT OR UPDATE OR DELETE ON orders FOR EACH ROW EXECUTE FUNCTION keep();
CREATE TABLE notes (total int, id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id));
CREATE FUNCTION mix() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  INSERT INTO was SELECT 'X', NEW.*; -- the columns stand in another order
  RETURN NULL;
END $$;
CREATE TRIGGER mix AFTER UPDATE ON notes FOR EACH ROW EXECUTE FUNCTION mix();
-- domain notes.id: 1, 2, 3
-- statements
-- scoped: history
UPDATE orders SET total = 1 WHERE user_id = $1;
DELETE FROM orders WHERE user_id = $1 AND id = $2;
INSERT INTO orders (id, user_id, total) VALUES (9, $1, 2);
DELETE FROM notes WHERE user_id = $1;
-- leaks: history
UPDATE orders SET total = 1 WHERE id = $1;
DELETE FROM orders WHERE id = $1;
UPDATE notes SET total = 3 WHERE user_id = $1;
-- scoped: made of a parameter
SELECT * FROM users WHERE email = lower($1);
SELECT * FROM users WHERE email = lower(trim($1));
SELECT o.* FROM orders o JOIN users u ON u.id = o.user_id WHERE u.email = lower($1);
SELECT * FROM users WHERE email = lower($1) AND email = lower($1);
DELETE FROM orders USING users u WHERE u.id = orders.user_id AND u.login = lower($1);
SELECT * FROM users WHERE email = lower($1 COLLATE "C");
SELECT * FROM users WHERE email = $1 COLLATE "C" OR email = $1;
SELECT * FROM users WHERE email = md5($1::varchar) OR email = md5($1::text);
-- leaks: made of a parameter
SELECT * FROM users WHERE email = lower($1::text::"char"::text) OR email = lower($1::text);
SELECT * FROM users WHERE lower(email) = lower($1);
SELECT * FROM users WHERE email = lower($1) OR email = upper($1);
SELECT * FROM users WHERE email = lower($1) OR login = lower($1);
SELECT * FROM users a, users b WHERE a.email = lower($1) AND b.login = $1;
SELECT * FROM users WHERE email > lower($1);
