-- Casts that cut a value, and those to the type that it has anyway.
-- users: users
CREATE TABLE users (id int PRIMARY KEY, code varchar(2) UNIQUE);
CREATE TABLE cards (id int PRIMARY KEY, owner varchar(2) NOT NULL REFERENCES users (code), n int);
-- domain users.code: 1, 2, 12
-- statements
-- scoped: own type
SELECT * FROM users WHERE code::varchar(2) = $1;
SELECT * FROM cards WHERE owner::varchar(2) = $1;
-- leaks: cut
SELECT * FROM users WHERE code::varchar(1) = $1;
SELECT * FROM cards WHERE owner::varchar(1) = $1;
