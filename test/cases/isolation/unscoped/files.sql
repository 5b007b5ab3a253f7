-- Statements in a file.
SELECT id FROM orders; -- expect: pg-isolation-unscoped
SELECT id FROM orders WHERE user_id = :user;
DELETE FROM orders -- expect: pg-isolation-unscoped
 WHERE id = :id;
SELECT count(*) FROM orders; -- NOLINT(pg-isolation-unscoped): for operators
/* SELECT id FROM orders; */
