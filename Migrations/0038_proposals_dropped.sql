-- Staff do without this person, who may have the role of juror: whoever has it is proposed, and would come back otherwise.
ALTER TABLE juror_proposal ADD COLUMN is_dropped INTEGER NOT NULL DEFAULT 0;
