-- The names that a letter on a decision says: of the edition, the file and the award. When one of them changes, the letter is out
-- of date.
ALTER TABLE letter ADD COLUMN said TEXT NOT NULL DEFAULT '';
UPDATE letter SET said = coalesce((
    SELECT edition.name || ' | ' || submission.title || ' | ' || coalesce(award.name_fr || ' | ' || award.name_en, '')
    FROM decision JOIN submission ON submission.id = decision.submission JOIN edition ON edition.id = submission.edition
    LEFT JOIN award ON award.id = decision.award WHERE decision.submission = letter.submission), '');
