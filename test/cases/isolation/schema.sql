-- Users, what belongs to them, and what belongs to nobody.
CREATE TABLE users (
    id    bigint PRIMARY KEY,
    email text NOT NULL UNIQUE,
    name  text
);

CREATE TABLE products (
    id    bigint PRIMARY KEY,
    name  text NOT NULL,
    price numeric NOT NULL
);

CREATE TABLE orders (
    id        bigint PRIMARY KEY,
    user_id   bigint NOT NULL REFERENCES users (id),
    status    text NOT NULL DEFAULT 'open',
    total     numeric NOT NULL DEFAULT 0,
    placed_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE items (
    id         bigint PRIMARY KEY,
    order_id   bigint NOT NULL REFERENCES orders (id),
    product_id bigint NOT NULL REFERENCES products (id),
    amount     integer NOT NULL
);

CREATE TABLE item_notes (
    id      bigint PRIMARY KEY,
    item_id bigint NOT NULL REFERENCES items (id),
    body    text NOT NULL
);

CREATE TABLE memos (
    note_id bigint PRIMARY KEY,
    user_id bigint NOT NULL REFERENCES users (id),
    body    text
);
