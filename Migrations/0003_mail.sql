-- The outbox: one row a message and recipient, kept with the change that caused it, sent by a task.
CREATE TABLE message (
    id          TEXT PRIMARY KEY,
    -- The edition it belongs to, for the lists of staff.
    edition     TEXT,
    person      TEXT REFERENCES person (id) ON DELETE SET NULL,
    -- What it is about, in the words of whoever wrote it: 'award:' and a key. Messages are released and cancelled by it.
    about       TEXT,
    address     TEXT NOT NULL,
    reply_to    TEXT,
    language    TEXT NOT NULL CHECK (language IN ('fr', 'en')),
    subject     TEXT NOT NULL,
    -- What staff may change while it is held, as JSON, and what it gives: exactly what is sent.
    letter      TEXT NOT NULL,
    plain       TEXT NOT NULL,
    html        TEXT NOT NULL,
    -- It holds a secret of its recipient, such as a sign-in link: staff never read it, and it is not kept once sent.
    is_private  INTEGER NOT NULL DEFAULT 0,
    unsubscribe TEXT,
    state       TEXT NOT NULL CHECK (state IN ('held', 'waiting', 'sent', 'failed', 'cancelled')),
    created_at  BIGINT NOT NULL,
    send_after  BIGINT NOT NULL,
    -- Of no use to anybody from then on.
    send_before BIGINT,
    sent_at     BIGINT,
    attempts    INTEGER NOT NULL DEFAULT 0,
    last_error  TEXT,
    revision    BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX message_of_state ON message (state, created_at);
CREATE INDEX message_about ON message (about);
