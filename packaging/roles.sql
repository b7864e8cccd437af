-- What the service may do in its own database: read and write rows, and no more. Tables are made and changed by another role,
-- rallynov_owner, which this file is played as, once they are there and after each restore (docs/deploying.md):
--     runuser -u rallynov_owner -- psql --quiet --single-transaction --set=ON_ERROR_STOP=1 --file=- rallynov <packaging/roles.sql
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO rallynov;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO rallynov;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO rallynov;
-- And on those of later versions.
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO rallynov;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO rallynov;
-- The journal only grows; an erasure empties a salt, and nothing else of a row.
REVOKE UPDATE, DELETE ON journal FROM rallynov;
GRANT UPDATE (salt) ON journal TO rallynov;
-- One row each that is counted up, and the steps that were taken.
REVOKE INSERT, DELETE ON journal_head, public_version, schema_step FROM rallynov;
