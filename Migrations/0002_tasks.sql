-- Work to be done outside a request: mail, recurring rounds. A row outlives the process that was doing it.
CREATE TABLE task (
    id           TEXT PRIMARY KEY,
    kind         TEXT NOT NULL,
    -- JSON, as the kind defines it.
    payload      TEXT NOT NULL,
    state        TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'failed')),
    due_at       BIGINT NOT NULL,
    -- The same work is asked for once.
    unique_key   TEXT UNIQUE,
    attempts     INTEGER NOT NULL DEFAULT 0,
    -- While a process does it; when this has passed, another may.
    leased_until BIGINT,
    last_error   TEXT,
    created_at   BIGINT NOT NULL,
    finished_at  BIGINT
);
CREATE INDEX task_due ON task (state, due_at);
