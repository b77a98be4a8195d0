-- What was frozen stays a lot, of which nobody knows any more where it comes from: the books say that it was counted too much, and
-- too little of the lot that it was. As on the way up: SQLite changes no CHECK.

PRAGMA defer_foreign_keys = ON;

CREATE TEMPORARY TABLE kept_stock_movements AS SELECT id, at, claim_id, category_code, grams, from_kind, from_organisation_id, from_site_id, to_kind, to_organisation_id, to_site_id, author_id, reason, lot_id, kind, reverses_id, note, temperature_decidegrees FROM stock_movements;

DROP TABLE stock_movements;

CREATE TABLE stock_movements (
    id BLOB NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    claim_id BLOB REFERENCES claims (id),
    category_code TEXT NOT NULL REFERENCES categories (code),
    grams INTEGER NOT NULL CHECK (grams > 0),
    from_kind TEXT NOT NULL CHECK (from_kind IN ('donor', 'site', 'distributed', 'waste', 'adjustment', 'loss')),
    from_organisation_id BLOB REFERENCES organisations (id),
    from_site_id BLOB REFERENCES sites (id),
    to_kind TEXT NOT NULL CHECK (to_kind IN ('donor', 'site', 'distributed', 'waste', 'adjustment', 'loss')),
    to_organisation_id BLOB REFERENCES organisations (id),
    to_site_id BLOB REFERENCES sites (id),
    author_id BLOB REFERENCES users (id),
    reason TEXT,
    -- Of which lot; NULL: the food of a claim, of which no lot is kept.
    lot_id BLOB REFERENCES lots (id),
    kind TEXT NOT NULL CHECK (kind IN ('receive', 'transfer', 'allocate', 'hand_over', 'distribute', 'waste', 'adjust', 'loss', 'reverse')),
    -- Each line is taken back once.
    reverses_id BLOB UNIQUE REFERENCES stock_movements (id),
    note TEXT,
    temperature_decidegrees INTEGER,
    CHECK ((from_kind = 'site') = (from_site_id IS NOT NULL)),
    CHECK ((from_kind = 'site') = (from_organisation_id IS NOT NULL)),
    CHECK ((to_kind = 'site') = (to_site_id IS NOT NULL)),
    CHECK ((to_kind = 'site') = (to_organisation_id IS NOT NULL)),
    CHECK ((kind = 'reverse') = (reverses_id IS NOT NULL)),
    CHECK (claim_id IS NOT NULL OR lot_id IS NOT NULL),
    CHECK (kind <> 'waste' OR reason IN ('expired', 'damaged', 'cold_chain', 'spoiled', 'pest', 'recall', 'other'))
) STRICT;

CREATE INDEX stock_movements_from ON stock_movements (from_organisation_id, kind, at);
CREATE INDEX stock_movements_to ON stock_movements (to_organisation_id, kind, at);
CREATE INDEX stock_movements_claim ON stock_movements (claim_id);
-- What everybody has received lately, read from the index alone.
CREATE INDEX stock_movements_lately ON stock_movements (kind, at, to_organisation_id, grams);
CREATE INDEX stock_movements_lot ON stock_movements (lot_id, at, id);

INSERT INTO stock_movements (id, at, claim_id, category_code, grams, from_kind, from_organisation_id, from_site_id, to_kind, to_organisation_id, to_site_id, author_id, reason, lot_id, kind, reverses_id, note, temperature_decidegrees)
SELECT id, at, claim_id, category_code, grams, CASE from_kind WHEN 'freezing' THEN 'adjustment' ELSE from_kind END, from_organisation_id, from_site_id, CASE to_kind WHEN 'freezing' THEN 'adjustment' ELSE to_kind END, to_organisation_id, to_site_id, author_id, reason, lot_id, CASE kind WHEN 'freeze' THEN 'adjust' ELSE kind END, reverses_id, note, temperature_decidegrees FROM kept_stock_movements;

DROP TABLE kept_stock_movements;

CREATE TRIGGER stock_movements_no_update BEFORE UPDATE ON stock_movements
BEGIN
    SELECT RAISE(ABORT, 'stock_movements is append-only');
END;

CREATE TRIGGER stock_movements_no_delete BEFORE DELETE ON stock_movements
BEGIN
    SELECT RAISE(ABORT, 'stock_movements is append-only');
END;

DROP INDEX lots_frozen_from;
ALTER TABLE lots DROP COLUMN frozen_from_id;
