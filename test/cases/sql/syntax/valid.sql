-- Statements in a file: all valid.
SELECT id FROM tags WHERE id = :id AND name = :name::text;
SELECT ':id', '?';
