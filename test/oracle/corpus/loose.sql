-- Keys that only the program keeps: no foreign key says that a book is a shelf's, or a loan a book's.
-- users: users
-- owner columns: owner
-- foreign key: books (shelf) REFERENCES shelves (id)
-- foreign key: loans (book) REFERENCES books (id)
CREATE TABLE users (id int PRIMARY KEY, name text);
CREATE TABLE shelves (id int PRIMARY KEY, owner int NOT NULL, label text);
CREATE TABLE books (id int PRIMARY KEY, shelf int NOT NULL, title text);
CREATE TABLE loans (id int PRIMARY KEY, book int, note text);
-- statements
-- scoped: undeclared keys
SELECT * FROM shelves WHERE owner = $1;
SELECT b.* FROM books b JOIN shelves s ON s.id = b.shelf WHERE s.owner = $1;
SELECT * FROM books WHERE shelf IN (SELECT id FROM shelves WHERE owner = $1);
SELECT l.note FROM loans l JOIN books b ON b.id = l.book JOIN shelves s ON s.id = b.shelf WHERE s.owner = $1;
SELECT count(*) FROM loans l WHERE EXISTS (SELECT 1 FROM books b, shelves s WHERE b.id = l.book AND s.id = b.shelf AND s.owner = $1);
SELECT s.label, count(b.id) FROM shelves s LEFT JOIN books b ON b.shelf = s.id WHERE s.owner = $1 GROUP BY s.label;
UPDATE books SET title = $3 WHERE id = $2 AND shelf IN (SELECT id FROM shelves WHERE owner = $1);
DELETE FROM loans USING books b, shelves s WHERE loans.book = b.id AND b.shelf = s.id AND s.owner = $1;
INSERT INTO books (id, shelf, title) SELECT 100, id, $3 FROM shelves WHERE owner = $1 AND id = $2;
INSERT INTO shelves (id, owner) VALUES (100, $1);
-- leaks: undeclared keys
SELECT * FROM shelves;
SELECT * FROM books WHERE shelf = $1;
SELECT b.* FROM books b JOIN shelves s ON s.id = b.shelf;
SELECT l.note FROM loans l JOIN books b ON b.id = l.book;
SELECT l.note FROM loans l JOIN shelves s ON s.id = l.book WHERE s.owner = $1;
SELECT b.title FROM books b LEFT JOIN shelves s ON s.id = b.shelf AND s.owner = $1;
UPDATE books SET title = $2 WHERE id = $1;
UPDATE books b SET shelf = $2 FROM shelves s WHERE s.id = b.shelf AND s.owner = $1;
INSERT INTO books (id, shelf) VALUES (100, $1);
INSERT INTO loans (id, book) SELECT 100, id FROM books WHERE title = $1;
DELETE FROM loans WHERE book = $1;
