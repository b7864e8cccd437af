-- Who did what to which thing, one row after another, each chained to the one before (docs/decisions/0012-journal.md).
-- Keys and salted digests only: what is erased elsewhere leaves the chain whole. No row is ever changed or taken away.
CREATE TABLE journal (
    -- 1, 2, 3… without a gap.
    position    INTEGER PRIMARY KEY,
    at          BIGINT NOT NULL,
    -- The person's key; NULL for the program itself and for its command line.
    actor       TEXT,
    -- A word: 'role-granted'.
    act         TEXT NOT NULL CHECK (act <> '' AND act = lower(act) AND act NOT LIKE '% %'),
    -- What it was done to: 'submission' and a key. No reference: the row outlives the thing.
    thing_kind  TEXT NOT NULL,
    thing       TEXT NOT NULL,
    -- The key of the person it was done to, where that is somebody else than the thing.
    whom        TEXT,
    edition     TEXT,
    -- Chance that went into the digest; emptied at an erasure, so that nobody can guess any more what was digested.
    salt        TEXT NOT NULL,
    -- The digest of the salt: a salt that was changed, rather than emptied, is found.
    salt_digest TEXT NOT NULL,
    -- Of salt and details; '' when there are none.
    digest      TEXT NOT NULL,
    -- The hash of the row before.
    previous    TEXT NOT NULL,
    hash        TEXT NOT NULL
);
CREATE INDEX journal_of_thing ON journal (thing, position);
CREATE INDEX journal_of_whom ON journal (whom, position);

-- The position of the last row. Whoever writes counts it up first, so that two come one after the other.
CREATE TABLE journal_head (
    id       TEXT PRIMARY KEY CHECK (id = 'head'),
    position BIGINT NOT NULL
);
INSERT INTO journal_head (id, position) VALUES ('head', 0);

-- The salt may be emptied; nothing else may change.
CREATE TRIGGER journal_row_stays BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_row_is_not_replaced BEFORE INSERT ON journal
WHEN EXISTS (SELECT 1 FROM journal WHERE journal.position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_row_is_kept BEFORE UPDATE OF
    position, at, actor, act, thing_kind, thing, whom, edition, salt_digest, digest, previous, hash
ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_salt_is_emptied BEFORE UPDATE OF salt ON journal WHEN NEW.salt <> ''
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_head_stays BEFORE DELETE ON journal_head
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_head_goes_on BEFORE UPDATE ON journal_head WHEN NEW.position <> OLD.position + 1
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
