-- What a row changes in the rows beside it: those of its partition, or any of a block that LIMIT cuts.
-- users: users
CREATE TABLE users (id int PRIMARY KEY, name text);
CREATE TABLE projects (id int PRIMARY KEY, owner_id int NOT NULL REFERENCES users (id), name text);
CREATE TABLE tasks (id int PRIMARY KEY, project_id int NOT NULL REFERENCES projects (id), pos int);
CREATE TABLE labels (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), pos int);
-- statements
-- scoped: partition
WITH r AS (SELECT t.*, p.owner_id, row_number() OVER (PARTITION BY t.project_id ORDER BY t.pos, t.id) AS r FROM tasks t JOIN projects p ON p.id = t.project_id) SELECT * FROM r WHERE owner_id = $1 AND r = 1;
UPDATE labels c SET pos = r.rn FROM (SELECT id, row_number() OVER (PARTITION BY user_id ORDER BY pos, id) AS rn FROM labels) r WHERE r.id = c.id AND c.user_id = $1;
WITH n AS (SELECT id, row_number() OVER (PARTITION BY project_id ORDER BY pos, id) AS rn FROM tasks) UPDATE tasks t SET pos = n.rn FROM n, projects p WHERE n.id = t.id AND p.id = t.project_id AND p.owner_id = $1;
WITH n AS (SELECT id, row_number() OVER (ORDER BY pos, id) AS rn FROM tasks WHERE project_id = $2) UPDATE tasks t SET pos = n.rn FROM n, projects p WHERE n.id = t.id AND p.id = t.project_id AND p.owner_id = $1;
SELECT n.id, n.pos FROM (SELECT * FROM tasks WHERE project_id = $2 ORDER BY id LIMIT 2) n JOIN tasks t ON t.id = n.id JOIN projects p ON p.id = t.project_id WHERE p.owner_id = $1;
SELECT * FROM (SELECT DISTINCT ON (t.project_id) t.id, t.pos, p.owner_id FROM tasks t JOIN projects p ON p.id = t.project_id ORDER BY t.project_id, t.id) x WHERE owner_id = $1;
-- leaks: partition
WITH r AS (SELECT t.*, p.owner_id, row_number() OVER (ORDER BY t.pos, t.id) AS r FROM tasks t JOIN projects p ON p.id = t.project_id) SELECT * FROM r WHERE owner_id = $1 AND r = 1;
WITH r AS (SELECT t.*, p.owner_id, row_number() OVER (PARTITION BY p.name ORDER BY t.id) AS r FROM tasks t JOIN projects p ON p.id = t.project_id) SELECT * FROM r WHERE owner_id = $1;
UPDATE labels c SET pos = r.rn FROM (SELECT id, row_number() OVER (ORDER BY id) AS rn FROM labels) r WHERE r.id = c.id AND c.user_id = $1;
UPDATE labels c SET pos = r.rn FROM (SELECT id, row_number() OVER (PARTITION BY pos ORDER BY id) AS rn FROM labels) r WHERE r.id = c.id AND c.user_id = $1;
SELECT * FROM (SELECT DISTINCT ON (t.pos) t.id, t.pos, p.owner_id FROM tasks t JOIN projects p ON p.id = t.project_id ORDER BY t.pos, t.id) x WHERE owner_id = $1;
SELECT n.id FROM (SELECT * FROM tasks ORDER BY id LIMIT 2) n JOIN projects p ON p.id = n.project_id WHERE p.owner_id = $1;
