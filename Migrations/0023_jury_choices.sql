-- The role of a juror was taken back while the edition was under way: nothing of this row opens anything, and its readings do
-- not count until staff have said which of them stay.
ALTER TABLE juror ADD COLUMN is_taken INTEGER NOT NULL DEFAULT 0;
-- Staff said of this reading, after its juror's role was taken back, that it goes on counting.
ALTER TABLE assessment ADD COLUMN kept_at BIGINT;
-- The juror stepped back from the file, and why stands in ended_reason: it is not offered to them again.
ALTER TABLE assessment ADD COLUMN abstained_at BIGINT;

UPDATE assessment SET abstained_at = ended_at
WHERE ended_at IS NOT NULL AND ended_reason <> '' AND EXISTS (
    SELECT 1 FROM assessment_event JOIN juror ON juror.person = assessment_event.person
    WHERE assessment_event.assessment = assessment.id AND juror.id = assessment.juror
        AND assessment_event.kind = 'ended' AND assessment_event.at = assessment.ended_at);
