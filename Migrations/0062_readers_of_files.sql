-- How many readers each file of an edition was last shared out to: what the list of work to do counts by.
-- Without a value nobody chose, and the usual number stands.
ALTER TABLE edition ADD COLUMN readers_each BIGINT CHECK (readers_each BETWEEN 1 AND 50);
