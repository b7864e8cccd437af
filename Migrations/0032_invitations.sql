-- Somebody was asked to write along in a file. No account, no role and no line of its authors exists before they have accepted:
-- whoever typed the address may be anybody.
CREATE TABLE author_invitation (
    -- Of the link's secret.
    digest      TEXT PRIMARY KEY,
    submission  TEXT NOT NULL REFERENCES submission (id),
    -- As it was typed, and as addresses are compared.
    address     TEXT NOT NULL,
    address_key TEXT NOT NULL,
    language    TEXT NOT NULL CHECK (language IN ('fr', 'en')),
    invited_by  TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    created_at  BIGINT NOT NULL,
    ends_at     BIGINT NOT NULL,
    accepted_at BIGINT,
    UNIQUE (submission, address_key)
);
CREATE INDEX invitation_by_address ON author_invitation (address_key);
CREATE INDEX invitation_by_end ON author_invitation (ends_at);

-- A role that came with a file and was taken by somebody who gives roles: it does not come back with another file.
CREATE TABLE role_taken (
    person  TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    role    TEXT NOT NULL,
    -- NULL: of all editions.
    edition TEXT REFERENCES edition (id)
);
CREATE INDEX role_taken_from ON role_taken (person);

-- The organisation of a file as staff confirmed it: what files say of themselves ties nobody to the files of others.
ALTER TABLE submission ADD COLUMN confirmed_organisation TEXT REFERENCES organisation (id);
UPDATE submission SET confirmed_organisation = organisation
WHERE eligibility = 'eligible' OR is_on_behalf = 1 AND state = 'transmitted' AND eligibility <> 'not-eligible';
CREATE INDEX submission_of_confirmed ON submission (confirmed_organisation);

-- A line of authors opens its file by the role of its own part alone. Those that stood for the other one are noted as taken back.
UPDATE submission_author SET is_taken = 1 WHERE NOT EXISTS (
    SELECT 1 FROM role_grant JOIN submission ON submission.edition = role_grant.edition OR role_grant.edition IS NULL
    WHERE submission.id = submission_author.submission AND role_grant.person = submission_author.person
    AND role_grant.role = CASE submission_author.role WHEN 'owner' THEN 'submitter' ELSE 'co-author' END);
