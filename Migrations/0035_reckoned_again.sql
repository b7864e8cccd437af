-- What is out stays as it was reckoned: results of such files that were reckoned without somebody whose role was taken since are
-- reckoned again.
UPDATE file_result SET is_stale = 1
WHERE submission IN (SELECT submission.id FROM submission WHERE submission.announced_at IS NOT NULL);
