-- A second round has the categories of its edition. What was declared on the round alone is the edition's from now on.
UPDATE category SET edition = (SELECT edition.round_of FROM edition WHERE edition.id = category.edition)
WHERE EXISTS (SELECT 1 FROM edition WHERE edition.id = category.edition AND edition.round_of IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM category AS known WHERE known.edition = edition.round_of AND known.code = category.code));

-- A second part is in the category of the first; what lists and results keep of it is reckoned again.
UPDATE submission SET category = (
    SELECT earlier.category FROM shortlisted JOIN submission AS earlier ON earlier.id = shortlisted.submission
    WHERE shortlisted.part = submission.id)
WHERE id IN (SELECT shortlisted.part FROM shortlisted JOIN submission AS earlier ON earlier.id = shortlisted.submission
    WHERE shortlisted.part IS NOT NULL AND earlier.category IS NOT NULL);
UPDATE file_progress SET is_stale = 1 WHERE submission IN (SELECT part FROM shortlisted WHERE part IS NOT NULL);
UPDATE file_result SET is_stale = 1 WHERE submission IN (SELECT part FROM shortlisted WHERE part IS NOT NULL);

-- A juror of the second round reads what they read in the first, unless the round says otherwise.
INSERT INTO juror_category (juror, category)
SELECT seat.id, juror_category.category
FROM juror_category JOIN juror ON juror.id = juror_category.juror
JOIN edition ON edition.round_of = juror.edition
JOIN juror AS seat ON seat.edition = edition.id AND seat.person = juror.person
WHERE NOT EXISTS (SELECT 1 FROM juror_category AS limited WHERE limited.juror = seat.id);
