-- A level is a whole number of the edition's grid, whatever its scale: the grid is asked, not the table. SQLite cannot drop a
-- condition, so the table is made anew, with all it holds; nothing refers to it.
CREATE TABLE mark_of_any_scale (
    assessment TEXT NOT NULL REFERENCES assessment (id),
    -- The checkpoint's identifier in the edition's grid.
    checkpoint TEXT NOT NULL,
    -- NULL while only the comment was typed.
    kind       TEXT CHECK (kind IN ('level', 'not-applicable', 'not-documented')),
    points     INTEGER,
    comment    TEXT NOT NULL DEFAULT '',
    -- What became of a «not documented» before the deliberation: a level, and how it was found.
    resolved_points INTEGER,
    resolved_how TEXT NOT NULL DEFAULT '',
    resolved_by TEXT REFERENCES person (id),
    -- Whoever typed it in the juror's place, from paper.
    typed_by   TEXT REFERENCES person (id),
    -- The assessment's revision when the mark last changed: what another window had not seen.
    revision   BIGINT NOT NULL DEFAULT 1,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (assessment, checkpoint),
    CHECK ((kind IS NOT NULL AND kind = 'level') = (points IS NOT NULL)),
    CHECK (resolved_points IS NULL OR kind = 'not-documented')
);
INSERT INTO mark_of_any_scale (assessment, checkpoint, kind, points, comment, resolved_points, resolved_how, resolved_by,
    typed_by, revision, updated_at)
SELECT assessment, checkpoint, kind, points, comment, resolved_points, resolved_how, resolved_by, typed_by, revision, updated_at
FROM mark;
DROP TABLE mark;
ALTER TABLE mark_of_any_scale RENAME TO mark;
