CREATE TABLE people (id bigint PRIMARY KEY);
CREATE TABLE badges (id bigint PRIMARY KEY, person_id bigint REFERENCES people (id));
CREATE TABLE papers (id bigint PRIMARY KEY, person_id bigint NOT NULL REFERENCES people (id), is_public boolean NOT NULL);
CREATE TABLE readers (
    paper_id bigint NOT NULL REFERENCES papers (id),
    person_id bigint NOT NULL REFERENCES people (id),
    PRIMARY KEY (paper_id, person_id)
);
