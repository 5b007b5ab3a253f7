CREATE SCHEMA shop;
CREATE TYPE shop.state AS ENUM ('open', 'it''s paid');
CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text NOT NULL UNIQUE);
CREATE TABLE shop."Orders" (id serial PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id),
  state shop.state DEFAULT 'open', total int CHECK (total > 0), doubled int GENERATED ALWAYS AS (total * 2) STORED);
CREATE TABLE shop.items (id int PRIMARY KEY, order_id int NOT NULL REFERENCES shop."Orders" (id));
CREATE TABLE shop.events (id int, user_id bigint REFERENCES users (id)) PARTITION BY RANGE (id);
CREATE TABLE shop.events_1 PARTITION OF shop.events FOR VALUES FROM (1) TO (10);
CREATE TABLE shop.notes (id int PRIMARY KEY, user_id bigint REFERENCES users (id));
ALTER TABLE shop.notes ENABLE ROW LEVEL SECURITY;
ALTER TABLE shop.notes FORCE ROW LEVEL SECURITY;
CREATE POLICY mine ON shop.notes FOR SELECT USING (user_id = current_setting('app.user_id')::bigint);
CREATE VIEW shop.open_orders AS SELECT id, user_id FROM shop."Orders" WHERE state = 'open';
CREATE FUNCTION shop.wipe() RETURNS void LANGUAGE plpgsql AS $$ BEGIN DELETE FROM shop.items; END $$;
CREATE ROLE reader LOGIN PASSWORD 'hidden-word';
