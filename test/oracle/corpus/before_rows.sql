-- NEW of a BEFORE trigger is in no table yet: a row with its key is another one.
-- users: users
CREATE TABLE users (id int PRIMARY KEY, name text);
CREATE TABLE posts (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), slug int UNIQUE, title text);
CREATE TABLE pages (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), slug int UNIQUE, title text);
CREATE TABLE marks (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), slug int UNIQUE, title text);
CREATE TABLE links (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), slug int UNIQUE, title text);
CREATE FUNCTION replace_post() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  DELETE FROM posts WHERE slug = NEW.slug; RETURN NEW;
END $$;
CREATE TRIGGER t BEFORE INSERT ON posts FOR EACH ROW EXECUTE FUNCTION replace_post();
CREATE FUNCTION move_page() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  UPDATE pages SET slug = slug + 100 WHERE slug = NEW.slug AND user_id <> NEW.user_id; RETURN NEW;
END $$;
CREATE TRIGGER t BEFORE UPDATE OF slug ON pages FOR EACH ROW EXECUTE FUNCTION move_page();
CREATE FUNCTION mark_own() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  UPDATE marks SET title = 'before' WHERE slug = NEW.slug AND user_id = NEW.user_id; RETURN NEW;
END $$;
CREATE TRIGGER t BEFORE INSERT ON marks FOR EACH ROW EXECUTE FUNCTION mark_own();
CREATE FUNCTION link_after() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  UPDATE links SET title = 'after' WHERE slug = NEW.slug; RETURN NULL;
END $$;
CREATE TRIGGER t AFTER INSERT ON links FOR EACH ROW EXECUTE FUNCTION link_after();
-- statements
-- leaks: before
INSERT INTO posts (id, user_id, slug) VALUES (901, $1, $2);
UPDATE pages SET slug = $2 WHERE user_id = $1 AND id = (SELECT max(id) FROM pages WHERE user_id = $1);
-- scoped: before
DELETE FROM posts WHERE user_id = $1;
UPDATE pages SET title = 'x' WHERE user_id = $1;
INSERT INTO marks (id, user_id, slug) VALUES (902, $1, 903);
INSERT INTO links (id, user_id, slug) VALUES (904, $1, 905);
