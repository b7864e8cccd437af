-- When the decision on its file came out this reading did not count: its juror's role had been taken back, or something tied
-- them. What the public is told leaves it out for good, whatever is said of it afterwards.
ALTER TABLE assessment ADD COLUMN is_untold INTEGER NOT NULL DEFAULT 0;
