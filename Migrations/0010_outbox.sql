-- The outbox on pages: who is written to, what is searched, what lets a held message go.

-- Whom it is written to, as they are called; empty when nobody is known at the address.
ALTER TABLE message ADD COLUMN name TEXT NOT NULL DEFAULT '';
-- Name, address and subject, folded, to be searched.
ALTER TABLE message ADD COLUMN search_key TEXT NOT NULL DEFAULT '';
-- The page of its edition that lets it go: 'publication'. Staff let go by hand what has none.
ALTER TABLE message ADD COLUMN held_for TEXT;
-- The message that says what this one said before it was out of date.
ALTER TABLE message ADD COLUMN replaced_by TEXT;
CREATE INDEX message_by_date ON message (created_at);
-- Those written before are found by their address.
UPDATE message SET search_key = lower(address);
-- And those held were the decisions of a jury.
UPDATE message SET held_for = 'publication' WHERE state = 'held';
