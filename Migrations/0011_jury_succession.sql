-- Somebody of an earlier jury who may be invited again: no juror before that.
CREATE TABLE juror_proposal (
    edition  TEXT NOT NULL REFERENCES edition (id),
    person   TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    is_chair INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (edition, person)
);

-- Who began and ceased to chair, since when, and whoever decided it.
CREATE TABLE chair_event (
    id     TEXT PRIMARY KEY,
    juror  TEXT NOT NULL REFERENCES juror (id),
    kind   TEXT NOT NULL CHECK (kind IN ('chairs', 'no-longer')),
    person TEXT REFERENCES person (id) ON DELETE SET NULL,
    at     BIGINT NOT NULL
);
CREATE INDEX chair_event_of_juror ON chair_event (juror, at);
