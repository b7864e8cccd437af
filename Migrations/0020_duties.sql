-- What a target is called in English; empty where nobody wrote it.
ALTER TABLE target ADD COLUMN name_en TEXT NOT NULL DEFAULT '';

-- What the home page of the agency counts: sheets that their organisation sent back, and files in which a point stays open.
CREATE INDEX sheet_sent_back ON sheet_event (sheet, at) WHERE kind = 'changes-asked';
CREATE INDEX file_result_open ON file_result (edition, submission) WHERE open > 0;
