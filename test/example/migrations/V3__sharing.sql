-- user_id may read the note, whoever owns it.
CREATE TABLE note_shares (
    note_id    bigint NOT NULL REFERENCES notes (id) ON DELETE CASCADE,
    user_id    bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (note_id, user_id)
);

CREATE INDEX note_shares_user_id_idx ON note_shares (user_id);

SET lock_timeout = '2s';

-- A public note may be read by every user.
ALTER TABLE notes ADD COLUMN is_public boolean NOT NULL DEFAULT false;
