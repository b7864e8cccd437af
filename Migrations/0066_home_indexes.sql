-- What the home page asks of all files of an edition: who has an owner, what is kept back of a release.
CREATE INDEX author_owning ON submission_author (submission, person) WHERE role = 'owner' AND is_taken = 0;
CREATE INDEX person_shut ON person (id) WHERE disabled_at IS NOT NULL;
CREATE INDEX decision_left_out ON decision (submission) WHERE is_left_out = 1;
