-- What was said of sites that do not declare is lost.
DROP INDEX sites_declaring;
ALTER TABLE sites DROP COLUMN declares_activity;
CREATE INDEX sites_kind ON sites (kind, organisation_id, created_at, id);
