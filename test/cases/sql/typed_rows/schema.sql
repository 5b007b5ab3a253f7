-- Columns whose values are no SQL, and others.
CREATE TABLE tags (
    id      serial PRIMARY KEY,
    name    varchar(40) NOT NULL,
    code    integer NOT NULL,
    weight  numeric,
    hidden  boolean NOT NULL DEFAULT false,
    made_on date NOT NULL
);

CREATE TABLE labels (
    id     uuid PRIMARY KEY,
    tag_id integer REFERENCES tags (id),
    code   text NOT NULL
);
