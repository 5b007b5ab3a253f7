-- Statements in a file: one that PostgreSQL rejects.
SELECT id FROM tags WHERE id = :id;
SELECT id, FROM tags; -- expect: pg-sql-syntax
