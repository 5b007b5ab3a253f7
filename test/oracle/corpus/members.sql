-- Projects that a membership table opens, with shared plans, partitions and views.
-- users: users
-- memberships: project_members
-- shared: plans
-- domain project_members.role: admin, guest
CREATE TABLE users (id int PRIMARY KEY, name text);
CREATE TABLE plans (id int PRIMARY KEY, name text, made_by int REFERENCES users (id));
CREATE TABLE projects (id int PRIMARY KEY, name text, plan_id int REFERENCES plans (id));
CREATE TABLE project_members (
  project_id int NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  user_id int NOT NULL REFERENCES users (id),
  role text NOT NULL DEFAULT 'guest',
  PRIMARY KEY (project_id, user_id)
);
CREATE TABLE files (id int PRIMARY KEY, project_id int NOT NULL REFERENCES projects (id) ON DELETE CASCADE, path text);
CREATE TABLE events (id int NOT NULL, user_id int NOT NULL REFERENCES users (id), at date NOT NULL, kind text) PARTITION BY RANGE (at);
CREATE TABLE events_old PARTITION OF events FOR VALUES FROM ('2000-01-01') TO ('2021-01-01');
CREATE TABLE events_new PARTITION OF events FOR VALUES FROM ('2021-01-01') TO ('2200-01-01');
CREATE VIEW event_kinds AS SELECT user_id, kind, count(*) AS n FROM events GROUP BY user_id, kind;
CREATE VIEW all_kinds AS SELECT kind, count(*) AS n FROM events GROUP BY kind;
CREATE VIEW recent (who, what) AS SELECT user_id, kind FROM events WHERE at > '2021-01-01';
-- statements
-- scoped: membership
SELECT p.* FROM projects p JOIN project_members m ON m.project_id = p.id WHERE m.user_id = $1;
SELECT p.* FROM projects p WHERE EXISTS (SELECT 1 FROM project_members m WHERE m.project_id = p.id AND m.user_id = $1);
SELECT p.* FROM projects p WHERE p.id IN (SELECT project_id FROM project_members WHERE user_id = $1);
SELECT p.* FROM projects p JOIN project_members m ON m.project_id = p.id AND m.user_id = $1 AND m.role = 'admin';
SELECT f.* FROM files f JOIN project_members m ON m.project_id = f.project_id WHERE m.user_id = $1;
SELECT f.* FROM files f WHERE f.project_id IN (SELECT project_id FROM project_members WHERE user_id = $1);
SELECT f.path FROM files f JOIN projects p ON p.id = f.project_id JOIN project_members m ON m.project_id = p.id WHERE m.user_id = $1 AND p.name = $2;
SELECT role FROM project_members WHERE user_id = $1 AND project_id = $2;
UPDATE files SET path = $3 WHERE id = $2 AND project_id IN (SELECT project_id FROM project_members WHERE user_id = $1);
DELETE FROM files USING project_members m WHERE m.project_id = files.project_id AND m.user_id = $1 AND files.id = $2;
SELECT count(*) FROM project_members WHERE user_id = $1;
INSERT INTO files (id, project_id, path) SELECT 100, m.project_id, $3 FROM project_members m WHERE m.user_id = $1 AND m.project_id = $2;
SELECT o.user_id FROM project_members m JOIN project_members o ON o.project_id = m.project_id WHERE m.user_id = $1;
DELETE FROM project_members WHERE user_id = $1 AND project_id = $2;
WITH p AS (INSERT INTO projects (id, name) VALUES (100, $2) RETURNING id) INSERT INTO project_members (project_id, user_id, role) SELECT p.id, $1, 'admin' FROM p;
-- leaks: membership
INSERT INTO project_members (project_id, user_id) VALUES ($2, $1);
UPDATE project_members SET project_id = $2 WHERE user_id = $1;
SELECT * FROM projects;
SELECT * FROM projects WHERE id = $1;
SELECT p.* FROM projects p JOIN project_members m ON m.project_id = p.id WHERE m.role = 'guest';
SELECT f.* FROM files f WHERE f.project_id = $1;
SELECT f.* FROM files f LEFT JOIN project_members m ON m.project_id = f.project_id AND m.user_id = $1;
SELECT p.* FROM projects p, project_members m WHERE m.user_id = $1;
SELECT user_id FROM project_members WHERE project_id = $1;
UPDATE projects SET name = $2 WHERE id = $1;
DELETE FROM files WHERE id = $1;
SELECT p.* FROM projects p WHERE NOT EXISTS (SELECT 1 FROM project_members m WHERE m.project_id = p.id AND m.user_id = $1);
-- scoped: partitions
SELECT * FROM events WHERE user_id = $1;
SELECT * FROM events_old WHERE user_id = $1;
SELECT count(*) FROM events WHERE user_id = $1 AND at >= $2;
DELETE FROM events WHERE user_id = $1 AND at < '2021-01-01';
INSERT INTO events (id, user_id, at, kind) VALUES (100, $1, '2021-06-01', $2);
UPDATE events SET kind = $2 WHERE user_id = $1 AND id = $3;
-- leaks: partitions
SELECT * FROM events;
SELECT * FROM events_old;
SELECT kind FROM events_new WHERE id = $1;
DELETE FROM events WHERE at < '2021-01-01';
UPDATE events_new SET kind = 'x' WHERE kind = $1;
-- scoped: views
SELECT * FROM event_kinds WHERE user_id = $1;
SELECT what FROM recent WHERE who = $1;
SELECT k.kind, k.n FROM event_kinds k JOIN users u ON u.id = k.user_id WHERE u.id = $1;
SELECT * FROM plans;
SELECT p.* FROM plans p WHERE p.made_by = $1;
UPDATE plans SET name = $2 WHERE id = $1;
INSERT INTO plans (id, name) VALUES ($1, $2);
-- leaks: views
SELECT * FROM event_kinds;
SELECT * FROM all_kinds;
SELECT what FROM recent WHERE who <> $1;
SELECT * FROM event_kinds WHERE kind = $1;
SELECT p.name, (SELECT count(*) FROM projects x WHERE x.plan_id = p.id) FROM plans p;
SELECT n FROM all_kinds WHERE kind IN (SELECT kind FROM events WHERE user_id = $1);
-- leaks: made in the same statement
WITH p AS (INSERT INTO projects VALUES ($1) RETURNING id) INSERT INTO project_members SELECT id, 1 FROM p;
-- scoped: partitions and inheritance
SELECT * FROM ONLY events_old WHERE user_id = $1;
SELECT tableoid::regclass::text, count(*) FROM events WHERE user_id = $1 GROUP BY 1;
SELECT e.kind FROM events e JOIN events_old o ON o.id = e.id AND o.user_id = e.user_id WHERE e.user_id = $1;
-- leaks: partitions and inheritance
SELECT * FROM ONLY events_old WHERE id = $1;
SELECT e.kind FROM events e JOIN events_old o ON o.id = e.id WHERE o.user_id = $1;
TRUNCATE events;
TRUNCATE events_old;
TRUNCATE plans CASCADE;
-- leaks: MERGE that makes members
MERGE INTO project_members t1 USING plans t2 ON t1.user_id = $1 WHEN NOT MATCHED THEN INSERT VALUES ($2, $1, t2.name);
MERGE INTO project_members t USING plans p ON t.user_id = $1 WHEN NOT MATCHED THEN INSERT (project_id, user_id) VALUES ($2, $1);
-- scoped: MERGE that makes members
MERGE INTO project_members t USING (SELECT project_id FROM project_members WHERE user_id = $1) s ON t.project_id = s.project_id AND t.user_id = $1 WHEN NOT MATCHED THEN INSERT (project_id, user_id) VALUES (s.project_id, $1);
MERGE INTO files t USING (SELECT project_id FROM project_members WHERE user_id = $1) s ON t.project_id = s.project_id WHEN NOT MATCHED THEN INSERT VALUES ($2, s.project_id, $3);
