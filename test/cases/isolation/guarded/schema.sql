-- Offers for posts: who made the offer and who wrote the post may see it.
CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL UNIQUE);
CREATE TABLE posts (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id), body text);
CREATE TABLE tags (post_id bigint NOT NULL REFERENCES posts (id), name text);
CREATE TABLE offers (
    id      bigint PRIMARY KEY,
    post_id bigint NOT NULL REFERENCES posts (id),
    user_id bigint NOT NULL REFERENCES users (id),
    status  text
);
