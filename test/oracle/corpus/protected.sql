-- Row-level security by the session's user: the role owns nothing. Some tables are protected, one only for reading, one not.
-- users: users
-- principal: current_setting('app.user_id')
-- principal: current_setting('app.user_id', true)
-- principal: auth_user()
-- role: app
CREATE TABLE users (id int PRIMARY KEY, name text);
CREATE FUNCTION auth_user() RETURNS int LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('app.user_id', true), '')::int $$;
CREATE TABLE accounts (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), balance int NOT NULL DEFAULT 0);
CREATE TABLE entries (id int PRIMARY KEY, account_id int NOT NULL REFERENCES accounts (id) ON DELETE CASCADE, amount int);
CREATE TABLE cards (id int PRIMARY KEY, user_id int REFERENCES users (id), pan text);
CREATE TABLE logs (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), line text);
CREATE TABLE rates (id int PRIMARY KEY, percent int);
CREATE TABLE seen (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), what text);
ALTER TABLE accounts ENABLE ROW LEVEL SECURITY;
ALTER TABLE accounts FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON accounts USING (user_id = current_setting('app.user_id')::int);
ALTER TABLE cards ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON cards FOR ALL TO app USING (user_id = (SELECT current_setting('app.user_id'))::int) WITH CHECK (user_id = current_setting('app.user_id')::int);
ALTER TABLE logs ENABLE ROW LEVEL SECURITY;
CREATE POLICY reading ON logs FOR SELECT USING (user_id = auth_user());
CREATE POLICY adding ON logs FOR INSERT WITH CHECK (true);
ALTER TABLE seen ENABLE ROW LEVEL SECURITY;
CREATE POLICY everybody ON seen USING (true);
CREATE POLICY narrow ON seen AS RESTRICTIVE FOR DELETE USING (user_id = current_setting('app.user_id')::int);
CREATE TABLE memos (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), what text);
ALTER TABLE memos ENABLE ROW LEVEL SECURITY;
CREATE POLICY reading ON memos FOR SELECT USING (user_id = auth_user());
CREATE POLICY changing ON memos FOR UPDATE USING (true) WITH CHECK (true);
CREATE POLICY removing ON memos FOR DELETE USING (true);
CREATE POLICY adding ON memos FOR INSERT WITH CHECK (true);
CREATE VIEW balances AS SELECT id, balance FROM accounts;
CREATE VIEW all_cards AS SELECT id, pan FROM cards;
CREATE VIEW my_cards WITH (security_invoker) AS SELECT id, pan FROM cards;
CREATE VIEW my_entries AS SELECT e.* FROM entries e JOIN accounts a ON a.id = e.account_id WHERE a.user_id = current_setting('app.user_id')::int;
-- statements
-- scoped: policies
SELECT * FROM accounts;
SELECT sum(balance) FROM accounts;
SELECT * FROM accounts WHERE id = $1;
SELECT a.id, count(e.id) FROM accounts a LEFT JOIN entries e ON e.account_id = a.id GROUP BY a.id;
SELECT e.* FROM entries e JOIN accounts a ON a.id = e.account_id;
SELECT e.* FROM entries e WHERE e.account_id IN (SELECT id FROM accounts);
SELECT * FROM cards WHERE id = $1;
SELECT * FROM cards ORDER BY id LIMIT 1;
SELECT * FROM logs;
SELECT * FROM my_cards;
SELECT * FROM my_entries;
SELECT * FROM my_entries WHERE amount > $1;
SELECT * FROM rates;
UPDATE accounts SET balance = balance + $2 WHERE id = $1;
DELETE FROM accounts;
DELETE FROM cards WHERE id = $1 RETURNING pan;
UPDATE cards SET pan = $1;
DELETE FROM logs WHERE id = $1;
INSERT INTO cards (id, user_id, pan) VALUES (100, $1, $2);
INSERT INTO accounts (id, user_id) VALUES (100, current_setting('app.user_id')::int);
INSERT INTO logs (id, user_id, line) VALUES (100, current_setting('app.user_id')::int, $1);
INSERT INTO entries (id, account_id, amount) SELECT 100, id, $2 FROM accounts WHERE id = $1;
DELETE FROM seen WHERE id = $1;
SELECT * FROM seen WHERE user_id = current_setting('app.user_id')::int;
SELECT * FROM balances;
SELECT sum(balance) FROM balances;
-- scoped: session
SELECT * FROM users WHERE id = current_setting('app.user_id')::int;
SELECT * FROM users WHERE id = (SELECT current_setting('app.user_id')::int);
SELECT * FROM users WHERE id = current_setting('app.user_id', true)::int;
SELECT * FROM users WHERE id = nullif(current_setting('app.user_id', true), '')::int;
SELECT * FROM users WHERE id = auth_user();
SELECT * FROM seen WHERE user_id::text = current_setting('app.user_id');
SELECT * FROM seen WHERE user_id = $1;
SELECT u.name, s.what FROM users u JOIN seen s ON s.user_id = u.id WHERE u.id = auth_user();
UPDATE seen SET what = $1 WHERE user_id = auth_user();
INSERT INTO seen (id, user_id, what) VALUES (100, auth_user(), $1);
WITH me AS (SELECT current_setting('app.user_id')::int AS id) SELECT s.* FROM seen s JOIN me ON me.id = s.user_id;
INSERT INTO logs (id, user_id, line) VALUES (100, $1, $2);
-- leaks: policies
SELECT * FROM all_cards;
SELECT pan FROM all_cards WHERE id = $1;
INSERT INTO logs (id, user_id, line) SELECT 100, id, 'x' FROM users WHERE name = $1;
SELECT * FROM seen;
SELECT * FROM entries;
SELECT * FROM entries WHERE account_id = $1;
SELECT * FROM users;
INSERT INTO logs (id, user_id) SELECT 100, id FROM users LIMIT 1;
INSERT INTO entries (id, account_id) VALUES (100, $1);
UPDATE seen SET what = $1 WHERE id = $2;
UPDATE entries SET amount = 0 WHERE id = $1;
SELECT r.* FROM rates r WHERE EXISTS (SELECT 1 FROM entries e WHERE e.amount = r.percent);
SELECT * FROM seen WHERE user_id = $1 OR user_id = current_setting('app.user_id')::int;
SELECT a.*, s.what FROM accounts a, seen s;
SELECT * FROM users WHERE id::text LIKE current_setting('app.user_id') || '%';
-- scoped: writing under policies
UPDATE accounts SET user_id = current_setting('app.user_id')::int WHERE id = $1;
UPDATE accounts SET user_id = $1 WHERE id = $2;
MERGE INTO accounts a USING (VALUES (1, 5)) v (i, b) ON a.id = v.i WHEN MATCHED THEN UPDATE SET balance = v.b;
DELETE FROM accounts a USING cards c WHERE c.id = a.id;
WITH c AS (DELETE FROM cards RETURNING *) SELECT count(*) FROM c;
SELECT a.id FROM accounts a FULL JOIN cards c ON c.id = a.id;
SELECT count(*) FROM accounts TABLESAMPLE BERNOULLI (100);
SELECT id FROM accounts FOR UPDATE;
SELECT id, rank() OVER (ORDER BY balance) FROM accounts;
SELECT * FROM cards WHERE user_id IS NULL;
SELECT * FROM seen WHERE user_id IN (SELECT user_id FROM accounts);
SELECT l.line FROM logs l JOIN accounts a USING (user_id);
SELECT u.name FROM users u JOIN accounts a ON a.user_id = u.id;
SELECT e.amount, u.name FROM entries e JOIN accounts a ON a.id = e.account_id JOIN users u ON u.id = a.user_id;
SELECT * FROM seen WHERE user_id = (SELECT current_setting('app.user_id'))::int;
SELECT * FROM seen WHERE user_id = (SELECT auth_user());
SELECT * FROM seen WHERE user_id = current_setting('app.user_id', true)::bigint;
SELECT * FROM seen WHERE user_id = NULLIF(current_setting('app.user_id', true), '')::int AND what IS NOT NULL;
INSERT INTO seen (id, user_id, what) SELECT 100, user_id, line FROM logs WHERE id = $1;
INSERT INTO entries (id, account_id, amount) VALUES (100, (SELECT id FROM accounts WHERE id = $1), 5);
INSERT INTO cards (id, user_id, pan) VALUES (1, current_setting('app.user_id')::int, $1) ON CONFLICT (id) DO UPDATE SET pan = excluded.pan;
INSERT INTO rates (id, percent) SELECT 100 + id, balance FROM accounts;
-- leaks: writing under policies
INSERT INTO rates (id, percent) SELECT 100 + id, amount FROM entries;
INSERT INTO seen (id, user_id, what) SELECT 100, a.user_id, s.what FROM accounts a, seen s;
SELECT a.id, e.amount FROM accounts a LEFT JOIN entries e ON e.id = a.id;
SELECT count(*) FROM entries e LEFT JOIN accounts a ON a.id = e.account_id;
SELECT * FROM seen TABLESAMPLE BERNOULLI (100);
SELECT c.pan FROM all_cards c JOIN accounts a ON a.id = c.id;
WITH s AS (UPDATE seen SET what = 'x' RETURNING id) SELECT id FROM s;
DELETE FROM entries USING rates WHERE rates.id = entries.id;
SELECT * FROM users WHERE id <> auth_user();
SELECT * FROM seen WHERE coalesce(auth_user(), user_id) = user_id;
SELECT * FROM seen WHERE user_id >= auth_user();
-- scoped: what a write reads meets the policies of SELECT
UPDATE memos SET what = $1 WHERE id = $2;
UPDATE memos SET what = what || 'x';
UPDATE memos SET what = 'x' RETURNING *;
UPDATE memos SET user_id = $1 WHERE id = $2;
UPDATE memos m SET what = c.pan FROM cards c WHERE c.id = m.id;
DELETE FROM memos WHERE id = $1;
DELETE FROM memos RETURNING what;
DELETE FROM memos m USING rates WHERE rates.id = m.id;
MERGE INTO memos m USING rates r ON r.id = m.id WHEN MATCHED THEN DELETE;
-- leaks: what a write does not read meets the policies of its command alone
UPDATE memos SET what = $1;
DELETE FROM memos;
DELETE FROM memos WHERE $1 = 1;
DELETE FROM memos USING rates WHERE rates.id = $1;
UPDATE memos SET what = 'x' WHERE EXISTS (SELECT 1 FROM rates r WHERE r.id = $1);
MERGE INTO memos USING rates ON true WHEN MATCHED THEN DELETE;
MERGE INTO memos USING rates ON rates.id = $1 WHEN MATCHED THEN UPDATE SET what = rates.percent::text;
MERGE INTO memos USING rates ON true WHEN NOT MATCHED THEN INSERT (id, user_id) VALUES (100, auth_user());
-- scoped: what is returned is read
DELETE FROM memos RETURNING memos.*;
UPDATE memos m SET what = 'x' RETURNING m;
