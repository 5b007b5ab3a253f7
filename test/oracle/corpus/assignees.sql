-- A foreign key of two columns, one of which is the owner: ON DELETE SET NULL nulls both, unless it names the other.
-- users: tenants
CREATE TABLE tenants (id int PRIMARY KEY, slug text);
CREATE TABLE members (id int PRIMARY KEY, tenant_id int NOT NULL REFERENCES tenants (id), n int, UNIQUE (tenant_id, id));
CREATE TABLE tasks (id int PRIMARY KEY, tenant_id int REFERENCES tenants (id), assignee_id int, n int, FOREIGN KEY (tenant_id, assignee_id) REFERENCES members (tenant_id, id) ON DELETE SET NULL);
CREATE TABLE staff (id int PRIMARY KEY, tenant_id int NOT NULL REFERENCES tenants (id), n int, UNIQUE (tenant_id, id));
CREATE TABLE jobs (id int PRIMARY KEY, tenant_id int REFERENCES tenants (id), assignee_id int, n int, FOREIGN KEY (tenant_id, assignee_id) REFERENCES staff (tenant_id, id) ON DELETE SET NULL (assignee_id));
-- statements
-- leaks: the owner goes along
DELETE FROM members WHERE tenant_id = $1;
DELETE FROM members WHERE tenant_id = $1 AND id = $2;
-- scoped: the owner stays
DELETE FROM staff WHERE tenant_id = $1;
UPDATE members SET n = 1 WHERE tenant_id = $1;
DELETE FROM tasks WHERE tenant_id = $1;
