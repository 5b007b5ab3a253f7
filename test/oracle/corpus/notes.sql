-- Notes in folders, shared with others, with comments; owners may be NULL; slugs are unique among all users.
-- users: users
-- domain notes.slug: a, b, intro
CREATE TABLE users (
  id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  name text NOT NULL UNIQUE
);
CREATE TABLE tags (id int PRIMARY KEY, label text NOT NULL UNIQUE);
CREATE TABLE folders (
  id int PRIMARY KEY,
  user_id bigint REFERENCES users (id) ON DELETE CASCADE,
  parent_id int REFERENCES folders (id),
  name text NOT NULL
);
CREATE TABLE notes (
  id int PRIMARY KEY,
  user_id bigint REFERENCES users (id) ON DELETE CASCADE,
  folder_id int,
  slug text NOT NULL UNIQUE,
  body text,
  archived boolean NOT NULL DEFAULT false,
  updated_at timestamptz DEFAULT now()
);
CREATE TABLE comments (
  id int PRIMARY KEY,
  note_id int NOT NULL REFERENCES notes (id) ON DELETE CASCADE,
  user_id bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  body text
);
CREATE TABLE note_tags (
  note_id int NOT NULL REFERENCES notes (id) ON DELETE CASCADE,
  tag_id int NOT NULL REFERENCES tags (id),
  PRIMARY KEY (note_id, tag_id)
);
-- statements
-- scoped: nullable owner
SELECT * FROM notes WHERE user_id = $1;
SELECT * FROM notes WHERE user_id = $1 OR user_id IS NULL;
SELECT * FROM notes WHERE user_id IS NULL;
SELECT * FROM notes WHERE user_id IS NULL AND archived;
SELECT * FROM notes WHERE user_id IS NOT DISTINCT FROM $1;
SELECT * FROM notes WHERE NOT (user_id <> $1);
SELECT * FROM notes WHERE coalesce(user_id, $1) = $1;
SELECT * FROM notes WHERE (user_id = $1) IS NOT FALSE AND $1 IS NOT NULL;
SELECT * FROM notes WHERE nullif(user_id, $1) IS NULL;
SELECT * FROM notes WHERE (user_id <> $1) IS NOT TRUE AND $1 IS NOT NULL;
SELECT * FROM notes WHERE user_id = $1 OR (user_id IS NULL AND slug = $2);
SELECT n.* FROM notes n LEFT JOIN users u ON u.id = n.user_id AND u.id = $1 WHERE n.user_id IS NULL;
SELECT n.* FROM notes n LEFT JOIN users u ON u.id = n.user_id WHERE u.id = $1;
SELECT n.* FROM notes n LEFT JOIN users u ON u.id = n.user_id WHERE u.name = $1;
SELECT count(*), count(user_id) FROM notes WHERE user_id = $1 OR user_id IS NULL;
UPDATE notes SET body = $2 WHERE user_id = $1 AND slug = $3;
UPDATE notes SET archived = true, updated_at = now() WHERE id = $2 AND user_id = $1 RETURNING *;
-- leaks: nullable owner
DELETE FROM folders WHERE user_id IS NULL AND id = $1;
UPDATE notes SET user_id = $1 WHERE user_id IS NULL;
UPDATE notes SET user_id = $1 WHERE user_id IS NULL AND slug = $2 RETURNING id;
DELETE FROM notes WHERE user_id IS NULL;
SELECT * FROM notes WHERE coalesce(user_id = $1, true);
SELECT * FROM notes WHERE user_id IS NOT NULL;
SELECT * FROM notes WHERE user_id = $1 OR slug = $2;
SELECT * FROM notes WHERE coalesce($1, user_id) = user_id;
SELECT * FROM notes WHERE coalesce(user_id, 1) = 1;
SELECT * FROM notes WHERE (user_id = $1) IS NOT FALSE;
SELECT * FROM notes WHERE (user_id = $1) IS UNKNOWN;
SELECT * FROM notes WHERE $1::bigint IS NULL OR user_id = $1;
SELECT * FROM notes WHERE nullif(user_id, $1) IS NOT NULL;
SELECT n.* FROM notes n LEFT JOIN users u ON u.id = n.user_id AND u.id = $1 WHERE u.id IS NULL;
SELECT n.* FROM notes n LEFT JOIN users u ON u.id = n.user_id AND u.id = $1;
UPDATE notes SET user_id = NULL WHERE user_id = $1;
UPDATE notes SET user_id = $1 WHERE slug = $2;
UPDATE notes SET user_id = coalesce(user_id, $1) WHERE id = $2;
INSERT INTO notes (id, user_id, slug) SELECT 100, user_id, 'c' FROM notes WHERE id = $1;
-- scoped: slugs
SELECT * FROM notes WHERE user_id = $1 AND slug = $2;
INSERT INTO notes (id, user_id, slug, body) VALUES ($2, $1, $3, $4);
INSERT INTO notes (id, user_id, slug) VALUES (100, $1, $2) ON CONFLICT (slug) DO NOTHING;
INSERT INTO notes (id, user_id, slug) VALUES (100, $1, $2) ON CONFLICT DO NOTHING RETURNING id;
INSERT INTO notes (id, user_id, slug, body) VALUES (100, $1, $2, $3) ON CONFLICT (slug) DO UPDATE SET body = excluded.body WHERE notes.user_id = excluded.user_id;
INSERT INTO notes AS n (id, user_id, slug, body) VALUES (100, $1, $2, $3) ON CONFLICT (slug) DO UPDATE SET body = excluded.body WHERE n.user_id = $1 RETURNING n.*;
INSERT INTO tags (id, label) VALUES ($1, $2) ON CONFLICT (label) DO NOTHING;
INSERT INTO tags (id, label) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET label = excluded.label RETURNING *;
INSERT INTO tags (id, label) SELECT 100 + n.id, n.slug FROM notes n WHERE n.user_id = $1 ON CONFLICT DO NOTHING;
-- leaks: slugs
SELECT * FROM notes WHERE slug = $1;
SELECT EXISTS (SELECT 1 FROM notes WHERE slug = $1);
INSERT INTO notes (id, user_id, slug, body) VALUES (100, $1, $2, $3) ON CONFLICT (slug) DO UPDATE SET body = excluded.body;
INSERT INTO notes (id, user_id, slug, body) VALUES (100, $1, $2, $3) ON CONFLICT (slug) DO UPDATE SET body = excluded.body WHERE notes.body <> excluded.body;
INSERT INTO notes (id, user_id, slug, body) VALUES (100, $1, $2, $3) ON CONFLICT (slug) DO UPDATE SET user_id = $1 RETURNING *;
INSERT INTO notes (id, user_id, slug) SELECT 100, $1, $2 WHERE NOT EXISTS (SELECT 1 FROM notes WHERE slug = $2);
INSERT INTO tags (id, label) SELECT 100 + n.id, n.slug FROM notes n ON CONFLICT DO NOTHING;
UPDATE notes SET slug = slug || (SELECT count(*) FROM notes) WHERE user_id = $1;
-- scoped: children
SELECT c.* FROM comments c WHERE c.user_id = $1;
SELECT c.* FROM comments c JOIN notes n ON n.id = c.note_id WHERE n.user_id = $1;
SELECT c.* FROM comments c JOIN notes n ON n.id = c.note_id WHERE c.user_id = $1 AND n.user_id = $1;
SELECT c.body FROM comments c WHERE c.note_id IN (SELECT id FROM notes WHERE user_id = $1);
SELECT c.body FROM comments c WHERE c.user_id = $1 OR c.note_id IN (SELECT id FROM notes WHERE user_id = $1);
SELECT t.label FROM tags t JOIN note_tags nt ON nt.tag_id = t.id JOIN notes n ON n.id = nt.note_id WHERE n.user_id = $1 AND n.slug = $2;
SELECT t.label, count(nt.note_id) FROM tags t LEFT JOIN (note_tags nt JOIN notes n ON n.id = nt.note_id AND n.user_id = $1) ON nt.tag_id = t.id GROUP BY t.label;
SELECT n.slug, array_agg(t.label ORDER BY t.label) FROM notes n JOIN note_tags nt ON nt.note_id = n.id JOIN tags t ON t.id = nt.tag_id WHERE n.user_id = $1 GROUP BY n.slug;
SELECT n.slug, (SELECT count(*) FROM comments c WHERE c.note_id = n.id) FROM notes n WHERE n.user_id = $1;
SELECT n.* FROM notes n WHERE n.user_id = $1 AND NOT EXISTS (SELECT 1 FROM comments c WHERE c.note_id = n.id);
DELETE FROM note_tags USING notes n WHERE n.id = note_tags.note_id AND n.user_id = $1 AND tag_id = $2;
DELETE FROM comments WHERE id = $2 AND user_id = $1;
DELETE FROM note_tags WHERE note_id IN (SELECT id FROM notes WHERE user_id = $1);
INSERT INTO note_tags (note_id, tag_id) SELECT n.id, $3 FROM notes n WHERE n.id = $2 AND n.user_id = $1 ON CONFLICT DO NOTHING;
INSERT INTO note_tags (note_id, tag_id) SELECT n.id, t.id FROM notes n, tags t WHERE n.user_id = $1 AND t.label = ANY ($2);
INSERT INTO comments (id, note_id, user_id, body) SELECT 100, id, $1, $3 FROM notes WHERE id = $2 AND user_id = $1;
WITH n AS (INSERT INTO notes (id, user_id, slug) VALUES (100, $1, $2) RETURNING id) INSERT INTO note_tags (note_id, tag_id) SELECT n.id, $3 FROM n;
UPDATE comments SET body = $3 WHERE id = $2 AND user_id = $1;
-- leaks: children
SELECT * FROM comments WHERE note_id = $1;
SELECT c.* FROM comments c JOIN notes n ON n.id = c.note_id WHERE n.slug = $1;
SELECT c.*, n.body FROM comments c JOIN notes n ON n.id = c.note_id WHERE c.user_id = $1;
SELECT n.* FROM notes n JOIN comments c ON c.note_id = n.id WHERE c.user_id = $1;
SELECT t.label, count(*) FROM tags t JOIN note_tags nt ON nt.tag_id = t.id GROUP BY t.label;
SELECT u.name, c.body FROM comments c JOIN users u ON u.id = c.user_id JOIN notes n ON n.id = c.note_id WHERE n.user_id = $1;
SELECT n.* FROM notes n WHERE n.user_id = $1 AND EXISTS (SELECT 1 FROM comments c WHERE c.body = n.body);
DELETE FROM comments WHERE note_id = $1;
DELETE FROM note_tags WHERE tag_id = $1;
DELETE FROM tags WHERE id NOT IN (SELECT tag_id FROM note_tags);
INSERT INTO note_tags (note_id, tag_id) VALUES ($1, $2);
INSERT INTO note_tags (note_id, tag_id) VALUES ($1, $2) ON CONFLICT DO NOTHING;
INSERT INTO note_tags (note_id, tag_id) SELECT n.id, $2 FROM notes n WHERE n.slug = $1;
INSERT INTO comments (id, note_id, user_id) SELECT 100, n.id, n.user_id FROM notes n WHERE n.id = $1;
UPDATE note_tags SET note_id = $2 FROM notes n WHERE n.id = note_tags.note_id AND n.user_id = $1;
SELECT tag_id FROM note_tags GROUP BY tag_id ORDER BY count(*) DESC, tag_id LIMIT 1;
-- scoped: tree
SELECT * FROM folders WHERE user_id = $1 AND parent_id IS NULL;
SELECT f.*, p.name FROM folders f LEFT JOIN folders p ON p.id = f.parent_id AND p.user_id = $1 WHERE f.user_id = $1;
SELECT f.* FROM folders f JOIN folders p ON p.id = f.parent_id WHERE f.user_id = $1 AND p.user_id = $1;
WITH RECURSIVE t AS (SELECT id, parent_id, user_id FROM folders WHERE id = $2 AND user_id = $1 UNION SELECT f.id, f.parent_id, f.user_id FROM folders f JOIN t ON f.parent_id = t.id WHERE f.user_id = $1) SELECT * FROM t;
WITH RECURSIVE t (id, depth) AS (SELECT id, 0 FROM folders WHERE user_id = $1 AND parent_id IS NULL UNION ALL SELECT f.id, t.depth + 1 FROM folders f JOIN t ON f.parent_id = t.id WHERE f.user_id = $1 AND t.depth < 5) SELECT id, max(depth) FROM t GROUP BY id;
UPDATE folders SET parent_id = p.id FROM folders p WHERE folders.user_id = $1 AND p.user_id = $1 AND p.id = $2;
SELECT (SELECT name FROM folders p WHERE p.id = f.parent_id AND p.user_id = f.user_id) FROM folders f WHERE f.user_id = $1;
-- leaks: tree
SELECT f.* FROM folders f JOIN folders p ON p.id = f.parent_id WHERE p.user_id = $1;
SELECT f.*, p.name FROM folders f LEFT JOIN folders p ON p.id = f.parent_id WHERE f.user_id = $1;
WITH RECURSIVE t AS (SELECT id FROM folders WHERE user_id = $1 UNION SELECT f.id FROM folders f JOIN t ON f.parent_id = t.id) SELECT * FROM t;
WITH RECURSIVE t AS (SELECT id, parent_id FROM folders WHERE id = $1 UNION SELECT f.id, f.parent_id FROM folders f JOIN t ON f.id = t.parent_id) SELECT * FROM t;
SELECT (SELECT name FROM folders p WHERE p.id = f.parent_id) FROM folders f WHERE f.user_id = $1;
SELECT * FROM folders WHERE parent_id IN (SELECT id FROM folders WHERE user_id = $1);
-- scoped: users
SELECT id, name FROM users WHERE id = $1;
SELECT id FROM users WHERE name = $1;
UPDATE users SET name = $2 WHERE id = $1 RETURNING name;
SELECT u.name, count(n.id) FROM users u LEFT JOIN notes n ON n.user_id = u.id WHERE u.id = $1 GROUP BY u.name;
INSERT INTO users (name) VALUES ($1) RETURNING id;
INSERT INTO comments (id, note_id, user_id, body) VALUES (100, $2, $1, $3);
INSERT INTO users (name) SELECT body FROM notes WHERE user_id = $1;
UPDATE users SET name = $2 WHERE name = $1;
-- leaks: users
SELECT name FROM users WHERE name LIKE $1;
SELECT name FROM users WHERE lower(name) = lower($1);
SELECT count(*) FROM users;
SELECT name FROM users WHERE id <> $1;
UPDATE users SET name = $1 WHERE name = $2 OR id = 1;
-- scoped: recursion
WITH RECURSIVE t AS (SELECT id, user_id FROM folders WHERE user_id = $1 UNION ALL SELECT f.id, f.user_id FROM folders f JOIN t ON t.id = f.parent_id AND t.user_id = f.user_id) SELECT count(*) FROM (SELECT * FROM t LIMIT 50) x;
WITH RECURSIVE t AS (SELECT id, user_id FROM folders WHERE user_id = $1 UNION SELECT f.id, f.user_id FROM folders f JOIN t ON t.id = f.parent_id AND t.user_id = f.user_id) SELECT * FROM t;
WITH RECURSIVE t AS (SELECT id, user_id FROM folders UNION SELECT f.id, t.user_id FROM folders f JOIN t ON t.id = f.parent_id AND t.user_id = f.user_id) SELECT * FROM t WHERE user_id = $1;
WITH RECURSIVE t (a, b) AS (SELECT id, user_id FROM folders WHERE user_id = $1 UNION SELECT f.id, t.b FROM folders f, t WHERE f.parent_id = t.a AND f.user_id = t.b) SELECT a FROM t;
WITH RECURSIVE t AS (SELECT id, user_id FROM folders WHERE parent_id IS NULL UNION SELECT f.id, f.user_id FROM t JOIN folders f USING (user_id) WHERE f.parent_id = t.id) SELECT id FROM t WHERE user_id = $1;
-- leaks: recursion
WITH RECURSIVE t AS (SELECT id, user_id FROM folders WHERE user_id = $1 UNION SELECT f.id, t.user_id FROM folders f JOIN t ON t.id = f.parent_id) SELECT * FROM t WHERE user_id = $1;
WITH RECURSIVE t AS (SELECT id, user_id FROM folders WHERE user_id = $1 UNION SELECT f.id, f.user_id FROM folders f LEFT JOIN notes n ON n.user_id = f.user_id JOIN t ON t.id = f.parent_id OR t.user_id = f.user_id) SELECT * FROM t;
WITH RECURSIVE t AS ((SELECT id, user_id FROM folders ORDER BY id LIMIT 2) UNION SELECT f.id, t.user_id FROM folders f JOIN t ON t.id = f.parent_id AND t.user_id = f.user_id) SELECT * FROM t WHERE user_id = $1;
-- scoped: nobody's
SELECT * FROM notes WHERE user_id IN ($1) OR user_id IS NULL;
SELECT * FROM notes WHERE coalesce(user_id, $1) = $1 AND NOT archived;
SELECT n.id, f.name FROM notes n LEFT JOIN folders f ON f.id = n.folder_id AND f.user_id IS NOT DISTINCT FROM n.user_id WHERE n.user_id = $1;
SELECT * FROM notes n WHERE (n.user_id IS NULL OR n.user_id = $1) AND n.slug = $2;
SELECT * FROM notes WHERE user_id = $1 OR user_id IS NULL ORDER BY user_id NULLS LAST, id LIMIT 1;
SELECT DISTINCT ON (slug) * FROM notes WHERE user_id = $1 OR user_id IS NULL ORDER BY slug, user_id NULLS LAST, id;
SELECT c.body FROM comments c JOIN notes n ON n.id = c.note_id WHERE n.user_id = $1 OR c.user_id = $1;
SELECT * FROM notes NATURAL JOIN (SELECT id AS user_id FROM users WHERE id = $1) u;
UPDATE notes n SET archived = true FROM folders f WHERE f.id = n.folder_id AND f.user_id = $1 AND n.user_id = f.user_id;
WITH f AS (INSERT INTO folders (id, user_id, name) VALUES (100, $1, 'x') RETURNING id, user_id) INSERT INTO notes (id, user_id, folder_id, slug) SELECT 100, f.user_id, f.id, 'zz' FROM f;
WITH gone AS (DELETE FROM notes WHERE user_id = $1 AND archived RETURNING id, slug) SELECT slug FROM gone ORDER BY slug;
SELECT 'note' AS kind, id FROM notes WHERE user_id = $1 UNION ALL SELECT 'comment', id FROM comments WHERE user_id = $1 ORDER BY kind, id LIMIT 5;
-- leaks: nobody's
SELECT * FROM notes WHERE user_id = $1 OR user_id IS NULL OR slug = 'intro';
SELECT n.id, f.name FROM notes n LEFT JOIN folders f ON f.id = n.folder_id WHERE n.user_id = $1;
WITH f AS (INSERT INTO folders (id, user_id, name) VALUES (100, $1, 'x') RETURNING id) INSERT INTO notes (id, user_id, folder_id, slug) SELECT 100, n.user_id, f.id, 'zz' FROM f, notes n;
SELECT id FROM notes WHERE user_id = $1 UNION ALL SELECT c.id FROM comments c JOIN notes n ON n.id = c.note_id WHERE n.slug = $2;
-- leaks: renamed columns
SELECT slug FROM (SELECT id, slug FROM folders NATURAL JOIN notes) r (user_id, slug), (SELECT 1) x WHERE user_id = $1;
SELECT n.slug FROM (SELECT user_id FROM folders) f (x), notes n WHERE f.x = n.id AND n.id = $1;
WITH f (user_id, b) AS (SELECT id, user_id FROM notes) SELECT * FROM f WHERE user_id = $1;
SELECT r.user_id FROM (folders f CROSS JOIN tags t) r (user_id, b) WHERE r.user_id = $1;
SELECT * FROM notes n (user_id, id) JOIN tags USING (id) WHERE user_id = $1;
-- scoped: renamed columns
SELECT * FROM (SELECT id, user_id FROM notes) f (b, c) WHERE c = $1;
WITH f (b, c) AS (SELECT id, user_id FROM notes) SELECT * FROM f WHERE c = $1;
WITH f (b, c) AS (SELECT id, user_id FROM notes) SELECT * FROM (SELECT * FROM f) g (d) WHERE c = $1;
SELECT x, n.slug FROM (SELECT user_id FROM folders) f (x), notes n WHERE user_id = $1 AND x = $1;
SELECT * FROM notes n (a, b) JOIN users u (b) USING (b) WHERE b = $1;
SELECT * FROM notes AS n (a, b) LEFT JOIN comments c (x, a, z) ON c.a = n.a AND c.z = n.b WHERE n.b = $1;
