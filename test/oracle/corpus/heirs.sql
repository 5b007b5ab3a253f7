-- Tables that inherit: a parent is read with the rows of its heirs, whose keys are their own; triggers that are switched off.
-- users: users
CREATE TABLE users (id int PRIMARY KEY, name text);
CREATE TABLE notes (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), body text);
CREATE TABLE long_notes (CHECK (length(body) > 0), PRIMARY KEY (id), FOREIGN KEY (user_id) REFERENCES users (id)) INHERITS (notes);
CREATE TABLE marks (id int PRIMARY KEY, note_id int NOT NULL REFERENCES notes (id), what text);
CREATE FUNCTION wipe() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN DELETE FROM marks; RETURN NULL; END $$;
CREATE TRIGGER wipe AFTER UPDATE ON notes FOR EACH ROW EXECUTE FUNCTION wipe();
ALTER TABLE notes DISABLE TRIGGER wipe;
CREATE TABLE logs (id int PRIMARY KEY, line text);
CREATE TRIGGER wipe AFTER INSERT ON logs FOR EACH ROW EXECUTE FUNCTION wipe();
CREATE TABLE docs (id int, n int);
CREATE TABLE own_docs (user_id int NOT NULL REFERENCES users (id)) INHERITS (docs);
CREATE TABLE papers (id int, n int, user_id int);
CREATE TABLE own_papers (FOREIGN KEY (user_id) REFERENCES users (id)) INHERITS (papers);
CREATE TABLE stamps (id int PRIMARY KEY, n int);
CREATE TABLE doc_lines (body text) INHERITS (own_docs);
CREATE TABLE shelves (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), UNIQUE (user_id, id));
CREATE TABLE boxes (id int PRIMARY KEY, user_id int NOT NULL, shelf_id int NOT NULL, FOREIGN KEY (user_id, shelf_id) REFERENCES shelves (user_id, id));
CREATE TABLE old_boxes () INHERITS (boxes);
-- statements
-- scoped: heirs
SELECT * FROM notes WHERE user_id = $1;
SELECT * FROM ONLY notes WHERE user_id = $1;
SELECT * FROM long_notes WHERE user_id = $1;
SELECT m.what FROM marks m JOIN ONLY notes n ON n.id = m.note_id WHERE n.user_id = $1;
SELECT a.body, b.body FROM ONLY notes a JOIN ONLY notes b ON b.id = a.id WHERE a.user_id = $1;
UPDATE notes SET body = 'x' WHERE user_id = $1;
DELETE FROM ONLY long_notes WHERE user_id = $1 AND id = $2;
SELECT * FROM ONLY docs;
INSERT INTO docs VALUES (100, 1);
UPDATE ONLY docs SET n = 1;
DELETE FROM ONLY docs WHERE id = $1;
SELECT * FROM own_docs WHERE user_id = $1;
SELECT * FROM papers WHERE user_id = $1;
UPDATE papers SET n = 1 WHERE user_id = $1;
SELECT s.n FROM stamps s WHERE EXISTS (SELECT FROM ONLY docs d WHERE d.id = s.id);
-- leaks: heirs
SELECT * FROM docs;
SELECT * FROM docs WHERE id = $1;
UPDATE docs SET n = 1;
DELETE FROM docs WHERE n = $1;
TRUNCATE docs;
SELECT s.n FROM stamps s WHERE EXISTS (SELECT FROM docs d WHERE d.id = s.id);
SELECT * FROM own_docs;
SELECT * FROM papers;
UPDATE papers SET n = 1 WHERE id = $1;
SELECT * FROM notes;
SELECT * FROM ONLY notes WHERE id = $1;
SELECT a.body, b.body FROM notes a JOIN notes b ON b.id = a.id WHERE a.user_id = $1;
SELECT a.body, b.body FROM notes a JOIN long_notes b ON b.id = a.id WHERE a.user_id = $1;
SELECT n.body FROM long_notes n JOIN notes o USING (id) WHERE o.user_id = $1;
SELECT m.what FROM marks m JOIN notes n ON n.id = m.note_id WHERE n.user_id = $1;
INSERT INTO logs VALUES (100, $1);
-- scoped: keys that heirs do not have
SELECT b.id FROM boxes b WHERE b.user_id = $1;
SELECT b.id FROM ONLY boxes b JOIN shelves s ON s.id = b.shelf_id WHERE s.user_id = $1;
SELECT b.id FROM boxes b JOIN shelves s ON s.id = b.shelf_id AND s.user_id = b.user_id WHERE s.user_id = $1;
SELECT b.id FROM ONLY boxes b LEFT JOIN shelves s ON s.id = b.shelf_id AND s.user_id = b.user_id WHERE s.id IS NULL;
-- leaks: keys that heirs do not have
SELECT b.id FROM boxes b JOIN shelves s ON s.id = b.shelf_id WHERE s.user_id = $1;
SELECT b.id FROM boxes b LEFT JOIN shelves s ON s.id = b.shelf_id AND s.user_id = b.user_id WHERE s.id IS NULL;
UPDATE boxes b SET id = b.id FROM shelves s WHERE s.id = b.shelf_id AND s.user_id = $1;
