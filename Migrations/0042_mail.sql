-- The password of the mail account, sealed with a key that is not in the database: of a copy nobody can read it. In clear stands
-- none any more once a program that has a key was started.
ALTER TABLE mail_setting ADD COLUMN password_sealed TEXT NOT NULL DEFAULT '';
