-- Staff do without this person, who may have the role of juror: whoever has it is proposed, and would come back otherwise.
ALTER TABLE juror_proposal ADD COLUMN is_dropped INTEGER NOT NULL DEFAULT 0;

-- A text that came with the earlier edition and says its year, which staff have read and keep: what it is, and a mark of its words.
-- Once it says something else it is shown again.
CREATE TABLE kept_text (
    edition TEXT NOT NULL REFERENCES edition (id),
    thing   TEXT NOT NULL,
    mark    TEXT NOT NULL,
    PRIMARY KEY (edition, thing)
);
