-- Whether a site counts each week whom it has helped. One that helps nobody is never reminded, and is no gap in any sum.
ALTER TABLE sites ADD COLUMN declares_activity BOOLEAN NOT NULL DEFAULT TRUE;

-- Stores, warehouses and offices, which never were expected to, and the places of those who give, unless they have
-- declared before.
UPDATE sites SET declares_activity = FALSE
WHERE kind = 'storage_site' OR kind = 'warehouse' OR kind = 'office'
    OR (organisation_id IN (SELECT organisations.id FROM organisations WHERE organisations.kind = 'donor')
        AND NOT EXISTS (SELECT 1 FROM weekly_activity_spans WHERE weekly_activity_spans.site_id = sites.id));

-- The sites that are expected to declare: by what is said of each, no longer by what it is for.
DROP INDEX sites_kind;
CREATE INDEX sites_declaring ON sites (declares_activity, organisation_id, created_at, id);
