-- When its organisation said that a file it was asked to complete is complete; NULL again once the agency has looked.
ALTER TABLE submission ADD COLUMN completed_at BIGINT;
