-- Why a thing that an import made or changed stayed when the import was taken back; '' for one that did not, or was not.
ALTER TABLE import_change ADD COLUMN kept TEXT NOT NULL DEFAULT '';

-- An organisation of which nothing but files that nobody has confirmed speaks: what it says is lent to no other file and no page.
ALTER TABLE organisation ADD COLUMN is_claimed INTEGER NOT NULL DEFAULT 0;
UPDATE organisation SET is_claimed = 1 WHERE revision = 1
    AND EXISTS (SELECT 1 FROM submission WHERE submission.organisation = organisation.id)
    AND NOT EXISTS (SELECT 1 FROM submission WHERE submission.confirmed_organisation = organisation.id)
    AND NOT EXISTS (SELECT 1 FROM initiative_organisation JOIN sheet ON sheet.initiative = initiative_organisation.initiative
        WHERE initiative_organisation.organisation = organisation.id)
    AND NOT EXISTS (SELECT 1 FROM import_change WHERE import_change.kind = 'organisation'
        AND import_change.subject = organisation.id);
