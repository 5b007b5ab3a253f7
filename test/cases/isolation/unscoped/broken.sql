-- A statement that is wrong says nothing of the others in its file.
SELECT id FROM orders; -- expect: pg-isolation-unscoped
SELEC 1;               -- expect: pg-sql-syntax
SELECT id FROM orders WHERE user_id = :user;
/* one; and two */
DELETE FROM orders -- expect: pg-isolation-unscoped
 WHERE status = 'a;b' AND id = $1;
