-- Whoever writes has lost the role that this row stands for: it opens nothing, and the agency is told of a file without an owner.
ALTER TABLE submission_author ADD COLUMN is_taken INTEGER NOT NULL DEFAULT 0;
CREATE INDEX author_taken ON submission_author (submission) WHERE is_taken = 1;
