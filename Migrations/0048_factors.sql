-- In whose browser an app was begun: a digest of the token of its forms, which a fresh link of the same person keeps there.
-- Those that were begun before are begun anew.
ALTER TABLE authenticator_app ADD COLUMN begun_in TEXT;

-- Codes on paper are counted apart from those of an app: whoever types the one wrong does not keep out whoever has the other.
ALTER TABLE factor_trial ADD COLUMN paper_failures BIGINT NOT NULL DEFAULT 0;
ALTER TABLE factor_trial ADD COLUMN paper_paused_until BIGINT;
