-- Tenants as the principal: projects, tasks with a composite foreign key that carries the tenant, members.
-- users: tenants
-- owner columns: tenant_id
-- domain projects.id: 1, 2
-- domain members.id: 1, 2, 3, 4, 5, 6
CREATE TABLE tenants (id int PRIMARY KEY, slug text NOT NULL UNIQUE, plan text);
CREATE TABLE members (
  id int PRIMARY KEY,
  tenant_id int NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  email text,
  UNIQUE (tenant_id, id)
);
CREATE TABLE projects (
  tenant_id int NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  id int NOT NULL,
  name text NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE TABLE tasks (
  id int PRIMARY KEY,
  tenant_id int NOT NULL,
  project_id int NOT NULL,
  assignee_id int,
  title text,
  done boolean NOT NULL DEFAULT false,
  FOREIGN KEY (tenant_id, project_id) REFERENCES projects (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, assignee_id) REFERENCES members (tenant_id, id)
);
CREATE TABLE labels (task_id int NOT NULL REFERENCES tasks (id) ON DELETE CASCADE, label text NOT NULL, PRIMARY KEY (task_id, label));
-- statements
-- scoped: composite
SELECT * FROM tasks WHERE tenant_id = $1;
SELECT * FROM projects WHERE tenant_id = $1 AND id = $2;
SELECT t.* FROM tasks t JOIN projects p ON p.tenant_id = t.tenant_id AND p.id = t.project_id WHERE p.tenant_id = $1;
SELECT t.* FROM tasks t JOIN projects p USING (tenant_id) WHERE tenant_id = $1;
SELECT t.* FROM tasks t JOIN projects p ON (p.tenant_id, p.id) = (t.tenant_id, t.project_id) WHERE t.tenant_id = $1;
SELECT t.title, m.email FROM tasks t LEFT JOIN members m ON m.id = t.assignee_id AND m.tenant_id = t.tenant_id WHERE t.tenant_id = $1;
SELECT t.title, m.email FROM tasks t LEFT JOIN members m ON m.id = t.assignee_id WHERE t.tenant_id = $1;
SELECT t.title, m.email FROM tasks t JOIN members m ON m.id = t.assignee_id WHERE m.tenant_id = $1;
SELECT t.* FROM tasks t WHERE (t.tenant_id, t.project_id) IN (SELECT tenant_id, id FROM projects WHERE tenant_id = $1);
SELECT l.label FROM labels l JOIN tasks t ON t.id = l.task_id WHERE t.tenant_id = $1;
SELECT p.name, count(t.id) FROM projects p LEFT JOIN tasks t ON t.tenant_id = p.tenant_id AND t.project_id = p.id WHERE p.tenant_id = $1 GROUP BY p.name;
SELECT p.name, count(t.id) FILTER (WHERE t.done) FROM projects p LEFT JOIN tasks t ON (t.tenant_id, t.project_id) = (p.tenant_id, p.id) WHERE p.tenant_id = $1 GROUP BY p.tenant_id, p.id;
UPDATE tasks SET done = true WHERE tenant_id = $1 AND id = $2;
UPDATE tasks SET project_id = $3 WHERE tenant_id = $1 AND id = $2;
UPDATE tasks SET assignee_id = $3 WHERE tenant_id = $1 AND id = $2;
UPDATE tasks SET assignee_id = NULL WHERE tenant_id = $1 AND assignee_id = $2;
DELETE FROM projects WHERE tenant_id = $1 AND id = $2;
DELETE FROM labels USING tasks t WHERE t.id = labels.task_id AND t.tenant_id = $1 AND label = $2;
INSERT INTO projects (tenant_id, id, name) VALUES ($1, $2, $3);
INSERT INTO projects (tenant_id, id, name) VALUES ($1, $2, $3) ON CONFLICT (tenant_id, id) DO UPDATE SET name = excluded.name;
INSERT INTO tasks (id, tenant_id, project_id, title) VALUES ($2, $1, $3, $4) RETURNING *;
INSERT INTO tasks (id, tenant_id, project_id) SELECT 100 + id, tenant_id, id FROM projects WHERE tenant_id = $1;
INSERT INTO labels (task_id, label) SELECT id, $3 FROM tasks WHERE id = $2 AND tenant_id = $1;
SELECT * FROM tenants WHERE slug = $1;
SELECT p.* FROM projects p JOIN tenants t ON t.id = p.tenant_id WHERE t.slug = $1;
SELECT t.plan, (SELECT count(*) FROM projects p WHERE p.tenant_id = t.id) FROM tenants t WHERE t.slug = $1;
SELECT a.id, b.id FROM tasks a JOIN tasks b ON a.tenant_id = b.tenant_id AND a.project_id = b.project_id AND a.id < b.id WHERE a.tenant_id = $1;
SELECT * FROM tasks WHERE tenant_id = (SELECT id FROM tenants WHERE slug = $1) AND NOT done;
-- leaks: composite
SELECT * FROM projects WHERE id = $1;
SELECT * FROM tasks WHERE project_id = $1;
SELECT t.* FROM tasks t JOIN projects p ON p.id = t.project_id WHERE p.tenant_id = $1;
SELECT t.* FROM tasks t WHERE t.project_id IN (SELECT id FROM projects WHERE tenant_id = $1);
SELECT p.* FROM projects p JOIN tasks t ON p.id = t.project_id WHERE t.tenant_id = $1;
SELECT * FROM members WHERE email = $1;
SELECT t.title FROM members m JOIN tasks t ON t.tenant_id = m.tenant_id WHERE m.email = $1;
SELECT l.* FROM labels l JOIN tasks t ON t.id = l.task_id WHERE t.project_id = $1;
SELECT p.name FROM projects p LEFT JOIN tasks t ON t.tenant_id = $1 AND t.project_id = p.id;
SELECT * FROM tenants WHERE plan = $1;
SELECT count(DISTINCT tenant_id) FROM tasks WHERE done;
UPDATE tasks SET done = true WHERE id = $1;
UPDATE tasks SET tenant_id = $2 WHERE tenant_id = $1;
UPDATE tasks SET done = true FROM projects p WHERE p.id = tasks.project_id AND p.tenant_id = $1;
UPDATE labels SET label = $2 WHERE task_id = $1;
DELETE FROM projects WHERE id = $1;
DELETE FROM tasks USING projects p WHERE p.tenant_id = $1 AND tasks.project_id = p.id;
INSERT INTO labels (task_id, label) VALUES ($1, $2);
INSERT INTO labels (task_id, label) SELECT t.id, $2 FROM tasks t WHERE t.project_id = $1;
INSERT INTO projects (tenant_id, id, name) SELECT $1, 100, name FROM projects WHERE id = $2;
INSERT INTO projects (tenant_id, id, name) SELECT id, 100, 'x' FROM tenants;
SELECT slug, rank() OVER (ORDER BY (SELECT count(*) FROM projects p WHERE p.tenant_id = t.id) DESC) FROM tenants t;
