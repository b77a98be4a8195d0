-- Space becomes something else. As on the way up: SQLite changes no CHECK.

PRAGMA defer_foreign_keys = ON;

CREATE TEMPORARY TABLE kept_equipment AS SELECT id, organisation_id, site_id, CASE WHEN kind IN ('cold_room', 'storage', 'room') THEN 'other' ELSE kind END AS kind, name, name_key, description, conditions, deposit_cents, requirements, needs_approval, gap_hours, max_days, retired_at, calendar_version, latitude, longitude, cell, created_at, updated_at, version, photo_id, repair_until FROM equipment;
CREATE TEMPORARY TABLE kept_equipment_closures AS SELECT id, equipment_id, starts_at, ends_at, reason, created_by, created_at FROM equipment_closures;
CREATE TEMPORARY TABLE kept_equipment_photos AS SELECT equipment_id, position, photo_id, alt FROM equipment_photos;
CREATE TEMPORARY TABLE kept_equipment_waits AS SELECT id, equipment_id, organisation_id, starts_at, ends_at, state, due_at, created_by, created_at FROM equipment_waits;
CREATE TEMPORARY TABLE kept_equipment_repairs AS SELECT id, equipment_id, loan_id, what, lendable, expected_at, opened_by, opened_at, done, closed_by, closed_at FROM equipment_repairs;
CREATE TEMPORARY TABLE kept_calendar_feeds AS SELECT id, organisation_id, equipment_id, token_hash, created_by, created_at FROM calendar_feeds WHERE equipment_id IS NOT NULL;

DROP TABLE equipment;

CREATE TABLE equipment (
    id BLOB NOT NULL PRIMARY KEY,
    organisation_id BLOB NOT NULL REFERENCES organisations (id),
    site_id BLOB NOT NULL REFERENCES sites (id),
    kind TEXT NOT NULL CHECK (kind IN ('van', 'trailer', 'cold_box', 'refrigerator', 'freezer', 'trolley', 'tent', 'furniture', 'scales', 'kitchen', 'tools', 'electronics', 'other')),
    name TEXT NOT NULL,
    -- Folded name, for the order of lists.
    name_key TEXT NOT NULL,
    description TEXT,
    conditions TEXT,
    deposit_cents INTEGER CHECK (deposit_cents > 0),
    -- Bit 0 is the driving licence, bit 1 the proof of insurance, bit 2 the trained person.
    requirements INTEGER NOT NULL CHECK (requirements BETWEEN 0 AND 7),
    needs_approval INTEGER NOT NULL CHECK (needs_approval IN (0, 1)),
    gap_hours INTEGER NOT NULL CHECK (gap_hours BETWEEN 0 AND 168),
    max_days INTEGER NOT NULL CHECK (max_days BETWEEN 1 AND 90),
    retired_at INTEGER,
    -- Grows with each loan and closure: whoever changes the item's calendar holds this row until the commit.
    calendar_version INTEGER NOT NULL DEFAULT 0,
    -- The site's place; it follows when the site moves. Cell -1: place unknown.
    latitude REAL,
    longitude REAL,
    cell INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    -- The first photo, where lists read it.
    photo_id BLOB REFERENCES photos (id),
    -- Until when it cannot be lent; the largest number: until further notice; NULL: it can.
    repair_until INTEGER,
    CHECK ((latitude IS NULL) = (cell = -1))
) STRICT;

CREATE INDEX equipment_lent_name ON equipment (name_key, id) WHERE retired_at IS NULL;
CREATE INDEX equipment_lent_kind ON equipment (kind, name_key, id) WHERE retired_at IS NULL;
CREATE INDEX equipment_lent_cell ON equipment (cell, kind, latitude, longitude, id) WHERE retired_at IS NULL;
CREATE INDEX equipment_organisation ON equipment (organisation_id, name_key, id);
CREATE INDEX equipment_site ON equipment (site_id);
CREATE INDEX equipment_photo ON equipment (photo_id) WHERE photo_id IS NOT NULL;

INSERT INTO equipment (id, organisation_id, site_id, kind, name, name_key, description, conditions, deposit_cents, requirements, needs_approval, gap_hours, max_days, retired_at, calendar_version, latitude, longitude, cell, created_at, updated_at, version, photo_id, repair_until)
SELECT id, organisation_id, site_id, kind, name, name_key, description, conditions, deposit_cents, requirements, needs_approval, gap_hours, max_days, retired_at, calendar_version, latitude, longitude, cell, created_at, updated_at, version, photo_id, repair_until FROM kept_equipment;
INSERT INTO equipment_closures (id, equipment_id, starts_at, ends_at, reason, created_by, created_at)
SELECT id, equipment_id, starts_at, ends_at, reason, created_by, created_at FROM kept_equipment_closures;
INSERT INTO equipment_photos (equipment_id, position, photo_id, alt)
SELECT equipment_id, position, photo_id, alt FROM kept_equipment_photos;
INSERT INTO equipment_waits (id, equipment_id, organisation_id, starts_at, ends_at, state, due_at, created_by, created_at)
SELECT id, equipment_id, organisation_id, starts_at, ends_at, state, due_at, created_by, created_at FROM kept_equipment_waits;
INSERT INTO equipment_repairs (id, equipment_id, loan_id, what, lendable, expected_at, opened_by, opened_at, done, closed_by, closed_at)
SELECT id, equipment_id, loan_id, what, lendable, expected_at, opened_by, opened_at, done, closed_by, closed_at FROM kept_equipment_repairs;
INSERT INTO calendar_feeds (id, organisation_id, equipment_id, token_hash, created_by, created_at)
SELECT id, organisation_id, equipment_id, token_hash, created_by, created_at FROM kept_calendar_feeds;

DROP TABLE kept_equipment;
DROP TABLE kept_equipment_closures;
DROP TABLE kept_equipment_photos;
DROP TABLE kept_equipment_waits;
DROP TABLE kept_equipment_repairs;
DROP TABLE kept_calendar_feeds;
