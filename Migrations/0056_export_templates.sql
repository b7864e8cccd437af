-- Columns that staff have chosen for the export of files, under a name: of one edition, or of all of them.
CREATE TABLE export_template (
    id       TEXT PRIMARY KEY,
    edition  TEXT REFERENCES edition (id),
    name     TEXT NOT NULL,
    -- Keys of columns in their order, as JSON. Those that a form no longer has are passed over.
    columns  TEXT NOT NULL,
    revision BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX export_template_edition ON export_template (edition);
