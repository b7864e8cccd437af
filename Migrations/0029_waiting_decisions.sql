-- Each home page of staff asks whether letters are to be prepared: of decisions that wait, whatever came out before.
CREATE INDEX decision_waiting ON decision (submission) WHERE release_set IS NULL;
