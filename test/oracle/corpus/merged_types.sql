-- Values that are brought to one type that keeps them apart; truth values as numbers.
-- users: users
CREATE TABLE users (id bigint PRIMARY KEY, name text);
CREATE TABLE orders (id int PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id), total int);
CREATE TABLE loose (f float8, n int);
CREATE FUNCTION by_number(a numeric) RETURNS SETOF orders LANGUAGE sql STABLE AS $$ SELECT * FROM orders WHERE user_id = a $$;
-- statements
-- leaks: merged
SELECT id FROM orders WHERE user_id = $1 OR true::int = 1;
SELECT id FROM orders WHERE user_id = $1 OR (total::boolean AND total = 2);
-- scoped: merged
SELECT user_id FROM (SELECT user_id FROM orders UNION ALL SELECT n FROM loose) x WHERE user_id = $1;
SELECT id FROM orders WHERE coalesce(user_id, 0) = $1;
SELECT id FROM orders WHERE user_id IN ($1, NULL::bigint);
SELECT id FROM by_number($1);
SELECT id FROM orders WHERE user_id = $1 OR true::int = 0;
