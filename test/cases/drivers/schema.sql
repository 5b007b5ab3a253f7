CREATE TABLE users (
    id    bigint PRIMARY KEY,
    email text NOT NULL UNIQUE
);

CREATE TABLE orders (
    id      bigint PRIMARY KEY,
    user_id bigint NOT NULL REFERENCES users (id),
    status  text NOT NULL DEFAULT 'open'
);

CREATE TABLE countries (
    code text PRIMARY KEY,
    name text NOT NULL
);
