-- Messages between two users (either may see them), rooms by membership through foreign keys alone, text keys.
-- users: accounts
-- owner columns: owner
-- shared: channels
-- domain accounts.login: a, b, A, ab, _b
CREATE TABLE accounts (login text PRIMARY KEY, display text);
CREATE TABLE channels (id int PRIMARY KEY, title text, created_by text REFERENCES accounts (login));
CREATE TABLE messages (
  id int PRIMARY KEY,
  sender text NOT NULL REFERENCES accounts (login) ON DELETE CASCADE,
  recipient text REFERENCES accounts (login) ON DELETE CASCADE,
  channel_id int REFERENCES channels (id),
  body text,
  read_at timestamptz
);
CREATE TABLE attachments (
  message_id int NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
  part int NOT NULL,
  name text,
  PRIMARY KEY (message_id, part)
);
CREATE TABLE drafts (owner text PRIMARY KEY, body text);
-- statements
-- scoped: two owners
SELECT * FROM messages WHERE sender = $1;
SELECT * FROM messages WHERE recipient = $1 AND read_at IS NULL;
SELECT * FROM messages WHERE sender = $1 OR recipient = $1;
SELECT * FROM messages WHERE $1 IN (sender, recipient);
SELECT * FROM messages WHERE sender = $1 AND recipient = $2;
SELECT * FROM messages WHERE (sender = $1 AND recipient = $2) OR (sender = $2 AND recipient = $1);
SELECT * FROM messages WHERE (sender, recipient) IN (($1, $2), ($2, $1)) ORDER BY id;
SELECT count(*) FROM messages WHERE recipient = $1 AND read_at IS NULL;
SELECT * FROM messages WHERE $1 = ANY (ARRAY[sender, recipient]);
SELECT a.* FROM attachments a JOIN messages m ON m.id = a.message_id WHERE m.recipient = $1;
SELECT a.* FROM attachments a JOIN messages m ON m.id = a.message_id WHERE m.sender = $1 OR m.recipient = $1;
SELECT * FROM messages WHERE sender = $1 UNION ALL SELECT * FROM messages WHERE recipient = $1 ORDER BY id;
SELECT CASE WHEN sender = $1 THEN recipient ELSE sender END, count(*) FROM messages WHERE sender = $1 OR recipient = $1 GROUP BY 1;
SELECT m.id, c.title FROM messages m LEFT JOIN channels c ON c.id = m.channel_id WHERE m.sender = $1;
UPDATE messages SET read_at = now() WHERE recipient = $1 AND id = $2;
DELETE FROM messages WHERE sender = $1 AND id = $2;
INSERT INTO messages (id, sender, recipient, body) VALUES ($3, $1, $2, $4);
INSERT INTO attachments (message_id, part, name) SELECT id, 1, $3 FROM messages WHERE id = $2 AND sender = $1;
SELECT * FROM messages m WHERE m.sender = $1 AND NOT EXISTS (SELECT 1 FROM messages r WHERE r.sender = m.recipient AND r.recipient = $1);
SELECT DISTINCT recipient FROM messages WHERE sender = $1;
-- leaks: two owners
SELECT * FROM messages WHERE id = $1;
SELECT * FROM messages WHERE sender <> $1;
SELECT * FROM messages WHERE sender = $1 OR recipient = $2;
SELECT * FROM messages WHERE sender IN ($1, $2);
SELECT * FROM messages WHERE channel_id = $1;
SELECT * FROM messages WHERE recipient IS NULL;
SELECT * FROM messages WHERE recipient = sender;
SELECT a.* FROM attachments a WHERE a.message_id = $1;
SELECT m.*, a.display FROM messages m JOIN accounts a ON a.login = m.sender WHERE m.recipient = $1;
SELECT * FROM messages WHERE sender = $1 AND id > (SELECT avg(id) FROM messages);
UPDATE messages SET read_at = now() WHERE id = $1;
UPDATE messages SET sender = $2 WHERE sender = $1;
DELETE FROM messages WHERE channel_id = $1 RETURNING id;
INSERT INTO attachments (message_id, part) VALUES ($1, $2);
INSERT INTO messages (id, sender, recipient) SELECT 100, recipient, sender FROM messages WHERE id = $1;
INSERT INTO messages (id, sender) VALUES (100, $1), (101, $2);
-- leaks: the same row twice
WITH w AS (SELECT 1 AS one WHERE NOT EXISTS (SELECT FROM drafts)) SELECT w.one FROM w, w w2;
SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM drafts x WHERE x.body = 'a') AND NOT EXISTS (SELECT 1 FROM drafts y WHERE y.body = 'a');
-- scoped: text keys
SELECT * FROM drafts WHERE owner = $1;
SELECT * FROM drafts WHERE owner = $1 COLLATE "C";
SELECT * FROM drafts WHERE owner COLLATE "C" = $1;
SELECT * FROM drafts WHERE owner::varchar = $1;
SELECT * FROM accounts WHERE login = $1;
SELECT * FROM drafts WHERE lower(owner) = lower($1) AND owner = $1;
SELECT d.body FROM drafts d JOIN accounts a ON a.login = d.owner WHERE a.login = $1;
SELECT * FROM drafts WHERE owner BETWEEN $1 AND $1;
SELECT * FROM drafts WHERE owner = concat($1::text);
SELECT * FROM drafts WHERE md5(owner) = md5($1) AND owner = $1;
INSERT INTO drafts (owner, body) VALUES ($1, $2) ON CONFLICT (owner) DO UPDATE SET body = excluded.body;
INSERT INTO drafts VALUES ($1, $2) ON CONFLICT (owner) DO UPDATE SET body = drafts.body || excluded.body RETURNING body;
UPDATE drafts SET body = body || $2 WHERE owner = $1;
DELETE FROM drafts WHERE owner = $1;
SELECT * FROM channels;
SELECT c.title FROM channels c WHERE c.created_by = $1;
SELECT c.* FROM channels c WHERE c.id = $1;
UPDATE channels SET title = $2 WHERE id = $1;
-- leaks: text keys
SELECT * FROM drafts WHERE lower(owner) = lower($1);
SELECT * FROM drafts WHERE owner ILIKE $1;
SELECT * FROM drafts WHERE owner LIKE $1;
SELECT * FROM drafts WHERE owner LIKE $1 || '%';
SELECT * FROM drafts WHERE owner ~ $1;
SELECT * FROM drafts WHERE owner::char(1) = $1::text::char(1);
SELECT * FROM drafts WHERE left(owner, 1) = left($1, 1);
SELECT * FROM drafts WHERE owner >= $1;
SELECT * FROM drafts WHERE length(owner) = length($1);
SELECT * FROM drafts WHERE position($1 IN owner) > 0;
SELECT * FROM drafts WHERE starts_with(owner, $1);
SELECT * FROM drafts WHERE substr(owner, 1, 1) = $1;
SELECT * FROM drafts WHERE owner::varchar(1) = $1::text;
INSERT INTO drafts (owner, body) SELECT sender, body FROM messages WHERE recipient = $1;
SELECT c.title, (SELECT count(*) FROM messages m WHERE m.channel_id = c.id) FROM channels c;
SELECT c.* FROM channels c WHERE EXISTS (SELECT 1 FROM messages m WHERE m.channel_id = c.id);
DELETE FROM channels WHERE id NOT IN (SELECT channel_id FROM messages WHERE channel_id IS NOT NULL);
SELECT display FROM accounts WHERE display = $1;
-- scoped: made of a parameter
SELECT * FROM drafts WHERE owner = upper($1);
INSERT INTO drafts (owner, body) VALUES (lower($1), $2);
