-- A users table with a primary key of several columns that another inherits from.
-- users: users
-- domain users.place: 1, 2
-- domain users.id: 1, 2, 3
CREATE TABLE users (place int NOT NULL, id int NOT NULL, email text, PRIMARY KEY (place, id));
CREATE TABLE orders (id int PRIMARY KEY, place int NOT NULL, user_id int NOT NULL, total int, FOREIGN KEY (place, user_id) REFERENCES users (place, id));
CREATE TABLE admins (level int) INHERITS (users);
-- statements
-- scoped: heirs by place
SELECT * FROM users WHERE NOT (place <> $1) AND place = id;
SELECT * FROM users WHERE NOT (place <> $1) AND NOT (place <> id);
SELECT * FROM orders WHERE place = $1 AND user_id = $2;
-- leaks: heirs by place
SELECT * FROM users WHERE place = $1;
SELECT * FROM orders WHERE place = $1;
SELECT * FROM orders WHERE user_id = $1;
