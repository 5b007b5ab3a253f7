-- A reminder may be about a note that somebody else shared.
CREATE TABLE reminders (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    note_id bigint NOT NULL REFERENCES notes (id) ON DELETE CASCADE,
    due_on  date NOT NULL
);

CREATE INDEX reminders_user_id_due_on_idx ON reminders (user_id, due_on);
CREATE INDEX reminders_note_id_idx ON reminders (note_id);

SET lock_timeout = '2s';

ALTER TABLE notes ADD COLUMN is_pinned boolean NOT NULL DEFAULT false;
ALTER TABLE notes ADD COLUMN archived_at timestamptz;
