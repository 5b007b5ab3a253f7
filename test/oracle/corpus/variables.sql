-- Variables of PL/pgSQL that queries are read into, and branches of triggers.
-- users: users
CREATE TABLE users (id int PRIMARY KEY, name text);
CREATE TABLE orders (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), total int);
CREATE TABLE items (id int PRIMARY KEY, order_id int NOT NULL REFERENCES orders (id), n int);
CREATE TABLE audit (op text, id int, user_id int NOT NULL REFERENCES users (id));
CREATE FUNCTION mark(p int, me int) RETURNS void LANGUAGE plpgsql AS $$ DECLARE v int; BEGIN
  SELECT id INTO v FROM orders WHERE id = p AND user_id = me;
  UPDATE items SET n = 1 WHERE order_id = v;
END $$;
CREATE FUNCTION mark_all(me int) RETURNS void LANGUAGE plpgsql AS $$ DECLARE r record; BEGIN
  FOR r IN SELECT id, total FROM orders WHERE user_id = me LOOP
    UPDATE items SET n = 2 WHERE order_id = r.id;
  END LOOP;
END $$;
CREATE FUNCTION copy(p int, me int) RETURNS void LANGUAGE plpgsql AS $$ DECLARE v int; w int; BEGIN
  SELECT total, id INTO v, w FROM orders WHERE user_id = me AND id = p;
  INSERT INTO items (id, order_id, n) SELECT 99, w, v WHERE w IS NOT NULL;
END $$;
CREATE FUNCTION mark_any(p int, me int) RETURNS void LANGUAGE plpgsql AS $$ DECLARE v int; BEGIN
  SELECT id INTO v FROM orders WHERE id = p;
  UPDATE items SET n = 3 WHERE order_id = v;
END $$;
CREATE FUNCTION mark_other(p int, me int) RETURNS void LANGUAGE plpgsql AS $$ DECLARE v int; w int := p; BEGIN
  SELECT id INTO v FROM orders WHERE id = w AND user_id = me;
  w := w + 1;
  UPDATE items SET n = 4 WHERE order_id = w AND v IS NOT NULL;
END $$;
CREATE FUNCTION mark_by(me int) RETURNS void LANGUAGE plpgsql AS $$ DECLARE r record; BEGIN
  FOR r IN SELECT id, total FROM orders WHERE user_id = me LOOP
    UPDATE items SET n = 5 WHERE order_id = r.total;
  END LOOP;
END $$;
CREATE FUNCTION mark_row(me int) RETURNS void LANGUAGE plpgsql AS $$ DECLARE r orders; BEGIN
  SELECT id, user_id, total INTO r FROM orders WHERE user_id = me ORDER BY id LIMIT 1;
  UPDATE items SET n = 6 WHERE order_id = r.id;
END $$;
CREATE FUNCTION mark_typed(p int, me numeric) RETURNS void LANGUAGE plpgsql AS $$
DECLARE v orders.id%TYPE; BEGIN
  SELECT id INTO v FROM orders WHERE user_id = me AND id = p;
  UPDATE items SET n = 7 WHERE order_id = v;
END $$;
CREATE FUNCTION mark_turned(me int) RETURNS void LANGUAGE plpgsql AS $$ DECLARE r orders%ROWTYPE; BEGIN
  FOR r IN SELECT total, user_id, id FROM orders WHERE user_id = me LOOP
    UPDATE items SET n = 8 WHERE order_id = r.id;
  END LOOP;
END $$;
CREATE FUNCTION mark_rounded(me int) RETURNS void LANGUAGE plpgsql AS $$ DECLARE v numeric(9, -1); BEGIN
  SELECT id INTO v FROM orders WHERE user_id = me ORDER BY id DESC LIMIT 1;
  UPDATE items SET n = 9 WHERE order_id = v + 1 OR order_id = v;
END $$;
CREATE FUNCTION mark_given(p int, me int) RETURNS void LANGUAGE plpgsql AS $$ BEGIN
  IF p IS NULL THEN p := me; END IF;
  UPDATE orders SET total = 11 WHERE user_id = p;
END $$;
CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  CASE TG_OP WHEN 'DELETE' THEN INSERT INTO audit VALUES (TG_ARGV[0], OLD.id, OLD.user_id);
  WHEN 'INSERT' THEN UPDATE orders SET total = 0 WHERE id > NEW.id;
  ELSE INSERT INTO audit VALUES (TG_ARGV[0], NEW.id, NEW.user_id); END CASE;
  RETURN NULL;
END $$;
CREATE TRIGGER keep AFTER INSERT OR UPDATE OR DELETE ON orders FOR EACH ROW EXECUTE FUNCTION keep('kept');
-- statements
-- scoped: read into variables
SELECT mark($2, $1);
SELECT mark_all($1);
SELECT copy($2, $1);
SELECT mark_row($1);
SELECT mark_typed($2, $1);
-- leaks: read into variables
SELECT mark_turned($1);
SELECT mark_rounded($1);
SELECT mark_given($2, $1);
SELECT mark_any($2, $1);
SELECT mark_other($2, $1);
SELECT mark_by($1);
-- scoped: branches
UPDATE orders SET total = 1 WHERE user_id = $1;
DELETE FROM orders WHERE user_id = $1;
-- leaks: branches
INSERT INTO orders (id, user_id, total) VALUES (0, $1, 2);
UPDATE orders SET total = 1 WHERE id = $1;
