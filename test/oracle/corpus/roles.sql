-- Policies for roles that were granted to the program's, and tables that such a role owns.
-- users: users
-- principal: current_setting('app.user_id', true)
-- role: app
CREATE TABLE users (id int PRIMARY KEY, name text);
CREATE FUNCTION me() RETURNS int LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('app.user_id', true), '')::int $$;
DO $$ BEGIN CREATE ROLE readers; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE auditors; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE owners; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
GRANT readers TO app;
GRANT owners TO app;
GRANT owners TO deployer;
GRANT CREATE ON SCHEMA public TO owners;
CREATE TABLE memos (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), body text);
ALTER TABLE memos ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON memos TO readers USING (user_id = me());
CREATE TABLE logs (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), line text);
ALTER TABLE logs ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON logs TO app USING (user_id = me());
CREATE POLICY everything ON logs TO auditors USING (true);
CREATE TABLE open_logs (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), line text);
ALTER TABLE open_logs ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON open_logs TO app USING (user_id = me());
CREATE POLICY everything ON open_logs TO readers USING (true);
CREATE TABLE tight (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), line text);
ALTER TABLE tight ENABLE ROW LEVEL SECURITY;
CREATE POLICY everything ON tight USING (true);
CREATE POLICY mine ON tight AS RESTRICTIVE TO auditors USING (user_id = me());
CREATE TABLE owned (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), line text);
ALTER TABLE owned OWNER TO owners;
ALTER TABLE owned ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON owned USING (user_id = me());
-- statements
-- scoped: granted roles
SELECT * FROM memos;
SELECT * FROM logs;
UPDATE memos SET body = 'x' WHERE id = $1;
DELETE FROM logs WHERE id = $1;
-- leaks: granted roles
SELECT * FROM open_logs;
SELECT * FROM tight;
SELECT * FROM owned;
UPDATE open_logs SET line = 'x' WHERE id = $1;
DELETE FROM owned WHERE id = $1;
