-- Functions that say whose a row is, asked by statements and by policies; teams that a membership table opens.
-- users: users
-- memberships: members
-- principal: current_setting('app.user_id', true)
-- role: app
-- domain members.role: admin, guest
CREATE TABLE users (id int PRIMARY KEY, email text NOT NULL);
CREATE UNIQUE INDEX users_by_email ON users (lower(email));
CREATE TABLE teams (id int PRIMARY KEY, name text);
CREATE TABLE members (team_id int NOT NULL REFERENCES teams (id), user_id int NOT NULL REFERENCES users (id), role text NOT NULL, PRIMARY KEY (team_id, user_id));
CREATE TABLE notes (id int PRIMARY KEY, team_id int NOT NULL REFERENCES teams (id), body text);
CREATE TABLE lists (id int PRIMARY KEY, team_id int NOT NULL REFERENCES teams (id), title text);
CREATE TABLE memos (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), body text);
CREATE TABLE parts (id int PRIMARY KEY, memo_id int NOT NULL REFERENCES memos (id), body text);
CREATE FUNCTION me() RETURNS int LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('app.user_id', true), '')::int $$;
CREATE FUNCTION my_teams() RETURNS SETOF int LANGUAGE sql STABLE SECURITY DEFINER AS $$ SELECT team_id FROM members WHERE user_id = me() $$;
CREATE FUNCTION led_teams() RETURNS SETOF int LANGUAGE sql STABLE AS $$ SELECT team_id FROM members WHERE user_id = me() AND role = 'admin' $$;
CREATE FUNCTION teams_of(u int) RETURNS TABLE (team int, part text) LANGUAGE sql STABLE AS $$ SELECT team_id, role FROM members WHERE user_id = u $$;
CREATE FUNCTION changing_teams() RETURNS SETOF int LANGUAGE sql AS $$ SELECT team_id FROM members WHERE user_id = me() $$;
CREATE FUNCTION all_teams() RETURNS SETOF int LANGUAGE sql STABLE AS $$ SELECT team_id FROM members $$;
CREATE FUNCTION a_team() RETURNS int LANGUAGE sql STABLE AS $$ SELECT team_id FROM members WHERE user_id = me() ORDER BY team_id LIMIT 1 $$;
CREATE FUNCTION a_team_or_first() RETURNS int LANGUAGE sql STABLE AS $$ SELECT coalesce((SELECT min(team_id) FROM members WHERE user_id = me()), 1) $$;
CREATE FUNCTION is_member(team int) RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT EXISTS (SELECT 1 FROM members m WHERE m.team_id = team AND m.user_id = me()) $$;
CREATE FUNCTION is_member_strict(team int) RETURNS boolean LANGUAGE sql STABLE STRICT AS $$ SELECT EXISTS (SELECT 1 FROM members m WHERE m.team_id = team AND m.user_id = me()) $$;
CREATE FUNCTION is_nobody(team int) RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT NOT EXISTS (SELECT 1 FROM members m WHERE m.team_id = team AND m.user_id = me()) $$;
CREATE FUNCTION is_anybodys(team int) RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT EXISTS (SELECT 1 FROM members m WHERE m.team_id = team) $$;
CREATE FUNCTION returns_member(team int) RETURNS boolean LANGUAGE plpgsql STABLE AS $$ BEGIN RETURN EXISTS (SELECT 1 FROM members m WHERE m.team_id = $1 AND m.user_id = me()); END $$;
CREATE FUNCTION may_be(team int) RETURNS boolean LANGUAGE plpgsql STABLE AS $$ BEGIN IF team = 1 THEN RETURN true; END IF; RETURN EXISTS (SELECT 1 FROM members m WHERE m.team_id = team AND m.user_id = me()); END $$;
CREATE FUNCTION is_of(team int, u int) RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT EXISTS (SELECT 1 FROM members m WHERE m.team_id = team AND m.user_id = u) $$;
CREATE FUNCTION has_name(team int, user_id int) RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT EXISTS (SELECT 1 FROM members m WHERE m.team_id = team AND m.user_id = user_id) $$;
CREATE FUNCTION atomic_teams(u int) RETURNS SETOF int LANGUAGE sql STABLE BEGIN ATOMIC SELECT CASE WHEN true THEN team_id END FROM members WHERE user_id = u; END;
CREATE FUNCTION returned(team int) RETURNS boolean LANGUAGE sql STABLE RETURN EXISTS (SELECT 1 FROM members m WHERE m.team_id = team AND m.user_id = me());
CREATE FUNCTION own_memos(u int) RETURNS SETOF memos LANGUAGE sql STABLE AS $$ SELECT * FROM memos WHERE user_id = u $$;
CREATE FUNCTION one_memo(u int) RETURNS memos LANGUAGE sql STABLE AS $$ SELECT * FROM memos WHERE user_id = u ORDER BY id LIMIT 1 $$;
CREATE FUNCTION deep(team int) RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT is_member(team) $$;
CREATE FUNCTION deeper(team int) RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT deep(team) AND is_member_strict(team) $$;
CREATE FUNCTION same(a int, b int) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT a = b $$;
CREATE FUNCTION alike(a int, b int) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT a IS NOT DISTINCT FROM b $$;
CREATE FUNCTION near(a int, b int) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT a <= b $$;
ALTER TABLE lists ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON lists FOR SELECT USING (team_id IN (SELECT my_teams()));
CREATE POLICY changed ON lists FOR UPDATE USING (is_member(team_id)) WITH CHECK (is_member(team_id));
CREATE POLICY removed ON lists FOR DELETE USING (is_anybodys(team_id));
CREATE POLICY added ON lists FOR INSERT WITH CHECK (returned(team_id));
-- statements
-- scoped: functions that say whose it is
SELECT * FROM notes WHERE team_id IN (SELECT my_teams());
SELECT * FROM notes WHERE team_id IN (SELECT * FROM my_teams());
SELECT * FROM notes WHERE team_id IN (SELECT t FROM my_teams() t WHERE t > 1);
SELECT * FROM notes WHERE team_id = ANY (ARRAY(SELECT my_teams()));
SELECT * FROM notes WHERE team_id = ANY (ARRAY(SELECT team_id FROM members WHERE user_id = $1));
SELECT n.* FROM my_teams() t JOIN notes n ON n.team_id = t;
SELECT n.body, t.id FROM my_teams() AS t (id) JOIN notes n ON n.team_id = t.id;
SELECT n.* FROM led_teams() t LEFT JOIN notes n ON n.team_id = t;
SELECT n.* FROM teams_of($1) t JOIN notes n ON n.team_id = t.team;
SELECT n.* FROM teams_of($1) t, notes n WHERE n.team_id = t.team AND t.part = 'admin';
SELECT * FROM notes n WHERE EXISTS (SELECT 1 FROM teams_of($1) t WHERE t.team = n.team_id);
SELECT * FROM notes WHERE team_id = a_team();
SELECT * FROM notes WHERE is_member(team_id);
SELECT * FROM notes WHERE is_member_strict(team_id) AND body IS NOT NULL;
SELECT * FROM notes WHERE returns_member(team_id);
SELECT * FROM notes WHERE returned(team_id);
SELECT * FROM notes WHERE is_of(team_id, $1);
SELECT * FROM notes WHERE is_of(u => $1, team => team_id);
SELECT * FROM notes WHERE is_of(team_id, me());
SELECT * FROM notes WHERE deeper(team_id);
SELECT * FROM notes WHERE NOT is_nobody(team_id);
SELECT * FROM notes WHERE is_member(team_id) IS TRUE;
SELECT * FROM notes WHERE team_id IN (SELECT atomic_teams($1));
SELECT count(*) FROM notes WHERE is_member(team_id) OR team_id IN (SELECT my_teams());
UPDATE notes SET body = 'x' WHERE is_member(team_id);
DELETE FROM notes WHERE team_id IN (SELECT my_teams()) AND id = $1;
SELECT * FROM memos WHERE same(user_id, $1);
SELECT * FROM memos WHERE alike(user_id, me()) AND me() IS NOT NULL;
SELECT p.body FROM own_memos($1) m JOIN parts p ON p.memo_id = m.id;
SELECT p.body FROM own_memos(me()) m LEFT JOIN parts p ON p.memo_id = m.id;
SELECT * FROM own_memos($1) m, memos x WHERE x.id = m.id;
SELECT * FROM users WHERE lower(email) = lower($1);
SELECT u.email, m.body FROM users u JOIN memos m ON m.user_id = u.id WHERE lower(u.email) = lower(trim($1));
-- leaks: functions that say whose it is
SELECT * FROM notes WHERE team_id IN (SELECT all_teams());
SELECT * FROM notes WHERE EXISTS (SELECT my_teams());
SELECT n.* FROM my_teams() t LEFT JOIN notes n ON n.team_id = t OR t > 1;
SELECT n.* FROM notes n LEFT JOIN my_teams() t ON n.team_id = t;
SELECT n.* FROM teams_of($1) t, notes n WHERE n.body = t.part OR n.id > 0;
SELECT * FROM notes WHERE NOT is_member(team_id);
SELECT * FROM notes WHERE is_member(id);
SELECT * FROM notes WHERE is_member(1);
SELECT * FROM notes WHERE is_nobody(team_id);
SELECT * FROM notes WHERE is_anybodys(team_id);
SELECT * FROM notes WHERE may_be(team_id);
SELECT * FROM notes WHERE has_name(team_id, $1);
SELECT * FROM notes WHERE team_id = a_team_or_first();
SELECT * FROM notes WHERE deeper(team_id) IS NOT TRUE;
SELECT * FROM notes WHERE is_member_strict(team_id) IS NOT FALSE OR id > 1;
SELECT * FROM memos WHERE near(user_id, $1);
SELECT * FROM memos WHERE NOT same(user_id, $1);
SELECT * FROM memos WHERE same(user_id, user_id);
SELECT p.body FROM own_memos($1) m JOIN parts p ON p.id = m.id;
SELECT p.body FROM one_memo($1) m LEFT JOIN parts p ON p.memo_id = m.id OR m.id IS NULL;
UPDATE notes SET body = 'x' WHERE is_anybodys(team_id);
SELECT * FROM users WHERE upper(email) = lower($1) OR email > 'a';
-- scoped: policies that ask functions
SELECT * FROM lists;
SELECT l.title, n.body FROM lists l JOIN notes n ON n.team_id = l.team_id;
UPDATE lists SET title = 'x' WHERE id = $1;
UPDATE lists SET title = 'x';
INSERT INTO lists (id, team_id, title) VALUES (100, $1, 'x');
DELETE FROM lists WHERE id = $1;
-- leaks: policies that ask functions
DELETE FROM lists;
SELECT l.title, n.body FROM notes n LEFT JOIN lists l ON n.team_id = l.team_id;
